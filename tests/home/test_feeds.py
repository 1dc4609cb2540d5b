"""The feeds, as programs that follow the site read them."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from announcements.models import AnnouncementPage
from bilingual.models import PageChange
from brochures.models import Attachment
from home.feeds.clean_html import clean_html
from projects.models import Organisation, ProjectObjective, ProjectOrganisation, ProjectPage
from rustavi_site.first_content.build import publish
from tests.reading import soup

pytestmark = pytest.mark.django_db

FEEDS = [f"/{code}/feeds/{name}.atom" for code in ("ka", "en") for name in ("changes", "announcements")]
CHANGES = "/en/feeds/changes.atom"
SCHEMA = Path(__file__).parents[1] / "schemas" / "atom.rng"


def read(client, address: str):
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    return feed


def entry_of(client, page, code: str = "en"):
    entries = read(client, f"/{code}/feeds/changes.atom").entries
    return next(entry for entry in entries if entry.link == page.address_in(code))


def is_valid(content: bytes) -> bool:
    return etree.RelaxNG(etree.parse(SCHEMA)).validate(etree.fromstring(content))


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_atom(client, address):
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    assert is_valid(response.content)
    ids = [entry.id for entry in read(client, address).entries]
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<updated>", "<updated>x"),
        ("<id>urn:", "<id>/"),
        ('rel="self"', 'rel="me"'),
        ("<author>", "<author><nickname/>"),
    ],
)
def test_the_schema_finds_what_is_wrong(client, right, wrong):
    content = client.get(CHANGES).content.decode()
    assert right in content
    assert not is_valid(content.replace(right, wrong, 1).encode())


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_says_where_it_is_and_in_which_language(client, address):
    feed = read(client, address).feed
    code = address[1:3]
    assert feed.language == code
    links = {link.rel: link.href for link in feed.links}
    assert links == {"self": f"http://testserver{address}", "alternate": f"http://testserver/{code}/"}
    assert feed.author
    assert len({read(client, other).feed.id for other in FEEDS}) == len(FEEDS)


@pytest.mark.parametrize("address", ["/ka/", "/en/", "/ka/announcements/", "/en/projects/participatory-budgeting/"])
def test_feeds_are_found_from_every_page(client, address):
    document = soup(client.get(address))
    in_head = {link["href"] for link in document.select('head link[rel=alternate][type="application/atom+xml"]')}
    in_foot = {link["href"] for link in document.select("footer .follow a")}
    code = address[1:3]
    assert in_head == in_foot == {feed for feed in FEEDS if feed.startswith(f"/{code}/")}


def test_the_feed_of_changes_holds_every_kind_of_page_the_last_change_first(client, budgeting, announcement, home):
    publish(budgeting)
    entries = read(client, CHANGES).entries
    links = [entry.link for entry in entries]
    assert links[0] == budgeting.address_in("en")
    assert announcement.address_in("en") in links
    assert "http://testserver/en/about/" in links
    assert "http://testserver/en/projects/" not in links
    assert [entry.updated_parsed for entry in entries] == sorted((one.updated_parsed for one in entries), reverse=True)


def test_the_feed_of_announcements_holds_nothing_else(client, announcement):
    assert [entry.link for entry in read(client, "/ka/feeds/announcements.atom").entries] == [
        announcement.address_in("ka")
    ]


def test_dates_are_those_of_the_page_with_the_time_zone(client, budgeting):
    first = datetime(2024, 2, 29, 21, 30, tzinfo=UTC)
    ProjectPage.objects.filter(pk=budgeting.pk).update(first_published_at=first, last_published_at=first)
    content = client.get(CHANGES).content.decode()
    assert "<published>2024-03-01T01:30:00+04:00</published><updated>2024-03-01T01:30:00+04:00</updated>" in content
    publish(ProjectPage.objects.get(pk=budgeting.pk))
    entry = entry_of(client, budgeting)
    assert entry.published == "2024-03-01T01:30:00+04:00"
    assert entry.updated_parsed[:3] == timezone.now().timetuple()[:3]


def test_an_id_outlives_a_rename_and_differs_by_language(client, budgeting, settings):
    before = {code: entry_of(client, budgeting, code).id for code in ("ka", "en")}
    assert before["ka"] != before["en"]
    budgeting.slug = "another-name"
    publish(budgeting)
    renamed = ProjectPage.objects.get(pk=budgeting.pk)
    settings.PUBLIC_URL = "https://grants.example.org"
    assert {code: entry_of(client, renamed, code).id for code in ("ka", "en")} == before


def test_a_page_without_english_is_not_in_the_english_feed(client, projects):
    page = ProjectPage(title="მხოლოდ ქართულად")
    projects.add_child(instance=page)
    publish(page)
    assert page.title in [entry.title for entry in read(client, "/ka/feeds/changes.atom").entries]
    assert page.title not in client.get(CHANGES).content.decode()


def test_a_withdrawn_page_is_in_no_feed(client, announcement):
    announcement.unpublish()
    for address in FEEDS:
        content = client.get(address).content
        assert announcement.slug not in content.decode()
        assert is_valid(content)


def test_a_feed_without_entries_is_valid_and_says_the_same_each_time(client, announcement):
    announcement.unpublish()
    first, second = (client.get("/en/feeds/announcements.atom") for _time in range(2))
    assert first.content == second.content
    assert read(client, "/en/feeds/announcements.atom").feed.updated


def test_an_entry_holds_the_whole_text_and_nothing_of_the_page_around_it(client, budgeting):
    entry = entry_of(client, budgeting)
    [content] = entry.content
    assert content.type == "text/html"
    document = BeautifulSoup(content.value, "html.parser")
    text = document.get_text(" ")
    for wanted in (budgeting.summary_en[:60], "European Union", "416,665.00", "Objectives"):
        assert wanted in text
    assert not document.select("nav, header, footer, svg, button, script, style")
    assert entry.summary == budgeting.summary_en.strip()


@pytest.mark.parametrize("address", FEEDS)
def test_every_address_in_a_feed_is_absolute(client, address):
    for entry in read(client, address).entries:
        for element in BeautifulSoup(entry.content[0].value, "html.parser").select("[href], [src]"):
            target = urlsplit(element.get("href") or element["src"])
            assert target.scheme in ("http", "https", "mailto", "tel"), element
        assert not re.search(r"srcset|class=|style=| id=", entry.content[0].value)


def test_brochures_are_enclosures_with_their_length(client, budgeting):
    row = budgeting.attachments.get()
    enclosures = entry_of(client, budgeting).enclosures
    assert [(one.href, one.type, int(one.length), one.hreflang) for one in enclosures] == [
        (f"http://testserver{row.address(code)}", "application/pdf", row.document_in(code).file_size, code)
        for code in ("en", "ka")
    ]
    assert len(client.get(row.address("en")).getvalue()) == int(enclosures[0].length)


def test_a_brochure_made_from_the_page_is_one_too(client, hub):
    languages = [one.hreflang for one in entry_of(client, hub).enclosures]
    assert languages == ["en", "ka"]


def test_a_note_of_a_change_is_the_summary_and_stands_in_the_text(client, budgeting):
    budgeting.change_note_en = "Corrected the date on which the project ends."
    publish(budgeting)
    entry = entry_of(client, budgeting)
    assert entry.summary == "Corrected the date on which the project ends."
    assert "Corrected the date" in entry.content[0].value
    assert PageChange.objects.count() == 1


def test_signs_that_xml_cannot_hold_break_no_feed(client, budgeting):
    ProjectPage.objects.filter(pk=budgeting.pk).update(title_en="A\x01 & <b>\ufffe title", summary_en="x\x0b]]>")
    assert read(client, CHANGES)
    assert entry_of(client, budgeting).title == "A & <b> title"


# --- asking again -----------------------------------------------------------------------------------------------------


def test_what_did_not_change_is_not_sent_again(client):
    first = client.get(CHANGES)
    again = client.get(CHANGES, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    again = client.get(CHANGES, headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 304


def test_what_changed_is_sent(client, budgeting):
    first = client.get(CHANGES)
    budgeting.title_en = "Another title"
    publish(budgeting)
    later = timezone.now() + timedelta(seconds=5)
    ProjectPage.objects.filter(pk=budgeting.pk).update(last_published_at=later)
    assert client.get(CHANGES, headers={"if-none-match": first["ETag"]}).status_code == 200
    assert client.get(CHANGES, headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_a_withdrawn_page_changes_the_tag(client, announcement):
    first = client.get(CHANGES)
    announcement.unpublish()
    assert client.get(CHANGES, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_feed_is_only_read(client):
    assert client.post(CHANGES).status_code == 405
    assert client.head(CHANGES).status_code == 200
    assert client.get("/ka/feeds/other.atom").status_code == 404


# --- size -------------------------------------------------------------------------------------------------------------


def test_a_feed_is_as_long_as_it_may_be_and_asks_no_more_for_it(client, announcement, budgeting):
    row = budgeting.attachments.get()

    def more(number):
        for _time in range(number):
            page = AnnouncementPage(title="განცხადება", title_en="News")
            page.attachments = [Attachment(document_ka=row.document_ka, document_en=row.document_en)]
            announcement.get_parent().add_child(instance=page)
            publish(page)

    def queries():
        client.get("/en/feeds/announcements.atom")
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/feeds/announcements.atom")
        return len(captured)

    more(2)
    few = queries()
    more(21)
    assert queries() <= few <= 14
    assert len(read(client, "/en/feeds/announcements.atom").entries) == 20


def test_projects_are_read_together(client, projects):
    def queries():
        client.get(CHANGES)
        with CaptureQueriesContext(connection) as captured:
            client.get(CHANGES)
        return len(captured)

    few = queries()
    for number in range(6):
        page = ProjectPage(title=f"პროექტი {number}", title_en=f"Project {number}")
        page.organisations = [ProjectOrganisation(organisation=Organisation.objects.first(), role="funder")]
        page.objectives = [ProjectObjective(text_ka="მიზანი", text_en="An objective")]
        projects.add_child(instance=page)
        publish(page)
    assert queries() <= few <= 26


# --- clean HTML -------------------------------------------------------------------------------------------------------


def test_what_needs_our_style_sheet_is_taken_away():
    html = """<!-- x --><div class="scroll" tabindex="0"><span class="nb">UNDP-ის</span>
    <span lang="en" id="x">word</span></div>
    <picture><source srcset="/a 1w"><img src="/media/a.jpg" srcset="/a 1w" alt="A" loading="lazy"></picture>
    <a href="/ka/about/" class="x">link</a><svg><use href="#x"/></svg><a href="https://example.org/">out</a>"""
    assert clean_html(html) == (
        'UNDP-ის <span lang="en">word</span> <img alt="A" src="http://testserver/media/a.jpg"/> '
        '<a href="http://testserver/ka/about/">link</a><a href="https://example.org/">out</a>'
    )


@settings(max_examples=100)
@given(st.text(alphabet="<>/\"'= abdihrefscriptv&;:#!-\x00", max_size=60))
def test_no_html_is_too_broken(html):
    cleaned = BeautifulSoup(f"<p>{clean_html(html)}</p>", "html.parser")
    assert not cleaned.select("script, style, svg, [onclick]")
