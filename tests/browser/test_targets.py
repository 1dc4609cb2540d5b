"""Whatever can be pressed is large enough for a finger that trembles (WCAG 2.2: 2.5.8)."""

import pytest

from .pages import readers_states

STATES = list(readers_states())
WIDTHS = [360, 1280]
SMALLEST = 24  # pixels of CSS, both ways
# Links inside a sentence are as high as its line, as the rule allows. A field is pressed by its label as well.
TOO_SMALL = """smallest => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(target => target.checkVisibility({visibilityProperty: true}) && !target.matches(".skip"))
    .filter(target => {
        const style = getComputedStyle(target);
        if (style.display !== "inline") return true;
        let block = target.parentElement;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        return block.innerText.trim() === target.innerText.trim();
    })
    .map(target => ({target, boxes: [target, ...target.labels ?? []].map(part => part.getBoundingClientRect())}))
    .filter(({boxes}) => !boxes.some(({width, height}) => width >= smallest && height >= smallest))
    .map(({target, boxes: [{width, height}]}) =>
        `${Math.round(width)} by ${Math.round(height)}: ${target.outerHTML.slice(0, 120)}`)
"""


@pytest.mark.parametrize("state", STATES, ids=[state.name for state in STATES])
def test_targets_are_large_enough(inspector, state):
    inspector.open_state(state)
    found = {}
    for width in WIDTHS:
        inspector.page.set_viewport_size({"width": width, "height": 900})
        for target in inspector.page.evaluate(TOO_SMALL, SMALLEST):
            found.setdefault(target, []).append(str(width))
    assert not found, "\n".join(f"{target} (at {', '.join(widths)})" for target, widths in found.items())


def test_a_small_target_would_be_seen(inspector):
    inspector.open("/en/contact/")
    inspector.page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
            "<p><a href='/en/'>x</a></p><p>Inside a sentence <a href='/en/'>x</a> it may be small.</p>"
            + "<button>x</button><label><input type='checkbox'> As large as its label</label>")"""
    )
    inspector.lay_over("main button { padding: 0; font-size: 10px } main label { display: block; padding: 8px }")
    found = inspector.page.evaluate(TOO_SMALL, SMALLEST)
    assert len(found) == 2
    assert "<a" in found[0] and "<button" in found[1]
