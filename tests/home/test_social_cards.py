"""The picture beside a shared address: made at publishing, named by the head of the page, never drawn for a reader."""

import io
import logging
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from announcements.models import AnnouncementPage
from brochures.typesetting.content import Status
from home.frame import Frame
from home.models import InfoPage, SiteDetails
from home.social_cards import files
from home.social_cards.content import CardContent, CardFact, card_of, cards_of
from projects.models import Organisation, ProjectPage
from rustavi_site.first_content import build
from tests.reading import soup

pytestmark = pytest.mark.django_db

DEEP, PAPER = (0x08, 0x3D, 0x48), (0xFB, 0xFA, 0xF7)
# 190 characters, as the longest official titles have.
LONG = (
    "რუსთავის მუნიციპალიტეტის საჯარო სკოლების ენერგოეფექტურობის გაზრდისა და განახლებადი ენერგიის წყაროების "
    "დანერგვის მხარდაჭერა მწვანე მმართველობის გაძლიერების ევროპული პროგრამის ფარგლებში – № 12"
)
BARE = CardContent("ka", "ქალაქ რუსთავის მუნიციპალიტეტის მერია", "", "რუსთავი")
FULL = replace(
    BARE,
    tagline="საერთაშორისო გრანტებით დაფინანსებული პროექტები",
    title="მონაწილეობითი ადგილობრივი ბიუჯეტირება ქალაქ რუსთავში",
    status=Status("დასრულებული", "done"),
    kicker=("პროექტი",),
    facts=(
        CardFact("დამფინანსებელი", ("ევროკავშირი (EU)", "EU")),
        CardFact("ბიუჯეტი", ("416\u00a0665,00\u00a0€",)),
        CardFact("ვადა", ("2016–2018",)),
    ),
)


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """What a press of the button does, and what follows when it is committed."""

    def press(page: Page) -> Page:
        with django_capture_on_commit_callbacks(execute=True):
            build.publish(page)
        return Page.objects.get(pk=page.pk).specific

    return press


def cards(page: Page) -> set[str]:
    return files.kept_cards()[page.pk]


def languages_of(names: set[str]) -> list[str]:
    return sorted(name.split("-")[1] for name in names)


def told(client, address: str) -> dict[str, str]:
    """What the head of a page tells networks."""
    tags = soup(client.get(address)).head.select('meta[property^="og:"], meta[name^="twitter:"]')
    told = {tag.get("property") or tag["name"]: tag["content"] for tag in tags}
    assert len(told) == len(tags)
    return told


def card_file(told: dict[str, str]) -> str:
    address = told["og:image"]
    assert address.startswith("http://testserver/media/cards/")
    return address.removeprefix("http://testserver/media/")


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def colours(drawn: Image.Image, box: tuple[int, int, int, int]) -> set[tuple[int, int, int]]:
    return {colour for _number, colour in drawn.crop(box).getcolors(10**6)}


# --- files ----------------------------------------------------------------------------------------------------------


def test_every_page_of_the_first_content_has_its_cards(client):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        assert languages_of(cards(page)) == ["en", "ka"], page
        for code in ("ka", "en"):
            assert card_file(told(client, page.path_in(code))) in cards(page)


def test_a_card_is_a_small_picture_of_the_size_that_networks_want(client, budgeting):
    for code in ("ka", "en"):
        with storages["public"].open(card_file(told(client, budgeting.path_in(code)))) as file:
            png = file.read()
        with Image.open(io.BytesIO(png)) as opened:
            assert (opened.format, opened.size) == ("PNG", (1200, 630))
        assert len(png) < 60_000


def test_a_card_is_served_as_a_picture_that_never_changes(client, budgeting):
    response = client.get("/media/" + card_file(told(client, budgeting.path_in("ka"))))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_new_title_gets_a_new_card_and_the_old_one_goes(client, publish, budgeting):
    old = {code: card_file(told(client, budgeting.path_in(code))) for code in ("ka", "en")}
    budgeting.title = "სხვა სათაური"
    publish(budgeting)
    new = {code: card_file(told(client, budgeting.path_in(code))) for code in ("ka", "en")}
    assert new["ka"] != old["ka"]
    assert new["en"] == old["en"]
    assert cards(budgeting) == set(new.values())
    assert not storages["public"].exists(old["ka"])


def test_what_is_not_drawn_changes_no_card(publish, budgeting):
    before = cards(budgeting)
    budgeting.summary_ka = "სხვა შინაარსი"
    publish(budgeting)
    assert cards(budgeting) == before


def test_a_draft_changes_nothing(client, budgeting, django_capture_on_commit_callbacks):
    before = cards(budgeting)
    budgeting.title = "შავი ვარიანტი"
    with django_capture_on_commit_callbacks(execute=True):
        budgeting.save_revision()
    assert cards(budgeting) == before
    assert card_file(told(client, budgeting.path_in("ka"))) in before


def test_a_page_that_is_withdrawn_keeps_no_card(budgeting, hub, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        budgeting.unpublish()
    assert cards(budgeting) == set()
    assert cards(hub)


def test_pages_that_are_deleted_keep_no_card(projects, budgeting, hub, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=projects.pk).delete()
    kept = files.kept_cards()
    assert not {projects.pk, budgeting.pk, hub.pk} & kept.keys()
    assert kept


def test_the_name_of_an_organisation_is_drawn_anew(client, django_capture_on_commit_callbacks, budgeting, hub):
    before, others = cards(budgeting), cards(hub)
    funder = Organisation.objects.get(acronym="EU")
    funder.name_ka = "ევროპული კავშირი"
    with django_capture_on_commit_callbacks(execute=True):
        funder.save()
    assert card_file(told(client, budgeting.path_in("ka"))) in cards(budgeting) - before
    assert cards(hub) == others


# --- failures -------------------------------------------------------------------------------------------------------


class Panic(BaseException):
    """What a panic inside typst is in Python."""


@pytest.mark.parametrize("error", [RuntimeError("no"), Panic("no")])
def test_a_failing_typst_stops_no_publishing(monkeypatch, caplog, client, publish, budgeting, error):
    class Broken:
        def __init__(self, *args, **kwargs):
            raise error

    monkeypatch.setattr("typst.Compiler", Broken)
    budgeting.title = "სხვა სათაური"
    with caplog.at_level(logging.ERROR):
        assert publish(budgeting).title == "სხვა სათაური"
    assert f"page {budgeting.pk}" in caplog.text
    shared = told(client, budgeting.path_in("ka"))
    assert shared["og:title"] == "სხვა სათაური"
    assert shared["twitter:card"] == "summary"
    assert not [name for name in shared if name.startswith("og:image")]


def test_a_failing_storage_stops_no_publishing(monkeypatch, caplog, publish, budgeting):
    def listing(folder):
        raise OSError("the disk is gone")

    monkeypatch.setattr(storages["public"], "listdir", listing)
    budgeting.title = "სხვა სათაური"
    assert publish(budgeting).live
    assert "the disk is gone" in caplog.text


def test_a_title_of_which_nothing_can_be_printed_has_no_card(client, publish, budgeting):
    budgeting.title_en = "🎉"
    publish(budgeting)
    assert languages_of(cards(budgeting)) == ["ka"]
    assert "og:image" not in told(client, budgeting.path_in("en"))


# --- readers --------------------------------------------------------------------------------------------------------


def test_no_card_is_made_for_a_reader(monkeypatch, client, budgeting):
    def drawing_(content):
        raise AssertionError("a reader waits for a picture")

    monkeypatch.setattr(files, "draw", drawing_)
    for name in cards(budgeting):
        storages["public"].delete(name)
    assert "og:image" not in told(client, budgeting.path_in("ka"))
    assert cards(budgeting) == set()


def test_the_head_costs_no_query_and_one_look_at_the_storage(monkeypatch, client, budgeting, hub, announcement):
    looks = []
    storage = storages["public"]
    exists = storage.exists
    monkeypatch.setattr(storage, "exists", lambda name: looks.append(name) or exists(name))
    for page in (budgeting, hub, announcement, Page.objects.get(depth=2).specific):
        for code in ("ka", "en"):
            client.get(page.path_in(code))
            looks.clear()
            with CaptureQueriesContext(connection) as with_card:
                assert b"og:image" in client.get(page.path_in(code)).content
            assert len(looks) == 1
            with monkeypatch.context() as without:
                without.setattr("home.templatetags.sharing.sharing_of", lambda page, details: None)
                with CaptureQueriesContext(connection) as without_card:
                    client.get(page.path_in(code))
            assert len(with_card) == len(without_card)


@pytest.mark.parametrize(
    ("code", "locale", "other", "site"),
    [
        ("ka", "ka_GE", "en_GB", "ქალაქ რუსთავის მუნიციპალიტეტის მერია"),
        ("en", "en_GB", "ka_GE", "Rustavi Municipality City Hall"),
    ],
)
def test_the_head_of_a_page_in_both_languages(client, budgeting, code, locale, other, site):
    shared = told(client, budgeting.path_in(code))
    document = soup(client.get(budgeting.path_in(code)))
    title = getattr(budgeting, f"title_{code}")
    image = shared.pop("og:image")
    assert re.fullmatch(rf"http://testserver/media/cards/{budgeting.pk}-{code}-[0-9a-f]{{16}}\.png", image)
    assert shared == {
        "og:type": "website",
        "og:title": title,
        "og:description": document.find("meta", attrs={"name": "description"})["content"],
        "og:url": document.find("link", rel="canonical")["href"],
        "og:site_name": site,
        "og:locale": locale,
        "og:locale:alternate": other,
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": title,
        "twitter:card": "summary_large_image",
    }


def test_a_page_without_english_shares_its_georgian(client, publish, budgeting):
    georgian = told(client, budgeting.path_in("ka"))
    budgeting.title_en = ""
    publish(budgeting)
    shared = told(client, budgeting.path_in("en"))
    del georgian["og:locale:alternate"]
    assert shared == georgian == told(client, budgeting.path_in("ka"))
    assert shared["og:url"] == budgeting.address_in("ka")
    assert languages_of(cards(budgeting)) == ["ka"]


def test_a_text_that_is_not_there_is_not_described(client, publish):
    page = InfoPage.objects.get(slug="about")
    page.summary_ka = page.summary_en = ""
    publish(page)
    assert "og:description" not in told(client, "/ka/about/")


def test_a_borrowed_description_does_not_hide_a_text_of_its_own(client, publish, budgeting):
    budgeting.search_description = "მოკლე აღწერა"
    publish(budgeting)
    assert told(client, budgeting.path_in("ka"))["og:description"] == "მოკლე აღწერა"
    assert told(client, budgeting.path_in("en"))["og:description"] == budgeting.summary_en


def test_the_home_page_is_shared_by_its_headline(client, home, announcement):
    assert told(client, "/en/")["og:title"] == home.headline_en
    assert told(client, announcement.path_in("en"))["og:type"] == "article"


def test_what_is_no_page_shares_nothing(client):
    assert told(client, "/ka/nothing/") == {}


def test_text_of_an_editor_stays_text_in_the_head(client, publish, budgeting):
    budgeting.title = '"><script>alert(1)</script>'
    publish(budgeting)
    response = client.get(budgeting.path_in("ka"))
    assert told(client, budgeting.path_in("ka"))["og:title"] == budgeting.title
    assert not soup(response).select('script:not([src], [type="application/ld+json"])')


# --- what a card tells ----------------------------------------------------------------------------------------------


@pytest.fixture
def details() -> SiteDetails:
    return Frame(None).details


def test_a_project_tells_funder_budget_and_years(budgeting, details):
    card = card_of(budgeting, details, "en")
    assert card.title == "Participatory local budgeting in the city of Rustavi"
    assert (card.status, card.kicker) == (Status("Completed", "done"), ("Project",))
    assert card.facts == (
        CardFact("Funder", ("European Union (EU)", "EU")),
        CardFact("Budget", ("€416,665.00",)),
        CardFact("Years", ("2016–2018",)),
    )


def test_what_is_not_known_is_not_on_the_card(hub, details):
    card = card_of(hub, details, "en")
    assert card.status is None
    assert card.facts == (CardFact("Implemented by", ("UNDP",)), CardFact("Partner", ("PSDA",)))
    assert card_of(ProjectPage(title="პროექტი"), details, "ka").facts == ()


def test_a_very_long_title_gives_way_to_the_short_one(hub, details):
    assert card_of(hub, details, "ka").title == hub.title
    hub.title = LONG
    assert len(LONG) == 190
    assert card_of(hub, details, "ka").title == hub.short_title_ka
    hub.short_title_ka = ""
    assert card_of(hub, details, "ka").title == LONG


def test_an_announcement_tells_its_kind_date_and_deadline(announcement, details):
    assert card_of(announcement, details, "ka").facts == ()
    announcement.kind = AnnouncementPage.Kind.CALL
    announcement.date, announcement.deadline = date(2026, 3, 1), date(2026, 12, 31)
    card = card_of(announcement, details, "en")
    assert card.kicker == ("Call for proposals", "1\u00a0March 2026")
    assert card.facts == (CardFact("Deadline", ("31\u00a0December 2026",)),)
    announcement.deadline_time = time(18)
    assert card_of(announcement, details, "ka").facts == (
        CardFact("ბოლო ვადა", ("2026 წლის 31\u00a0დეკემბერი, 18:00",)),
    )


def test_the_status_turns_without_anybody_publishing(monkeypatch, client, publish, hub):
    today = timezone.localdate()
    hub.start_date, hub.end_date = today + timedelta(days=10), today + timedelta(days=20)
    hub = publish(hub)
    details = SiteDetails.objects.get()
    words = [card.status.word for card in cards_of(hub, details) if card.language == "ka"]
    assert words == ["დაგეგმილი", "მიმდინარე", "დასრულებული"]
    seen = set()
    for days in (0, 10, 20, 21):
        day = today + timedelta(days=days)
        noon = datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda noon=noon: noon)
        seen |= {card_file(told(client, hub.path_in(code))) for code in ("ka", "en")}
    assert seen == cards(hub)
    assert len(seen) == 6


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_makes_what_is_missing_and_nothing_else(capsys, budgeting, hub):
    storage = storages["public"]
    gone = cards(budgeting)
    for name in gone:
        storage.delete(name)
    stamps = {name: storage.get_modified_time(name) for name in cards(hub)}
    call_command("make_social_cards")
    assert cards(budgeting) == gone
    assert {name: storage.get_modified_time(name) for name in cards(hub)} == stamps
    printed = capsys.readouterr().out
    assert "2 made, 0 failed, 0 removed" in printed
    assert f"of {Page.objects.live().filter(depth__gt=1).count()}" in printed


def test_the_command_draws_all_anew_when_asked(hub):
    storage = storages["public"]
    (name, *_others) = cards(hub)
    storage.delete(name)
    storage.save(name, io.BytesIO(b"damaged"))
    call_command("make_social_cards", verbosity=0)
    assert storage.size(name) == 7
    call_command("make_social_cards", "--all", verbosity=0)
    assert storage.size(name) > 1000
    assert len(cards(hub)) == 2


def test_the_command_follows_a_new_name_of_city_hall(client, budgeting):
    before = cards(budgeting)
    details = SiteDetails.objects.get()
    details.name_ka = "რუსთავის მერია"
    details.save()
    assert "og:image" not in told(client, budgeting.path_in("ka"))
    call_command("make_social_cards", verbosity=0)
    assert card_file(told(client, budgeting.path_in("ka"))) in cards(budgeting) - before
    assert len(cards(budgeting)) == 2


def test_the_command_takes_away_what_belongs_to_no_live_page(budgeting):
    storage = storages["public"]
    storage.save("cards/999999-ka-0123456789abcdef.png", io.BytesIO(b"of a page that is gone"))
    Page.objects.filter(pk=budgeting.pk).update(live=False)
    call_command("make_social_cards", verbosity=0)
    assert not {999999, budgeting.pk} & files.kept_cards().keys()


def test_the_command_says_when_a_card_could_not_be_made(publish, budgeting):
    budgeting.title_en = "🎉"
    publish(budgeting)
    with pytest.raises(CommandError, match="1 cards could not be made"):
        call_command("make_social_cards", verbosity=0)
