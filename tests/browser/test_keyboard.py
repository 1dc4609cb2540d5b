"""Somebody who uses no mouse."""

import pytest

from .pages import expect


@pytest.mark.parametrize("path", ["/ka/", "/en/", "/ka/projects/participatory-budgeting/", "/en/search/"])
def test_the_first_tab_shows_the_skip_link_and_enter_leads_to_the_content(visit, path):
    reader = visit()
    reader.open(path)
    page = reader.page
    skip = page.locator("a[href='#main']")

    assert not _is_in_the_window(skip)
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    assert _is_in_the_window(skip)

    page.keyboard.press("Enter")
    expect(page.locator("main:target")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def _is_in_the_window(link) -> bool:
    """Whether it is seen; a skip link waits outside of the window until it has the focus."""
    link.page.evaluate("() => Promise.all(document.getAnimations().map(animation => animation.finished))")
    box = link.bounding_box()
    return bool(box) and box["x"] >= 0 and box["y"] >= 0 and box["width"] > 1 and box["height"] > 1
