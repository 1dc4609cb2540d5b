"""What is read as one stands on one line of a page, and nowhere else."""

import re

import pytest
from django.template import Context, Template

from bilingual.line_breaks import NO_BREAK_SPACE, unbroken
from tests.reading import soup, words


def shown(html: str) -> str:
    """What cannot be broken: ~ for a space, [ ] round a word with a hyphen."""
    return re.sub(r'<span class="nb">(.*?)</span>', r"[\1]", unbroken(html)).replace(NO_BREAK_SPACE, "~")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ჰაბი 12 თანამშრომელს აერთიანებს", "ჰაბი 12~თანამშრომელს აერთიანებს"),
        ("brings together 12 members of staff", "brings together 12~members of staff"),
        ("2,5 კმ და 3.5 km of roads", "2,5~კმ და 3.5~km of roads"),
        ("EN 301 549 მოთხოვნების", "EN~301~549 მოთხოვნების"),
        ("WCAG 2.2 და ISO 4217-ის მიხედვით", "WCAG~2.2 და ISO~[4217-ის] მიხედვით"),
        ("2026 წლის 28 დეკემბერი, 18:00", "2026~წლის~28~დეკემბერი, 18:00"),
        ("2016 წლის მარტში და 2018 წელს", "2016~წლის~მარტში და 2018~წელს"),
        ("by 28 December 2026 at noon", "by 28~December~2026 at noon"),
        ("on December 28, 2026, in June 2018", "on December~28,~2026, in June~2018"),
        ("416 665,00 ევრო, 5 000 ₾, 15 %", "416~665,00~ევრო, 5~000~₾, 15~%"),
        ("GEL 5,000.00 or 4 million euros", "GEL~5,000.00 or 4~million~euros"),
        ("4 მილიონი ლარი", "4~მილიონი~ლარი"),
        ("№ 12, გვ. 5, p. 7", "№~12, გვ.~5, p.~7"),
        ("+995 341 24 05 05", "+995~341~24~05~05"),
        ("UNDP-ის, სსიპ-ის, 2016-ში, org-id.guide-ის", "[UNDP-ის], [სსიპ-ის], [2016-ში], [org-id.guide-ის]"),
        ("სათაური – მეორე – მესამე", "სათაური~– მეორე~– მესამე"),
    ],
)
def test_what_stays_together(text, written):
    assert shown(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "The year 2016 - and PDF files",
        "in 2016 and 12 of them",
        "2016 და 2018",
        "სოციალურ-ეკონომიკური განვითარება",
        "well-known",
        "3 გადაწყვეტილებებისათვის",
        "1 < 2",
    ],
)
def test_what_may_be_broken(text):
    assert unbroken(text) == text


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<b>12</b> კაცი", "<b>12</b>~კაცი"),
        ('<p title="12 კაცი">12 კაცი</p>', '<p title="12 კაცი">12~კაცი</p>'),
        ("<p>12</p> კაცი", "<p>12</p> კაცი"),
        ("<code>curl 12 x</code> <!-- 12 x -->", "<code>curl 12 x</code> <!-- 12 x -->"),
        ("<select><option>UNDP-ის</option></select>", "<select><option>UNDP-ის</option></select>"),
        ("&lt;UNDP-ის &amp; 12&nbsp;კაცი &#39; ა", "&lt;[UNDP-ის] &amp; 12&nbsp;კაცი &#39; ა"),
    ],
)
def test_markup_is_left_alone(html, written):
    assert shown(html) == written


def test_the_filter_escapes_no_second_time():
    template = Template("{% load bilingual %}{% filter unbroken %}<i>{{ text }}</i>{% endfilter %}")
    assert template.render(Context({"text": "<UNDP-ის"})) == '<i>&lt;<span class="nb">UNDP-ის</span></i>'


@pytest.mark.django_db
def test_pages_alone_are_written_so(client, hub):
    for language, number, noun in (("ka", "12", "თანამშრომელს"), ("en", "12", "members")):
        together = f"{number}{NO_BREAK_SPACE}{noun}"
        response = client.get(hub.path_in(language))
        page = soup(response)
        assert together in page.main.get_text()
        told = [page.find("meta", attrs={"name": "description"})["content"], page.find("script").string]
        assert all(together not in text for text in told)
        assert any(f"{number} {noun}" in text for text in told)
        data = client.get("/data/projects.json").getvalue().decode()
        assert together not in data
        assert words(together) in data
