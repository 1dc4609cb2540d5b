"""The translator's screen in a browser: reached from a list, by keyboard, on a tablet."""

import re
from urllib.parse import urlsplit

import pytest

from .pages import expect
from .tools import AXE, needs_axe

TITLE = "მონაწილეობითი ადგილობრივი ბიუჯეტირება ქალაქ რუსთავში"
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def screen(clerk):
    """The screen of a project, opened through the menu of its row."""
    clerk.open_screen("/admin/projects/")
    row = clerk.page.locator("tbody tr").filter(has_text=TITLE)
    row.locator(".w-dropdown__toggle").click()
    clerk.page.locator("a[href*='/translate/']:visible").click()
    expect(clerk.page).to_have_url(re.compile(r"/admin/pages/\d+/translate/$"))
    # What is typed before this script runs is no change to it.
    expect(clerk.page.locator("form[data-w-unsaved-has-edits-value]")).to_be_attached()
    return clerk


def column(page, name: str):
    return page.locator(".side-by-side").filter(has=page.locator(f"[name='{name}']"))


def test_an_english_text_is_written_beside_the_georgian_one_and_saved_by_keyboard(screen):
    page = screen.page
    assert screen.mtavruli() == []
    expect(page.locator(".side-by-side-georgian").first).to_contain_text(TITLE)
    summary = page.locator("[name=summary_en]")
    summary.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" In 2031.")
    # A sentence within the body too: the real editor of the text stands there.
    text = page.locator("[data-streamfield-child] [contenteditable=true]").first
    text.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("To begin with, ")
    # The editor of texts writes into its form a moment after the last key.
    expect(page.locator("[name^=body_en][name$=value]").first).to_have_value(re.compile("To begin with, "))
    page.keyboard.press("Control+s")
    expect(page.locator(".messages .success")).to_be_visible()
    screen.settle()
    expect(page.locator("[name=summary_en]")).to_have_value(re.compile(r"In 2031\.$"))
    expect(page.locator("[data-streamfield-child] [contenteditable=true]").first).to_contain_text("To begin with, ")
    # Both languages name different facts now.
    expect(column(page, "summary_en")).to_contain_text("2031")
    expect(column(page, "summary_en").locator(".english-state-differences")).to_be_visible()
    assert screen.mtavruli() == []


def test_what_was_typed_is_not_left_by_mistake(screen):
    page = screen.page
    page.locator("[name=title_en]").press_sequentially("x")
    expect(page.locator("form[data-w-unsaved-has-edits-value=true]")).to_be_attached()
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.evaluate("() => { setTimeout(() => location.assign('/admin/'), 0) }")
    assert asked.value.type == "beforeunload"


def columns(page):
    """The boxes of the first Georgian text and of its English field, both of one moment: the admin's menu slides."""
    return page.evaluate(
        "() => ['.side-by-side-georgian', '[name=title_en]']"
        ".map((selector) => document.querySelector(selector).getBoundingClientRect().toJSON())"
    )


def test_on_a_tablet_both_columns_stand_beside_each_other(screen):
    page = screen.page
    page.set_viewport_size(TABLET)
    georgian, english = columns(page)
    assert english["left"] > georgian["right"]
    assert english["right"] <= TABLET["width"]
    page.set_viewport_size({"width": 360, "height": 740})
    georgian, english = columns(page)
    assert english["top"] > georgian["bottom"]
    assert english["right"] <= 360


# Wagtail names its own links otherwise than their words do.
OF_WAGTAIL = [".sidebar-custom-branding", ".page-status-tag"]
RUN = """async ofWagtail => {
    const {violations} = await axe.run({exclude: ofWagtail.map(part => [part])}, {iframes: false});
    return violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.target.join(" ")} ${node.html}`));
}"""


@needs_axe
def test_axe_finds_nothing_where_both_languages_stand_beside_each_other(screen):
    page = screen.page
    beside = page.url.replace("/translate/", "/both-languages/")
    for address in (page.url, beside):
        screen.open_screen(urlsplit(address).path)
        page.add_script_tag(path=AXE)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (1280, 360):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(RUN, OF_WAGTAIL) == [], f"{address}, {scheme} at {width}"
