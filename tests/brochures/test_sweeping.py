"""What uploads leave behind when nobody completes them."""

import io
import os
import tempfile
import time

import pytest
from django.core.management import call_command
from wagtail.models import UploadedFile

from brochures import sweeping
from tests.brochures.doors import SeveralAtOnce, stored, upload

pytestmark = pytest.mark.django_db

TWO_DAYS_AGO = time.time() - 2 * 24 * 3600


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where temporary files are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def told() -> str:
    out = io.StringIO()
    call_command("inspect_files", stdout=out)
    return out.getvalue()


def waiting(client) -> UploadedFile:
    """A file that was uploaded without a title."""
    return UploadedFile.objects.get(pk=SeveralAtOnce().post(client, upload(), title=" ").json()["uploaded_file_id"])


def test_an_upload_that_nobody_completed_goes_after_a_day(editor_client):
    known = stored()
    left, fresh = waiting(editor_client), waiting(editor_client)
    assert "Swept" not in told()
    os.utime(left.file.path, (TWO_DAYS_AGO, TWO_DAYS_AGO))
    assert "Swept: 1 uploads that nobody completed, 0 temporary" in told()
    assert list(UploadedFile.objects.all()) == [fresh]
    assert stored().keys() - known.keys() == {fresh.file.name}
    os.unlink(fresh.file.path)
    told()
    assert not UploadedFile.objects.exists(), "nobody can complete it without its file"


def test_what_killed_inspections_left_goes_after_a_day(folder):
    for name in ("inspect-abcd_123", "inspect-00000000", "inspect-me", "other-abcd1234"):
        (folder / name).mkdir()
        (folder / name / "512.webp").write_bytes(b"RIFF")
    (folder / "inspect-zzzzzzzz.pdf").write_bytes(b"%PDF-")
    (folder / "inspect-linklink").symlink_to(folder / "other-abcd1234")
    for path in folder.iterdir():
        if path.name != "inspect-00000000":
            os.utime(path, (TWO_DAYS_AGO, TWO_DAYS_AGO), follow_symlinks=False)
    assert "0 uploads that nobody completed, 2 temporary" in told()
    left = {"inspect-00000000", "inspect-linklink", "inspect-me", "other-abcd1234"}
    assert {path.name for path in folder.iterdir()} == left
    assert (folder / "other-abcd1234" / "512.webp").exists()


def test_the_names_are_those_of_an_inspection(folder):
    with tempfile.NamedTemporaryFile(prefix="inspect-", suffix=".pdf") as copy:
        assert sweeping.TEMPORARY.fullmatch(os.path.basename(copy.name))
    with tempfile.TemporaryDirectory(prefix="inspect-") as name:
        assert sweeping.TEMPORARY.fullmatch(os.path.basename(name))


def test_one_run_has_a_bound(folder, monkeypatch):
    monkeypatch.setattr(sweeping, "MOST", 2)
    for number in range(3):
        (folder / f"inspect-0000000{number}").mkdir()
        os.utime(folder / f"inspect-0000000{number}", (TWO_DAYS_AGO, TWO_DAYS_AGO))
    assert [sweeping.sweep(), sweeping.sweep(), sweeping.sweep()] == [(0, 2), (0, 1), (0, 0)]
