"""A clerk publishes: what is amiss is listed, each link leads to its field, and one tick passes the warnings."""

import os

import pytest

from .pages import AnnouncementEditor, expect

pytestmark = pytest.mark.database

# Where a person who wants to look at the screens has them written.
PICTURES = os.environ.get("PICTURES_OF_SCREENS", "")


@pytest.fixture
def editor(clerk):
    return AnnouncementEditor(clerk)


def look(editor, name: str) -> None:
    if PICTURES:
        editor.page.screenshot(path=f"{PICTURES}/{name}.png")


def test_what_is_missing_is_mended_and_what_is_left_is_confirmed(editor):
    page = editor.page
    editor.type_title("სკვერი იხსნება")
    editor.turn_to(editor.PUBLISHING)
    editor.press_publish()
    expect(editor.concerns).to_be_focused()
    expect(editor.concerns).to_contain_text("მოკლე შინაარსი: ქართული ტექსტი არ არის.")
    look(editor, "problems")

    # The link opens the tab and puts the cursor into the field.
    editor.concerns.locator("[data-concern=summary_ka]").click()
    summary = page.locator("[name=summary_ka]")
    expect(summary).to_be_focused()
    expect(summary).to_be_visible()
    look(editor, "field")
    page.keyboard.type("სკვერი ცენტრში.")

    editor.press_publish()
    # The list of the first press named the warnings too: wait for the second one.
    expect(editor.concerns.locator("[data-concern=summary_ka]")).to_have_count(0)
    expect(editor.concerns).to_contain_text("ინგლისური ტექსტი ჯერ არ აქვს")
    expect(editor.concerns.locator("[data-concern=title_en]")).to_be_visible()
    look(editor, "warnings")
    tick = editor.concerns.get_by_role("checkbox")
    expect(tick).not_to_be_checked()
    tick.check()
    editor.press_publish()
    expect(page.locator(".messages .success")).to_be_visible()
    editor.clerk.settle()
    assert editor.clerk.mtavruli() == []


@pytest.mark.parametrize("pause", [0, 100, 300, 500, 600, 900])
def test_a_press_does_not_cross_what_the_browser_saves_by_itself(editor, pause):
    """Typed, and published so many milliseconds later; the browser complains of every answer that is an error."""
    editor.type_title(f"სკვერი {pause}")
    editor.fill(summary_ka="სკვერი ცენტრში.")
    editor.press_publish()
    editor.concerns.get_by_role("checkbox").check()
    # The list of buttons is opened before, so that the press comes when it is meant to.
    editor.page.locator("footer .w-dropdown__toggle").click()
    editor.page.locator("[name=summary_ka]").evaluate(
        "field => { field.value += ' აგვისტოში.'; field.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    editor.page.wait_for_timeout(pause)
    editor.page.locator("[name=action-publish]").click()
    # The text is another one, so the tick was not enough.
    expect(editor.concerns.get_by_role("checkbox")).not_to_be_checked()
    editor.concerns.get_by_role("checkbox").check()
    editor.press_publish()
    expect(editor.page.locator(".messages .success")).to_be_visible()
    editor.clerk.settle()


@pytest.mark.parametrize("pause", [0, 400, 600, 900])
def test_a_new_page_may_be_published_at_once(editor, pause):
    """Its first draft, which the browser saves by itself, must not take its own address away."""
    editor.page.locator("[name=title]").fill(f"ახალი გვერდი {pause}")
    editor.fill(summary_ka="მოკლედ.")
    editor.page.wait_for_timeout(pause)
    editor.press_publish()
    expect(editor.concerns).to_be_visible()
    expect(editor.concerns.get_by_text("გასასწორებელია")).to_have_count(0)
    editor.concerns.get_by_role("checkbox").check()
    editor.press_publish()
    expect(editor.page.locator(".messages .success")).to_be_visible()
    editor.clerk.settle()


def test_the_list_of_problems_ends_where_an_open_panel_begins(editor):
    editor.type_title("სკვერი იხსნება")
    editor.press_publish()
    expect(editor.concerns).to_be_visible()
    editor.page.locator("[data-side-panel-toggle=status]").click()
    panel = editor.page.locator(".form-side--open")
    expect(panel).to_be_visible()
    listed, beside = editor.concerns.bounding_box(), panel.bounding_box()
    assert listed["x"] + listed["width"] <= beside["x"]
