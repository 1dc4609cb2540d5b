"""The link of a page is copied; where that cannot be, it is shown, and without scripts nothing promises it."""

import re

import pytest

from .pages import expect

PATHS = {"ka": "/ka/projects/participatory-budgeting/", "en": "/en/announcements/grant-funded-projects/"}
DONE = {"ka": "ბმული დაკოპირებულია", "en": "The link has been copied"}


@pytest.mark.parametrize("language", PATHS)
def test_the_link_of_a_page_is_copied_and_that_is_said(visit, language):
    reader = visit(permissions=["clipboard-read", "clipboard-write"])
    reader.open(PATHS[language])
    button = reader.page.locator("[data-copy]")
    button.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".tools [role=status]")).to_have_text(DONE[language])
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"https?://[^/]+{PATHS[language]}", copied)


def test_a_link_that_cannot_be_copied_is_shown(visit):
    reader = visit()
    reader.open(PATHS["ka"])
    reader.page.evaluate("delete Navigator.prototype.clipboard")
    reader.page.locator("[data-copy]").click()
    expect(reader.page.locator(".tools [role=status]")).to_contain_text(PATHS["ka"])


def test_without_scripts_nothing_stands_there_that_needs_them(visit):
    reader = visit(java_script_enabled=False)
    reader.open(PATHS["ka"])
    expect(reader.page.locator("[data-copy]")).to_be_hidden()
    expect(reader.page.locator("[data-print]")).to_be_hidden()
