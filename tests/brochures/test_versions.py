"""Replacing a file: every earlier file under its number, and nothing lost or left over on the way."""

import itertools
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from brochures.inspection import Refused
from brochures.models import DownloadsOfDay, FileVersion, MadeBrochure, PdfDocument
from brochures.versions import is_same_file, replace_file
from tests.brochures import pdf_samples
from tests.brochures.replacing import FILES, FIRST, NOTES, SECOND, THIRD, body, bytes_of, digest, pdf, stored
from tests.reading import GEORGIAN_LETTER, soup, visible_text

pytestmark = pytest.mark.django_db


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
