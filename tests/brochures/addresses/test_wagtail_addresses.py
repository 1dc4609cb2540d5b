"""Wagtail's own addresses of files lead to the permanent ones, and are of no use for guessing."""

import pytest

from home.models import InfoPage
from tests.brochures.addresses.offered import (
    assert_for_editors_alone,
    assert_made_for_everybody,
    body,
    content_of,
    latest,
    publish,
    published,
)

pytestmark = pytest.mark.django_db


NOBODY_KNOWS = 999_999


def test_wagtails_address_leads_to_the_permanent_one(reader, row):
    for language in ("ka", "en"):
        response = reader.get(row.document_in(language).url)
        assert (response.status_code, response["Location"]) == (302, row.address(language))
        assert_made_for_everybody(response)


def test_guessing_wagtails_addresses_is_of_no_use(reader, editor_client, document):
    response = reader.get(document.url)
    assert response.status_code == 404
    assert not response.cookies
    assert_for_editors_alone(editor_client.get(document.url))


def test_the_file_of_a_draft_has_no_address_for_readers(reader, editor_client, draft, document):
    assert reader.get(document.url).status_code == 404
    assert_for_editors_alone(editor_client.get(document.url))


def test_an_author_sees_the_files_from_which_she_may_choose(client, author, document):
    client.force_login(author)
    assert_for_editors_alone(client.get(document.url))


@pytest.mark.parametrize("name", ["another.pdf", "", "report.pdf/", "REPORT.PDF"])
def test_wagtails_address_needs_the_right_name(editor_client, document, name):
    assert editor_client.get(f"/documents/{document.pk}/{name}").status_code == 404


@pytest.mark.parametrize("number", [0, NOBODY_KNOWS, 10**30])
def test_wagtails_address_of_no_document(reader, number):
    assert reader.get(f"/documents/{number}/report.pdf").status_code == 404


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_file_within_the_text_of_a_live_page_is_served(reader, home, document, language):
    info = InfoPage(
        title="წესები", slug="rules", **{f"body_{language}": [("document", {"document": document, "text": ""})]}
    )
    home.add_child(instance=info)
    publish(info)
    assert document.url in reader.get(info.path_in(language)).content.decode()
    response = reader.get(document.url)
    assert response.status_code == 200
    assert body(response) == content_of(document)
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert response["ETag"] == f'"{document.sha256}"'
    assert_made_for_everybody(response)
    part = reader.get(document.url, headers={"Range": "bytes=5-9"})
    assert (part.status_code, body(part)) == (206, content_of(document)[5:10])
    assert part["Content-Range"] == f"bytes 5-9/{document.file_size}"
    published(info).unpublish()
    assert reader.get(document.url).status_code == 404


def test_a_file_within_the_text_of_a_draft_is_not_served(reader, home, document):
    blocks = [("document", {"document": document, "text": ""})]
    info = InfoPage(title="წესები", slug="rules", live=False, body_ka=blocks)
    home.add_child(instance=info)
    info.save_revision()
    assert reader.get(document.url).status_code == 404


def test_a_file_within_the_draft_of_a_live_page_is_not_served(reader, budgeting, document):
    page = latest(budgeting)
    page.body_ka = [("document", {"document": document, "text": ""})]
    page.save_revision()
    assert reader.get(document.url).status_code == 404
    publish(page)
    response = reader.get(document.url)
    assert response.status_code == 200
    body(response)


def test_a_file_that_left_the_text_is_no_longer_served(reader, budgeting, document):
    page = latest(budgeting)
    page.body_ka = [("document", {"document": document, "text": ""})]
    publish(page)
    page = latest(budgeting)
    page.body_ka = []
    publish(page)
    assert reader.get(document.url).status_code == 404
