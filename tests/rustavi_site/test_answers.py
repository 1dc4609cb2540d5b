"""What every answer carries, and what it must not carry."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

READERS_ADDRESSES = [
    "/ka/",
    "/en/",
    "/ka/projects/",
    "/en/projects/participatory-budgeting/",
    "/ka/announcements/",
    "/en/brochures/",
    "/ka/contact/",
    "/ka/search/?q=UNDP",
    "/ka/nothing/",
    "/",
    "/sitemap.xml",
    "/robots.txt",
]


@pytest.mark.parametrize("address", READERS_ADDRESSES)
def test_a_reader_gets_no_cookie_and_strict_headers(client, address):
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", READERS_ADDRESSES[:8])
def test_pages_ask_nothing_of_other_hosts_and_write_no_style_or_script(client, address):
    html = client.get(address).content.decode()
    # One file of our own is allowed, that nothing on the page depends on.
    html = re.sub(r'<script type="module" src="/static/js/site[.\w]*\.js"></script>', "", html)
    # Data, which no browser runs.
    html = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", html)
    for forbidden in ("<style", "<script", ' style="', "onclick", 'src="http', 'href="//', "@import"):
        assert forbidden not in html


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("", "/ka/"),
        ("ka", "/ka/"),
        ("en-US,en;q=0.9", "/en/"),
        ("ru,de;q=0.8", "/ka/"),
        ("ru,en;q=0.8", "/en/"),
        ("en;q=0.3,ka;q=0.7", "/ka/"),
        ("*", "/ka/"),
        ("\x00;;q=9", "/ka/"),
    ],
)
def test_the_bare_address_leads_to_the_readers_language(client, asked, leads_to):
    response = client.get("/", headers={"accept-language": asked})
    assert (response.status_code, response.url) == (302, leads_to)
    assert response.headers["Vary"] == "Accept-Language"


def test_an_english_browser_gets_a_georgian_login_page(client):
    html = client.get("/admin/login/", headers={"accept-language": "en-US,en"}).content.decode()
    assert '<html lang="ka"' in html


def test_addresses_without_a_language_lead_to_the_georgian_page(client):
    response = client.get("/projects/participatory-budgeting/?a=1")
    assert (response.status_code, response.url) == (302, "/ka/projects/participatory-budgeting/?a=1")
    assert client.get("/projects/no-such-project/").status_code == 404


def test_the_site_is_known_to_search_engines_by_one_host_name(settings):
    assert "X-Robots-Tag" not in Client().get("/ka/").headers
    assert Client().get("/ka/", headers={"host": "127.0.0.1:8000"}).headers["X-Robots-Tag"] == "noindex"


def test_a_host_name_that_is_not_ours_is_refused(client):
    assert client.get("/ka/", headers={"host": "evil.example"}).status_code == 400


def test_the_admin_has_its_own_policy(editor_client):
    response = editor_client.get("/admin/")
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "http" not in response.headers["Content-Security-Policy"]


def test_robots_know_the_sitemap_and_not_the_admin(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_methods_that_change_nothing_are_refused(client):
    assert client.post("/").status_code == 405
    assert client.post("/ka/search/").status_code == 405
