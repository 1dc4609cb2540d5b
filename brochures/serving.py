"""Answers one request for one PDF: whole, in part, or "you have it already" (RFC 9110).

Says nothing about who may read the file; that was decided before. Looks at the request's method and headers
only, never at its user or session, so an answer is the same for everybody.
"""

import re
import time
from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_etags, parse_http_date_safe, quote_etag

CHUNK = 256 * 1024  # bytes; all of a file that is in memory at a time

# Kept for five minutes, then asked about again: the address stays when a clerk replaces the file.
CACHE_CONTROL = "public, max-age=300, must-revalidate"

# Should anything ever read the answer as a page, it may do nothing. Two holes are left for built-in viewers:
# older Chromium lays out its own with an inline style (https://crbug.com/271452), Safari asks object-src for the
# address itself. No `sandbox`: Safari would show an empty window.
SAFETY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
}

SHA256 = re.compile(r"[0-9a-f]{64}")
# One range; 19 digits count more bytes than a file can have.
ONE_RANGE = re.compile(r"bytes=([0-9]{0,19})-([0-9]{0,19})", re.IGNORECASE)


def pdf_response(
    request: HttpRequest,
    file: FieldFile,
    *,
    etag: str,
    modified: datetime,
    download_name: str,
    ascii_name: str,
    language: str | None,
) -> HttpResponseBase:
    """The PDF in `file` for GET, its headers for HEAD, 405 for any other method.

    `etag` is the SHA-256 of the bytes in hexadecimal; `modified`, an aware datetime, is when these bytes took
    the address; `download_name` and `ascii_name` are complete file names, in Georgian and romanised;
    `language` is a BCP 47 tag, or None when unknown. With `settings.PDF_ACCEL_REDIRECT`, a URL prefix, the
    bytes are left to nginx (see `_left_to_nginx`).

    Raises `ValueError` for an `etag` that is no SHA-256 (an empty one would equal every other file's) and
    `FileNotFoundError` if the storage has lost the file.
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if not SHA256.fullmatch(etag):
        raise ValueError(f"No SHA-256 in hexadecimal: {etag!r}")
    tag = quote_etag(etag)
    last_modified = min(int(modified.timestamp()), int(time.time()))  # never in the future: 8.8.2.1
    headers = SAFETY_HEADERS | {
        "Content-Type": "application/pdf",
        "Content-Disposition": content_disposition(download_name, ascii_name),
        "Cache-Control": CACHE_CONTROL,
        "ETag": tag,
        "Last-Modified": http_date(last_modified),
        "Accept-Ranges": "bytes",
    }
    if language:
        headers["Content-Language"] = language

    if answer := _by_condition(request, tag, last_modified, headers):
        if answer.status_code == HTTPStatus.NOT_MODIFIED:
            # Else CommonMiddleware writes 0 there; only the length of the 200 is allowed (8.6).
            answer["Content-Length"] = str(file.storage.size(file.name))
        return answer
    prefix = getattr(settings, "PDF_ACCEL_REDIRECT", "")
    # nginx would hold these two, which have just been met, against a tag and a date of its own and answer 412.
    if prefix and not {"If-Match", "If-Unmodified-Since"} & request.headers.keys():
        return _left_to_nginx(prefix, file, headers)

    size = file.storage.size(file.name)
    if request.method == "HEAD":  # Range is defined for GET alone: 14.2
        return HttpResponse(headers=headers | {"Content-Length": str(size)})
    part = None
    if _if_range_holds(request, tag, last_modified):
        part = parse_range(request.headers.get("Range", ""), size)
    return _sent(file, size, part, headers)


def parse_range(header: str, size: int) -> range | None:
    """The bytes of a file of `size` bytes that a Range header asks for (RFC 9110, 14.1.2 and 14.2).

    None means "ignore the header, send everything": no header, another unit, several ranges, a malformed one,
    or one that ends before it begins. An empty range means that it lies outside of the file (416).
    """
    match = ONE_RANGE.fullmatch(header.strip(" \t"))
    if not match:
        return None
    first, last = match.groups()
    if first:
        if last and int(last) < int(first):
            return None
        return range(int(first), min(int(last) + 1, size) if last else size)
    if last:
        return range(max(size - int(last), 0), size)
    return None


def content_disposition(download_name: str, ascii_name: str) -> str:
    """Show in the browser; save under `download_name` (RFC 6266, 4.3 and appendix D; RFC 8187, 3.2).

    Django's own helper leaves out the plain name, without which old clients make one up.
    """
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", ascii_name)
    encoded = quote(download_name, safe="!#$&+-.^_`|~", errors="replace")
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


class FileSlice(Iterator[bytes]):
    """The bytes `part` of an open file, chunk by chunk; Django calls `close` at the end of the answer.

    A generator would not do: closing one that was never begun skips its `finally`.
    """

    def __init__(self, file: File, part: range) -> None:
        self.file = file
        self.left = len(part)
        file.seek(part.start)

    def __next__(self) -> bytes:
        if not self.left:
            raise StopIteration
        chunk = self.file.read(min(CHUNK, self.left))
        if not chunk:
            # The promised length is out; ending quietly would hand over a cut file as a whole one.
            raise OSError(f"{self.file.name} ended {self.left} bytes early")
        self.left -= len(chunk)
        return chunk

    def close(self) -> None:
        self.file.close()


def _by_condition(request: HttpRequest, tag: str, last_modified: int, headers: dict[str, str]) -> HttpResponse | None:
    """304 or 412, if the request's conditions ask for it (RFC 9110, 13.2.2, steps 1 to 4)."""
    go_on = HttpResponse(headers=headers)
    answer = get_conditional_response(request, tag, last_modified, go_on)
    if answer is go_on:
        return None
    if answer.status_code == HTTPStatus.NOT_MODIFIED:
        if_none_match = request.headers.get("If-None-Match")
        # If-Modified-Since is void beside any If-None-Match (13.1.3); Django minds only a readable one.
        if if_none_match is not None and not parse_etags(if_none_match):
            return None
        # Browsers write a 304's headers over those they stored: the policy of our pages would land there.
        for name, value in SAFETY_HEADERS.items():
            answer[name] = value
    return answer


def _if_range_holds(request: HttpRequest, tag: str, last_modified: int) -> bool:
    """Whether a Range may be answered: no If-Range, or it names the present file (RFC 9110, 13.1.5).

    A tag is compared strongly, so a weak one never holds. A date must be exact.
    """
    condition = request.headers.get("If-Range", "").strip(" \t")
    if not condition:
        return True
    if condition.startswith(('"', "W/")):
        return condition == tag
    return parse_http_date_safe(condition) == last_modified


def _sent(file: FieldFile, size: int, part: range | None, headers: dict[str, str]) -> HttpResponseBase:
    """The whole file, a part of it, or 416 for an empty part."""
    if part is None:
        return _streamed(file, range(size), headers)
    if not part:
        return _unsatisfiable(size)
    headers = headers | {"Content-Range": f"bytes {part.start}-{part.stop - 1}/{size}"}
    return _streamed(file, part, headers, HTTPStatus.PARTIAL_CONTENT)


def _streamed(
    file: FieldFile, part: range, headers: dict[str, str], status: int = HTTPStatus.OK
) -> StreamingHttpResponse:
    """`part` of the file, from a handle of its own."""
    handle = file.storage.open(file.name, "rb")
    try:
        body = FileSlice(handle, part)
    except BaseException:
        handle.close()
        raise
    return StreamingHttpResponse(body, status=status, headers=headers | {"Content-Length": str(len(part))})


def _unsatisfiable(size: int) -> HttpResponse:
    """416 with the true size (RFC 9110, 15.5.17)."""
    return HttpResponse(
        status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        headers=SAFETY_HEADERS
        | {"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes", "Cache-Control": "no-store"},
    )


def _left_to_nginx(prefix: str, file: FieldFile, headers: dict[str, str]) -> HttpResponse:
    """An empty 200 that tells nginx which file to send; ranges are nginx's then.

    nginx keeps Content-Type, Content-Disposition and Cache-Control of this answer. The others get lost, and it
    makes up a tag and a date from the file on disk, unless its location for `prefix` is written as in
    `docs/nginx.conf`.
    """
    headers = {name: value for name, value in headers.items() if name != "Accept-Ranges"}  # nginx adds its own
    return HttpResponse(headers=headers | {"X-Accel-Redirect": prefix + quote(file.name)})
