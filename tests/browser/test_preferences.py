"""What a reader has told the system: no motion, colours of one's own."""

import pytest

from .pages import every_kind_of_page, expect

KINDS = [(name, f"/ka{path}", status) for name, path, status in every_kind_of_page()]
# Whatever moves by itself or takes its time to change.
MOVING = """() => [...document.querySelectorAll("*")].flatMap(element => ["", "::before", "::after"].map(part => {
    const style = getComputedStyle(element, part);
    const moves = style.animationName !== "none" || style.scrollBehavior === "smooth"
        || style.transitionDuration.split(",").some(time => parseFloat(time) > 0);
    return moves ? element.tagName + part : "";
})).filter(Boolean)"""
# The edge below or around an element in colours of the reader's own: whether it can be told from its ground.
EDGES = """element => {
    const {borderBlockEndWidth, borderBlockEndStyle, borderBlockEndColor} = getComputedStyle(element);
    const ground = getComputedStyle(document.body).backgroundColor;
    return parseFloat(borderBlockEndWidth) >= 1 && borderBlockEndStyle !== "none" && borderBlockEndColor !== ground;
}"""


@pytest.mark.parametrize(("path", "status"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_nothing_moves_for_those_who_want_no_motion(inspector, path, status):
    inspector.page.emulate_media(reduced_motion="reduce")
    inspector.open(path, status)
    moving = inspector.page.evaluate(MOVING)
    inspector.page.emulate_media(reduced_motion=None)
    assert not moving


def test_in_forced_colours_controls_and_the_current_place_keep_an_edge(visit):
    reader = visit()
    page = reader.page
    page.emulate_media(forced_colors="active")
    reader.open("/ka/announcements/?kind=event")
    for selector in (".menu [aria-current]", ".langs [aria-current]", ".button", ".input", ".chip"):
        element = page.locator(selector).locator("visible=true").first
        expect(element).to_be_visible()
        assert element.evaluate(EDGES), selector
    elsewhere = page.locator(".menu a:not([aria-current])").first
    assert not elsewhere.evaluate(EDGES)


def test_in_forced_colours_the_timeline_and_the_facts_are_still_drawn(visit):
    reader = visit()
    page = reader.page
    page.emulate_media(forced_colors="active")
    reader.open("/ka/projects/participatory-budgeting/")
    strokes = page.eval_on_selector_all(
        ".timeline .months", "lines => lines.map(line => getComputedStyle(line).stroke)"
    )
    assert len(set(strokes)) == len(strokes) == 2
    assert page.locator(".sheet").evaluate(EDGES)


def test_in_forced_colours_an_emblem_keeps_its_white_ground_and_the_foot_an_edge(visit):
    reader = visit()
    reader.page.emulate_media(forced_colors="active", color_scheme="dark")
    reader.open("/ka/projects/overfull/")
    expect(reader.page.locator(".statement img").first).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(reader.page.locator(".foot")).to_have_css("border-block-start-style", "solid")
