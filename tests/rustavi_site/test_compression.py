"""Which answers leave compressed, and what their headers say of it."""

import gzip
import secrets

import brotli
import pytest
from django.http import FileResponse, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.test import Client, RequestFactory

from brochures.models import Attachment
from rustavi_site.compression import SHORTEST, CompressedForReaders, best_coding

TEXT = "რუსთავი, წყალი და ნაკადი. " * 100
BROWSER = "gzip, deflate, br, zstd"
OPENED_BY = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


def answer_to(response, accepts=BROWSER, path="/ka/", **headers):
    """What the middleware makes of an answer to a browser that accepts these codings."""
    request = RequestFactory().get(path, headers={"accept-encoding": accepts} | headers)
    return CompressedForReaders(lambda _request: response)(request)


def text(**options) -> HttpResponse:
    return HttpResponse(TEXT, **options)


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br ; q=0, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("gzip;q=0", ""),
        ("identity", ""),
        ("bread, x-gzip-not", ""),
        ("gzip;level=9, br;q=many, ,;", ""),
        ("", ""),
    ],
)
def test_the_coding_that_the_browser_likes_best(accepts, coding):
    assert best_coding(accepts) == coding
    response = answer_to(text(), accepts)
    assert response.get("Content-Encoding", "") == coding
    assert OPENED_BY[coding](response.content).decode() == TEXT
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/ka/", "/en/projects/", "/ka/search/?q=UNDP", "/ka/nothing/", "/sitemap.xml"])
def test_what_readers_get_is_compressed_and_says_how_long_it_is(client, address):
    plain = client.get(address)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]

    for coding in ("br", "gzip"):
        small = client.get(address, headers={"accept-encoding": coding})
        assert small.status_code == plain.status_code
        assert small.headers["Content-Encoding"] == coding
        assert OPENED_BY[coding](small.content) == plain.content
        assert int(small.headers["Content-Length"]) == len(small.content) < len(plain.content) / 2
        assert small.headers["Vary"] == plain.headers["Vary"]
        assert client.get(address, headers={"accept-encoding": coding}).content == small.content


@pytest.mark.django_db
def test_a_short_text_stays_as_it_is(client):
    response = client.get("/robots.txt", headers={"accept-encoding": BROWSER})
    assert len(response.content) < SHORTEST
    assert "Content-Encoding" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", "/admin/password_reset/", "/admin/", "/admin/pages/"])
def test_the_admin_and_its_login_are_never_compressed(editor_client, address):
    for visitor in (Client(), editor_client):
        response = visitor.get(address, headers={"accept-encoding": BROWSER}, follow=True)
        assert len(response.content) > SHORTEST
        assert "Content-Encoding" not in response.headers


@pytest.mark.django_db
def test_a_refused_form_of_the_admin_is_not_compressed():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", headers={"accept-encoding": BROWSER})
    assert response.status_code == 403 and len(response.content) > SHORTEST
    assert "Content-Encoding" not in response.headers


def test_what_is_made_for_one_person_is_not_compressed():
    with_cookie = text()
    with_cookie.set_cookie("csrftoken", "secret")
    for response in [
        with_cookie,
        text(headers={"Vary": "Accept-Language, Cookie"}),
        text(headers={"Cache-Control": "private, max-age=60"}),
        text(headers={"Cache-Control": "no-store"}),
        text(headers={"Cache-Control": "public, no-transform"}),
    ]:
        assert answer_to(response).content.decode() == TEXT
        assert "Content-Encoding" not in response.headers


@pytest.mark.django_db
def test_a_brochure_comes_as_it_is_whole_and_in_part(client):
    path = Attachment.objects.with_documents().first().address("ka")
    whole = client.get(path, headers={"accept-encoding": BROWSER})
    part = client.get(path, headers={"accept-encoding": BROWSER, "range": "bytes=0-999"})
    assert b"".join(whole.streaming_content).startswith(b"%PDF-")
    assert len(b"".join(part.streaming_content)) == 1000
    for response in (whole, part):
        assert "Content-Encoding" not in response.headers
        assert "Accept-Encoding" not in response.headers.get("Vary", "")
        assert response.headers["ETag"].startswith('"')
    known = client.get(path, headers={"accept-encoding": BROWSER, "if-none-match": whole.headers["ETag"]})
    assert (known.status_code, known.headers["ETag"]) == (304, whole.headers["ETag"])


def test_streams_parts_pictures_and_what_is_compressed_already_stay_as_they_are(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(TEXT)
    for response in [
        StreamingHttpResponse([TEXT.encode()], content_type="text/html"),
        FileResponse(file.open("rb")),
        text(status=206, headers={"Content-Range": "bytes 0-99/100"}),
        text(content_type="image/png"),
        text(content_type="application/pdf"),
        text(headers={"Content-Encoding": "zstd"}),
        HttpResponse(status=204),
    ]:
        encoding = response.get("Content-Encoding")
        assert answer_to(response) is response
        assert response.get("Content-Encoding") == encoding
        assert b"".join(response).decode() in (TEXT, "")
        response.close()


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/json", "application/ld+json", "application/atom+xml; charset=utf-8", "image/svg+xml"],
)
def test_texts_of_every_kind_are_compressed(content_type):
    assert answer_to(text(content_type=content_type)).headers["Content-Encoding"] == "br"


def test_a_strong_tag_becomes_a_weak_one_only_where_the_bytes_are_others():
    assert answer_to(text(headers={"ETag": '"v1"'})).headers["ETag"] == 'W/"v1"'
    assert answer_to(text(headers={"ETag": 'W/"v1"'})).headers["ETag"] == 'W/"v1"'
    assert answer_to(text(headers={"ETag": '"v1"'}), accepts="").headers["ETag"] == '"v1"'
    assert "ETag" not in answer_to(text()).headers


@pytest.mark.parametrize(
    ("asked", "confirmed"),
    [('W/"v1"', 'W/"v1"'), ('"v0", W/"v1"', 'W/"v1"'), ('"v1"', '"v1"'), ("*", '"v1"'), ('W/"v0"', '"v1"')],
)
def test_a_cache_that_asks_whether_it_is_up_to_date_hears_its_own_tag(asked, confirmed):
    unchanged = HttpResponseNotModified(headers={"ETag": '"v1"'})
    assert answer_to(unchanged, **{"if-none-match": asked}).headers["ETag"] == confirmed
    assert unchanged.content == b""


def test_what_would_become_longer_stays_as_it_is():
    noise = secrets.token_bytes(5000)
    response = answer_to(HttpResponse(noise, content_type="text/plain"))
    assert response.content == noise
    assert "Content-Encoding" not in response.headers
