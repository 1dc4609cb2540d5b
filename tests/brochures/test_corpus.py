"""Two corpora of PDF files at all that lets a file in: of the hostile one none lands, of the friendly one every one."""

import hashlib
import io
import tempfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from announcements.models import AnnouncementPage
from brochures import making
from brochures.inspection import MESSAGES, RULES, RefusalCode, Refused
from brochures.models import Attachment, MadeBrochure, PdfDocument
from brochures.problems import MESSAGES as PROBLEMS
from brochures.typesetting import Reason
from home.models import SiteDetails
from projects.models import Organisation, ProjectPage
from rustavi_site.first_content import build
from tests.brochures import friendly, hostile
from tests.brochures.doors import DOORS, EVERY_DOOR, SOUND, TITLE, SeveralAtOnce, rows, stored, upload

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture(params=EVERY_DOOR)
def door(request):
    if request.param not in DOORS:
        # Its files go the way of another door; what it tells is its own.
        request.getfixturevalue("asked_once")
    return EVERY_DOOR[request.param]()


@pytest.fixture
def temporary_files(tmp_path, settings, monkeypatch) -> Path:
    """Where uploads wait and inspections work."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def typeset_instead(monkeypatch):
    """`typeset_instead(content)`: the process that typesets gives these bytes for each brochure."""

    def replace(content: bytes) -> None:
        monkeypatch.setattr(making, "typeset_apart", lambda jobs: {job.name: content for job in jobs})

    return replace


# --- what clerks bring -----------------------------------------------------------------------------------------------


def test_none_of_the_hostile_corpus_lands(door, editor_client, temporary_files, django_capture_on_commit_callbacks):
    known = stored(), rows()
    for case, (_make, code) in hostile.CASES.items():
        with django_capture_on_commit_callbacks(execute=True):
            response = door.post(editor_client, upload(hostile.file(case)), title=TITLE)
        assert response.status_code == 200, case
        assert not door.accepted(response), case
        told = door.refusal(response)
        assert [other for other in RefusalCode if str(MESSAGES[other]) in told] == [code], case
        assert door.title_typed(response) == TITLE, case
        # With it the file that stood there before, and what is known of it.
        assert (stored(), rows()) == known, case
        assert list(temporary_files.iterdir()) == [], case
    assert door.accepted(door.post(editor_client, upload(SOUND)))


def test_without_a_title_a_hostile_file_does_not_even_wait_for_one(editor_client):
    known = stored(), rows()
    response = SeveralAtOnce().post(editor_client, upload(hostile.file("script at opening")), title=" ")
    assert str(MESSAGES[RefusalCode.JAVASCRIPT]) in SeveralAtOnce().refusal(response)
    assert (stored(), rows()) == known


def test_all_of_the_friendly_corpus_lands(door, editor_client, temporary_files, django_capture_on_commit_callbacks):
    for case, (_make, found) in friendly.CASES.items():
        content = friendly.file(case)
        with django_capture_on_commit_callbacks(execute=True):
            response = door.post(editor_client, upload(content), title=TITLE)
        assert door.accepted(response), case
        document = PdfDocument.objects.get(sha256=hashlib.sha256(content).hexdigest())
        with document.file.open() as file:
            assert file.read() == content, case
        columns = {
            "title": document.file_title,
            "language": document.declared_language,
            "tagged": document.is_tagged,
            "text_language": document.text_language,
            "has_text": document.has_text,
            "page_count": document.page_count,
            "embedded_files": document.embedded_files,
            "restricted": document.is_restricted,
            "cover": (document.cover_width, document.cover_height),
        }
        for name, value in found.items():
            if name != "encrypted":
                assert columns[name] == value, (case, name)
        assert document.inspected_by == RULES
        assert bool(document.inside.text) >= bool(document.has_text), case
        assert list(temporary_files.iterdir()) == [], case


# --- what code brings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [lambda document: document.save(), lambda document: document.read_file()])
def test_code_lets_no_more_in_than_a_form(make, temporary_files):
    known = stored(), rows()
    for case in ("HTML before the PDF", "nested forms that never end", "script in the name tree", "zero bytes"):
        document = PdfDocument(title=TITLE, file=ContentFile(hostile.file(case), name="file.pdf"))
        with pytest.raises(Refused) as refused:
            make(document)
        assert refused.value.code is hostile.CASES[case][1]
        assert (stored(), rows()) == known
        assert list(temporary_files.iterdir()) == []
    document = PdfDocument(title=TITLE, file=ContentFile(SOUND, name="file.pdf"))
    make(document)
    assert (document.page_count, document.inspected_by) == (3, RULES)


@pytest.mark.usefixtures("asked_once")
def test_the_command_that_reads_files_again_tells_of_each_hostile_one(temporary_files):
    document = PdfDocument(title=TITLE, file=ContentFile(SOUND, name="file.pdf"))
    document.save()
    PdfDocument.objects.filter(pk=document.pk).update(inspected_by=0)
    known = rows()
    for case, (_make, code) in hostile.CASES.items():
        Path(document.file.path).write_bytes(hostile.file(case))
        files, out = stored(), io.StringIO()
        call_command("inspect_files", stdout=out)
        told, summary = out.getvalue().splitlines()
        assert told.startswith(f"{document.pk} “{TITLE}”: would be refused today, {code}"), case
        assert summary == "1 file: 0 inspected, 1 refused today."
        assert (stored(), rows()) == (files, known), case
        assert list(temporary_files.iterdir()) == [], case


@pytest.mark.usefixtures("asked_once")
def test_none_of_the_hostile_corpus_becomes_a_made_brochure(budgeting, hub, typeset_instead, temporary_files, caplog):
    """Whatever the process that typesets hands over, it is read like a stranger's file."""
    page = max(budgeting, hub, key=lambda page: page.pk)
    # One language: the corpus is long.
    ProjectPage.objects.filter(pk=page.pk).update(title_en="")
    MadeBrochure.objects.filter(page=page, language="en").delete()
    made = MadeBrochure.objects.get(page=page)
    known, files = MadeBrochure.objects.filter(pk=made.pk).values().get(), (stored(), rows())
    for case, (_make, code) in hostile.CASES.items():
        typeset_instead(hostile.file(case))
        caplog.clear()
        errors = io.StringIO()
        with pytest.raises(CommandError, match="1 could not be made"):
            call_command("make_brochures", "--all", "--from", str(page.pk), stdout=io.StringIO(), stderr=errors)
        assert f"({page.pk}), ka: {PROBLEMS[Reason.FAILED]}" in errors.getvalue(), case
        assert f"was refused: {code}" in caplog.text, case
        assert MadeBrochure.objects.filter(pk=made.pk).values().get() == known | {"problem": Reason.FAILED}, case
        assert (stored(), rows()) == files, case
        assert list(temporary_files.iterdir()) == [], case


@pytest.mark.usefixtures("asked_once")
def test_none_of_the_hostile_corpus_comes_with_the_first_content(hub, typeset_instead, temporary_files):
    MadeBrochure.objects.filter(page=hub).delete()
    ProjectPage.objects.filter(pk=hub.pk).update(title_en="")
    hub.refresh_from_db()
    files = stored(), rows()
    for case in hostile.CASES:
        typeset_instead(hostile.file(case))
        assert build.made_documents(hub, titles={}) == {}, case
        assert MadeBrochure.objects.get(page=hub).problem == Reason.FAILED, case
        assert (stored(), rows()) == files, case
        assert list(temporary_files.iterdir()) == [], case
    typeset_instead(SOUND)
    assert build.made_documents(hub, titles={"ka": TITLE}).keys() == {"ka"}


def test_the_first_content_stands_without_a_brochure_that_could_not_be_made(home, typeset_instead):
    home.delete()
    Organisation.objects.all().delete()
    SiteDetails.objects.all().delete()
    PdfDocument.objects.all().delete()
    typeset_instead(hostile.file("script at opening"))
    build.load()
    assert ProjectPage.objects.live().count() == 2 and AnnouncementPage.objects.live().count() == 1
    # A row without a file would be the one thing that keeps its page from being published again.
    assert not Attachment.objects.exists() and not PdfDocument.objects.exists()
