"""All brochures in one list."""

import re
from urllib.parse import unquote

import pytest

from brochures.models import Attachment, PdfDocument
from home.models import SiteDetails
from projects.models import ProjectPage
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


def ways_to_ask(client, code: str = "ka"):
    return soup(client.get(f"/{code}/brochures/")).select("main .ask:not(.mistake)")


@pytest.mark.parametrize("code", ["ka", "en"])
def test_the_list_says_how_to_ask_for_each_in_another_format(client, hub, budgeting, code):
    """One letter for both languages of a brochure, with its name filled in; to its project where that has an e-mail."""
    SiteDetails.objects.update(email="info@example.org")
    ProjectPage.objects.filter(pk=hub.pk).update(contact_email="hub@example.org")
    [line] = ways_to_ask(client, code)
    links = {link["href"].partition("?")[0]: link for link in line.select("a")}
    assert set(links) == {"mailto:info@example.org", "mailto:hub@example.org"}
    assert len(links) == len(line.select("a"))
    for link, page in ((links["mailto:hub@example.org"], hub), (links["mailto:info@example.org"], budgeting)):
        heading = getattr(page, f"short_title_{code}") or getattr(page, f"title_{code}")
        assert heading in link.get_text()
        assert heading in unquote(link["href"])


def test_without_an_email_the_list_names_them_beside_the_way_to_city_hall(client, hub):
    [line] = ways_to_ask(client)
    assert [link["href"] for link in line.select("a")] == ["/ka/contact/"]
    assert hub.short_title_ka in line.get_text()


def test_an_empty_list_asks_for_nothing(client):
    assert ways_to_ask(client)
    for page in ProjectPage.objects.all():
        page.unpublish()
    Attachment.objects.all().delete()
    assert not ways_to_ask(client)
