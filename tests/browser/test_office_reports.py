"""The reports of the office are open to everyone: what stands inside the admin's frame is ours."""

import pytest

from .tools import AXE, needs_axe

pytestmark = needs_axe

REPORTS = ["/admin/reports/translations/", "/admin/reports/record/", "/admin/reports/funder-rules/"]
RUN = """async () => {
    const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const {violations} = await axe.run("main", {runOnly: {type: "tag", values: levels}});
    return violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`));
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_in_a_report(clerk, width):
    clerk.context.add_init_script(path=AXE)
    clerk.page.set_viewport_size({"width": width, "height": 900})
    for report in REPORTS:
        clerk.open_screen(report)
        assert clerk.page.evaluate(RUN) == [], report
