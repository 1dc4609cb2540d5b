"""What a visitor does in the browser, in the words of this site."""

import io
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pikepdf
from django.test import RequestFactory
from django.utils import translation

from .sample_pages import RECORDED

# Milliseconds; a machine that tests something else at the same time takes its time.
PATIENCE = 20_000

try:
    from playwright.sync_api import TimeoutError as PlaywrightTimeout
    from playwright.sync_api import expect
except ImportError:  # then the whole folder is skipped
    expect = PlaywrightTimeout = None
else:
    expect.set_options(timeout=PATIENCE)

GEORGIAN_LETTER = re.compile("[\u10d0-\u10ff]")
MTAVRULI = "[\u1c90-\u1cbf]"

_WITH_MTAVRULI = """pattern => {
    const mtavruli = new RegExp(pattern, "u"), found = [];
    for (const element of document.querySelectorAll("*")) {
        for (const {name, value} of element.attributes)
            if (mtavruli.test(value)) found.push(`${element.tagName} ${name}="${value}"`);
        for (const node of element.childNodes)
            if (node.nodeType === Node.TEXT_NODE && mtavruli.test(node.data))
                found.push(`${element.tagName}: ${node.data.trim()}`);
    }
    return found;
}"""


# Adopted, because the site's own content policy lets no other style in.
_ADOPT = """async style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
    await document.fonts.ready;
}"""


class Visitor:
    """A browser with one window, and a list of everything that happens in it unseen."""

    def __init__(self, context, site: str, may_have_cookies: bool, recorded: Path | None = None):
        self.context = context
        self.site = site
        self.recorded = recorded
        self.may_have_cookies = may_have_cookies
        self.complaints = []
        self._refused = set()
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(f"page error: {error.error}"))
        context.on("request", self._see)
        self.page = context.new_page()

    def open(self, path: str, status: int = 200) -> None:
        """Goes to a path of the site, which must answer with this status."""
        if status >= 400:
            self._refused.add(f"{self.site}{path}")
        response = self.page.goto(path)
        assert response.status == status, f"{path} answers {response.status}"

    def may_refuse(self, path: str) -> None:
        """That this path answers with an error is meant, and no complaint."""
        self._refused.add(f"{self.site}{path}")

    def open_state(self, state: "State") -> None:
        """Goes to a page in one of its states, also to one that no link leads to."""
        if html := state.html_in(self.recorded):
            answer = {"status": state.status, "content_type": "text/html; charset=utf-8", "body": html}
            self.page.route(f"**{state.path}", lambda route: route.fulfill(**answer), times=1)
        elif state.method != "GET":
            self.page.route(f"**{state.path}", lambda route: route.continue_(method=state.method), times=1)
        self.open(state.path, state.status)

    def open_screen(self, path: str) -> None:
        """Goes to a screen of the admin and waits until its scripts have had their say."""
        self.open(path)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state("networkidle")

    def log_in(self, site, user: str = "") -> None:
        """Through the form, as everybody; without a name as the first administrator."""
        self.open_screen("/admin/")
        self.page.locator("[name=username]").fill(user or site.user)
        self.page.locator("[name=password]").fill(site.password)
        self.page.locator("form [type=submit]").click()
        expect(self.menu.get_by_role("link").first).to_be_visible()
        self.settle()

    @property
    def menu(self):
        """The main menu of the admin."""
        return self.page.locator("[data-wagtail-sidebar]")

    def mtavruli(self) -> list[str]:
        """All places with Georgian capitals, for which hardly a font has a shape."""
        return self.page.evaluate(_WITH_MTAVRULI, MTAVRULI)

    def fonts_of(self, selector: str) -> list[dict]:
        """The fonts with which Chromium really draws the letters of an element."""
        # Until a font has arrived, another one stands in.
        self.page.evaluate("() => document.fonts.ready.then(() => null)")
        protocol = self.context.new_cdp_session(self.page)
        protocol.send("DOM.enable")
        protocol.send("CSS.enable")
        root = protocol.send("DOM.getDocument")["root"]["nodeId"]
        node = protocol.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = protocol.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        protocol.detach()
        return fonts

    def width_of_content_at(self, width: int) -> int:
        """How wide the page is in a window of this width."""
        self.page.set_viewport_size({"width": width, "height": 800})
        return self.page.evaluate("document.documentElement.scrollWidth")

    def lay_over(self, style: str) -> None:
        """Lays a style over that of the site, as a reader's own would."""
        self.page.evaluate(_ADOPT, style)

    def leave(self) -> list[str]:
        """Closes the browser. Returns what it complained of."""
        if not self.may_have_cookies:
            self.complaints += [f"cookie: {cookie['name']}" for cookie in self.context.cookies()]
        self.context.close()
        return self.complaints

    def _hear(self, message) -> None:
        # That a page which is meant to be missing or refused is so is written to the console too.
        if message.type == "error" and message.location["url"] not in self._refused:
            self.complaints.append(f"console, on {message.location['url']}: {message.text}")

    def _see(self, request) -> None:
        # chrome: and chrome-extension: are Chromium's own PDF viewer.
        if not request.url.startswith((f"{self.site}/", "data:", "blob:", "chrome:", "chrome-extension:")):
            self.complaints.append(f"request to another host: {request.url}")


# Run on a text of an editor with the HTML that is pasted into it.
PASTE = """(editor, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "text");
    editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


class AnnouncementEditor:
    """The screen on which a clerk writes an announcement.

    Its parts are found by their names and addresses: the words on Wagtail's own buttons are not ours.
    """

    GEORGIAN, ENGLISH, FACTS, PUBLISHING = "ქართული", "English", "ფაქტები", "გამოქვეყნება"

    def __init__(self, clerk: Visitor, address: str = ""):
        """A new announcement, or the one whose editor has this address."""
        self.clerk = clerk
        self.page = clerk.page
        if address:
            clerk.open_screen(address)
        else:
            clerk.open_screen("/admin/announcements/")
            self.page.locator("main a[href$='/choose_parent/']").first.click()
        expect(self.page.locator("[name=title]")).to_be_visible()
        # What is typed before this script runs is no change to it.
        expect(self.page.locator("form[data-w-unsaved-has-edits-value]")).to_be_attached()

    def turn_to(self, tab: str) -> None:
        self.page.get_by_role("tab", name=tab, exact=True).click()

    def type_title(self, title: str) -> None:
        """Key by key, because the slug is made from each; then waits until Wagtail has made a draft of it."""
        self.page.locator("[name=title]").press_sequentially(title, delay=40)
        self.page.keyboard.press("Tab")
        if self._saves_by_itself:
            # The first save makes the screen anew beneath the clerk: the preview falls back to Georgian, and whoever
            # publishes in this moment is told that the slug is taken, by her own draft.
            expect(self.page).to_have_url(re.compile(r"/edit/$"))
            self.clerk.settle()

    @property
    def _saves_by_itself(self) -> bool:
        return self.page.locator("form[data-controller~=w-autosave]").count() > 0

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)

    def add_attachment_row(self) -> None:
        self.page.locator("#id_attachments-ADD").click()

    def upload(self, field: str, title: str, name: str, content: bytes) -> None:
        """Uploads a PDF where one can be chosen, in the window that opens for that."""
        chooser = self.page.locator(f"#id_attachments-0-{field}-chooser")
        chooser.locator("[data-chooser-action-choose]:visible").click()
        window = self.page.get_by_role("dialog")
        window.locator("#tab-label-upload").click()
        form = window.locator("#tab-upload")
        form.locator("[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
        called = form.locator("[name$=-title]")
        expect(called).not_to_have_value("")  # a script writes the file's name there
        called.fill(title)
        expect(called).to_have_value(title)
        form.locator("[type=submit]").click()
        expect(chooser.locator("[data-chooser-title]")).to_have_text(title)

    def preview(self, language: str):
        """The page as readers will see it, in the panel at the side; the language as in its list."""
        panel = self.page.locator("[data-side-panel=preview]")
        if not panel.is_visible():
            self.page.locator("[data-side-panel-toggle=preview]").click()
        frame = panel.frame_locator("#w-preview-iframe")
        code = {self.GEORGIAN: "ka", self.ENGLISH: "en"}[language]
        # What is chosen while the panel loads is passed over.
        insist(
            lambda: panel.locator("[name=preview_mode]").select_option(label=language),
            frame.locator(f"html[lang={code}] h1").first,
        )
        return frame

    def press_publish(self) -> None:
        self.press("[name=action-publish]")

    def press(self, button: str) -> None:
        """One of the buttons behind the arrow at the foot, by its selector."""
        button = self.page.locator("footer").locator(button)
        insist(self.page.locator("footer .w-dropdown__toggle").click, button)
        button.click()

    @property
    def concerns(self):
        """What keeps the page from its readers, as it is listed above the tabs."""
        return self.page.locator("[data-concerns]")

    def publish(self, in_spite_of_warnings: bool = False) -> None:
        """Publishes, and waits until Wagtail says that it did."""
        self.press_publish()
        if in_spite_of_warnings:
            expect(self.concerns).to_be_visible()
            self.concerns.get_by_role("checkbox").check()
            self.press_publish()
        # Publishing typesets the brochure in both languages and draws the social cards.
        expect(self.page.locator(".messages .success")).to_be_visible(timeout=3 * PATIENCE)


def insist(act: Callable[[], None], shown) -> None:
    """Does again what opens something until it is shown, as a clerk does where the scripts were not listening yet."""
    for _ in range(5):
        act()
        with suppress(PlaywrightTimeout):
            shown.wait_for(timeout=3000)
            return
    expect(shown).to_be_visible()


def drop(page, where: str, files: dict[str, bytes]) -> None:
    """Lets files fall on the element that `where` selects, as from the desk of the computer."""
    page.evaluate(
        """([where, files]) => {
            const dataTransfer = new DataTransfer();
            for (const [name, content] of Object.entries(files)) {
                const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
                dataTransfer.items.add(new File([bytes], name, {type: "application/pdf"}));
            }
            for (const type of ["dragover", "drop"]) {
                const event = new DragEvent(type, {dataTransfer, bubbles: true, cancelable: true});
                document.querySelector(where).dispatchEvent(event);
            }
        }""",
        [where, {name: b64encode(content).decode() for name, content in files.items()}],
    )


def pdf_with(pages: int) -> bytes:
    """A PDF of so many empty pages; another number gives another file."""
    file = io.BytesIO()
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page()
        document.save(file)
    return file.getvalue()


def every_kind_of_page() -> Iterator[tuple[str, str, int]]:
    """(what it is, path without language, status) of one page of each kind; those of sample_pages.py among them."""
    yield "home", "/", 200
    yield "projects", "/projects/", 200
    yield "ended-project", "/projects/participatory-budgeting/", 200
    yield "little-known-project", "/projects/undp-innovation-hub/", 200
    # A title of 190 letters, twenty partners, every block, a table of twelve columns, an upright picture.
    yield "overfull-project", "/projects/overfull/", 200
    # One word in Georgian, and nothing else.
    yield "bare-project", "/projects/bare/", 200
    # In Georgian only, funded by somebody whose name is known in Georgian only.
    yield "untranslated-project", "/projects/untranslated/", 200
    yield "filtered-projects", "/projects/?status=completed&year=2017", 200
    yield "no-such-projects", "/projects/?status=completed&year=1999", 200
    yield "implementing-organisation", "/organisations/1/", 200
    yield "funding-organisation", "/organisations/7/", 200
    yield "announcements", "/announcements/", 200
    yield "second-page-of-announcements", "/announcements/?page=2", 200
    yield "filtered-announcements", "/announcements/?kind=event", 200
    yield "announcement", "/announcements/grant-funded-projects/", 200
    yield "open-call", "/announcements/open-call/", 200
    yield "closed-call", "/announcements/closed-call/", 200
    yield "event", "/announcements/coming-event/", 200
    yield "past-event", "/announcements/past-event/", 200
    yield "notice", "/announcements/notice/", 200
    yield "brochures", "/brochures/", 200
    yield "brochure", "/brochures/1/", 200
    yield "filtered-brochures", "/brochures/?language=ka", 200
    yield "data", "/data/", 200
    yield "about", "/about/", 200
    yield "contact", "/contact/", 200
    yield "accessibility", "/accessibility/", 200
    yield "privacy", "/privacy/", 200
    yield "search", "/search/", 200
    yield "search-results", "/search/?q=UNDP", 200
    yield "search-without-results", "/search/?q=ჰიპოპოტამი", 200
    yield "missing-page", "/projects/was-never-here/", 404


class State(NamedTuple):
    """A page as somebody may meet it: what it is, where, and how it answers."""

    name: str
    path: str
    status: int = 200
    method: str = "GET"
    # Of a page that no address leads to, made here.
    html: str = ""
    # Made by sample_pages.py, in a file called like the state.
    is_recorded: bool = False

    def html_in(self, recorded: Path | None) -> str:
        """What stands in for the answer of the site; empty where the site itself answers."""
        return (recorded / f"{self.name}.html").read_text() if self.is_recorded else self.html


def readers_states() -> Iterator[State]:
    """Every kind of page in both languages, and each page that says what went wrong."""
    # Not above: who only photographs the site has not set Django up.
    from rustavi_site import errors

    for language in ("ka", "en"):
        for name, path, status in every_kind_of_page():
            yield State(f"{name}-{language}", f"/{language}{path}", status)
        for name, path in RECORDED.items():
            yield State(f"{name}-{language}", f"/{language}{path}", is_recorded=True)
        with translation.override(language):
            request = RequestFactory().get(f"/{language}/fault/")
            for name, answer in [
                ("bad-request", errors.bad_request(request, Exception())),
                ("server-error", errors.server_error(request)),
            ]:
                yield State(f"{name}-{language}", request.path, answer.status_code, html=answer.content.decode())
    yield State("dead-draft-link", "/draft/no-longer/ka/", 410)
    yield State("refused-form", "/admin/login/", 403, method="POST")


def every_state() -> Iterator[State]:
    """What readers meet, and the forms before the admin."""
    yield from readers_states()
    yield State("login", "/admin/login/")
    yield State("forgotten-password", "/admin/password_reset/")
