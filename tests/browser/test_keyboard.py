"""Somebody who uses no mouse."""

import re

import pytest

from .pages import GEORGIAN_LETTER, expect

PAGES = [
    "/ka/",
    "/ka/projects/",
    "/en/projects/participatory-budgeting/",
    "/ka/projects/overfull/",
    "/en/announcements/?page=2",
    "/ka/announcements/?kind=event",
    "/ka/brochures/",
    "/en/brochures/1/",
    "/en/search/?q=UNDP",
]
WIDTHS = [360, 1280]
# Whatever can have the focus, in the order in which a screen reader meets it.
STOPS = """() => {
    window.stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter(element => element.checkVisibility({visibilityProperty: true}) && element.tabIndex >= 0);
    return stops.map(element => (element.ariaLabel || element.innerText || element.name).trim());
}"""
# Where the focus is: the number of the stop, -1 for none; and what is wrong with it there, in words.
FOCUS = """async () => {
    const element = document.activeElement;
    // A ring may grow, and the window may roll.
    await Promise.all(document.getAnimations().map(animation => animation.finished));
    await new Promise(requestAnimationFrame);
    const number = stops.indexOf(element);
    if (number < 0) return {number, box: null, faults: element === document.body ? [] : ["not a stop"]};
    const style = getComputedStyle(element), faults = [];
    if (!element.matches(":focus-visible")) faults.push("has no visible focus");
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("has no ring");
    // A link may run over two lines.
    const rectangle = element.getClientRects()[0];
    const x = rectangle.left + rectangle.width / 2, y = rectangle.top + rectangle.height / 2;
    // The window rolls by whole pixels.
    if (rectangle.left < -1 || rectangle.right > innerWidth + 1
        || rectangle.top < -1 || rectangle.bottom > innerHeight + 1)
        faults.push("lies outside of the window");
    else if (!element.contains(document.elementFromPoint(x, y))) faults.push("lies under something");
    const {left, right, top, bottom} = element.getBoundingClientRect();
    return {number, box: {left, right, top: top + scrollY, bottom: bottom + scrollY}, faults};
}"""


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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_the_focus_goes_through_the_whole_page_in_its_order_and_is_always_seen(visit, path, width):
    reader = visit(viewport={"width": width, "height": 740})
    reader.open(path)
    page = reader.page
    names = page.evaluate(STOPS)
    assert len(names) > 10

    faults, walked = [], _walk(page, "Tab", len(names))
    assert [focus["number"] for focus in walked] == [*range(len(names)), -1]
    for before, focus in zip([None, *walked], walked[:-1], strict=False):
        faults += [f"{names[focus['number']]!r} {fault}" for fault in focus["faults"]]
        if before and _jumps_back(before["box"], focus["box"]):
            faults.append(f"from {names[before['number']]!r} back up to {names[focus['number']]!r}")
    assert not faults, "\n".join(faults)

    # At the first stop a browser without a frame of its own begins anew at the last.
    backwards = [focus["number"] for focus in _walk(page, "Shift+Tab", len(names))]
    assert backwards[: len(names)] == [*reversed(range(len(names)))]


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        (":focus-visible { outline: none }", "has no ring"),
        (".menu a { position: fixed; inset-inline-start: -999px }", "lies outside of the window"),
        (".masthead { position: relative; z-index: -1 }", "lies under something"),
    ],
)
def test_a_focus_that_is_not_seen_would_be_noticed(visit, style, seen):
    reader = visit()
    reader.open("/ka/")
    page = reader.page
    reader.lay_over(style)
    stops = page.evaluate(STOPS)
    assert any(seen in focus["faults"] for focus in _walk(page, "Tab", len(stops)))


def test_projects_search_and_both_languages_are_reached_with_tab_and_enter(visit):
    reader = visit()
    reader.open("/ka/")
    page = reader.page
    main = page.locator("main")

    _press_enter_on(page, page.locator("nav .menu a").first)
    expect(page).to_have_url(re.compile(r"/ka/projects/$"))

    title = main.locator("h2 a").first
    name = title.inner_text()
    _press_enter_on(page, title)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.sub(r"\s+", " ", name))

    _press_enter_on(page, page.get_by_role("link", name="English", exact=True))
    expect(page).to_have_url(re.compile("/en/projects/"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text(GEORGIAN_LETTER)

    _tab_to(page, page.get_by_role("searchbox").first)
    page.keyboard.type("UNDP")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/search/\?q=UNDP"))

    found = main.locator("h2 a").first
    address = found.get_attribute("href")
    _press_enter_on(page, found)
    expect(page).to_have_url(f"{reader.site}{address}")


def _walk(page, key: str, stops: int) -> list[dict]:
    """Presses a key until the focus has left the page, or much too often. Returns where it was."""
    walked = []
    while len(walked) < stops + 10:
        page.keyboard.press(key)
        walked.append(page.evaluate(FOCUS))
        if walked[-1]["number"] < 0:
            break
    return walked


def _jumps_back(before: dict, now: dict) -> bool:
    """Whether the eye must go up for what comes next; to the top of another column it may.

    The key facts, which on a desk stand at the right of the text, come before it, as on a phone.
    """
    return now["bottom"] <= before["top"] and now["left"] < before["right"] and now["right"] > before["left"]


def _tab_to(page, target) -> None:
    for _step in range(100):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab never comes to {target}")


def _press_enter_on(page, target) -> None:
    _tab_to(page, target)
    page.keyboard.press("Enter")


def _is_in_the_window(link) -> bool:
    """Whether it is seen; a skip link waits outside of the window until it has the focus."""
    link.page.evaluate("() => Promise.all(document.getAnimations().map(animation => animation.finished))")
    box = link.bounding_box()
    return bool(box) and box["x"] >= 0 and box["y"] >= 0 and box["width"] > 1 and box["height"] > 1
