"""Announcements: news, calls, events and notices, with or without dates."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from announcements.models import AnnouncementIndexPage, AnnouncementPage, AnnouncementProject
from bilingual.gate import publishing_problems
from rustavi_site.first_content.build import publish
from tests.reading import soup, visible_text, words

pytestmark = pytest.mark.django_db
TBILISI = ZoneInfo("Asia/Tbilisi")


@pytest.fixture
def announce(db):
    """Makes a live announcement."""

    def make(**values) -> AnnouncementPage:
        page = AnnouncementPage(**{"title": "განცხადება", "title_en": "Announcement", **values})
        AnnouncementIndexPage.objects.get().add_child(instance=page)
        publish(page)
        return AnnouncementPage.objects.get(pk=page.pk)

    return make


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_a_list_says_what_a_day_is_and_what_is_over(client, announce):
    announce(kind="call", date=in_days(-9), deadline=in_days(3))
    announce(kind="event", date=in_days(-1))
    announce(kind="event", date=in_days(1))
    cards = [words(card.get_text(" ")) for card in soup(client.get("/en/announcements/")).select(".entry")]
    assert [card.count("Announced:") for card in cards if "Call open" in card] == [1]
    assert sorted(card.count("(over)") for card in cards if card.startswith("Event")) == [0, 1]


def test_of_several_projects_it_says_which_one_a_funder_pays_for(client, announcement, hub, budgeting):
    statement = soup(client.get(announcement.path_in("en"))).select_one(".statement").get_text(" ", strip=True)
    assert statement == "Participatory budgeting: With the financial support of the European Union"
    content = announcement.brochure_content("en", "City Hall")
    said = [funder.statement.text for funder in content.funders]
    assert said == ["Participatory budgeting: With the financial support of the European Union"]

    announcement.project_rows = [AnnouncementProject(project=budgeting)]
    publish(announcement)
    alone = soup(client.get(announcement.path_in("en"))).select_one(".statement").get_text(strip=True)
    assert alone == "With the financial support of the European Union"


@pytest.mark.parametrize(
    ("code", "words"), [("ka", ("კონკურსი ღიაა", "ბოლო ვადა:")), ("en", ("This call is open", "Deadline:"))]
)
def test_an_open_call(client, announce, code, words):
    page = announce(kind="call", deadline=in_days(3), deadline_time=time(18))
    response = client.get(page.path_in(code))
    for word in (*words, "18:00"):
        assert visible_text(response).count(word) == 1
    assert soup(response).select_one(".notice.calls")


@pytest.mark.parametrize("kind", ["news", "notice", "event"])
def test_a_deadline_that_is_to_come_is_told_once(client, announce, kind):
    page = announce(kind=kind, date=in_days(9) if kind == "event" else None, deadline=in_days(3))
    response = client.get(page.path_in("en"))
    assert visible_text(response).count("Deadline:") == 1
    assert "Deadline:" in soup(response).select_one(".notice.calls").get_text()


@pytest.mark.parametrize(("code", "words"), [("ka", "კონკურსი დახურულია"), ("en", "This call is closed")])
def test_a_closed_call_says_so_on_its_page_and_in_the_list(client, announce, code, words):
    page = announce(kind="call", deadline=in_days(-1))
    assert words in visible_text(client.get(page.path_in(code)))
    closed = "კონკურსი დახურულია" if code == "ka" else "Call closed"
    assert closed in visible_text(client.get(f"/{code}/announcements/"))


def test_the_last_day_still_counts_in_georgian_time(announce, monkeypatch):
    page = announce(kind="call", deadline=date(2026, 12, 31))
    last_minute = datetime(2026, 12, 31, 23, 59, tzinfo=TBILISI)
    monkeypatch.setattr(timezone, "now", lambda: last_minute)
    assert not page.is_closed
    monkeypatch.setattr(timezone, "now", lambda: last_minute + timedelta(minutes=2))
    assert page.is_closed


def test_a_deadline_with_its_hour(announce, monkeypatch):
    page = announce(kind="call", deadline=date(2026, 12, 31), deadline_time=time(18))
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 31, 18, 1, tzinfo=TBILISI))
    assert page.is_closed


def test_an_announcement_without_dates_is_normal(client, announce):
    response = client.get(announce(kind="notice").path_in("en"))
    assert not soup(response).select(".kicker time, .notice")
    assert "Notice" in visible_text(response)


def test_a_time_without_its_day_is_refused(announcement):
    announcement.deadline_time = time(18)
    (problem,) = publishing_problems(announcement)
    assert problem.field == "deadline"


def titles_in_the_list(client) -> list[str]:
    return [heading.get_text() for heading in soup(client.get("/ka/announcements/")).select("article h2")]


def published_on(page: AnnouncementPage, moment: datetime) -> None:
    AnnouncementPage.objects.filter(pk=page.pk).update(first_published_at=moment)


def test_newest_first(client, announce, announcement):
    published_on(announcement, datetime(2023, 5, 1, 12, tzinfo=TBILISI))
    old = announce(title="ძველი", date=date(2020, 1, 1))
    new = announce(title="ახალი", date=date(2026, 1, 1))
    assert titles_in_the_list(client) == [new.title, announcement.title, old.title]


def test_an_undated_one_that_was_published_just_now_is_what_readers_see_first(client, announce):
    for number in range(AnnouncementIndexPage.page_size):
        announce(title=f"გასული {number}", date=in_days(-1 - number))
    notice = announce(title="ახლახან")
    assert titles_in_the_list(client)[0] == notice.title
    newest = AnnouncementPage.objects.live().newest_first()
    assert newest[0] == notice
    assert notice.title in visible_text(client.get("/ka/"))


def test_an_undated_one_stands_by_its_day_in_georgian_time(announce, announcement):
    published_on(announcement, datetime(2026, 3, 2, 0, 30, tzinfo=TBILISI))  # still the first of March in Greenwich
    before, after = announce(date=date(2026, 3, 1)), announce(date=date(2026, 3, 3))
    assert list(AnnouncementPage.objects.newest_first()) == [after, announcement, before]


def test_in_a_list_an_undated_one_says_when_it_was_published(client, announce, announcement):
    published_on(announcement, datetime(2026, 3, 2, 0, 30, tzinfo=TBILISI))
    announce(title="ვადით", kind="call", deadline=in_days(5))
    announce(title="დღით", date=date(2026, 3, 1))
    shown = {
        entry.h2.get_text(): " ".join(entry.select_one(".when").get_text(" ").split())
        for entry in soup(client.get("/ka/announcements/")).select("article")
    }
    assert shown.pop(announcement.title).endswith("გამოქვეყნდა: 2026 წლის 2 მარტი")
    assert len(shown) == 2 and not any("გამოქვეყნდა" in when for when in shown.values())


def test_what_was_never_published_stands_last(announce, announcement):
    draft = AnnouncementPage(title="მონახაზი", live=False)
    AnnouncementIndexPage.objects.get().add_child(instance=draft)
    old = announce(date=date(1995, 1, 1))
    published_on(announcement, datetime(1994, 1, 1, tzinfo=TBILISI))
    assert list(AnnouncementPage.objects.newest_first()) == [old, announcement, draft]


def test_related_projects_are_cards_in_the_editors_order_and_live_only(client, announce, hub, budgeting):
    page = announce()
    page.project_rows = [
        AnnouncementProject(project=budgeting, sort_order=1),
        AnnouncementProject(project=hub, sort_order=2),
    ]
    publish(page)
    links = [link["href"] for link in soup(client.get(page.path_in("en"))).select("article.with-facts h3 a")]
    assert links == [budgeting.path_in("en"), hub.path_in("en")]
    budgeting.unpublish()
    links = [link["href"] for link in soup(client.get(page.path_in("en"))).select("article.with-facts h3 a")]
    assert links == [hub.path_in("en")]


def test_a_project_shows_the_announcements_about_it(client, announce, hub):
    page = announce(title="ჰაბის შესახებ", date=date(2026, 1, 1))
    page.project_rows = [AnnouncementProject(project=hub)]
    publish(page)
    found = [link.get_text() for link in soup(client.get(hub.path_in("ka"))).select(".related h3 a")]
    assert "ჰაბის შესახებ" in found
    page.unpublish()
    assert "ჰაბის შესახებ" not in visible_text(client.get(hub.path_in("ka")))
