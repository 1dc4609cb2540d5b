import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation

from brochures.inspection import (
    MESSAGES,
    Inspection,
    RefusalCode,
    Refused,
    inspect,
    inspect_upload,
    reading,
    sha256,
)
from tests.brochures import pdf_samples

ROOT = Path(__file__).resolve().parents[2]
TITLE = "წყალსადენის რეაბილიტაცია"


@pytest.fixture
def pdf(tmp_path):
    """Writes bytes to a file; its path."""

    def write(content: bytes) -> Path:
        path = tmp_path / "ბროშურა.pdf"
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def child_that(tmp_path, monkeypatch):
    """Puts other code in the child's place."""

    def replace(code: str) -> None:
        path = tmp_path / "other_child.py"
        path.write_text(code)
        monkeypatch.setattr(reading, "CHILD", path)

    return replace


def refusal_of(path: Path, **options) -> RefusalCode:
    with pytest.raises(Refused) as refused:
        inspect(path, **options)
    return refused.value.code


# --- what a sound file says --------------------------------------------------------------------------------


def test_reads_everything_a_file_says(pdf):
    path = pdf(pdf_samples.valid(3, TITLE, "ka-GE", tagged=True))
    assert inspect(path) == Inspection(page_count=3, title=TITLE, language="ka-GE", tagged=True, encrypted=False)


def test_a_file_may_say_nothing_but_its_pages(pdf):
    path = pdf(pdf_samples.valid(1))
    assert inspect(str(path)) == Inspection(page_count=1, title="", language="", tagged=False, encrypted=False)


def test_title_from_xmp_when_info_has_none(pdf):
    assert inspect(pdf(pdf_samples.valid(xmp_title=TITLE))).title == TITLE


def test_title_of_info_goes_before_xmp(pdf):
    assert inspect(pdf(pdf_samples.valid(title=TITLE, xmp_title="Untitled"))).title == TITLE


def test_unreadable_xmp_is_no_reason_to_refuse(pdf):
    assert inspect(pdf(pdf_samples.valid(xmp_title="<not-closed>"))).title == ""


def test_title_is_one_short_line(pdf):
    path = pdf(pdf_samples.valid(title="  ბიუჯეტი\n2026\u202e\x07 " + "ა" * 10_000))
    title = inspect(path).title
    assert title.startswith("ბიუჯეტი 2026 ააა")
    assert len(title) <= 500


def test_title_of_the_wrong_type_is_no_title(pdf):
    content = pdf_samples.assembled(
        b"<< /Type /Catalog /Pages 2 0 R /Lang 7 /MarkInfo [true] >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        pdf_samples.PAGE,
        b"<< /Title << /A 1 >> >>",
        trailer=b"/Info 4 0 R",
    )
    assert inspect(pdf(content)) == Inspection(1, "", "", tagged=False, encrypted=False)


def test_linearized_file_is_read(pdf):
    assert inspect(pdf(pdf_samples.valid(linearize=True, ballast=5000))).page_count == 2


def test_owner_password_alone_is_reported_not_refused(pdf):
    path = pdf(pdf_samples.valid(2, TITLE, user_password="", owner_password="owner"))
    inspection = inspect(path)
    assert inspection.encrypted
    assert inspection.page_count == 2
    assert inspection.title == TITLE


def test_a_few_bytes_after_the_end_do_no_harm(pdf):
    assert inspect(pdf(pdf_samples.valid() + b"\r\n\0\0\n")).page_count == 2


def test_most_pages_that_are_taken(pdf):
    assert inspect(pdf(pdf_samples.with_pages(2000))).page_count == 2000


# --- what is refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", RefusalCode.EMPTY, id="zero bytes"),
        pytest.param(b"\n", RefusalCode.NOT_PDF, id="one line break"),
        pytest.param(pdf_samples.PNG, RefusalCode.NOT_PDF, id="picture renamed"),
        pytest.param(pdf_samples.HTML, RefusalCode.NOT_PDF, id="web page renamed"),
        pytest.param(pdf_samples.HTML + pdf_samples.valid(), RefusalCode.NOT_PDF, id="HTML before PDF"),
        pytest.param(b"\xef\xbb\xbf" + pdf_samples.valid(), RefusalCode.NOT_PDF, id="byte order mark before"),
        pytest.param(b"%PDF-1.7\n", RefusalCode.DAMAGED, id="header alone"),
        pytest.param(b"%PDF-1.7\nstartxref\n0\n%%EOF\n", RefusalCode.DAMAGED, id="first and last line alone"),
        pytest.param(pdf_samples.valid() + bytes(3000), RefusalCode.DAMAGED, id="end mark too far from the end"),
        pytest.param(pdf_samples.cut_in_second_revision(), RefusalCode.DAMAGED, id="update cut short"),
        pytest.param(
            pdf_samples.valid(user_password="reader", owner_password="owner"),
            RefusalCode.PASSWORD,
            id="user password",
        ),
        pytest.param(pdf_samples.valid(user_password="reader"), RefusalCode.PASSWORD, id="empty owner password"),
        pytest.param(pdf_samples.locked_with_certificate(), RefusalCode.PASSWORD, id="certificate"),
        pytest.param(pdf_samples.with_pages(0), RefusalCode.NO_PAGES, id="no pages"),
        pytest.param(pdf_samples.with_pages(2001), RefusalCode.TOO_MANY_PAGES, id="2001 pages"),
        pytest.param(pdf_samples.page_tree_loop(), RefusalCode.DAMAGED, id="page tree loop"),
        pytest.param(pdf_samples.page_tree_repeated(40), RefusalCode.DAMAGED, id="2**40 pages"),
        pytest.param(pdf_samples.assembled(b"<< /Type /Catalog >>"), RefusalCode.DAMAGED, id="no page tree"),
    ],
)
def test_refuses(pdf, content, code):
    assert refusal_of(pdf(content)) is code


LONG = pdf_samples.valid(3, TITLE, ballast=10_000)
LINEARIZED = pdf_samples.valid(3, TITLE, ballast=1000, linearize=True)
FIRST_END_MARK = LINEARIZED.index(b"%%EOF") + len(b"%%EOF")


@pytest.mark.parametrize(
    "content",
    [
        *[pytest.param(LONG[:-missing], id=f"{missing} bytes missing") for missing in (3, 8, 20, 300, 5000)],
        *[pytest.param(LONG[: len(LONG) * part // 10], id=f"{part} tenths") for part in (1, 5, 9)],
        pytest.param(LINEARIZED[:FIRST_END_MARK], id="linearized, first part"),
        pytest.param(LINEARIZED[: FIRST_END_MARK + 200], id="linearized, first part and a bit"),
        pytest.param(LONG[:-300] + b"\nstartxref\n9\n%%EOF\n", id="with a new end"),
        pytest.param(LONG[:4000] + LONG[5000:], id="a hole in the middle"),
    ],
)
def test_a_file_that_was_cut_is_damaged_even_if_it_could_be_rebuilt(pdf, content):
    assert refusal_of(pdf(content)) is RefusalCode.DAMAGED


def test_every_code_has_a_message_and_the_child_knows_no_other():
    assert set(MESSAGES) == set(RefusalCode)
    child = reading.CHILD.read_text()
    assert set(re.findall(r'Refusal\("(\w+)"', child)) <= {str(code) for code in RefusalCode}


def test_both_sides_agree_on_numbers():
    child = reading.CHILD.read_text()
    assert f"\nMAX_PAGES = {reading.MAX_PAGES}\n" in child
    assert f"\nMACHINE_FAULT = {reading.MACHINE_FAULT} " in child
    with translation.override("en"):
        assert f"{reading.MAX_PAGES:,} pages" in str(MESSAGES[RefusalCode.TOO_MANY_PAGES])


def test_refusal_carries_the_text_for_the_clerk():
    with translation.override("en"):
        assert str(Refused(RefusalCode.EMPTY, "detail").message).startswith("The file is empty.")


def test_a_missing_file_is_no_refusal(tmp_path):
    with pytest.raises(FileNotFoundError):
        inspect(tmp_path / "nothing.pdf")


def test_a_pipe_or_folder_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    for path in (tmp_path / "pipe.pdf", tmp_path):
        with pytest.raises(FileNotFoundError):
            inspect(path)


# --- the child ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(not os.path.exists("/proc/self/limits"), reason="reads limits as Linux shows them")
def test_the_child_limits_itself(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # the child waits at it for a writer, so that its limits can be looked at
    with subprocess.Popen([sys.executable, "-I", reading.CHILD, pipe]) as child:
        try:
            deadline = time.monotonic() + 10
            limits = ""
            while "1073741824" not in limits and time.monotonic() < deadline:
                time.sleep(0.02)
                limits = Path(f"/proc/{child.pid}/limits").read_text()
        finally:
            child.kill()
    for name, value in [
        ("Max address space", 1024**3),
        ("Max cpu time", 8),
        ("Max file size", 8 * 1024**2),
        ("Max open files", 64),
        ("Max core file size", 0),
    ]:
        assert re.search(rf"^{name} +{value} +{value} ", limits, re.MULTILINE), limits


def test_the_child_cannot_be_imported_by_mistake():
    code = "import resource, brochures.inspection.child"
    child = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "run it, never import it" in child.stderr


def test_the_parent_never_loads_pikepdf():
    code = "import brochures.inspection, sys; sys.exit('pikepdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def answer(**changes) -> str:
    said = {"page_count": 1, "title": "", "language": "", "tagged": False, "encrypted": False} | changes
    return f"print({json.dumps(json.dumps(said))})"


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import os; os.abort()", id="crash"),
        pytest.param("import ctypes; ctypes.string_at(0)", id="segmentation fault"),
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", id="processor time used up"),
        pytest.param("raise SystemExit(1)", id="exit status 1"),
        pytest.param("", id="silence"),
        pytest.param("print('{')", id="no JSON"),
        pytest.param("print('[' * 15000)", id="deep JSON"),
        pytest.param("print('[1]')", id="no object"),
        pytest.param('print(\'{"refused": "because", "detail": ""}\')', id="unknown code"),
        pytest.param(answer(page_count="3"), id="text for a number"),
        pytest.param(answer(page_count=0), id="no pages"),
        pytest.param(answer(page_count=10**12), id="too many pages"),
        pytest.param(answer(tagged=1), id="number for a truth"),
        pytest.param(answer(title="x" * 20_000), id="too long"),
        pytest.param("while True: print('x' * 1000)", id="endless"),
    ],
)
def test_a_child_gone_wrong_refuses_the_file(pdf, child_that, code):
    child_that("import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n" + code)
    assert refusal_of(pdf(b"%PDF-")) is RefusalCode.TOO_COMPLEX


def test_a_child_that_hangs_is_killed(pdf, child_that, tmp_path):
    child_that(
        "import os, pathlib, signal, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "pathlib.Path(sys.argv[1]).with_name('pid').write_text(str(os.getpid()))\n"
        "time.sleep(60)"
    )
    begun = time.monotonic()
    assert refusal_of(pdf(b"%PDF-"), timeout=2) is RefusalCode.TOO_COMPLEX
    assert time.monotonic() - begun < 10
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_fault_of_the_machine_is_not_blamed_on_the_file(pdf, child_that):
    child_that("import sys; print('no pikepdf', file=sys.stderr); sys.exit(70)")
    with pytest.raises(RuntimeError, match="no pikepdf"):
        inspect(pdf(b"%PDF-"))


def test_the_child_gets_no_secrets_and_a_session_of_its_own(pdf, child_that, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    child_that(
        "import json, os, sys\n"
        "told = [sorted(os.environ), sys.flags.isolated, os.getsid(0) == os.getpid(), os.getcwd()]\n"
        "print(json.dumps({'page_count': 1, 'title': repr(told), 'language': '', 'tagged': False,"
        " 'encrypted': False}))"
    )
    assert inspect(pdf(b"%PDF-")).title == "[['LC_ALL'], 1, True, '/']"


# --- uploads -----------------------------------------------------------------------------------------------


@pytest.fixture
def temporary_folder(tmp_path, monkeypatch):
    """Where temporary files are made, to see what is left of them."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("kind", [SimpleUploadedFile, ContentFile])
def test_upload_in_memory(temporary_folder, kind):
    content = pdf_samples.valid(2, TITLE)
    upload = kind(name="ბროშურა.pdf", content=content)
    upload.seek(100)
    assert inspect_upload(upload).title == TITLE
    assert upload.tell() == 0
    assert upload.read() == content
    assert list(temporary_folder.iterdir()) == []


def test_upload_on_disk_is_read_where_it_is(temporary_folder, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(temporary_folder)
    with TemporaryUploadedFile("brochure.pdf", "application/pdf", 0, None) as upload:
        upload.write(pdf_samples.valid(2, TITLE))  # not flushed: the handler's buffer is part of the file
        assert inspect_upload(upload).title == TITLE
        assert upload.tell() == 0
        assert [path.name for path in temporary_folder.iterdir()] == [Path(upload.temporary_file_path()).name]


def test_refused_upload_leaves_nothing_behind(temporary_folder):
    upload = SimpleUploadedFile("brochure.pdf", pdf_samples.HTML)
    with pytest.raises(Refused) as refused:
        inspect_upload(upload)
    assert refused.value.code is RefusalCode.NOT_PDF
    assert upload.tell() == 0
    assert not upload.closed
    assert list(temporary_folder.iterdir()) == []


def test_sha256_of_path_and_file(pdf):
    content = pdf_samples.valid(ballast=3_000_000)
    expected = hashlib.sha256(content).hexdigest()
    path = pdf(content)
    upload = SimpleUploadedFile("brochure.pdf", content)
    upload.seek(7)
    assert sha256(path) == sha256(str(path)) == sha256(upload) == expected
    assert upload.tell() == 0
    with path.open("rb") as file:
        assert sha256(file) == expected
