"""Every door by which a PDF comes in, and what is turned away at it."""

import hashlib
import html
import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone
from wagtail.models import UploadedFile

from brochures.inspection import MESSAGES, RefusalCode, reading
from brochures.inspection.turn import turn
from brochures.models import PdfDocument
from tests.brochures import friendly, hostile, pdf_samples
from tests.brochures.doors import DOORS, SOUND, TITLE, Replacement, SeveralAtOnce, SingleForm, rows, stored, upload

pytestmark = pytest.mark.django_db

OTHER_TITLE = "მონაწილეობითი ბიუჯეტირება"
MEBIBYTE = 1024 * 1024


@pytest.fixture(params=DOORS)
def door(request):
    return DOORS[request.param]()


@pytest.fixture
def inspections(monkeypatch) -> Counter:
    """How many processes looked into a file."""
    count = Counter()
    original = reading.inspect

    def inspect(*args, **options):
        count["made"] += 1
        return original(*args, **options)

    monkeypatch.setattr(reading, "inspect", inspect)
    return count


# --- what is turned away ---------------------------------------------------------------------------------------------

NOT_PDF = "PDF არ არის"
TOO_LARGE = "20 მბ-ზე დიდია"
# What Django or Wagtail would refuse in words of their own, and one for all the rest of the hostile corpus, which
# test_corpus.py leads to every door.
HOSTILE = {
    "text renamed": (b"Dear Sir or Madam,\n", NOT_PDF),
    "60 megabytes": (SOUND[:-6] + b" " * 60 * MEBIBYTE + SOUND[-6:], TOO_LARGE),
    "zero bytes": (b"", "შეამოწმეთ, იხსნება თუ არა"),
}
ENGLISH_SENTENCE = re.compile(r"\b(?:file|filesize|extension|allowed|document)\b", re.IGNORECASE)


@pytest.mark.parametrize("case", HOSTILE)
def test_refused_in_georgian_and_nothing_is_kept(door, case, editor_client, django_capture_on_commit_callbacks):
    content, words = HOSTILE[case]
    before = stored(), rows()
    with django_capture_on_commit_callbacks(execute=True):
        response = door.post(editor_client, upload(content), title=OTHER_TITLE)
    assert response.status_code == 200
    assert not door.accepted(response)
    assert words in door.refusal(response)
    assert (stored(), rows()) == before


def test_the_title_that_was_typed_stays(door, editor_client):
    response = door.post(editor_client, upload(b"no PDF"), title=TITLE)
    assert door.title_typed(response) == TITLE


def errors_beside_the_file(door, response) -> list[str]:
    """The messages of the form, without the page around them."""
    if isinstance(door, SeveralAtOnce):
        return door.refusal(response).split("\n")
    return [str(error) for error in response.context["form"].errors["file"]]


@pytest.mark.parametrize("case", HOSTILE)
def test_one_reason_is_given_and_it_is_georgian(door, case, editor_client):
    response = door.post(editor_client, upload(HOSTILE[case][0]))
    [error] = errors_beside_the_file(door, response)
    assert not ENGLISH_SENTENCE.search(error)


def test_a_pdf_by_another_name_is_refused(door, editor_client):
    before = stored(), rows()
    response = door.post(editor_client, upload(name="brochure.docx"))
    [error] = errors_beside_the_file(door, response)
    assert "„.pdf“-ით არ მთავრდება" in error and "შეინახეთ PDF ფორმატში" in error
    assert (stored(), rows()) == before


@pytest.mark.parametrize("name", ["brochure", "brochure.pdf.exe", "brochure.html"])
def test_only_the_last_part_of_the_name_counts(door, name, editor_client):
    response = door.post(editor_client, upload(name=name))
    assert not door.accepted(response)


def test_the_limit_is_twenty_megabytes_exactly(editor_client, settings):
    door = SingleForm()
    response = door.post(editor_client, upload(SOUND + bytes(20 * MEBIBYTE - len(SOUND) + 1)))
    assert TOO_LARGE in door.refusal(response)
    response = door.post(editor_client, upload(SOUND + bytes(20 * MEBIBYTE - len(SOUND))))
    assert TOO_LARGE not in door.refusal(response)


def test_several_files_of_which_none_was_sent(editor_client):
    response = editor_client.post(
        reverse("wagtaildocs:add_multiple"), {}, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert response.status_code == 400


@pytest.mark.parametrize("case", ["text renamed", "zero bytes", "60 megabytes"])
def test_a_refused_replacement_leaves_the_old_file_as_it_was(case, editor_client):
    door = Replacement()
    response = door.post(editor_client, upload(HOSTILE[case][0]))
    page = door.refusal(response)
    document = PdfDocument.objects.get(pk=door.document.pk)
    assert document.filename in page  # the form still links to the old file
    assert "ფაილი ვერ მოიძებნა" not in page
    with document.file.open() as file:
        assert hashlib.sha256(file.read()).hexdigest() == document.sha256


@pytest.mark.parametrize("title", ["", " "])
def test_a_sound_replacement_in_a_form_with_another_error_is_not_taken(title, editor_client):
    door = Replacement()
    before = stored(), rows()
    page = door.refusal(door.post(editor_client, upload(name="never-stored.pdf"), title=title))
    assert "ეს ველი აუცილებელია" in page
    # Wagtail would look for the new file on the disk, not find it and advise to delete the document.
    assert "never-stored" not in page
    assert "ფაილი ვერ მოიძებნა" not in page
    assert (stored(), rows()) == before


def test_readers_may_not_upload(door, client, db):
    before = stored(), rows()
    response = door.post(client, upload())
    assert response.status_code == (403 if isinstance(door, SeveralAtOnce) else 302)
    assert (stored(), rows()) == before


def test_a_file_that_another_one_keeps_waiting_is_told_so(door, editor_client, monkeypatch):
    monkeypatch.setattr(reading, "turn", lambda _wait: turn(0.2))
    known = stored(), rows()
    with turn(5):
        response = door.post(editor_client, upload(), title=OTHER_TITLE)
    assert "ამ წუთში სხვა ფაილი მოწმდება" in door.refusal(response)
    assert (stored(), rows()) == known
    assert door.accepted(door.post(editor_client, upload(), title=OTHER_TITLE))


class NeverImported:
    """A finder of modules that fails for those that are unsafe in a server."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("pikepdf", "pypdfium2", "pypdfium2_raw"):
            raise AssertionError(f"{name} was imported")


def test_the_server_never_loads_what_reads_a_pdf(door, editor_client, monkeypatch):
    files = [friendly.file("Word"), hostile.file("nested forms that never end")]
    for name in [name for name in sys.modules if name.split(".")[0] in ("pikepdf", "pypdfium2", "pypdfium2_raw")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NeverImported(), *sys.meta_path])
    assert [door.accepted(door.post(editor_client, upload(file))) for file in files] == [True, False]
    assert not {"pikepdf", "pypdfium2", "pypdfium2_raw"} & {name.split(".")[0] for name in sys.modules}


# --- what the clerk is told before -----------------------------------------------------------------------------------

LIMIT = "მხოლოდ PDF ფაილები, არაუმეტეს 20 მბ"


@pytest.mark.parametrize("name", ["wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:choose", "edit"])
def test_the_kind_and_the_limit_are_said_beside_the_field(name, editor_client):
    if name == "edit":
        address = reverse("wagtaildocs:edit", args=[PdfDocument.objects.first().pk])
    else:
        address = reverse(name)
    response = editor_client.get(address)
    text = response.content.decode()
    if response["Content-Type"] == "application/json":
        text = json.loads(text)["html"]
    assert LIMIT in html.unescape(text).replace("\xa0", " ")
    assert "Maximum filesize" not in text


def test_the_script_of_several_uploads_speaks_georgian_too(editor_client):
    page = html.unescape(editor_client.get(reverse("wagtaildocs:add_multiple")).content.decode())
    [messages] = re.findall(r"data-messages='([^']*)'", page)
    assert json.loads(messages)["maxFileSize"].startswith("PDF ფაილი 20 მბ-ზე დიდია")


@pytest.mark.parametrize("name", ["wagtaildocs:add", "wagtaildocs_chooser:choose"])
def test_the_browser_offers_only_pdf_files(name, editor_client):
    response = editor_client.get(reverse(name))
    assert 'accept=".pdf,application/pdf"' in response.content.decode().replace('\\"', '"')


# --- what comes in ---------------------------------------------------------------------------------------------------


def test_a_sound_file_lands_with_all_that_is_known_of_it(door, editor_client, editor, inspections):
    known = set(PdfDocument.objects.values_list("pk", flat=True))
    began = timezone.now()
    response = door.post(editor_client, upload(name="ბროშურა 1.pdf"))
    assert door.accepted(response)
    if isinstance(door, Replacement):
        document = PdfDocument.objects.get(pk=door.document.pk)
    else:
        [document] = PdfDocument.objects.exclude(pk__in=known)
        assert document.uploaded_by_user == editor
    assert document.title == TITLE
    assert document.page_count == 3
    assert document.sha256 == hashlib.sha256(SOUND).hexdigest()
    assert document.file_size == len(SOUND)
    assert document.file_hash == hashlib.sha1(SOUND).hexdigest()  # noqa: S324
    assert began <= document.file_changed_at <= timezone.now()
    assert document.file.storage.__class__.__name__ == "PrivateFiles"
    assert Path(document.file.path).read_bytes() == SOUND
    assert document.filename.startswith("ბროშურა_1")
    assert inspections["made"] == 1


def test_a_file_too_large_for_memory_lands_too(door, editor_client, inspections):
    content = pdf_samples.valid(2, ballast=4 * MEBIBYTE)
    assert door.accepted(door.post(editor_client, upload(content)))
    document = PdfDocument.objects.get(sha256=hashlib.sha256(content).hexdigest())
    assert Path(document.file.path).read_bytes() == content
    assert inspections["made"] == 1


def test_no_temporary_file_stays(door, editor_client, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    door.post(editor_client, upload(pdf_samples.valid(2, ballast=4 * MEBIBYTE)))
    door.post(editor_client, upload(bytes(4 * MEBIBYTE)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "ბროშურა.pdf",
        "ბროშურა № 5 (საბოლოო).PDF",
        "საერთაშორისო გრანტებით დაფინანსებული პროექტების სახელმძღვანელო მოქალაქეებისთვის 2026.pdf",
        "ა" * 240 + ".pdf",
        "№.pdf",
        "..pdf",
        "brochure #1 50% off?.pdf",
        "../../brochure.pdf",
        "a'\"><script>alert(1)</script>.pdf",
    ],
)
def test_no_name_is_too_long_or_too_strange(door, name, editor_client):
    assert door.accepted(door.post(editor_client, upload(name=name)))
    document = PdfDocument.objects.get(sha256=hashlib.sha256(SOUND).hexdigest())
    assert document.file.name.startswith("documents/")
    assert Path(document.file.path).parent == Path(default_storage.location) / "documents"
    assert Path(document.file.path).read_bytes() == SOUND
    document.clean()
    assert editor_client.get(document.url).status_code in (200, 302)


def test_the_same_name_twice_makes_two_files(editor_client):
    other = pdf_samples.valid(1)
    for content in (SOUND, other):
        assert SingleForm().accepted(SingleForm().post(editor_client, upload(content)))
    newest = PdfDocument.objects.order_by("-pk")[:2]
    assert {Path(document.file.path).read_bytes() for document in newest} == {SOUND, other}


def test_an_upload_that_lacks_a_title_is_completed_afterwards(editor_client, editor):
    """Several at once: the file waits until the clerk has given it a title."""
    known = set(PdfDocument.objects.values_list("pk", flat=True))
    response = SeveralAtOnce().post(editor_client, upload(), title=" ")
    waiting = response.json()["uploaded_file_id"]
    address = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting])
    response = editor_client.post(address, {f"uploaded-document-{waiting}-title": TITLE})
    assert response.json()["success"]
    [document] = PdfDocument.objects.exclude(pk__in=known)
    assert (document.title, document.uploaded_by_user) == (TITLE, editor)
    assert (document.page_count, document.sha256) == (3, hashlib.sha256(SOUND).hexdigest())
    assert Path(document.file.path).read_bytes() == SOUND
    assert not UploadedFile.objects.exists()


def waiting_for_its_title(client, content=SOUND) -> tuple[int, str]:
    waiting = SeveralAtOnce().post(client, upload(content), title=" ").json()["uploaded_file_id"]
    return waiting, reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting])


def test_a_waiting_file_that_may_not_land_any_more_says_why(editor_client, inspections):
    waiting, address = waiting_for_its_title(editor_client)
    path = Path(UploadedFile.objects.get().file.path)
    path.write_bytes(hostile.file("script at opening"))
    known = stored(), rows()
    response = editor_client.post(address, {f"uploaded-document-{waiting}-title": TITLE}).json()
    assert not response["success"]
    assert str(MESSAGES[RefusalCode.JAVASCRIPT]) in html.unescape(response["form"])
    assert TITLE in response["form"]
    assert (stored(), rows()) == known
    # The clerk may try again.
    path.write_bytes(SOUND)
    assert editor_client.post(address, {f"uploaded-document-{waiting}-title": TITLE}).json()["success"]
    assert inspections["made"] == 3


@pytest.mark.usefixtures("failing_save")
def test_a_waiting_file_waits_on_when_the_database_fails(editor_client):
    waiting, address = waiting_for_its_title(editor_client)
    known = stored(), rows()
    editor_client.raise_request_exception = False
    assert editor_client.post(address, {f"uploaded-document-{waiting}-title": TITLE}).status_code == 500
    assert (stored(), rows()) == known


def test_changing_the_title_after_several_uploads_leaves_the_file(editor_client, inspections):
    response = SeveralAtOnce().post(editor_client, upload())
    pk = response.json()["doc_id"]
    before = PdfDocument.objects.get(pk=pk)
    data = {f"doc-{pk}-title": OTHER_TITLE, f"doc-{pk}-tags": ""}
    assert editor_client.post(reverse("wagtaildocs:edit_multiple", args=[pk]), data).json()["success"]
    after = PdfDocument.objects.get(pk=pk)
    assert after.title == OTHER_TITLE
    assert (after.file.name, after.sha256, after.file_changed_at) == (
        before.file.name,
        before.sha256,
        before.file_changed_at,
    )
    assert inspections["made"] == 1


def test_an_author_may_upload_but_not_replace_what_is_not_hers(client, author):
    client.force_login(author)
    assert SingleForm().accepted(SingleForm().post(client, upload()))
    before = stored(), rows()
    response = Replacement().post(client, upload(pdf_samples.valid(1)))
    assert response.status_code in (302, 403)
    assert (stored(), rows()) == before


# --- replacing -------------------------------------------------------------------------------------------------------


@pytest.fixture
def offered(budgeting) -> tuple[PdfDocument, str]:
    """A file that a live page offers, and its permanent address."""
    row = budgeting.attachments.get()
    return row.document_ka, row.address("ka")


def body(response) -> bytes:
    # The test client closes the file after its last byte.
    return response.getvalue()


def replace(client, document, content=SOUND, title=TITLE):
    address = reverse("wagtaildocs:edit", args=[document.pk])
    return client.post(address, {"title": title, "file": upload(content, "new.pdf"), "tags": ""})


def test_new_bytes_at_the_same_address(editor_client, offered, django_capture_on_commit_callbacks):
    document, address = offered
    old = editor_client.get(address)
    body(old)
    with django_capture_on_commit_callbacks(execute=True):
        assert replace(editor_client, document).status_code == 302
    new = editor_client.get(address, headers={"If-None-Match": old["ETag"]})
    assert new.status_code == 200
    assert body(new) == SOUND
    assert new["ETag"] == f'"{hashlib.sha256(SOUND).hexdigest()}"' != old["ETag"]
    assert new["Content-Length"] == str(len(SOUND))


def test_the_old_file_goes_only_when_the_new_one_is_certain(editor_client, offered, django_capture_on_commit_callbacks):
    document, _address = offered
    old = Path(document.file.path)
    with django_capture_on_commit_callbacks() as callbacks:
        replace(editor_client, document)
    assert old.exists()
    assert PdfDocument.objects.get(pk=document.pk).file.name != document.file.name
    for callback in callbacks:
        callback()
    assert not old.exists()
    assert Path(PdfDocument.objects.get(pk=document.pk).file.path).read_bytes() == SOUND


def test_a_title_alone_changes_nothing_of_the_file(
    editor_client, offered, inspections, django_capture_on_commit_callbacks
):
    document, _address = offered
    before = stored()
    with django_capture_on_commit_callbacks(execute=True):
        response = editor_client.post(
            reverse("wagtaildocs:edit", args=[document.pk]), {"title": OTHER_TITLE, "tags": ""}
        )
    assert response.status_code == 302
    after = PdfDocument.objects.get(pk=document.pk)
    assert after.title == OTHER_TITLE
    assert (after.sha256, after.file_changed_at) == (document.sha256, document.file_changed_at)
    assert stored() == before
    assert not inspections


@pytest.mark.parametrize("fault", [RuntimeError("no pikepdf"), OSError("No space left on device")])
def test_a_machine_that_cannot_read_files_says_so_and_loses_nothing(door, editor_client, offered, monkeypatch, fault):
    def fail(*_args, **_options):
        raise fault

    monkeypatch.setattr("brochures.forms.inspect_upload", fail)
    known = stored(), rows()
    response = door.post(editor_client, upload())
    assert not door.accepted(response)
    assert "სერვერის ხარვეზის გამო ფაილი ვერ შემოწმდა" in door.refusal(response)
    assert door.title_typed(response)
    assert (stored(), rows()) == known


@pytest.fixture
def failing_save():
    """A database that fails when the new file is on the disk already."""

    def fail(**_options):
        raise RuntimeError("the database is gone")

    post_save.connect(fail, sender=PdfDocument)
    yield
    post_save.disconnect(fail, sender=PdfDocument)


@pytest.mark.usefixtures("failing_save")
def test_a_failing_save_changes_nothing(door, editor_client, offered, django_capture_on_commit_callbacks):
    document, address = offered
    editor_client.raise_request_exception = False
    known = stored(), rows()
    with django_capture_on_commit_callbacks(execute=True):
        response = door.post(editor_client, upload())
    assert response.status_code == 500
    assert (stored(), rows()) == known
    answer = editor_client.get(address)
    assert hashlib.sha256(body(answer)).hexdigest() == document.sha256


@pytest.mark.parametrize("door", ["single", "chooser"], indirect=True)
def test_a_failure_after_the_row_was_written_changes_nothing(
    door, editor_client, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(_document):
        raise RuntimeError("no search")

    monkeypatch.setattr("wagtail.documents.forms.search_index.insert_or_update_object", fail)
    editor_client.raise_request_exception = False
    known = stored(), rows()
    with django_capture_on_commit_callbacks(execute=True):
        assert door.post(editor_client, upload()).status_code == 500
    assert (stored(), rows()) == known


def test_replacing_with_a_file_of_the_same_name(editor_client, django_capture_on_commit_callbacks):
    first = pdf_samples.valid(1)
    SingleForm().post(editor_client, upload(first, "same.pdf"))
    document = PdfDocument.objects.order_by("-pk").first()
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(
            reverse("wagtaildocs:edit", args=[document.pk]), {"title": TITLE, "file": upload(name="same.pdf")}
        )
    document.refresh_from_db()
    assert Path(document.file.path).read_bytes() == SOUND
    [earlier] = document.earlier_versions.all()
    assert Path(earlier.file.path).read_bytes() == first
    assert {name for name in stored() if Path(name).name.startswith("same")} == {document.file.name, earlier.file.name}


def test_the_same_file_again_is_no_loss(editor_client, offered, django_capture_on_commit_callbacks):
    document, address = offered
    with document.file.open() as file:
        content = file.read()
    with django_capture_on_commit_callbacks(execute=True):
        assert replace(editor_client, document, content).status_code == 302
    response = editor_client.get(address)
    assert body(response) == content
