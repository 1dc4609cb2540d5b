"""The whole way of an announcement: an author writes, the press service approves, readers read, the text changes."""

import re

import pytest

from .pages import GEORGIAN_LETTER, AnnouncementEditor, expect

pytestmark = pytest.mark.database

TITLE, TITLE_EN = "კონკურსი სკვერის მოსაწყობად", "A call to lay out the square"
SLUG = "konkursi-skveris-mosatsqobad"
WRITTEN, CHANGED = "ბიუჯეტი: 416 665 ევრო.", "ბიუჯეტი: 416 665 ევრო. ვადა გაგრძელდა."
MISTYPED, RIGHT = "Budget: EUR 416,656.", "Budget: EUR 416,665."
OUTDATED = re.compile("გვერდის ინგლისური ტექსტი მოძველებულია")
SUBMIT, APPROVE = "[name=action-submit]", "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])"


def test_an_announcement_goes_its_whole_way_in_georgian(visit, site):
    # Her browser asks for English; the office is Georgian.
    author = visit(may_have_cookies=True, locale="en-US")
    author.open("/admin/")
    expect(author.page).to_have_url(re.compile("/admin/login/"))
    _is_georgian(author)
    for label in author.page.locator("form label").all():
        expect(label).to_have_text(GEORGIAN_LETTER)
    author.log_in(site, "nino")
    _is_georgian(author)
    for name in ("პროექტები", "განცხადებები", "ბროშურები"):
        expect(author.menu.get_by_role("link", name=name, exact=True)).to_be_visible()

    address = _writes_with_a_mistake_and_mends_it(author)
    press_service = visit(may_have_cookies=True, locale="en-US")
    press_service.log_in(site, "giorgi")
    _approves(press_service)

    reader = visit()
    _is_read(reader, "ka", TITLE, WRITTEN)
    _is_read(reader, "en", TITLE_EN, RIGHT)

    _changes_the_georgian_text(press_service, address)
    _is_read(reader, "ka", TITLE, CHANGED)
    _is_read(reader, "en", TITLE_EN, RIGHT)
    older = reader.page.get_by_text("The Georgian text of this page is newer")
    expect(older).to_be_visible()

    _says_that_the_english_is_still_right(press_service, address)
    reader.page.reload()
    expect(reader.page.get_by_text(RIGHT)).to_be_visible()
    expect(older).to_have_count(0)
    for clerk in (author, press_service):
        assert clerk.mtavruli() == []


def _writes_with_a_mistake_and_mends_it(author) -> str:
    """The address at which she wrote."""
    author.page.get_by_role("link", name="ახალი განცხადება", exact=True).click()
    expect(author.page).to_have_url(re.compile("/add/announcements/announcementpage/"))
    editor = AnnouncementEditor(author, author.page.url)
    editor.type_title(TITLE)
    editor.fill(summary_ka=WRITTEN)
    editor.turn_to(editor.ENGLISH)
    editor.fill(title_en=TITLE_EN, summary_en=MISTYPED)
    editor.press(SUBMIT)
    # Both values are named, and nothing was sent.
    expect(editor.concerns).to_contain_text("416 665")
    expect(editor.concerns).to_contain_text("416,656")
    expect(author.page.locator(".messages .error")).to_contain_text("გვერდი ჯერ არ გაგზავნილა")
    expect(editor.concerns.get_by_role("checkbox")).not_to_be_checked()
    address = re.sub("[?#].*", "", author.page.url)

    editor.concerns.locator("[data-concern=summary_en]").click()
    summary = author.page.locator("[name=summary_en]")
    expect(summary).to_be_focused()
    summary.fill(RIGHT)
    editor.press(SUBMIT)
    expect(author.page.locator(".messages .success")).to_contain_text("განსახილველად გაიგზავნა")
    return address


def _approves(press_service) -> None:
    """The page waits on the dashboard; a reader does not see it yet."""
    waiting = press_service.page.locator("[id*=awaiting-review]").first
    expect(waiting).to_contain_text(TITLE)
    assert press_service.context.request.get(f"/ka/announcements/{SLUG}/").status == 404
    press_service.may_refuse(f"/ka/announcements/{SLUG}/")
    press_service.page.get_by_role("link", name=TITLE, exact=True).first.click()
    expect(press_service.page.locator("[name=title]")).to_have_value(TITLE)
    editor = AnnouncementEditor(press_service, press_service.page.url)
    editor.press(APPROVE)
    expect(press_service.page.locator(".messages .success")).to_be_visible()


def _changes_the_georgian_text(press_service, address: str) -> None:
    """The warning is read and confirmed; then the dashboard counts the page."""
    press_service.open_screen("/admin/")
    assert _outdated_on_the_dashboard(press_service) == 0
    editor = AnnouncementEditor(press_service, address)
    editor.fill(summary_ka=CHANGED)
    editor.publish(in_spite_of_warnings=True)
    press_service.open_screen("/admin/")
    assert _outdated_on_the_dashboard(press_service) == 1
    press_service.page.get_by_role("link", name=OUTDATED).click()
    row = press_service.page.locator("tr").filter(has_text=TITLE)
    expect(row).to_contain_text("ინგლისური მოძველებულია")
    expect(row).to_contain_text("მოკლე შინაარსი")


def _says_that_the_english_is_still_right(press_service, address: str) -> None:
    editor = AnnouncementEditor(press_service, address)
    editor.turn_to(editor.ENGLISH)
    summary = press_service.page.get_by_role("region", name="მოკლე შინაარსი (ინგლისურად)")
    expect(summary).to_contain_text("მოძველებულია")
    summary.get_by_label("ინგლისური ტექსტი კვლავ სწორია").check()
    editor.publish()
    press_service.open_screen("/admin/")
    assert _outdated_on_the_dashboard(press_service) == 0


def _outdated_on_the_dashboard(clerk) -> int:
    """How many pages the dashboard calls outdated; where there are none it says nothing of them."""
    lines = clerk.page.get_by_role("link", name=OUTDATED).all_inner_texts()
    return int(re.match(r"\d+", lines[0])[0]) if lines else 0


def _is_read(reader, language: str, title: str, summary: str) -> None:
    reader.open(f"/{language}/announcements/{SLUG}/")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(title)
    expect(reader.page.get_by_text(summary, exact=True)).to_be_visible()


def _is_georgian(clerk) -> None:
    expect(clerk.page.locator("html")).to_have_attribute("lang", "ka")
    expect(clerk.page.get_by_role("heading", level=1)).to_have_text(GEORGIAN_LETTER)
    assert clerk.mtavruli() == []
