"""What the admin's scripts say while an author, an editor who moderates and an administrator use its screens."""

import re
from itertools import count

import pytest

from tests.reading import LATIN_IN_GEORGIAN

from .pages import AnnouncementEditor, expect, insist

ROLES = ["nino", "giorgi", "admin"]
# Stands before Django's catalogue for scripts and notes each text that it does not hold.
RECORD = """(() => {
    const asked = new Set(), missing = new Set();
    Object.assign(window, {asked, missing});
    const note = key => {
        asked.add(key);
        if (!(key in window.django.catalog)) missing.add(key.replace("\\u0004", " | "));
    };
    const ways = {
        gettext: real => text => (note(text), real(text)),
        ngettext: real => (one, many, number) => (note(one), real(one, many, number)),
    };
    window.django = new Proxy({}, {
        set(target, name, value) {
            target[name] = ways[name] ? ways[name](value) : value;
            return true;
        },
    });
})()"""
# The words on everything that can be pressed, chosen or filled in, whoever wrote them. Names stand in quotation marks.
CONTROLS = """() => {
    const shown = "button, [role=button], [role=option], [role=menuitem], [role=tab], label, legend, th, summary, "
        + ".htContextMenu td, .xdsoft_datetimepicker :is(th, .xdsoft_label), [data-tippy-root]";
    const words = [...document.querySelectorAll(shown)].filter(one => one.checkVisibility()).map(one => one.innerText);
    for (const name of ["title", "aria-label", "placeholder"])
        for (const one of document.querySelectorAll(`[${name}]`)) words.push(one.getAttribute(name));
    return words.map(text => text.replace(/„[^“]*“/g, "")).filter(text => /[A-Za-z]{2,}/.test(text));
}"""
SCREENS = {
    "dashboard": "/admin/",
    "top of the explorer": "/admin/pages/",
    "projects": "/admin/projects/",
    "announcements": "/admin/announcements/",
    "search of pages": "/admin/pages/search/?q=ბიუჯეტი",
    "history of a page": "/admin/pages/{own}/history/",
    "comparison of versions": "/admin/pages/{own}/revisions/compare/earliest...latest/",
    "use of a page": "/admin/pages/{own}/usage/",
    "copy of a page": "/admin/pages/{own}/copy/",
    "both languages": "/admin/pages/{own}/both-languages/",
    "translation side by side": "/admin/pages/{own}/translate/",
    "pictures": "/admin/images/",
    "new picture": "/admin/images/add/",
    "several pictures": "/admin/images/multiple/add/",
    "brochures": "/admin/documents/",
    "new brochure": "/admin/documents/add/",
    "several brochures": "/admin/documents/multiple/add/",
    "organisations": "/admin/snippets/projects/organisation/",
    "alert banner": "/admin/settings/home/alertbanner/",
    "redirects": "/admin/redirects/",
    "report of translations": "/admin/reports/translations/",
    "history of the site": "/admin/reports/site-history/",
    "old pages": "/admin/reports/aging-pages/",
    "reviews": "/admin/reports/workflow/",
    "own account": "/admin/account/",
    "users": "/admin/users/",
    "guide": "/admin/help/publishing/",
}
# Formats and keys; names of people and of a picture.
NO_WORDS = {"Word", "CSV", "XLSX", "Ctrl", *ROLES, "Sample"}
NUMBERS = count(1)


class Listener:
    """Notes after each screen what was asked and shown."""

    def __init__(self, clerk):
        self.clerk, self.page = clerk, clerk.page
        self.heard, self.missing, self.english = set(), {}, {}

    def note(self, screen: str) -> None:
        asked, missing = self.page.evaluate("[[...window.asked], [...window.missing]]")
        self.heard |= set(asked)
        if missing:
            self.missing[screen] = missing
        words = {word for text in self.page.evaluate(CONTROLS) for word in re.findall("[A-Za-z]{2,}", text)}
        words -= LATIN_IN_GEORGIAN | NO_WORDS
        if words:
            self.english[screen] = sorted(words)


def test_the_screens_are_many():
    assert len(SCREENS) >= 25


@pytest.mark.parametrize("role", ROLES)
def test_every_word_of_a_script_is_georgian(visit, site, role):
    clerk = visit(may_have_cookies=True, locale="en-US")
    clerk.context.add_init_script(RECORD)
    clerk.log_in(site, role)
    listener = Listener(clerk)
    own = _uses_the_editor(listener, role)
    for name, address in SCREENS.items():
        # Whoever may not come in here is led to the dashboard.
        clerk.open_screen(address.replace("{own}", own))
        for opens in clerk.page.locator("main .w-dropdown__toggle:visible").all()[:1]:
            opens.click()
        listener.note(name)
    assert listener.missing == {}
    assert listener.english == {}
    assert len(listener.heard) > 25
    assert clerk.mtavruli() == []
    # Silence means that there was nothing: a text without Georgian is heard.
    clerk.page.evaluate("() => { gettext('Unheard'); ngettext('One', 'Many', 2); pgettext('here', 'Said'); }")
    listener.note("trial")
    assert listener.missing == {"trial": ["Unheard", "One", "here | Said"]}


def _uses_the_editor(listener: Listener, role: str) -> str:
    """Writes an announcement with each tool that speaks; returns the number of its page."""
    editor = AnnouncementEditor(listener.clerk)
    page = listener.page
    editor.type_title(f"სიტყვები {role} {next(NUMBERS)}")
    listener.note("new announcement")
    for kind in ("ტექსტი", "ცხრილი"):
        page.locator(".c-sf-add-button:visible").last.click()
        listener.note("choice of a block")
        page.get_by_role("option").filter(has_text=re.compile(f"^{kind}")).first.click()
    cell = page.locator(".handsontable td:visible").first
    insist(lambda: cell.click(button="right"), page.locator(".htContextMenu:visible").first)
    listener.note("menu of a table")
    page.keyboard.press("Escape")
    text = page.locator("[data-streamfield-child] div[contenteditable=true]:visible").first

    def press_slash() -> None:
        # A table whose menu has just closed may take the keyboard back.
        text.click()
        page.keyboard.press("/")

    insist(press_slash, page.locator("[role=listbox]:visible").first)
    listener.note("tools of a text")
    page.keyboard.press("Control+k")
    expect(page.locator(".modal-content:visible")).to_be_visible()
    listener.note("choice of a link")
    page.locator(".modal-content button[data-dismiss=modal]").click()
    for tab in (editor.ENGLISH, editor.FACTS, editor.PUBLISHING):
        editor.turn_to(tab)
        listener.note(f"tab {tab}")
    editor.turn_to(editor.FACTS)
    editor.add_attachment_row()
    page.locator("[name=date]").click()
    expect(page.locator(".xdsoft_datetimepicker:visible").first).to_be_visible()
    listener.note("calendar")
    page.keyboard.press("Escape")
    for panel in page.locator("[data-side-panel-toggle]").all():
        panel.click()
        listener.clerk.settle()
        listener.note(f"panel {panel.get_attribute('data-side-panel-toggle')}")
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]:visible").first.click()
    listener.note("schedule")
    return re.search(r"/pages/(\d+)/", page.url)[1]
