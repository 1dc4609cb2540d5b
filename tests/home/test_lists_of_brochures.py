"""All brochures in one list."""

import pytest

from brochures.models import Attachment, PdfDocument
from rustavi_site.first_content.build import publish
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


def titles(client, code: str) -> list[str]:
    return [heading.get_text() for heading in soup(client.get(f"/{code}/brochures/")).select("article h2")]


def test_each_file_stands_once_with_its_project(client, budgeting):
    document = soup(client.get("/ka/brochures/"))
    assert len(document.select("article")) == PdfDocument.objects.count() == 4
    shared = document.find("a", string="საინფორმაციო ბროშურა ქართულ ენაზე").find_parent("article")
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
    assert f"PDF, {pages} გვერდი" in text
    assert "კბ, ინგლისურად" in text
    assert "კბ, ქართულად" not in text


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
    link = document.find("a", string="Overview")
    assert link["hreflang"] == "ka"
    assert "in Georgian" in link.find_parent("article").select_one(".meta").get_text()
