"""Photographs the screens on which the office works: `make photographs-desk FOLDER=/somewhere/else` (needs Chromium).

What an author and an editor of the press service see all day, in Georgian, at the width of a telephone and of a desk:
`FOLDER/<screen>-<width>.png`.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from photograph_states import prepared
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.pages import AnnouncementEditor, Visitor, expect
from tests.browser.server import Site, running_site
from tests.browser.tools import CHROMIUM, CHROMIUM_OPTIONS

WIDTHS = (1280, 390)
AUTHOR, EDITOR = "nino", "giorgi"
PROJECT = "მონაწილეობითი ადგილობრივი ბიუჯეტირება ქალაქ რუსთავში"


class Office:
    """One of the staff, photographed at work."""

    def __init__(self, browser: Browser, site: Site, user: str, folder: Path):
        self.visitor = Visitor(
            browser.new_context(base_url=site.address, locale="ka-GE"), site.address, may_have_cookies=True
        )
        self.page, self.folder = self.visitor.page, folder
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        self.visitor.log_in(site, user)

    def photograph(self, name: str) -> str:
        self.visitor.settle()
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.wait_for_timeout(500)  # menus and panels fold
            self.page.screenshot(path=self.folder / f"{name}-{width}.png", full_page=True, animations="disabled")
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        return name

    def screen(self, name: str, path: str) -> str:
        self.visitor.open_screen(path)
        return self.photograph(name)

    def open_project(self) -> str:
        """The address of its editor."""
        self.visitor.open_screen("/admin/projects/")
        self.page.get_by_role("link", name=PROJECT).first.click()
        expect(self.page.locator("[name=title]")).to_be_visible()
        return self.page.url


def photograph_authors_day(office: Office) -> Iterator[str]:
    yield office.screen("dashboard-of-an-author", "/admin/")
    editor = AnnouncementEditor(office.visitor)
    yield office.photograph("new-announcement")
    editor.type_title("ახალი საგრანტო პროგრამა იწყება")
    editor.fill(summary_ka="რუსთავის მერია იღებს განაცხადებს 416 665 ევროს ფარგლებში.")
    editor.turn_to(editor.ENGLISH)
    editor.fill(title_en="A new grant programme begins", summary_en="City Hall takes applications for EUR 416,656.")
    yield office.photograph("english-beside-it")
    editor.turn_to(editor.FACTS)
    yield office.photograph("facts-of-an-announcement")
    editor.press("[name=action-submit]")
    office.visitor.settle()
    yield office.photograph("warned-at-submitting")
    office.page.locator("[name=publish_in_spite]").check()
    editor.press("[name=action-submit]")
    office.visitor.settle()
    yield office.photograph("submitted")


def photograph_editors_day(office: Office) -> Iterator[str]:
    yield office.screen("dashboard-of-the-press-service", "/admin/")
    address = office.open_project()
    yield office.photograph("project-in-georgian")
    for name, tab in (("english", "English"), ("facts", "ფაქტები"), ("publishing", "გამოქვეყნება")):
        office.page.get_by_role("tab", name=tab, exact=True).click()
        yield office.photograph(f"project-{name}")
    yield office.screen("both-languages", address.replace("/edit/", "/both-languages/"))
    yield office.screen("translator", address.replace("/edit/", "/translate/"))
    yield office.screen("history", address.replace("/edit/", "/history/"))
    for name, path in (
        ("explorer", "/admin/pages/"),
        ("projects", "/admin/projects/"),
        ("announcements", "/admin/announcements/"),
        ("brochures", "/admin/documents/"),
        ("report-of-translations", "/admin/reports/translations/"),
        ("grant-record", "/admin/reports/record/"),
        ("guide", "/admin/help/publishing/"),
    ):
        yield office.screen(name, path)
    office.visitor.open_screen("/admin/announcements/")
    office.page.get_by_role("link", name="ახალი საგრანტო პროგრამა იწყება").first.click()
    expect(office.page.locator("[name=title]")).to_be_visible()
    yield office.photograph("review")


def main() -> None:
    arguments = argparse.ArgumentParser(description="Photographs the screens on which the office works.")
    arguments.add_argument("folder", type=Path, help="where the pictures go, outside the repository")
    folder = prepared(arguments.parse_args().folder)
    with (
        tempfile.TemporaryDirectory() as data,
        running_site(Path(data), "", samples=True) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        for user, day in ((AUTHOR, photograph_authors_day), (EDITOR, photograph_editors_day)):
            for name in day(Office(browser, site, user, folder)):
                print(name, flush=True)  # noqa: T201 - tells how far it is


if __name__ == "__main__":
    main()
