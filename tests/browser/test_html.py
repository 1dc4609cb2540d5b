"""The Nu checker of the W3C finds no error in any page, nor in the style sheet."""

import re
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from .pages import State, every_state
from .server import REPOSITORY, Site
from .tools import VALIDATOR, needs_validator

pytestmark = needs_validator

MESSAGE = re.compile(r'"file:.*/(?P<file>[^/]+)":(?P<what>.*)')
# Good CSS that its checker does not know, and what to read in its place.
UNKNOWN_CSS = {
    r"@container\b": "@media",
    r"(?<=\d)cqi\b": "vw",
    r"container-type: inline-size;": "",
    r"vector-effect: non-scaling-stroke;": "",
}


def complaints_about(folder: Path, *options: str) -> list[str]:
    """All errors in the files of a folder. One process for all, because starting Java takes the longest."""
    result = subprocess.run(
        ["java", "-Xss2m", "-jar", VALIDATOR, "--errors-only", "--exit-zero-always", *options, folder],
        capture_output=True,
        text=True,
        check=True,
    )
    return [MESSAGE.sub(r"\g<file>: \g<what>", line) for line in result.stderr.splitlines()]


def html_of(site: Site, state: State) -> str:
    """The page as it is sent, not as a browser mends it."""
    if html := state.html_in(site.recorded):
        return html
    request = Request(f"{site.address}{quote(state.path, safe='/?=&')}", method=state.method)  # noqa: S310 - our own site
    try:
        answer = urlopen(request)  # noqa: S310
    except HTTPError as refusal:
        answer = refusal
    with answer:
        assert answer.status == state.status, state
        return answer.read().decode()


def test_no_page_has_an_error(site, tmp_path):
    for state in every_state():
        (tmp_path / f"{state.name}.html").write_text(html_of(site, state))
    complaints = complaints_about(tmp_path)
    assert not complaints, "\n".join(complaints)


def test_no_component_has_an_error(workshop, tmp_path):
    for language in ("ka", "en"):
        state = State(f"style-{language}", f"/{language}/style/")
        (tmp_path / f"{state.name}.html").write_text(html_of(workshop, state))
    complaints = complaints_about(tmp_path)
    assert not complaints, "\n".join(complaints)


def test_the_style_sheet_has_no_error(tmp_path):
    text = (REPOSITORY / "static/css/site.css").read_text()
    for pattern, stand_in in UNKNOWN_CSS.items():
        text = re.sub(pattern, stand_in, text)
    (tmp_path / "site.css").write_text(text)
    complaints = complaints_about(tmp_path, "--css")
    assert not complaints, "\n".join(complaints)


def test_an_error_would_be_found(tmp_path):
    page = '<!doctype html><html lang="en"><title>Page</title><h1>Page</h1>{}</html>'
    (tmp_path / "good.html").write_text(page.format("<p>Good</p>"))
    (tmp_path / "bad.html").write_text(page.format('<p id="a">Bad</p><div id="a"><img src="b.png"></p>'))
    (tmp_path / "bad.css").write_text("a { colr: red }")
    pages, styles = complaints_about(tmp_path, "--skip-non-html"), complaints_about(tmp_path, "--skip-non-css")
    assert all(complaint.startswith("bad.html: ") for complaint in pages)
    assert any("Duplicate ID" in complaint for complaint in pages)
    assert any("alt" in complaint for complaint in pages)
    assert len(styles) == 1 and styles[0].startswith("bad.css: ") and "colr" in styles[0]
