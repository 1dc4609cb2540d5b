"""One address for each thing: canonical, in the other language, in the sitemap, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone, translation
from lxml import etree
from wagtail.contrib.redirects.models import Redirect

from bilingual import languages
from projects.models import ProjectIndexPage, ProjectPage
from tests.reading import soup

pytestmark = pytest.mark.django_db

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SCHEMAS = Path(__file__).parents[1] / "schemas"


@pytest.fixture
def georgian_only(projects, monkeypatch):
    """A project without English, in a list of two parts."""
    monkeypatch.setattr(ProjectIndexPage, "page_size", 2)
    page = ProjectPage(title="მხოლოდ ქართულად")
    projects.add_child(instance=page)
    return page


def sitemap(client) -> etree._Element:
    return etree.fromstring(client.get("/sitemap.xml").content)


def listed(client) -> list[str]:
    return sitemap(client).xpath("s:url/s:loc/text()", namespaces=SITEMAP)


def crawl(client: Client) -> Iterator[tuple[str, object]]:
    """(address, document) of every page to which the sitemap or a link leads; what cannot be read is a failure."""
    waiting = ["/ka/", "/en/", *(address.removeprefix("http://testserver") for address in listed(client))]
    seen = set(waiting)
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        if response.status_code in (301, 302):
            links = [response.url]
        else:
            assert response.status_code == 200, address
            if not response.headers["Content-Type"].startswith("text/html"):
                response.close()
                continue
            document = soup(response)
            yield address, document
            links = [link["href"] for link in document.select("a[href], link[rel=alternate][href]")]
        for link in links:
            target = urlsplit(urljoin(f"http://testserver{address}", link))
            path = target.path + (f"?{target.query}" if target.query else "")
            if target.netloc == "testserver" and path not in seen:
                seen.add(path)
                waiting.append(path)


def links(document, selector: str) -> list[str]:
    return [link["href"] for link in document.select(selector)]


def in_languages(document) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in document.select("head link[hreflang]:not([type])")}


def test_each_thing_has_one_address_which_names_the_other_language_and_stands_in_the_sitemap(client, georgian_only):
    pages = dict(crawl(client))
    assert {"/ka/projects/?page=2", georgian_only.path_in("en"), "/en/search/"} < pages.keys()
    public = {}
    for address, document in pages.items():
        canonical = links(document, "link[rel=canonical]")
        if document.select("meta[name=robots][content=noindex]"):
            assert not canonical, address
            continue
        assert len(canonical) == 1, address
        public[address] = canonical[0]
    for address, canonical in public.items():
        assert canonical.startswith("http://testserver/"), address
        path = canonical.removeprefix("http://testserver")
        # What a page is known by is a page that is known by itself.
        assert public[path] == canonical, address
        named = in_languages(pages[address])
        assert named["x-default"] == named["ka"], address
        for code in languages.CODES:
            if code in named:
                other = in_languages(pages[named[code].removeprefix("http://testserver")])
                assert other == named, address
        if path == address:
            assert named[path[1:3]] == canonical, address
    assert set(listed(client)) == {canonical for canonical in public.values() if "?" not in canonical}


def test_only_a_page_without_english_names_no_english_address(client, georgian_only):
    assert set(in_languages(soup(client.get(georgian_only.path_in("en"))))) == {"ka", "x-default"}
    assert set(in_languages(soup(client.get("/en/projects/")))) == {"ka", "en", "x-default"}


@pytest.mark.parametrize(
    ("query", "known_by"),
    [
        ("", ""),
        ("?page=1", ""),
        ("?page=2", "?page=2"),
        ("?page=999", "?page=2"),
        ("?page=nonsense", ""),
        ("?utm_source=x&page=2", "?page=2"),
        ("?status=planned", ""),
        ("?status=nonsense&page=2", "?page=2"),
    ],
)
def test_parts_of_a_list_have_addresses_and_filtered_lists_have_none(client, georgian_only, query, known_by):
    document = soup(client.get(f"/en/projects/{query}"))
    assert links(document, "link[rel=canonical]") == [f"http://testserver/en/projects/{known_by}"]
    assert in_languages(document)["ka"] == f"http://testserver/ka/projects/{known_by}"


# --- the sitemap ------------------------------------------------------------------------------------------------------


def test_the_sitemap_follows_its_schema(client, georgian_only):
    etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd")).assertValid(sitemap(client))


def test_the_schema_finds_what_is_wrong(client):
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))
    for path, wrong in (("s:url/s:loc", "/ka/"), ("s:url/s:lastmod", "1 March 2016")):
        document = sitemap(client)
        document.find(path, SITEMAP).text = wrong
        assert not schema.validate(document)
    document = sitemap(client)
    document.append(document[0].__copy__())
    assert not schema.validate(document)


def test_alternates_in_the_sitemap_are_those_of_the_pages(client, georgian_only):
    for url in sitemap(client).findall("s:url", SITEMAP):
        named = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)}
        path = url.findtext("s:loc", namespaces=SITEMAP).removeprefix("http://testserver")
        assert named == in_languages(soup(client.get(path)))


def test_the_sitemap_says_when_a_page_was_last_changed(client, budgeting):
    changed = {
        url.findtext("s:loc", namespaces=SITEMAP): url.findtext("s:lastmod", namespaces=SITEMAP)
        for url in sitemap(client).findall("s:url", SITEMAP)
    }
    for code in languages.CODES:
        assert changed[budgeting.address_in(code)] == timezone.localdate(budgeting.last_published_at).isoformat()


# --- what search engines shall not know -----------------------------------------------------------------------------


def test_a_preview_of_a_draft_is_no_page_for_search_engines(editor_client, budgeting):
    budgeting.save_revision()
    response = editor_client.get(f"/admin/pages/{budgeting.pk}/view_draft/")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in Client().get(budgeting.path_in("ka")).headers


# --- redirects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("admin_language", ["ka", "en"])
def test_a_page_that_was_moved_is_found_under_both_old_addresses(
    client, home, projects, budgeting, admin_language, django_capture_on_commit_callbacks
):
    other = ProjectIndexPage(title="არქივი", title_en="Archive", slug="archive")
    home.add_child(instance=other)
    old = {code: budgeting.path_in(code) for code in languages.CODES}
    with translation.override(admin_language), django_capture_on_commit_callbacks(execute=True):
        budgeting.move(other, pos="last-child")
    moved = ProjectPage.objects.get(pk=budgeting.pk)
    for code in languages.CODES:
        response = client.get(old[code])
        assert (response.status_code, response.url) == (301, moved.path_in(code))
    assert Redirect.objects.count() == 2


def test_everything_below_a_renamed_list_is_found_under_its_old_addresses(
    client, projects, budgeting, django_capture_on_commit_callbacks
):
    old = {code: budgeting.path_in(code) for code in languages.CODES}
    with django_capture_on_commit_callbacks(execute=True):
        page = ProjectIndexPage.objects.get(pk=projects.pk)
        page.slug = "works"
        page.save_revision().publish()
    moved = ProjectPage.objects.get(pk=budgeting.pk)
    assert "/works/" in moved.path_in("ka")
    for code in languages.CODES:
        assert client.get(old[code]).url == moved.path_in(code)
