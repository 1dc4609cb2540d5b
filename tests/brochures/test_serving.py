import hashlib
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.test import RequestFactory
from django.utils.http import http_date
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from brochures import serving
from brochures.serving import content_disposition, parse_range, pdf_response

CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 3
SIZE = len(CONTENT)
ETAG = hashlib.sha256(CONTENT).hexdigest()
TAG = f'"{ETAG}"'
MODIFIED = datetime(2026, 3, 1, 12, 0, 0, 500_000, tzinfo=UTC)
LAST_MODIFIED = "Sun, 01 Mar 2026 12:00:00 GMT"
EARLIER = "Sun, 01 Mar 2026 11:59:59 GMT"
LATER = "Sun, 01 Mar 2026 12:00:01 GMT"
OTHER_TAG = '"0000"'


class WatchedStorage(FileSystemStorage):
    """Remembers what it opened."""

    def __init__(self, location):
        super().__init__(location=location)
        self.opened = []

    def _open(self, name, mode="rb"):
        self.opened.append(super()._open(name, mode))
        return self.opened[-1]


@pytest.fixture
def file(tmp_path) -> FieldFile:
    storage = WatchedStorage(tmp_path)
    return FieldFile(None, FileField(storage=storage), storage.save("ბროშურა 1.pdf", ContentFile(CONTENT)))


@pytest.fixture
def answer(file, settings):
    settings.PDF_ACCEL_REDIRECT = ""

    def answer(method: str = "GET", *, etag: str = ETAG, modified: datetime = MODIFIED, **headers: str):
        request = RequestFactory().generic(
            method,
            "/brochures/7/tskali-ka.pdf",
            headers={name.replace("_", "-"): headers[name] for name in headers},
        )
        return pdf_response(
            request,
            file,
            etag=etag,
            modified=modified,
            download_name="წყალი.pdf",
            ascii_name="tskali.pdf",
            language="ka",
        )

    return answer


def body(response) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return content


def assert_whole(response):
    assert response.status_code == 200
    assert body(response) == CONTENT
    assert response["Content-Length"] == str(SIZE)
    assert "Content-Range" not in response


def assert_part(response, start: int, stop: int):
    assert response.status_code == 206
    assert body(response) == CONTENT[start:stop]
    assert response["Content-Length"] == str(stop - start)
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"


# --- the whole file ----------------------------------------------------------------------------------------


def test_get_answers_the_file_and_all_its_headers(answer):
    response = answer()
    assert_whole(response)
    _, policy = response.headers.pop("Content-Security-Policy")
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Disposition": (
            "inline; filename=\"tskali.pdf\"; filename*=UTF-8''%E1%83%AC%E1%83%A7%E1%83%90%E1%83%9A%E1%83%98.pdf"
        ),
        "Content-Length": str(SIZE),
        "Content-Language": "ka",
        "Cache-Control": "public, max-age=300, must-revalidate",
        "ETag": TAG,
        "Last-Modified": LAST_MODIFIED,
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
    }
    assert policy.startswith("default-src 'none'; ")


def test_policy_closes_everything_but_what_viewers_need(answer):
    policy = dict(part.split(" ", 1) for part in answer("HEAD")["Content-Security-Policy"].split("; "))
    assert policy.pop("style-src") == "'unsafe-inline'"
    assert policy.pop("object-src") == "'self'"
    assert policy.keys() == {"default-src", "base-uri", "form-action", "frame-ancestors"}
    assert set(policy.values()) == {"'none'"}


def test_head_has_the_headers_of_get_and_no_body(answer, file):
    head, get = answer("HEAD"), answer("GET")
    assert head.status_code == 200
    assert body(head) == b""
    assert dict(head.headers) == dict(get.headers)
    get.close()
    assert len(file.storage.opened) == 1  # for GET alone


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_allowed(answer, method):
    response = answer(method)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_looks_at_neither_user_nor_session(file, settings):
    settings.PDF_ACCEL_REDIRECT = ""

    class Untouchable:
        def __getattribute__(self, name):
            raise AssertionError(f"looked at {name}")

    request = RequestFactory().get("/")
    request.user = request.session = Untouchable()
    response = pdf_response(
        request, file, etag=ETAG, modified=MODIFIED, download_name="a.pdf", ascii_name="a.pdf", language=None
    )
    assert_whole(response)
    assert "Vary" not in response
    assert not response.cookies
    assert "Content-Language" not in response  # unknown is not the same as empty


@pytest.mark.parametrize("etag", ["", "abc", TAG, ETAG.upper(), ETAG + "\n"])
def test_a_tag_that_is_no_sha256_is_a_mistake_of_the_caller(answer, etag):
    with pytest.raises(ValueError, match="No SHA-256"):
        answer(etag=etag)


def test_last_modified_is_never_in_the_future(answer):
    before = datetime.now(UTC).timestamp()
    answered = answer("HEAD", modified=datetime.now(UTC) + timedelta(days=1))["Last-Modified"]
    assert answered in {http_date(before), http_date(before + 1)}


def test_lost_file_is_an_error_before_any_answer(answer, file):
    file.storage.delete(file.name)
    for method in ("GET", "HEAD"):
        with pytest.raises(FileNotFoundError):
            answer(method)


# --- reading -----------------------------------------------------------------------------------------------


def test_large_file_is_read_in_small_chunks(answer, file, monkeypatch):
    monkeypatch.setattr(serving, "CHUNK", 100)
    chunks = list(answer().streaming_content)
    assert b"".join(chunks) == CONTENT
    assert {len(chunk) for chunk in chunks[:-1]} == {100}


@pytest.mark.parametrize("chunks_read", [0, 1, 1000])
def test_file_is_closed_however_much_was_read(answer, file, monkeypatch, chunks_read):
    monkeypatch.setattr(serving, "CHUNK", 100)
    response = answer()
    for _ in zip(range(chunks_read), response.streaming_content, strict=False):
        pass
    response.close()
    assert [handle.closed for handle in file.storage.opened] == [True]


def test_file_that_shrank_breaks_off_instead_of_ending(answer, file):
    response = answer()
    with open(file.path, "r+b") as handle:
        handle.truncate(10)
    with pytest.raises(OSError, match="bytes early"):
        list(response.streaming_content)
    response.close()


def test_two_answers_do_not_share_a_handle(answer):
    first, second = answer(), answer(Range="bytes=100-")
    one, two = first.streaming_content, second.streaming_content
    assert (next(one), next(two)) == (CONTENT, CONTENT[100:])
    first.close()
    second.close()


# --- "you have it already" ---------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "headers",
    [
        {"If_None_Match": TAG},
        {"If_None_Match": f"W/{TAG}"},
        {"If_None_Match": f'{OTHER_TAG}, W/"x" ,{TAG}'},
        {"If_None_Match": "*"},
        {"If_None_Match": TAG, "If_Modified_Since": EARLIER},
        {"If_None_Match": TAG, "Range": "bytes=0-9"},
        {"If_Modified_Since": LAST_MODIFIED},
        {"If_Modified_Since": LATER},
        {"If_Modified_Since": "Sunday, 01-Mar-26 12:00:00 GMT"},
        {"If_Match": TAG, "If_None_Match": TAG},
    ],
    ids=str,
)
def test_not_modified(answer, file, method, headers):
    response = answer(method, **headers)
    assert response.status_code == 304
    assert body(response) == b""
    assert response["ETag"] == TAG
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert response["Content-Length"] == str(SIZE)  # the middleware that knows no better would write 0
    assert "Content-Type" not in response
    assert not file.storage.opened


def test_not_modified_repeats_the_policy(answer):
    # Else the site's middleware puts the pages' policy there, and browsers store it with the PDF.
    stale, fresh = answer(If_None_Match=TAG), answer("HEAD")
    for name in ("Content-Security-Policy", "X-Content-Type-Options"):
        assert stale[name] == fresh[name]


@pytest.mark.parametrize(
    "headers",
    [
        {"If_None_Match": OTHER_TAG},
        {"If_None_Match": OTHER_TAG, "If_Modified_Since": LATER},
        {"If_None_Match": ETAG, "If_Modified_Since": LATER},  # no quotes: unreadable, but there
        {"If_None_Match": '""'},
        {"If_Modified_Since": EARLIER},
        {"If_Modified_Since": "yesterday"},
        {"If_Match": TAG},
        {"If_Match": f"{OTHER_TAG}, {TAG}"},
        {"If_Match": "*"},
        {"If_Match": TAG, "If_Unmodified_Since": EARLIER},
        {"If_Unmodified_Since": LAST_MODIFIED},
        {"If_Unmodified_Since": LATER},
        {"If_Unmodified_Since": "yesterday"},
    ],
    ids=str,
)
def test_conditions_that_let_the_file_through(answer, headers):
    assert_whole(answer(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"If_Match": OTHER_TAG},
        {"If_Match": f"W/{TAG}"},
        {"If_Match": OTHER_TAG, "If_None_Match": TAG},
        {"If_Unmodified_Since": EARLIER},
        {"If_Unmodified_Since": EARLIER, "Range": "bytes=0-9"},
    ],
    ids=str,
)
def test_precondition_failed(answer, headers):
    response = answer(**headers)
    assert response.status_code == 412
    assert body(response) == b""


# --- parts of the file -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-9", 0, 10),
        ("bytes=10-19", 10, 20),
        ("bytes=100-", 100, SIZE),
        ("bytes=0-", 0, SIZE),
        ("bytes=-10", SIZE - 10, SIZE),
        ("bytes=-1", SIZE - 1, SIZE),
        (f"bytes=-{SIZE}", 0, SIZE),
        (f"bytes=-{SIZE + 1}", 0, SIZE),
        (f"bytes=10-{SIZE - 1}", 10, SIZE),
        (f"bytes=10-{SIZE}", 10, SIZE),
        (f"bytes=10-{10**18}", 10, SIZE),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
        ("bytes=007-010", 7, 11),
        ("Bytes=0-9", 0, 10),
    ],
)
def test_one_range(answer, header, start, stop):
    response = answer(Range=header)
    assert_part(response, start, stop)
    assert response["ETag"] == TAG
    assert response["Last-Modified"] == LAST_MODIFIED


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 9}", f"bytes={10**18}-", "bytes=-0"])
def test_range_outside_of_the_file(answer, file, header):
    response = answer(Range=header)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert body(response) == b""
    assert not file.storage.opened


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=9-0",
        "bytes=a-b",
        "bytes=0x0-9",
        "bytes=+1-9",
        "bytes=--9",
        "bytes=1-2-3",
        "bytes= 0-9",
        "bytes=0 -9",
        "bytes =0-9",
        "bytes:0-9",
        "0-9",
        "pages=1-2",
        "bytes=0-1,5-6",
        "bytes=0-1,",
        "bytes=٠-٩",
        "bytes=0-" + "9" * 5000,
        "bytes=" + "0-1," * 1000 + "0-1",
    ],
)
def test_other_ranges_are_ignored(answer, header):
    assert_whole(answer(Range=header))


def test_range_is_for_get_alone(answer):
    response = answer("HEAD", Range="bytes=0-9")
    assert response.status_code == 200
    assert response["Content-Length"] == str(SIZE)


@pytest.mark.parametrize("condition", [TAG, LAST_MODIFIED, "Sunday, 01-Mar-26 12:00:00 GMT"])
def test_range_of_the_same_file(answer, condition):
    assert_part(answer(Range="bytes=0-9", If_Range=condition), 0, 10)


@pytest.mark.parametrize("condition", [OTHER_TAG, f"W/{TAG}", ETAG, '""', EARLIER, LATER, "yesterday", "*"])
@pytest.mark.parametrize("header", ["bytes=0-9", f"bytes={SIZE}-"])
def test_range_of_another_file_gets_the_whole_new_one(answer, condition, header):
    assert_whole(answer(Range=header, If_Range=condition))


def test_if_range_without_range_is_ignored(answer):
    assert_whole(answer(If_Range=OTHER_TAG))


MEMORY = InMemoryStorage()


@hypothesis_settings(deadline=None)
@given(content=st.binary(min_size=1, max_size=300), data=st.data())
def test_any_range_is_a_slice_of_the_file(content, data):
    size = len(content)
    position = st.integers(0, size + 5) | st.integers(0, 10**19 - 1)
    first, last = data.draw(position | st.none()), data.draw(position | st.none())
    header = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    name = MEMORY.save("a.pdf", ContentFile(content))
    response = pdf_response(
        RequestFactory().get("/", headers={"Range": header}),
        FieldFile(None, FileField(storage=MEMORY), name),
        etag=hashlib.sha256(content).hexdigest(),
        modified=MODIFIED,
        download_name="a.pdf",
        ascii_name="a.pdf",
        language="ka",
    )
    received = body(response)
    MEMORY.delete(name)
    if first is None:
        expected = content[-last:] if last else None
    else:
        expected = content[first : None if last is None else last + 1] if first < size else None
    if (first is None and last is None) or (first is not None and last is not None and last < first):
        assert (response.status_code, received) == (200, content)
    elif expected is None:
        assert (response.status_code, received) == (416, b"")
        assert response["Content-Range"] == f"bytes */{size}"
    else:
        assert (response.status_code, received) == (206, expected)
        start, stop = re.fullmatch(rf"bytes (\d+)-(\d+)/{size}", response["Content-Range"]).groups()
        assert content[int(start) : int(stop) + 1] == expected
        assert response["Content-Length"] == str(len(expected))


@given(header=st.text(max_size=40) | st.from_regex(r"\Abytes=[0-9,\- ]*\Z"), size=st.integers(0, 10**12))
def test_no_range_header_breaks_anything(header, size):
    part = parse_range(header, size)
    assert part is None or len(part) == 0 or (part.step == 1 and 0 <= part.start < part.stop <= size)


# --- names -------------------------------------------------------------------------------------------------


@given(st.text(), st.text())
def test_any_name_makes_a_safe_header(download_name, ascii_name):
    header = content_disposition(download_name, ascii_name)
    match = re.fullmatch(
        r"inline; filename=\"([A-Za-z0-9._-]*)\"; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]*)", header
    )
    assert match
    assert unquote(match[2]) == download_name


# --- left to nginx -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nginx_is_told_which_file_to_send(answer, file, settings, method):
    settings.PDF_ACCEL_REDIRECT = "/private-files/"
    response = answer(method, Range="bytes=0-9", If_Range=OTHER_TAG)
    assert response.status_code == 200
    assert body(response) == b""
    redirect = response["X-Accel-Redirect"]
    assert redirect.isascii()
    assert redirect.startswith("/private-files/")
    assert unquote(redirect.removeprefix("/private-files/")) == file.name
    assert "Content-Length" not in response
    assert "Accept-Ranges" not in response  # nginx writes its own, and would keep ours beside it
    assert not file.storage.opened
    for name in (
        "Content-Type",
        "Content-Disposition",
        "ETag",
        "Content-Security-Policy",
        "Content-Language",
    ):
        assert name in response


def test_nginx_is_not_asked_for_what_the_reader_has(answer, settings):
    settings.PDF_ACCEL_REDIRECT = "/private-files/"
    response = answer(If_None_Match=TAG)
    assert response.status_code == 304
    assert "X-Accel-Redirect" not in response
    assert answer(If_Match=OTHER_TAG).status_code == 412


@pytest.mark.parametrize("headers", [{"If_Match": TAG}, {"If_Unmodified_Since": LAST_MODIFIED}], ids=str)
def test_a_condition_that_nginx_would_get_wrong_is_answered_here(answer, settings, headers):
    settings.PDF_ACCEL_REDIRECT = "/private-files/"
    assert_part(answer(Range="bytes=0-9", **headers), 0, 10)


def test_without_the_setting_django_sends_the_file(answer, settings):
    del settings.PDF_ACCEL_REDIRECT
    assert_whole(answer())
