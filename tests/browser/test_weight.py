"""What a first visit costs a reader: bytes, requests, and how far the text moves away under the eyes."""

import time
from dataclasses import dataclass
from itertools import product

import pytest

from .pages import every_kind_of_page, expect

KILOBYTE = 1024
WIDTHS = [360, 1280]
# The page of a project whose only pictures are the covers of its brochures.
PROJECTS = ["/ka/projects/participatory-budgeting/", "/en/projects/participatory-budgeting/"]
OTHERS = [
    f"/ka{path}" for _name, path, status in every_kind_of_page() if status == 200 and f"/ka{path}" not in PROJECTS
]
# Cumulative layout shift; 0.1 and less counts as good. A line that moved by a pixel or two when its font came after
# the first picture of the page, which is a matter of milliseconds, is below this; a line that came or went is above.
STILL = 0.001
# Round trip in milliseconds, bytes a second: what Lighthouse takes for a slow telephone.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
WATCH_FOR_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const {value, sources} of list.getEntries())
            shifts.push({value, where: sources.map(({node}) => node?.parentElement?.outerHTML.slice(0, 80))});
    }).observe({type: "layout-shift", buffered: true});
"""

# How wide the text of the page is in the font of the site, in what stands in for it, and in what the system takes.
WIDTHS_OF_TEXT = """async weight => {
    const text = document.querySelector("main").innerText.replaceAll("\\n", " ");
    const stack = getComputedStyle(document.documentElement).getPropertyValue("--sans").split(",");
    const families = [stack[0], stack.filter(family => family.includes("stand-in")).join(), "sans-serif"];
    await document.fonts.load(`${weight} 16px FiraGO`, text);
    const pen = document.createElement("canvas").getContext("2d");
    return families.map(family => {
        pen.font = `${weight} 100px ${family}`;
        return pen.measureText(text).width;
    });
}"""


@dataclass
class Received:
    """One answer as it came over the line: `size` in bytes, with its head, compressed as it was."""

    address: str
    kind: str
    size: int = 0


class FirstVisit:
    """A reader with an empty cache opens a page; what was loaded for it, and what moved."""

    def __init__(self, visit, path: str, width: int, line: dict | None = None):
        self.reader = visit(viewport={"width": width, "height": 800})
        self.reader.context.add_init_script(WATCH_FOR_SHIFTS)
        self.protocol = self.reader.context.new_cdp_session(self.reader.page)
        self.protocol.on("Network.responseReceived", self._begins)
        self.protocol.on("Network.loadingFinished", self._ends)
        self.protocol.send("Network.enable")
        self.protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})
        if line:
            self.protocol.send("Network.emulateNetworkConditions", line)
        self._begun, self.received = {}, []
        self.reader.open(path)
        self.reader.settle()
        # What the fonts move is seen in the picture after next.
        self.reader.page.evaluate(
            """() => document.fonts.ready.then(() => new Promise(
                   done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))))"""
        )

    def _begins(self, event):
        self._begun[event["requestId"]] = Received(event["response"]["url"], event["type"])

    def _ends(self, event):
        answer = self._begun[event["requestId"]]
        answer.size = int(event["encodedDataLength"])
        self.received.append(answer)

    def bytes_of(self, *kinds: str) -> int:
        return sum(answer.size for answer in self.received if answer.kind in kinds)

    def without_pictures(self) -> list[Received]:
        return [answer for answer in self.received if answer.kind != "Image"]

    def shift(self) -> tuple[float, list]:
        """How much moved altogether, and what."""
        shifts = self.reader.page.evaluate("shifts")
        return sum(shift["value"] for shift in shifts), shifts


@pytest.mark.parametrize(("path", "width"), [*product(PROJECTS, WIDTHS), *((path, 360) for path in OTHERS)])
def test_a_first_visit_is_light_and_still(visit, path, width):
    """That there is no cookie and no request to another host is asked at the end of every visit."""
    first = FirstVisit(visit, path, width)
    fonts = first.bytes_of("Font")
    rest = sum(answer.size for answer in first.without_pictures()) - fonts
    assert fonts and rest
    assert rest <= 25 * KILOBYTE, first.received
    assert fonts + rest <= 90 * KILOBYTE, first.received
    assert len(first.without_pictures()) <= 6, first.received
    # The covers of its two brochures.
    assert path not in PROJECTS or first.bytes_of("Image") <= 20 * KILOBYTE, first.received
    shift, where = first.shift()
    assert shift < STILL, where


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/ka/", "/ka/projects/", PROJECTS[0]])
def test_on_a_slow_line_nothing_moves_either(visit, path, width):
    shift, where = FirstVisit(visit, path, width, SLOW_LINE).shift()
    assert shift < STILL, where


@pytest.mark.parametrize("path", [PROJECTS[0], "/ka/projects/bare/", "/ka/announcements/open-call/"])
def test_nothing_moves_when_the_script_comes_after_the_text(visit, path):
    for width in WIDTHS:
        first = FirstVisit(_to_whom_it_comes_late(visit, "**/js/site*.js"), path, width)
        expect(first.reader.page.locator("[data-print]")).to_be_visible()
        shift, where = first.shift()
        assert shift < STILL, where


# Emblems beside the words of a funder, pictures of each shape, covers.
@pytest.mark.parametrize("path", ["/ka/projects/overfull/", "/ka/organisations/7/", "/ka/brochures/"])
def test_nothing_moves_when_the_pictures_come_after_the_text(visit, path):
    for width in WIDTHS:
        first = FirstVisit(_to_whom_it_comes_late(visit, "**/media/**"), path, width)
        assert first.bytes_of("Image")
        shift, where = first.shift()
        assert shift < STILL, where


def _to_whom_it_comes_late(visit, files: str):
    """`visit` for a reader whose line is slow for these files alone."""

    def arrive_late(route):
        time.sleep(0.5)
        route.continue_()

    def visit_slowly(**options):
        reader = visit(**options)
        reader.context.route(files, arrive_late)
        return reader

    return visit_slowly


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize("language", ["ka", "en"])
def test_what_stands_in_for_the_font_is_as_wide(visit, language, weight):
    """So that on a slow first visit the lines are broken where they would be; with the fonts that this machine has."""
    reader = visit()
    reader.open(f"/{language}/about/")
    font, stand_in, bare = reader.page.evaluate(WIDTHS_OF_TEXT, weight)
    if stand_in == bare:
        pytest.skip("no font is here that stands in")
    assert 0.98 < stand_in / font < 1.02


def test_what_moves_would_be_seen(visit):
    first = FirstVisit(visit, "/ka/projects/", 1280)
    first.reader.page.evaluate(
        """() => {
            document.querySelector("main").insertAdjacentHTML("afterbegin", `<div>${"<br>".repeat(8)}</div>`);
            return new Promise(done => requestAnimationFrame(() => setTimeout(done, 200)));
        }"""
    )
    assert first.shift()[0] > 10 * STILL
