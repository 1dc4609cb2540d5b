"""All brochures in one list."""

import re

import pytest

from brochures.models import Attachment, PdfDocument
from rustavi_site.first_content.build import publish
from tests.reading import name_of, soup, visible_text, words

pytestmark = pytest.mark.django_db


def titles(client, code: str) -> list[str]:
    return [name_of(heading) for heading in soup(client.get(f"/{code}/brochures/")).select("article h2")]


def test_each_file_stands_once_with_its_project(client, budgeting):
    document = soup(client.get("/ka/brochures/"))
    assert len(document.select("article")) == PdfDocument.objects.count() == 4
    shared = next(
        link for link in document.select("article a") if name_of(link) == "საინფორმაციო ბროშურა ქართულ ენაზე"
    ).find_parent("article")
    assert [link["href"] for link in shared.select(".kicker a")] == [budgeting.path_in("ka")]


def test_a_file_of_an_announcement_alone_names_the_announcement(client, announcement, budgeting):
    budgeting.unpublish()
    document = soup(client.get("/ka/brochures/"))
    named = {link["href"] for link in document.select(".kicker a")}
    assert announcement.path_in("ka") in named and budgeting.path_in("ka") not in named


def test_the_readers_language_comes_first(client):
    assert titles(client, "ka")[0] == "საინფორმაციო ბროშურა ქართულ ენაზე"
    assert titles(client, "en")[0] == "Information brochure in English"


def test_the_line_says_pages_size_and_language_when_it_differs(client):
    text = visible_text(client.get("/ka/brochures/"))
    pages = PdfDocument.objects.first().page_count
    assert f"PDF · {pages} გვერდი · " in text
    assert "კბ · ინგლისურად" in text
    assert "კბ · ქართულად" not in text


def test_a_number_stays_with_its_word(client):
    pages = PdfDocument.objects.first().page_count
    line = soup(client.get("/en/brochures/")).select_one("article .file-line").get_text()
    assert f"{pages}\N{NO-BREAK SPACE}page" in line and re.search("[0-9]\N{NO-BREAK SPACE}KB", line)
    lines = [one.get_text() for one in soup(client.get("/en/brochures/")).select("article .file-line")]
    assert any(line.endswith("in\N{NO-BREAK SPACE}Georgian") for line in lines)


def test_who_lists_the_links_hears_what_each_file_is(client, budgeting):
    for address in ("/en/brochures/", budgeting.path_in("en")):
        links = soup(client.get(address)).select("article.brochure a[type='application/pdf']")
        assert links
        assert all(re.search(r"PDF · \d+ pages? · \d+ KB", words(link.get_text())) for link in links)


def test_files_of_drafts_and_other_kinds_of_files_are_not_listed(client, hub, budgeting, announcement):
    hub.unpublish()
    assert len(titles(client, "ka")) == 2
    for page in (budgeting, announcement):
        row = page.attachments.first()
        row.kind = Attachment.Kind.REPORT
        page.attachments = [row]
        publish(page)
    assert titles(client, "ka") == []
    assert "ბროშურა ჯერ არ გამოქვეყნებულა" in visible_text(client.get("/ka/brochures/"))


def test_a_file_in_one_language_has_its_title_alone(client, budgeting):
    row = budgeting.attachments.get()
    row.title_ka, row.title_en, row.document_en = "მიმოხილვა", "Overview", None
    budgeting.attachments = [row]
    publish(budgeting)
    document = soup(client.get(budgeting.path_in("en")))
    [link] = [link for link in document.select("article a") if name_of(link) == "Overview"]
    assert link["hreflang"] == "ka"
    assert "in Georgian" in words(link.select_one(".meta").get_text())
