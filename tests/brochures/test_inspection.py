"""What the inspection finds in a file, and what it refuses."""

import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation
from PIL import Image

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
from brochures.inspection.child.language import language_of
from brochures.inspection.turn import MOST_WAITING, turn
from tests.brochures import friendly, hostile, pdf_samples
from tests.brochures.inspecting import ROOT, answer, refusal_of

TITLE = "წყალსადენის რეაბილიტაცია"
MAIN, STRUCTURE, PAGES = [(reading.CHILD / name).read_text() for name in ("__main__.py", "structure.py", "pages.py")]


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
    codes = set(re.findall(r'Refusal\("(\w+)"', STRUCTURE + PAGES))
    assert {"damaged", "password", "page_size"} < codes <= {str(code) for code in RefusalCode}
    # These are named in a table.
    assert {"javascript", "launch", "submit_form", "import_data", "rich_media"} <= set(
        re.findall(r'"/\w+": "(\w+)"', STRUCTURE)
    )


def test_both_sides_agree_on_numbers(settings):
    assert f"\nMAX_PAGES = {reading.MAX_PAGES}\n" in STRUCTURE
    assert f"\nMAX_TEXT = {reading.MAX_TEXT:_}  " in PAGES
    assert f"\nWIDTHS = {tuple(sorted(reading.COVER_WIDTHS, reverse=True))}\n" in PAGES
    assert f"\nMACHINE_FAULT = {reading.MACHINE_FAULT} " in MAIN
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == reading.MAX_SIZE
    with translation.override("en"):
        assert f"{reading.MAX_PAGES:,} pages" in str(MESSAGES[RefusalCode.TOO_MANY_PAGES])
        assert f"{reading.MAX_SIZE // 1024**2} MB" in str(MESSAGES[RefusalCode.TOO_LARGE])


def test_every_message_says_what_to_do():
    for code in RefusalCode:
        for language in ("en", "ka"):
            with translation.override(language):
                sentences = re.findall(r"[.:;] ", str(MESSAGES[code]))
                assert sentences, code


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


# --- the two corpora ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", hostile.CASES)
def test_hostile(pdf, case):
    begun = time.monotonic()
    assert refusal_of(pdf(hostile.file(case))) is hostile.CASES[case][1]
    assert time.monotonic() - begun < 15  # 5 s on a machine that does nothing else


def test_small_files_of_the_corpus_are_small():
    """A bomb is no longer than a letter, so a limit on the size of uploads does nothing against it."""
    for case in ("200 MB of drawing", "200 MB of spaces", "nested forms that never end"):
        assert len(hostile.file(case)) < 4000


@pytest.mark.parametrize("case", friendly.CASES)
def test_friendly(pdf, case):
    inspection = inspect(pdf(friendly.file(case)))
    for name, wanted in friendly.CASES[case][1].items():
        found = getattr(inspection, name)
        assert (found and (found.width, found.height) if name == "cover" else found) == wanted, name


@pytest.mark.skipif(not friendly.SOFFICE, reason="needs LibreOffice (soffice)")
def test_one_file_of_the_corpus_is_made_by_libreoffice_itself():
    with pikepdf.open(io.BytesIO(friendly.file("LibreOffice itself"))) as pdf:
        assert str(pdf.docinfo["/Producer"]).startswith("LibreOffice")


# --- text ---------------------------------------------------------------------------------------------------


def test_text_of_the_pages_in_their_order(pdf):
    with pikepdf.new() as both:
        for text in (friendly.ENGLISH, friendly.GEORGIAN):
            with pikepdf.open(io.BytesIO(pdf_samples.written(text))) as one:
                both.pages.extend(one.pages)
        inspection = inspect(pdf(friendly.saved(both)))
    assert inspection.text == f"{friendly.ENGLISH}\n\n{friendly.GEORGIAN}"
    assert inspection.text_language == ""  # neither has enough of it


def test_text_has_a_limit(pdf):
    text = inspect(pdf(friendly.file("long report"))).text
    assert 290_000 < len(text) <= 300_000
    assert text.startswith("Page 0\nThe City of Rustavi")


def test_text_holds_nothing_that_a_database_refuses(pdf, child_that):
    content = pdf_samples.written("one\x00two\x01three\ud800four\ufffefive\uffffsix")
    text = inspect(pdf(content)).text
    assert re.fullmatch(r"one\s*two\s*three\s*four\s*five\s*six", text)
    child_that(answer(text="one\x00two\ud800\n\tthree\ufffe\x85"))
    assert inspect(pdf(content)).text == "onetwo\n\tthree"


def test_an_empty_page_has_no_text(pdf):
    inspection = inspect(pdf(pdf_samples.valid(3)))
    assert (inspection.text, inspection.has_text, inspection.text_language) == ("", False, "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (friendly.GEORGIAN, "ka"),
        (friendly.ENGLISH, "en"),
        (friendly.GEORGIAN.translate({code: code - 0x10D0 + 0x1C90 for code in range(0x10D0, 0x10FB)}), "ka"),
        (friendly.GEORGIAN + friendly.ENGLISH, ""),
        ("რუსთავი", ""),
        ("Rustavi", ""),
        ("", ""),
        ("416 665,00 € " * 50, ""),
        # Georgian in a font older than Unicode, German, Russian.
        ("qalaq rusTavis municipalitetis meria monawileobiTi adgilobrivi biujetirebis danergva " * 3, ""),
        ("Die Stadt Rustawi legt den Haushalt gemeinsam mit ihren Bürgerinnen und Bürgern fest. " * 3, ""),
        ("Город Рустави составляет бюджет вместе с горожанами. " * 3, ""),
        (friendly.ENGLISH * 4 + " ქ. რუსთავი", "en"),
    ],
)
def test_language_of_a_text(text, language):
    assert language_of(text) == language


# --- cover --------------------------------------------------------------------------------------------------


def test_pictures_of_the_first_page(pdf):
    """Red above and blue below, as it is on the page; the second page is not on it."""
    content = pdf_samples.one_page(b"1 0 0 rg 0 421 595 421 re f 0 0 1 rg 0 0 595 421 re f")
    cover = inspect(pdf(content)).cover
    assert set(cover.pictures) == {"256.webp", "512.webp", "256.jpg", "512.jpg"}
    for name, picture in cover.pictures.items():
        with Image.open(io.BytesIO(picture)) as opened:
            assert opened.format == {"webp": "WEBP", "jpg": "JPEG"}[name.split(".")[1]]
            assert opened.width == int(name.split(".")[0])
            assert opened.height == round(opened.width * 842 / 595)
            assert not opened.getexif()
            image = opened.convert("RGB")
        red, blue = image.getpixel((9, 9)), image.getpixel((9, image.height - 9))
        assert red[0] > 200 and red[2] < 60
        assert blue[2] > 200 and blue[0] < 60


def test_a_page_that_takes_too_long_to_draw_has_no_cover(pdf):
    """A map of 500,000 lines: sound, slow, and not to be refused for it."""
    lines = b"".join(b"0 %d m 595 %d l S\n" % (number % 842, number * 7 % 842) for number in range(500_000))
    inspection = inspect(pdf(pdf_samples.one_page(zlib.compress(lines), filters=b"/FlateDecode")), timeout=30)
    assert inspection.cover is None
    assert inspection.page_count == 1


# --- one at a time ------------------------------------------------------------------------------------------


def test_a_file_that_waits_too_long_for_its_turn_is_told_so(pdf):
    path = pdf(pdf_samples.valid())
    with turn(5):
        begun = time.monotonic()
        assert refusal_of(path, wait=0.3) is RefusalCode.BUSY
        assert 0.3 <= time.monotonic() - begun < 3
    assert inspect(path, wait=0.3).page_count == 2


def test_a_file_waits_for_its_turn(pdf):
    path = pdf(pdf_samples.valid())
    with ThreadPoolExecutor() as pool:
        with turn(5):
            waiting = pool.submit(inspect, path)
            time.sleep(0.5)
            assert not waiting.done()
        assert waiting.result(timeout=20).page_count == 2


def test_of_many_that_would_wait_some_are_told_at_once(pdf):
    """Or else the uploads of a few clerks hold all threads that serve readers."""
    path = pdf(pdf_samples.valid())
    with ThreadPoolExecutor() as pool, turn(5):
        waiting = [pool.submit(refusal_of, path, wait=4) for _ in range(MOST_WAITING)]
        time.sleep(1)
        begun = time.monotonic()
        assert refusal_of(path, wait=30) is RefusalCode.BUSY
        assert time.monotonic() - begun < 3
        assert {one.result(timeout=20) for one in waiting} == {RefusalCode.BUSY}


def test_another_process_of_the_server_holds_the_turn_too(pdf):
    """And gives it back when it is killed."""
    code = (
        "import sys, time\n"
        "from django.conf import settings\n"
        f"settings.configure(DATA_DIR={str(settings.DATA_DIR)!r})\n"
        "from brochures.inspection.turn import turn\n"
        "with turn(5):\n"
        "    print('mine', flush=True)\n"
        "    time.sleep(60)"
    )
    path = pdf(pdf_samples.valid())
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout.readline() == "mine\n"
            assert refusal_of(path, wait=0.3) is RefusalCode.BUSY
        finally:
            other.kill()
    assert inspect(path).page_count == 2


def test_a_file_too_large_is_not_even_looked_at(pdf, child_that):
    child_that("raise SystemExit(70)")
    assert refusal_of(pdf(b"%PDF-" + bytes(reading.MAX_SIZE))) is RefusalCode.TOO_LARGE


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
