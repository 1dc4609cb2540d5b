"""axe-core finds nothing on any page, on a telephone and on a desk, in light and in dark."""

import pytest

from .conftest import visitors
from .pages import every_state
from .tools import AXE, needs_axe

pytestmark = needs_axe

STATES = list(every_state())
SCHEMES = ["light", "dark"]
WIDTHS = [1280, 360]
# What axe cannot tell, and a person has looked at: words of the timeline are drawn on the same ground as those
# beside it, in the same colour; those of a wide table on paper, with the colour of a hairline at its ends.
LOOKED_AT = ".timeline .years span, .scroll :is(th, td, caption)"
# All rules there are, those too that axe leaves out unless asked; but not the contrast of level AAA, which the site
# does not promise. Whatever axe is unsure of counts, except that parts are hidden, which it says of every page.
RUN = """async lookedAt => {
    const rules = axe.getRules().map(rule => rule.ruleId).filter(rule => rule !== "color-contrast-enhanced");
    const {violations, incomplete} = await axe.run(document, {
        runOnly: {type: "rule", values: rules},
        rules: Object.fromEntries(rules.map(rule => [rule, {enabled: true}])),
        resultTypes: ["violations", "incomplete"],
        elementRef: true,
    });
    const unsure = incomplete.filter(found => found.id !== "hidden-content").map(found =>
        ({...found, nodes: found.nodes.filter(node => !node.element.matches(lookedAt))}));
    return [...violations, ...unsure].flatMap(({id, nodes}) =>
        nodes.map(node => `${id}: ${node.target.join(" ")} ${node.html} ${node.failureSummary}`));
}"""


@pytest.fixture(scope="module")
def inspector_with_axe(inspector):
    inspector.context.add_init_script(path=AXE)
    return inspector


@pytest.mark.parametrize("state", STATES, ids=[state.name for state in STATES])
def test_axe_finds_nothing(inspector_with_axe, state):
    inspector_with_axe.open_state(state)
    assert_nothing_is_found(inspector_with_axe)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_axe_finds_nothing_in_any_component(workshop, chromium, language):
    with visitors(workshop, chromium) as begin:
        visitor = begin()
        visitor.context.add_init_script(path=AXE)
        visitor.open(f"/{language}/style/")
        assert_nothing_is_found(visitor)


def assert_nothing_is_found(visitor):
    """On the page that is open, in both schemes and on both widths."""
    page = visitor.page
    visitor.settle()
    found = {}
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            for problem in page.evaluate(RUN, LOOKED_AT):
                found.setdefault(problem, []).append(f"{scheme} at {width}")
    assert not found, "\n".join(f"{problem} ({', '.join(where)})" for problem, where in found.items())


def test_axe_would_find_something(inspector_with_axe):
    """A page with faults of several kinds, so that silence means that there are none."""
    inspector_with_axe.open("/en/contact/")
    page = inspector_with_axe.page
    page.evaluate(
        """() => {
            document.documentElement.lang = "";
            const main = document.querySelector("main");
            main.innerHTML += '<h5>Faults</h5><img src="/favicon.ico"><input><a href="/ka/">a</a><a href="/en/">b</a>';
            main.querySelector("h1").style.color = main.querySelector("h1").style.background = "#888";
        }"""
    )
    found = {problem.split(":")[0] for problem in page.evaluate(RUN, LOOKED_AT)}
    assert {"html-has-lang", "image-alt", "label", "heading-order", "color-contrast", "target-size"} <= found
