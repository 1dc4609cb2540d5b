"""Replacing a file: one address, every earlier file under its number, and nothing lost or left over on the way."""

import hashlib
import itertools
import json
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ReferenceIndex

from brochures.for_downloads import version_of
from brochures.inspection import Refused
from brochures.models import Attachment, DownloadsOfDay, FileVersion, MadeBrochure, PdfDocument
from brochures.versions import is_same_file, replace_file
from home.models import InfoPage, SiteDetails
from projects.models import ProjectPage
from tests.brochures import pdf_samples
from tests.reading import GEORGIAN_LETTER, MTAVRULI, soup, text_outside_language, visible_text

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD, FOURTH = (pdf_samples.valid(pages) for pages in (1, 2, 3, 4))
FILES = [FIRST, SECOND, THIRD, FOURTH]
NOTES = ["", "შესწორდა ბიუჯეტი.", "Corrected the date on page 2.", "დაემატა რუკა."]
LANGUAGES = ["ka", "en"]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def pdf(content: bytes, name: str = "new.pdf") -> ContentFile:
    return ContentFile(content, name=name)


def make(content: bytes = FIRST, title="ანგარიში", name="report.pdf") -> PdfDocument:
    document = PdfDocument(title=title)
    document.file = pdf(content, name)
    document.read_file()
    return document


def body(response) -> bytes:
    # The test client closes the file after its last byte.
    return response.getvalue()


def bytes_of(record) -> bytes:
    return Path(record.file.path).read_bytes()


def stored() -> set[str]:
    folder = Path(default_storage.location)
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def document() -> PdfDocument:
    """A file that somebody uploaded."""
    return make()


@pytest.fixture
def row(hub, document) -> Attachment:
    """The document on a live page, in both languages the files of two rows of the table."""
    hub.attachments.all().delete()
    return Attachment.objects.create(
        page=hub, document_ka=document, document_en=make(pdf_samples.valid(7)), title_ka="ანგარიში", title_en="Report"
    )


@pytest.fixture
def replaced(document, django_capture_on_commit_callbacks) -> PdfDocument:
    """The document after three replacements."""
    with django_capture_on_commit_callbacks(execute=True):
        for content, note in zip(FILES[1:], NOTES[1:], strict=True):
            assert replace_file(document, pdf(content), note)
    return document


@pytest.fixture
def reader() -> Client:
    """Somebody who never signed in, beside whoever did."""
    return Client()


# --- replacing -------------------------------------------------------------------------------------------------------


def test_the_earlier_file_stays_as_a_version(document):
    began = timezone.now()
    before = PdfDocument.objects.get(pk=document.pk)
    assert replace_file(document, pdf(SECOND), "შესწორდა ბიუჯეტი.") is True
    assert (document.version, document.version_note) == (2, "შესწორდა ბიუჯეტი.")
    assert (document.sha256, document.page_count, document.file_size) == (digest(SECOND), 2, len(SECOND))
    assert began <= document.file_changed_at <= timezone.now()
    assert bytes_of(document) == SECOND
    [earlier] = document.earlier_versions.all()
    assert (earlier.number, earlier.note, earlier.page_count) == (1, "", 1)
    assert (earlier.sha256, earlier.file_size) == (digest(FIRST), len(FIRST))
    assert earlier.file_changed_at == before.file_changed_at
    assert earlier.replaced_at == document.file_changed_at
    assert bytes_of(earlier) == FIRST


def test_three_replacements_leave_three_versions_and_each_note_with_its_file(replaced):
    assert replaced.version == 4
    versions = list(replaced.earlier_versions.all())
    assert [version.number for version in versions] == [3, 2, 1]
    assert [version.note for version in versions] == NOTES[2::-1]
    assert [bytes_of(version) for version in versions] == FILES[2::-1]
    assert len({version.sha256 for version in versions} | {replaced.sha256}) == 4
    for later, earlier in itertools.pairwise([replaced, *versions]):
        assert earlier.replaced_at == later.file_changed_at


def test_no_file_belongs_to_two_rows(replaced):
    assert replace_file(replaced, pdf(FIRST)), "the bytes of an earlier version are a new file"
    names = [*PdfDocument.objects.values_list("file", flat=True), *FileVersion.objects.values_list("file", flat=True)]
    assert len(names) == len(set(names))
    assert set(names) <= stored()


def test_the_same_bytes_make_no_version(document, django_capture_on_commit_callbacks):
    before = PdfDocument.objects.values().get(pk=document.pk), stored()
    with django_capture_on_commit_callbacks(execute=True):
        assert replace_file(document, pdf(FIRST), "შენიშვნა") is False
    assert (PdfDocument.objects.values().get(pk=document.pk), stored()) == before
    assert not document.earlier_versions.exists()


def test_a_file_that_the_disk_has_lost_comes_back_without_a_version(document, caplog):
    Path(document.file.path).unlink()
    assert not is_same_file(document, pdf(FIRST))
    assert replace_file(document, pdf(FIRST))
    assert bytes_of(document) == FIRST
    assert document.version == 1 and not document.earlier_versions.exists()
    assert "was lost" in caplog.text


def test_what_is_no_pdf_changes_nothing(document):
    before = PdfDocument.objects.values().get(pk=document.pk), stored()
    with pytest.raises(Refused):
        replace_file(document, pdf(b"no PDF"))
    assert (PdfDocument.objects.values().get(pk=document.pk), stored()) == before
    assert bytes_of(document) == FIRST


@pytest.mark.parametrize("sender", [PdfDocument, FileVersion])
def test_a_failing_save_changes_nothing_and_leaves_nothing(document, sender, django_capture_on_commit_callbacks):
    before = PdfDocument.objects.values().get(pk=document.pk), stored()

    def fail(**_options):
        raise RuntimeError("the database is gone")

    post_save.connect(fail, sender=sender)
    try:
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
            replace_file(document, pdf(SECOND))
    finally:
        post_save.disconnect(fail, sender=sender)
    assert (PdfDocument.objects.values().get(pk=document.pk), stored()) == before
    assert not FileVersion.objects.exists()
    assert (document.version, document.sha256) == (1, digest(FIRST))
    assert bytes_of(document) == FIRST


def test_a_large_upload_that_lies_in_a_temporary_file(document):
    content = pdf_samples.valid(2, ballast=300_000)
    upload = TemporaryUploadedFile("large.pdf", "application/pdf", len(content), None)
    upload.write(content)
    upload.seek(0)
    replace_file(document, upload)
    upload.close()
    assert bytes_of(document) == content


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows one writer at a time and no locks on rows")
def test_the_second_clerk_waits_for_the_first(document):
    with CaptureQueriesContext(connection) as captured:
        replace_file(document, pdf(SECOND))
    assert any("FOR UPDATE" in query["sql"] for query in captured)


def test_the_later_of_two_replaces_the_file_of_the_earlier(document):
    """Both opened the form before either sent it: nobody's file is lost."""
    stale = PdfDocument.objects.get(pk=document.pk)
    replace_file(document, pdf(SECOND))
    replace_file(stale, pdf(THIRD))
    assert stale.version == 3
    assert [bytes_of(version) for version in stale.earlier_versions.all()] == [SECOND, FIRST]


# --- files that are made from a page ---------------------------------------------------------------------------------


@pytest.fixture
def made(budgeting) -> PdfDocument:
    """Typeset from the text of a page."""
    return MadeBrochure.objects.get(page=budgeting, language="ka").document


def test_a_made_file_keeps_no_versions(made, budgeting, django_capture_on_commit_callbacks):
    old = Path(made.file.path)
    with django_capture_on_commit_callbacks() as callbacks:
        assert replace_file(made, pdf(SECOND), keep=False)
    assert old.exists()
    for callback in callbacks:
        callback()
    assert not old.exists()
    assert (made.version, made.made_from_id) == (1, budgeting.pk)
    assert not made.earlier_versions.exists()
    assert MadeBrochure.objects.get(document=made).content_hash
    assert bytes_of(made) == SECOND


def test_somebodys_own_file_in_its_place_is_no_made_one(made, budgeting, django_capture_on_commit_callbacks):
    old = Path(made.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        replace_file(made, pdf(SECOND))
    made = PdfDocument.objects.get(pk=made.pk)
    assert (made.version, made.made_from_id) == (1, None)
    assert not old.exists() and not made.earlier_versions.exists()
    # Else the next making would write over it.
    memory = MadeBrochure.objects.get(page=budgeting, language="ka")
    assert (memory.document_id, memory.content_hash) == (None, "")
    replace_file(made, pdf(THIRD))
    assert [version.sha256 for version in made.earlier_versions.all()] == [digest(SECOND)]


# --- through the form of the admin -----------------------------------------------------------------------------------


def send(client, document, content: bytes | None = None, *, name="new.pdf", **fields):
    data = {"title": document.title, "tags": "", "version_note": document.version_note} | fields
    if content is not None:
        data["file"] = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(reverse("wagtaildocs:edit", args=[document.pk]), data)


def test_a_clerk_replaces_a_file_and_says_what_is_new(editor_client, document, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send(editor_client, document, SECOND, title="ახალი", version_note=NOTES[1]).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.version, document.version_note) == ("ახალი", 2, NOTES[1])
    assert bytes_of(document) == SECOND
    [earlier] = document.earlier_versions.all()
    assert (earlier.note, bytes_of(earlier)) == ("", FIRST)


def test_a_note_that_was_left_as_it_is_stays_with_its_file(editor_client, document):
    send(editor_client, document, SECOND, version_note=NOTES[1])
    document.refresh_from_db()
    send(editor_client, document, THIRD)
    document.refresh_from_db()
    assert (document.version, document.version_note) == (3, "")
    assert [version.note for version in document.earlier_versions.all()] == [NOTES[1], ""]


@pytest.mark.parametrize("content", [None, SECOND], ids=["no file", "the same file"])
def test_a_note_can_be_mended_without_a_new_file(editor_client, document, content):
    send(editor_client, document, SECOND, version_note="შესწორდა ბიუჯეტ")
    document.refresh_from_db()
    files = stored()
    assert send(editor_client, document, content, version_note=NOTES[1], title="ახალი").status_code == 302
    document.refresh_from_db()
    assert (document.version, document.version_note, document.title) == (2, NOTES[1], "ახალი")
    assert [version.note for version in document.earlier_versions.all()] == [""]
    assert stored() == files
    assert bytes_of(document) == SECOND


def test_a_refused_replacement_keeps_what_was_typed_and_what_was_there(editor_client, document):
    before = PdfDocument.objects.values().get(pk=document.pk), stored()
    response = send(editor_client, document, b"no PDF", version_note=NOTES[1])
    assert response.status_code == 200
    assert soup(response).find("input", {"name": "version_note"})["value"] == NOTES[1]
    assert (PdfDocument.objects.values().get(pk=document.pk), stored()) == before


@pytest.mark.parametrize("sender", [PdfDocument, FileVersion])
def test_a_failing_save_of_the_form_changes_nothing(
    editor_client, document, sender, django_capture_on_commit_callbacks
):
    before = PdfDocument.objects.values().get(pk=document.pk), stored()

    def fail(instance, **_options):
        # The form saves the title first, the file afterwards.
        if sender is FileVersion or instance.version == 2:
            raise RuntimeError("the database is gone")

    editor_client.raise_request_exception = False
    post_save.connect(fail, sender=sender)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            assert send(editor_client, document, SECOND, title="ახალი").status_code == 500
    finally:
        post_save.disconnect(fail, sender=sender)
    assert (PdfDocument.objects.values().get(pk=document.pk), stored()) == before


def test_the_note_is_asked_for_only_where_a_file_is_replaced(editor_client, document, made):
    def asks(address) -> bool:
        response = editor_client.get(address)
        text = response.content.decode()
        return "version_note" in (json.loads(text)["html"] if "json" in response["Content-Type"] else text)

    assert asks(reverse("wagtaildocs:edit", args=[document.pk]))
    assert not asks(reverse("wagtaildocs:edit", args=[made.pk]))
    for name in ("wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:choose"):
        assert not asks(reverse(name))


def test_the_note_says_in_georgian_what_it_is_for(editor_client, document):
    page = soup(editor_client.get(reverse("wagtaildocs:edit", args=[document.pk])))
    field = page.find("input", {"name": "version_note"})
    assert page.find("label", {"for": field["id"]}).get_text(strip=True) == "რა შეიცვალა"
    help_text = page.find(id=field["aria-describedby"].split()[0]).get_text(" ", strip=True)
    assert GEORGIAN_LETTER.search(help_text) and "მკითხველ" in help_text


def test_an_editor_sees_earlier_files_and_only_an_administrator_takes_one_away(
    client, editor, administrator, author, replaced, django_capture_on_commit_callbacks
):
    earlier = replaced.earlier_versions.get(number=2)
    read = reverse("earlier_file", args=[earlier.pk])
    delete = reverse("delete_earlier_file", args=[earlier.pk])
    edit = reverse("wagtaildocs:edit", args=[replaced.pk])
    path = Path(earlier.file.path)

    client.force_login(author)
    assert client.get(read).status_code == 404
    client.force_login(editor)
    response = client.get(read)
    assert body(response) == SECOND
    assert response["Cache-Control"].startswith("private, no-store")
    page = client.get(edit).content.decode()
    assert read in page and delete not in page
    for response in (client.get(delete), client.post(delete)):
        assert response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")
    assert FileVersion.objects.filter(pk=earlier.pk).exists()

    client.force_login(administrator)
    assert delete in client.get(edit).content.decode()
    assert "შეუძლებელი" in visible_text(client.get(delete))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(delete)["Location"] == edit
    assert not path.exists()
    assert [version.number for version in replaced.earlier_versions.all()] == [3, 1]


# --- deleting --------------------------------------------------------------------------------------------------------


def test_deleting_a_document_takes_its_earlier_files_with_it_after_commit(
    administrator_client, replaced, django_capture_on_commit_callbacks
):
    paths = [Path(record.file.path) for record in (replaced, *replaced.earlier_versions.all())]
    with django_capture_on_commit_callbacks() as callbacks:
        response = administrator_client.post(reverse("wagtaildocs:delete", args=[replaced.pk]))
    assert response.status_code == 302
    assert not FileVersion.objects.exists()
    assert all(path.exists() for path in paths)
    for callback in callbacks:
        callback()
    assert not any(path.exists() for path in paths)


def test_an_earlier_file_is_no_use_of_the_document(replaced):
    assert not ReferenceIndex.model_is_indexable(FileVersion)
    assert not ReferenceIndex.model_is_indexable(DownloadsOfDay)
    assert replaced.get_usage().count() == 0


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


# --- the page of the brochure ----------------------------------------------------------------------------------------


def page_of(row, code: str) -> str:
    with translation.override(code):
        return row.page_address


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_tells_everything_of_the_files(reader, row, replaced, code):
    address = page_of(row, code)
    assert address == f"/{code}/brochures/{row.pk}/"
    response = reader.get(address)
    assert response.status_code == 200
    page = soup(response)
    assert page.html["lang"] == code
    [heading] = page.find_all("h1")
    assert heading.get_text() == {"ka": "ანგარიში", "en": "Report"}[code]
    links = [link["href"] for link in page.select("main a[type='application/pdf']")]
    other = "en" if code == "ka" else "ka"
    earlier = [row.address("ka", number) for number in (3, 2, 1)]
    newest = [row.address(code), row.address(other)]
    assert links == ([newest[0], *earlier, newest[1]] if code == "ka" else [*newest, *earlier])
    text = visible_text(response)
    for fact in ([digest(content) for content in FILES], [digest(bytes_of(row.document_en))], NOTES[1:]):
        for words in fact:
            assert words in text
    assert {time["datetime"] for time in page.select("main time")} >= {timezone.localdate().isoformat()}
    assert page.find("a", href=row.page.get_url()) or page.find("a", href=f"/{code}/projects/undp-innovation-hub/")
    assert not MTAVRULI.search(text)
    assert not response.cookies
    assert "None" not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_of_the_other_language_is_unmarked(reader, row, replaced, code):
    text = text_outside_language(reader.get(page_of(row, code)), code)
    if code == "en":
        assert not GEORGIAN_LETTER.search(text)
    else:
        for english in ("Corrected", "Version", "Earlier", "Checksum", "Replaced", "Size", "Language", "page"):
            assert english not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_its_addresses_for_search_engines(reader, row, code):
    head = soup(reader.get(page_of(row, code))).head
    public = {name: f"http://testserver{page_of(row, name)}" for name in LANGUAGES}
    assert head.find("link", rel="canonical")["href"] == public[code]
    alternates = {link["hreflang"]: link["href"] for link in head.select("link[rel=alternate][hreflang]")}
    assert alternates == public | {"x-default": public["ka"]}
    assert not head.find("meta", {"name": "robots"})


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_way_back(reader, row, code):
    page = soup(reader.get(page_of(row, code)))
    crumbs = [link["href"] for link in page.select(".crumbs a")]
    assert crumbs == [f"/{code}/", f"/{code}/projects/", f"/{code}/projects/undp-innovation-hub/"]
    [here] = page.select(".crumbs [aria-current]")
    assert here.get_text() == {"ka": "ანგარიში", "en": "Report"}[code]
    assert page.select_one(".menu [aria-current=true]")["href"] == f"/{code}/projects/"
    levels = [int(heading.name[1]) for heading in page.main.select("h1, h2, h3, h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_live_page_that_offers_the_file_is_named_and_no_draft(reader, row, budgeting, announcement, document):
    Attachment.objects.create(page=budgeting, document_en=document)
    hidden = ProjectPage(title="მონახაზი", slug="hidden", live=False, attachments=[Attachment(document_ka=document)])
    announcement.get_parent().add_sibling(instance=hidden)
    response = reader.get(page_of(row, "ka"))
    assert "მონახაზი" not in visible_text(response)
    links = [link["href"] for link in soup(response).select(".page-head a")]
    assert links == ["/ka/projects/undp-innovation-hub/", "/ka/projects/participatory-budgeting/"]


def test_one_language_alone(reader, hub, document):
    hub.attachments.all().delete()
    row = Attachment.objects.create(page=hub, document_ka=document)
    page = soup(reader.get(page_of(row, "en")))
    assert [heading.get_text() for heading in page.select("main h2")] == ["In Georgian"]
    assert page.h1.get_text() == "Brochure"
    assert not page.select(".entry")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_where_there_is_nothing_to_read(reader, editor_client, hub, row, code):
    address = page_of(row, code)
    empty = Attachment.objects.create(page=hub)
    for path in (page_of(empty, code), f"/{code}/brochures/999999/", f"/{code}/brochures/{10**30}/"):
        assert reader.get(path).status_code == 404
    assert reader.post(address).status_code == 405
    hub.unpublish()
    assert reader.get(address).status_code == 404
    assert editor_client.get(address).status_code == 404


def test_the_list_of_all_brochures_is_still_there(reader):
    assert reader.get("/ka/brochures/").status_code == 200
    assert reader.get("/brochures/1/").status_code == 404


# --- cards -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "words"), [("ka", "წინა ვერსიები: 3"), ("en", "Earlier versions: 3")])
def test_a_card_tells_of_earlier_versions(reader, row, replaced, code, words):
    address = page_of(row, code)
    for path in (row.page.specific.path_in(code), f"/{code}/brochures/", f"/{code}/"):
        links = soup(reader.get(path)).find_all("a", href=address)
        [link] = links
        assert next(link.strings) == words, path


def test_a_card_is_silent_where_nothing_was_replaced(reader, row):
    page = soup(reader.get(row.page.specific.path_in("ka")))
    assert not page.find_all("a", href=page_of(row, "ka"))


# --- another format --------------------------------------------------------------------------------------------------


def way_to_ask(reader, row, code="ka") -> str:
    [line] = soup(reader.get(page_of(row, code))).select("main .ask:not(.mistake)")
    return line.a["href"]


def test_whom_to_ask_for_another_format(reader, hub, row):
    assert way_to_ask(reader, row) == "/ka/contact/"
    SiteDetails.objects.update(email="info@example.org")
    assert way_to_ask(reader, row).startswith("mailto:info@example.org?subject=")
    ProjectPage.objects.filter(pk=hub.pk).update(contact_email="hub@example.org")
    assert way_to_ask(reader, row).startswith("mailto:hub@example.org?subject=")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_letter_names_the_brochure(reader, row, settings, code):
    SiteDetails.objects.update(email="info@example.org")
    title = 'A & B? "რუკა" #1 100%\r\nBcc: x'
    Attachment.objects.filter(pk=row.pk).update(title_ka=title, title_en=title)
    letter = urlsplit(way_to_ask(reader, row, code))
    [subject] = parse_qs(letter.query)["subject"]
    assert title in subject and str(row.page.specific.short_heading) in subject
    [text] = parse_qs(letter.query)["body"]
    assert text.strip() == f"{settings.PUBLIC_URL}{row.address(code)}"
    assert list(parse_qs(letter.query)) == ["subject", "body"]


def lines_on_the_page(reader, page, code="ka"):
    return soup(reader.get(page.path_in(code))).select("section[aria-labelledby=brochures] .ask")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_of_the_brochure_says_whom_to_ask(reader, hub, row, code):
    """One letter for both languages of a brochure."""
    [line] = lines_on_the_page(reader, hub, code)
    assert line.a["href"] == f"/{code}/contact/"
    SiteDetails.objects.update(email="info@example.org")
    [line] = lines_on_the_page(reader, hub, code)
    assert str(row.heading) in unquote(line.a["href"])


def test_of_several_brochures_each_has_its_letter(reader, hub, row, document):
    SiteDetails.objects.update(email="info@example.org")
    Attachment.objects.create(page=hub, kind=Attachment.Kind.REPORT, title_ka="წლიური ანგარიში", document_ka=document)
    [line] = lines_on_the_page(reader, hub)
    assert [unquote(link["href"]).count(link.get_text()) for link in line.select("a")] == [1, 1]
    assert line.select("a")[1].get_text() == "წლიური ანგარიში"


def test_a_brochure_made_from_the_page_is_one_in_both_languages(reader, hub):
    hub.attachments.all().delete()
    SiteDetails.objects.update(email="info@example.org")
    [line] = lines_on_the_page(reader, hub)
    [link] = line.select("a")
    assert f"/brochures/page-{hub.pk}/" in unquote(link["href"])


def test_without_a_brochure_nothing_is_asked(reader, hub):
    hub.attachments.all().delete()
    MadeBrochure.objects.filter(page=hub).delete()
    assert not lines_on_the_page(reader, hub)


def test_an_announcement_asks_its_project(reader, announcement, hub, document):
    row = Attachment.objects.create(page=announcement, document_ka=document)
    ProjectPage.objects.filter(pk=hub.pk).update(contact_email="hub@example.org")
    assert way_to_ask(reader, row).startswith("mailto:hub@example.org?")


def test_without_any_contact_nothing_is_promised(reader, row):
    InfoPage.objects.update(show_contact=False)
    assert not soup(reader.get(page_of(row, "ka"))).select(".ask:not(.mistake)")
