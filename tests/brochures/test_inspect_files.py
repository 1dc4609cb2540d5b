"""The command that reads all files again."""

import io
import signal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from brochures import covers
from brochures.inspection import RULES
from brochures.management.commands import inspect_files
from brochures.models import FileText, PdfDocument
from tests.brochures import friendly, hostile

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


def run(out=None, **options) -> str:
    out = out or io.StringIO()
    call_command("inspect_files", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def word(django_capture_on_commit_callbacks):
    """A file from a time when nothing was asked of it but its pages."""
    with django_capture_on_commit_callbacks(execute=True):
        document = PdfDocument(title="ანგარიში", file=ContentFile(friendly.file("Word"), name="word.pdf"))
        document.save()
    FileText.objects.filter(document=document).delete()
    for name in covers.names(document.sha256):
        storages["public"].delete(name)
    PdfDocument.objects.filter(pk=document.pk).update(
        inspected_by=0, file_title="", text_language="", has_text=None, is_tagged=None, cover_width=None
    )
    document.refresh_from_db()
    return document


def put_in_its_place(document: PdfDocument, content: bytes) -> None:
    """Another file under the same name, as if it had come in by another way."""
    Path(document.file.path).write_bytes(content)


def test_only_what_newer_rules_have_not_seen(word, django_capture_on_commit_callbacks):
    changed_at = word.file_changed_at
    with django_capture_on_commit_callbacks(execute=True):
        assert run() == "1 file: 1 inspected.\n"
    word.refresh_from_db()
    assert (word.inspected_by, word.file_title, word.text_language) == (RULES, friendly.TITLE, "ka")
    assert (word.is_tagged, word.has_text, word.cover_width) == (True, True, 512)
    assert word.file_changed_at == changed_at  # readers' caches need not ask again
    assert "რუსთავის" in word.inside.text
    assert all(storages["public"].exists(name) for name in covers.names(word.sha256))
    assert run() == "The present rules have seen every file.\n"


def test_all_of_them(word):
    total = PdfDocument.objects.count()
    assert run(all=True) == f"{total} files: {total} inspected.\n"
    assert not PdfDocument.objects.exclude(inspected_by=RULES).exists()


def test_warnings_are_counted(word):
    put_in_its_place(word, friendly.file("scan"))
    assert run() == "1 file: 1 inspected, 1 with warnings.\n"


@pytest.mark.parametrize("case", ["script at opening", "HTML before the PDF", "nested forms that never end"])
def test_what_would_be_refused_today_is_told_and_kept(word, case):
    put_in_its_place(word, hostile.file(case))
    before = PdfDocument.objects.filter(pk=word.pk).values().get()
    told = run()
    assert f"{word.pk} “ანგარიში”: would be refused today, {hostile.CASES[case][1]}" in told
    assert told.endswith("1 file: 0 inspected, 1 refused today.\n")
    assert PdfDocument.objects.filter(pk=word.pk).values().get() == before
    assert Path(word.file.path).read_bytes() == hostile.file(case)
    # It is told again until somebody has replaced it.
    assert "refused today" in run()


def test_a_file_that_the_disk_has_lost_stops_nothing(word):
    Path(word.file.path).unlink()
    total = PdfDocument.objects.count()
    told = run(all=True)
    assert f"{word.pk} “ანგარიში”: cannot be read" in told
    assert told.endswith(f"{total} files: {total - 1} inspected, 1 unreadable.\n")


def test_a_file_replaced_meanwhile_keeps_what_is_known_of_the_new_one(word, monkeypatch):
    def slowly(file, **options):
        PdfDocument.objects.filter(pk=word.pk).update(sha256="0" * 64, file_title="New")
        return original(file, **options)

    original = inspect_files.PdfDocument.inspect_again.__globals__["inspect_upload"]
    monkeypatch.setitem(inspect_files.PdfDocument.inspect_again.__globals__, "inspect_upload", slowly)
    assert run() == "1 file: 0 inspected, 1 replaced meanwhile.\n"
    word.refresh_from_db()
    assert word.file_title == "New"


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_goes_on_where_it_was(word, monkeypatch, by):
    total = PdfDocument.objects.count()
    original = PdfDocument.inspect_again
    seen = []

    def until_the_third(document, **options):
        if len(seen) == 2:
            signal.raise_signal(by)
        seen.append(document.pk)
        return original(document, **options)

    monkeypatch.setattr(PdfDocument, "inspect_again", until_the_third)
    out = io.StringIO()
    with pytest.raises(CommandError, match="again to go on") as told:
        run(out, all=True)
    assert told.value.returncode == 128 + by
    assert out.getvalue() == f"{total} files: 2 inspected.\n"
    monkeypatch.setattr(PdfDocument, "inspect_again", original)
    assert run() == f"{total - 2} files: {total - 2} inspected.\n"


def test_a_machine_that_cannot_inspect_says_so_at_once(word, monkeypatch):
    def fault(_document, **_options):
        raise RuntimeError("PDFs cannot be inspected on this machine: no pikepdf")

    monkeypatch.setattr(PdfDocument, "inspect_again", fault)
    with pytest.raises(CommandError, match="no pikepdf"):
        run()


def test_a_terminal_shows_a_bar(word):
    shown = run(Terminal())
    assert "[..............................] 0/1 ანგარიში" in shown
    assert "[##############################] 1/1" in shown
    assert shown.endswith("\x1b[K1 file: 1 inspected.\n")
