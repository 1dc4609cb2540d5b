"""A clerk who uses no mouse: the editor of a page, the menu that publishes, the translator's screen."""

import pytest

from .pages import AnnouncementEditor, expect

# More stops than any screen of the office has.
MANY = 250
IS_SEEN = """element => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.height > 0;
}"""


def tab_to(page, selector: str, key: str = "Tab") -> None:
    """Presses the key until this element has the focus, which must be seen there."""
    target = page.locator(selector)
    for _step in range(MANY):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate(IS_SEEN), f"the focus is not seen on {selector}"
            return
    pytest.fail(f"{key} never comes to {selector}")


def test_an_announcement_is_written_and_published_by_keyboard_alone(clerk):
    editor = AnnouncementEditor(clerk)
    page = editor.page
    editor.type_title("კლავიატურით დაწერილი")
    tab_to(page, "[name=summary_ka]")
    page.keyboard.type("მაუსის გარეშე.")
    # The tabs are one stop; arrows lead from one to the next.
    tab_to(page, "[role=tab][aria-selected=true]", "Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="English", exact=True)).to_have_attribute("aria-selected", "true")
    tab_to(page, "[name=title_en]")
    page.keyboard.type("Written by keyboard")

    tab_to(page, "footer .w-dropdown__toggle")
    page.keyboard.press("Enter")
    expect(page.locator("[name=action-publish]")).to_be_visible()
    tab_to(page, "[name=action-publish]")
    page.keyboard.press("Enter")
    # What is amiss has the focus, and its tick is the next thing but the links.
    expect(editor.concerns).to_be_focused()
    tab_to(page, "[name=publish_in_spite]")
    page.keyboard.press("Space")
    tab_to(page, "footer .w-dropdown__toggle")
    page.keyboard.press("Enter")
    tab_to(page, "[name=action-publish]")
    page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()
    clerk.settle()


def test_the_translators_screen_is_reached_and_saved_by_keyboard_alone(clerk):
    page = clerk.page
    clerk.open_screen("/admin/announcements/")
    row = page.locator("tbody tr").first
    toggle = "tbody tr:first-of-type .w-dropdown__toggle"
    tab_to(page, toggle)
    page.keyboard.press("Enter")
    expect(row.locator("a[href*='/translate/']")).to_be_visible()
    tab_to(page, "tbody tr:first-of-type a[href*='/translate/']")
    page.keyboard.press("Enter")
    expect(page.locator("form[data-w-unsaved-has-edits-value]")).to_be_attached()
    tab_to(page, "[name=title_en]")
    page.keyboard.press("End")
    page.keyboard.type(" again")
    tab_to(page, "footer button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()
    clerk.settle()
