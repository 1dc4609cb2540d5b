"""Photographs every page in every state: `make photographs FOLDER=/somewhere/else` (needs Chromium).

Each page of `tests.browser.pages`, the samples that are hard to show among them, the forms before the admin and the
style page, in both languages and both schemes, at five widths: `FOLDER/<page>-<language>-<scheme>-<width>.png`, and in
`FOLDER/sheets/` all widths of a page beside each other. What is handed out on paper lies in `FOLDER/print/` as PDF, and
as pictures where poppler is installed. `ONLY=project` takes the pages whose names hold these letters.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.browser.pages import State, Visitor, readers_states  # noqa: E402
from tests.browser.server import Site, running_site  # noqa: E402
from tests.browser.tools import CHROMIUM, CHROMIUM_OPTIONS  # noqa: E402

WIDTHS = (320, 390, 768, 1280, 1920)
SCHEMES = ("light", "dark")
STYLE_PAGES = [State(f"style-{language}", f"/{language}/style/") for language in ("ka", "en")]
FORMS = [
    State(f"{name}-{language}", f"/admin/{path}/?language={language}")
    for name, path in (("login", "login"), ("forgotten-password", "password_reset"))
    for language in ("ka", "en")
]
PRINTED = ("ended-project", "overfull-project", "announcement", "open-call", "brochure")
# Of a sheet of all widths: how much smaller it is, and how far it goes down.
SHRINK, LOWEST = 2, 6000
GAP, GROUND = 16, "#8a8a8a"


def photograph(visitor: Visitor, state: State, folder: Path) -> None:
    """One state at every width and in both schemes."""
    page = visitor.page
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        visitor.open_state(state)
        # Only what is scrolled to would be there, and nothing is scrolled here.
        page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(picture => picture.loading = 'eager')")
        visitor.settle()
        files = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            files.append(folder / f"{state.name}-{scheme}-{width}.png")
            page.screenshot(path=files[-1], full_page=True, animations="disabled")
        side_by_side(files).save(folder / "sheets" / f"{state.name}-{scheme}.png")


def side_by_side(files: list[Path]) -> Image.Image:
    """Pictures beside each other, smaller; what is longer than a sheet is cut off there."""
    smaller = []
    for file in files:
        with Image.open(file) as picture:
            seen = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, LOWEST)))
            smaller.append(seen.reduce(SHRINK))
    width = sum(picture.width + GAP for picture in smaller) - GAP
    sheet = Image.new("RGB", (width, max(picture.height for picture in smaller)), GROUND)
    left = 0
    for picture in smaller:
        sheet.paste(picture, (left, 0))
        left += picture.width + GAP
    return sheet


def print_out(visitor: Visitor, state: State, folder: Path) -> None:
    """One state as it comes out of a printer."""
    visitor.open_state(state)
    visitor.settle()
    file = folder / "print" / f"{state.name}.pdf"
    visitor.page.pdf(path=file, format="A4", prefer_css_page_size=True)
    if poppler := shutil.which("pdftoppm"):
        subprocess.run([poppler, "-r", "60", "-png", file, file.with_suffix("")], check=True)  # noqa: S603 - our own file


def photograph_all(browser: Browser, site: Site, states: list[State], folder: Path) -> Iterator[str]:
    """The name of each state when it is done."""
    context = browser.new_context(base_url=site.address, locale="ka-GE")
    visitor = Visitor(context, site.address, may_have_cookies=True, recorded=site.recorded)
    # The fonts stand by from here on: no page waits for them.
    visitor.open_screen("/ka/")
    for state in states:
        photograph(visitor, state, folder)
        if state.name.rpartition("-")[0] in PRINTED:
            print_out(visitor, state, folder)
        yield state.name
    context.close()


def prepared(folder: Path) -> Path:
    """The folder of the pictures, made. Ends the script where it lies within the repository, or without a browser."""
    folder = folder.resolve()
    if REPOSITORY in (folder, *folder.parents):
        sys.exit(f"{folder} lies inside the repository. Name a folder elsewhere.")
    if not CHROMIUM:
        sys.exit("Chromium was not found. On Debian and Ubuntu: apt install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main() -> None:
    arguments = argparse.ArgumentParser(description="Photographs every page in every state.")
    arguments.add_argument("folder", type=Path, help="where the pictures go, outside the repository")
    arguments.add_argument("--only", default="", metavar="LETTERS", help="only pages with these letters in their name")
    wanted = arguments.parse_args()
    folder = prepared(wanted.folder)
    for place in ("sheets", "print"):
        (folder / place).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        # The pages of errors are made here, not asked of the site.
        os.environ |= {"DJANGO_SETTINGS_MODULE": "rustavi_site.settings.local", "DATA_DIR": data, "DATABASE_URL": ""}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        with running_site(Path(data), "", samples=True) as site:
            django.setup()
            states = [state for state in [*readers_states(), *FORMS] if wanted.only in state.name]
            for name in photograph_all(browser, site, states, folder):
                print(name, flush=True)  # noqa: T201 - tells how far it is
        # The style page is there with debug on alone, and pages of errors with debug off.
        if states := [state for state in STYLE_PAGES if wanted.only in state.name]:
            with running_site(Path(data), "", "development") as site:
                for name in photograph_all(browser, site, states, folder):
                    print(name, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
