"""Compressed answers where no server in front makes them."""

import gzip
import re

import brotli
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.http import parse_etags

# Bytes. A shorter text comes out longer, or fits into the same packet.
SHORTEST = 500
TEXTUAL = re.compile(r"text/|application/(json|xml)\b|[\w.-]+/[\w.-]+\+(json|xml)\b", re.IGNORECASE)
# One element of Accept-Encoding: a coding and perhaps its weight (RFC 9110, 12.5.3 and 12.4.2).
CODING = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.IGNORECASE)
# Better ones first.
COMPRESSORS = {
    "br": lambda text: brotli.compress(text, mode=brotli.MODE_TEXT, quality=5),
    # The same text gives the same bytes: no time, no name of a file in them.
    "gzip": lambda text: gzip.compress(text, compresslevel=6, mtime=0),
}


class CompressedForReaders:
    """Texts that are the same for everybody leave as Brotli or gzip, when the reader's program accepts it.

    Never what is made for one person: the length of a compressed answer tells what is in it to somebody who can make
    the person's browser ask again and again with guesses (the attack called BREACH), and there it is the secret of
    a form or of a session. So the admin, its login, and all that depends on a cookie or may not be stored stay as
    they are. So do streams, files and parts of files, which are no text or have a length of their own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 304:
            _confirm_the_tag_that_was_asked_about(request, response)
        elif _is_text_for_everybody(request, response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if coding := best_coding(request.headers.get("Accept-Encoding", "")):
                _compress(response, coding)
        return response


def best_coding(accepted: str) -> str:
    """The coding of ours that an Accept-Encoding header likes best, "" if none or if it says nothing."""
    weights = {}
    for element in accepted.split(","):
        if match := CODING.fullmatch(element):
            weights[match[1].lower()] = float(match[2] or 1)
    weight_of = {coding: weights.get(coding, weights.get("*", 0)) for coding in COMPRESSORS}
    best = max(COMPRESSORS, key=weight_of.get)
    return best if weight_of[best] > 0 else ""


def _is_text_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        not request.path_info.startswith("/admin/")
        and not response.cookies
        and not has_vary_header(response, "Cookie")
        and not re.search(r"\b(private|no-store|no-transform)\b", response.get("Cache-Control", ""))
        and not response.streaming
        and response.status_code != 206
        and not response.has_header("Content-Encoding")
        and bool(TEXTUAL.match(response.get("Content-Type", "")))
        and len(response.content) >= SHORTEST
    )


def _compress(response: HttpResponseBase, coding: str) -> None:
    compressed = COMPRESSORS[coding](response.content)
    if len(compressed) >= len(response.content):
        return
    response.content = compressed
    response["Content-Encoding"] = coding
    response["Content-Length"] = str(len(compressed))
    tag = response.get("ETag", "")
    # A strong tag promises the same bytes to everybody (RFC 9110, 8.8.1).
    if tag.startswith('"'):
        response["ETag"] = f"W/{tag}"


def _confirm_the_tag_that_was_asked_about(request: HttpRequest, response: HttpResponseBase) -> None:
    """The view knows its own strong tag alone; a cache that holds the weak one would find nothing to keep."""
    weak = f"W/{response.get('ETag', '')}"
    if weak in parse_etags(request.headers.get("If-None-Match", "")):
        response["ETag"] = weak
