"""Makes the pictures of the README from the running site: `make pictures` (needs Chromium)."""

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.browser.pages import Visitor  # noqa: E402
from tests.browser.server import Site, running_site  # noqa: E402
from tests.browser.tools import CHROMIUM, CHROMIUM_OPTIONS  # noqa: E402

FOLDER = REPOSITORY / "docs/pictures"
GAP, GROUND = 24, "#d9d6cd"
COLOURS = 128


def photograph(browser: Browser, site: Site, path: str, width: int, height: int) -> Image.Image:
    """A page as a reader sees it, in a window of this size in CSS pixels."""
    page = browser.new_page(base_url=site.address, viewport={"width": width, "height": height})
    page.goto(path)
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture


def photograph_of_the_editor(browser: Browser, site: Site, width: int, height: int) -> Image.Image:
    """The editor of a project as a clerk sees it."""
    context = browser.new_context(base_url=site.address, viewport={"width": width, "height": height})
    clerk = Visitor(context, site.address, may_have_cookies=True)
    clerk.log_in(site)
    clerk.open_screen("/admin/projects/")
    clerk.page.locator("main td.title a").first.click()
    clerk.settle()
    picture = Image.open(io.BytesIO(clerk.page.screenshot()))
    context.close()
    return picture


def side_by_side(*pictures: Image.Image) -> Image.Image:
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(picture.height for picture in pictures)), GROUND)
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width + GAP
    return sheet


def save(picture: Image.Image, name: str) -> None:
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)


def main() -> None:
    if not CHROMIUM:
        sys.exit("Chromium was not found. On Debian and Ubuntu: apt install chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder), os.environ.get("DATABASE_URL", "")) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        home = photograph(browser, site, "/ka/", 1280, 900)
        project = photograph(browser, site, "/en/projects/participatory-budgeting/", 390, 900)
        save(side_by_side(home, project), "site.png")
        save(photograph_of_the_editor(browser, site, 1280, 900), "editor.png")


if __name__ == "__main__":
    main()
