"""The permanent address of a file: who gets it, and what must never change it."""

from pathlib import Path

import pytest

from brochures.models import Attachment
from tests.brochures.addresses.offered import (
    assert_leads_to,
    assert_made_for_everybody,
    body,
    content_of,
    latest,
    publish,
    published,
)

pytestmark = pytest.mark.django_db


NOBODY_KNOWS = 999_999


# --- the answer ------------------------------------------------------------------------------------------------------


def test_the_file_with_all_its_headers(reader, row, address):
    response = reader.get(address)
    assert response.status_code == 200
    content = content_of(row.document_ka)
    assert body(response) == content
    assert address == f"/brochures/{row.pk}/participatory-budgeting-ka.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(content))
    assert response["Content-Language"] == "ka"
    assert response["ETag"] == f'"{row.document_ka.sha256}"'
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert response["Content-Disposition"].startswith('inline; filename="sainpormatsio-broshura.pdf"; filename*=')
    assert "X-Robots-Tag" not in response
    assert_made_for_everybody(response)


def test_each_language_has_its_own(reader, row):
    response = reader.get(row.address("en"))
    assert body(response) == content_of(row.document_en)
    assert response["Content-Language"] == "en"
    assert 'filename="information-brochure.pdf"' in response["Content-Disposition"]


def test_head(reader, row, address):
    response = reader.head(address)
    assert (response.status_code, body(response)) == (200, b"")
    assert response["Content-Length"] == str(row.document_ka.file_size)


def test_not_modified(reader, row, address):
    response = reader.get(address, headers={"If-None-Match": f'"{row.document_ka.sha256}"'})
    assert (response.status_code, body(response)) == (304, b"")
    assert_made_for_everybody(response)


def test_range(reader, row, address):
    response = reader.get(address, headers={"Range": "bytes=5-9"})
    assert response.status_code == 206
    assert body(response) == content_of(row.document_ka)[5:10]


@pytest.mark.parametrize("name", ["another-slug-ka.pdf", "participatory-budgeting-2-ka.pdf", "ka-ka.pdf"])
def test_a_wrong_slug_is_sent_on(reader, row, address, name):
    response = reader.get(f"/brochures/{row.pk}/{name}")
    assert (response.status_code, response["Location"]) == (301, address)
    # A browser that kept it for good would go round in circles once the page has its old name again.
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert_made_for_everybody(response)


def test_not_found(reader, row):
    response = reader.get(f"/brochures/{NOBODY_KNOWS}/participatory-budgeting-ka.pdf")
    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.parametrize(
    "path",
    [
        "0/participatory-budgeting-ka.pdf",
        f"{10**30}/participatory-budgeting-ka.pdf",
        "-1/participatory-budgeting-ka.pdf",
        "{pk}/participatory-budgeting-de.pdf",
        "{pk}/participatory-budgeting.pdf",
        "{pk}/-ka.pdf",
        "{pk}/",
        "{pk}/../../etc/passwd-ka.pdf",
        "{pk}/participatory-budgeting-ka.pdf/",
        "{pk}/%00-ka.pdf",
        "x/participatory-budgeting-ka.pdf",
    ],
)
def test_strange_addresses_are_not_found(reader, row, path):
    assert reader.get(f"/brochures/{path.format(pk=row.pk)}").status_code == 404


def test_a_language_without_a_file_is_not_found(reader, hub, document):
    hub.attachments.all().delete()
    row = Attachment.objects.create(page=hub, document_ka=document)
    response = reader.get(row.address("ka"))
    assert body(response) == content_of(document)
    assert reader.get(row.address("en")).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_only_reading_is_allowed(reader, address, method):
    response = getattr(reader, method)(address)
    assert response.status_code == 405


def test_the_session_of_an_editor_is_not_asked(editor_client, address):
    """What a live page offers is the same for everybody, so also for a shared cache."""
    assert_made_for_everybody(editor_client.get(address))


# --- what must not change it -----------------------------------------------------------------------------------------


def test_renaming_the_page(reader, budgeting, row, address):
    page = latest(budgeting)
    page.slug = "budget-of-the-citizens"
    publish(page)
    assert reader.get(address).status_code == 301
    assert_leads_to(reader, address, content_of(row.document_ka))
    assert published(budgeting).attachments.get().pk == row.pk


def test_renaming_the_page_and_back(reader, budgeting, row, address):
    for slug in ("budget-of-the-citizens", "participatory-budgeting"):
        page = latest(budgeting)
        page.slug = slug
        publish(page)
    assert reader.get(address).status_code == 200
    assert_leads_to(reader, f"/brochures/{row.pk}/budget-of-the-citizens-ka.pdf", content_of(row.document_ka))


def test_moving_the_page(reader, budgeting, row, address, projects, home):
    other = type(projects)(title="სხვა პროექტები", slug="other-projects")
    home.add_child(instance=other)
    budgeting.move(other, pos="last-child")
    assert reader.get(address).status_code == 200
    assert published(budgeting).attachments.get().pk == row.pk


def test_changing_the_titles(reader, budgeting, row, address):
    page = latest(budgeting)
    page.title, page.title_en = "ახალი სათაური", "New title"
    [draft_row] = page.attachments.get_object_list()
    draft_row.title_ka = draft_row.title_en = ""
    publish(page)
    assert reader.get(address).status_code == 200
    assert published(budgeting).attachments.get().pk == row.pk


def test_putting_another_document_into_the_row(reader, budgeting, row, address, document):
    page = latest(budgeting)
    [draft_row] = page.attachments.get_object_list()
    draft_row.document_ka = document
    publish(page)
    assert_leads_to(reader, address, content_of(document))
    assert published(budgeting).attachments.get().pk == row.pk


def test_unpublishing_and_publishing_again(reader, budgeting, row, address):
    budgeting.unpublish()
    assert reader.get(address).status_code == 404
    publish(latest(budgeting))
    assert_leads_to(reader, address, content_of(row.document_ka))


def test_a_file_that_the_disk_has_lost_is_not_found(reader, row, address, caplog):
    Path(row.document_ka.file.path).unlink()
    assert reader.get(address).status_code == 404
    assert row.document_ka.file.name in caplog.text
