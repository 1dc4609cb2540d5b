"""The addresses of replaced files: one for the newest, one for every earlier file."""

from pathlib import Path

import pytest

from brochures.for_downloads import version_of
from brochures.models import Attachment
from brochures.versions import replace_file
from projects.models import ProjectPage
from tests.brochures.replacing import FILES, FIRST, FOURTH, SECOND, body, bytes_of, digest, pdf

pytestmark = pytest.mark.django_db


# --- addresses -------------------------------------------------------------------------------------------------------


def test_one_address_for_the_newest_and_one_for_each_version(reader, row, replaced):
    address = row.address("ka")
    tags = set()
    for number, content in enumerate(FILES, 1):
        response = reader.get(row.address("ka", number))
        assert response.status_code == 200
        assert body(response) == content
        assert response["ETag"] == f'"{digest(content)}"'
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Content-Language"] == "ka"
        assert f'filename="angarishi-v{number}.pdf"' in response["Content-Disposition"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
        # Not for ever: the row may get another document, the page may be withdrawn.
        assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
        assert not response.cookies
        tags.add(response["ETag"])
    assert len(tags) == 4
    assert row.address("ka", 2) == f"/brochures/{row.pk}/v2/undp-innovation-hub-ka.pdf"
    response = reader.get(address)
    assert body(response) == FOURTH
    assert response["ETag"] == f'"{digest(FOURTH)}"'
    assert "X-Robots-Tag" not in response


def test_the_address_stays_through_every_replacement(reader, row, document):
    address = row.address("ka")
    seen = []
    for content in FILES[1:]:
        replace_file(document, pdf(content))
        response = reader.get(address)
        assert response.status_code == 200  # itself, no redirect
        assert body(response) == content
        seen.append(response["ETag"])
    assert len(set(seen)) == 3
    assert reader.get(address, headers={"If-None-Match": seen[-1]}).status_code == 304
    stale = reader.get(address, headers={"If-None-Match": seen[0]})
    assert (stale.status_code, body(stale)) == (200, FOURTH)


@pytest.mark.parametrize("version", ["", "v1/", "v4/", "v01/"])
@pytest.mark.parametrize("slug", ["another-name", "undp-innovation-hub", "ka"])
def test_no_more_than_one_redirect_and_the_version_stays(reader, row, replaced, version, slug):
    number = int(version.strip("v/")) if version else None
    target = row.address("ka", number)
    path = f"/brochures/{row.pk}/{version}{slug}-ka.pdf"
    response = reader.get(path)
    if path != target:
        assert (response.status_code, response["Location"]) == (301, target)
        response = reader.get(target)
    assert response.status_code == 200
    assert body(response) == FILES[(number or 4) - 1]


def test_old_names_of_the_page_lead_to_the_version_at_once(reader, hub, row, replaced):
    old = [row.address("ka", number) for number in (None, 1, 4)]
    for slug in ("first-name", "second-name"):
        page = ProjectPage.objects.get(pk=hub.pk)
        page.slug = slug
        page.save()
        old += [Attachment.objects.get(pk=row.pk).address("ka", number) for number in (None, 1, 4)]
    for path in old[:-3]:
        response = reader.get(path)
        assert response.status_code == 301
        response = reader.get(response["Location"])
        assert response.status_code == 200
        body(response)


@pytest.mark.parametrize("version", ["v0", "v5", "v99", f"v{10**30}", "v-1", "v", "vx", "v1/v1", "1"])
def test_versions_that_do_not_exist(reader, row, replaced, version):
    assert reader.get(f"/brochures/{row.pk}/{version}/undp-innovation-hub-ka.pdf").status_code == 404


def test_each_language_has_its_own_versions(reader, row, replaced):
    response = reader.get(row.address("en", 1))
    assert body(response) == bytes_of(row.document_en)
    assert reader.get(row.address("en", 2)).status_code == 404


def test_ranges_conditions_and_methods_hold_for_versions(reader, row, replaced):
    address = row.address("ka", 1)
    part = reader.get(address, headers={"Range": "bytes=5-9"})
    assert (part.status_code, body(part), part["Content-Range"]) == (206, FIRST[5:10], f"bytes 5-9/{len(FIRST)}")
    assert reader.get(address, headers={"Range": f"bytes={len(FIRST)}-"}).status_code == 416
    assert reader.get(address, headers={"If-None-Match": f'"{digest(FIRST)}"'}).status_code == 304
    head = reader.head(address)
    assert (head.status_code, head["Content-Length"], body(head)) == (200, str(len(FIRST)), b"")
    assert reader.post(address).status_code == 405


def test_the_web_server_sends_versions_too(reader, row, replaced, settings):
    settings.PDF_ACCEL_REDIRECT = "/private-files/"
    earlier = replaced.earlier_versions.get(number=1)
    response = reader.get(row.address("ka", 1))
    assert response["X-Accel-Redirect"] == f"/private-files/{earlier.file.name}"
    assert response["ETag"] == f'"{digest(FIRST)}"'
    assert response["X-Robots-Tag"] == "noindex"


def test_a_version_that_the_disk_has_lost_is_not_found(reader, row, replaced, caplog):
    earlier = replaced.earlier_versions.get(number=1)
    Path(earlier.file.path).unlink()
    assert reader.get(row.address("ka", 1)).status_code == 404
    assert earlier.file.name in caplog.text
    response = reader.get(row.address("ka"))
    assert body(response) == FOURTH


@pytest.mark.parametrize("number", [None, 1, 3, 4])
def test_the_page_was_withdrawn(reader, editor_client, client, author, hub, row, replaced, number):
    hub.unpublish()
    address = row.address("ka", number)
    response = editor_client.get(address)
    assert body(response) == FILES[(number or 4) - 1]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert reader.get(address).status_code == 404
    # No redirect tells the name of the page either.
    assert reader.get(address.replace("undp-innovation-hub", "x")).status_code == 404
    client.force_login(author)
    assert client.get(address).status_code == 404


def test_a_row_in_a_draft_has_versions_for_its_editor(reader, editor_client, budgeting, replaced):
    page = budgeting.get_latest_revision_as_object()
    page.attachments.add(Attachment(document_ka=replaced, sort_order=1))
    page.save_revision()
    [promised] = [file.attachment for file in page.attached_files() if file.document.pk == replaced.pk]
    address = promised.address("ka", 2)
    assert reader.get(address).status_code == 404
    response = editor_client.get(address)
    assert body(response) == SECOND


def test_version_of(replaced):
    assert version_of(replaced, 4) is replaced
    assert version_of(replaced, 1).sha256 == digest(FIRST)
    assert version_of(replaced, 5) is None


# --- Wagtail's own addresses -----------------------------------------------------------------------------------------


def test_wagtails_addresses_of_every_version_lead_to_the_permanent_one_at_once(reader, row, document):
    names = [document.filename]
    for content in FILES[1:]:
        replace_file(document, pdf(content, f"{len(content)}.pdf"))
        names.append(document.filename)
    assert len(set(names)) == 4
    for name in names:
        response = reader.get(f"/documents/{document.pk}/{name}")
        assert (response.status_code, response["Location"]) == (302, row.address("ka"))
    response = reader.get(row.address("ka"))
    assert response.status_code == 200
    body(response)


def test_a_file_within_a_text_is_still_found_under_its_old_name(reader, editor_client, budgeting, document):
    page = budgeting.get_latest_revision_as_object()
    page.body_ka = [("document", {"document": document, "text": ""})]
    page.save_revision().publish()
    old = document.url
    replace_file(document, pdf(SECOND, "other.pdf"))
    assert document.url != old
    for address in (old, document.url):
        response = reader.get(address)
        assert response.status_code == 200
        assert body(response) == SECOND
    budgeting.unpublish()
    assert reader.get(old).status_code == 404


def test_an_old_name_opens_nothing_that_is_not_published(reader, editor_client, document):
    old = document.url
    replace_file(document, pdf(SECOND, "other.pdf"))
    assert reader.get(old).status_code == 404
    response = editor_client.get(old)
    assert body(response) == SECOND
    assert reader.get(f"/documents/{document.pk + 1}/{Path(old).name}").status_code == 404
