"""The way into the admin, from the smallest telephone to a desk, in both schemes, with and without scripts."""

import pytest

from .pages import GEORGIAN_LETTER, expect

SCREENS = {
    "login": "/admin/login/",
    "forgotten password": "/admin/password_reset/",
    "mail is sent": "/admin/password_reset/done/",
    "link is spent": "/admin/password_reset/confirm/MQ/long-gone/",
    "password is changed": "/admin/password_reset/complete/",
}
# Everything that is pressed, and how large it is: WCAG 2.2, 2.5.8 asks for 24 px, the site for 44.
SMALL_TARGETS = """() => [...document.querySelectorAll("a:not(.skiplink), button, input, label:has(input)")]
    .filter(element => element.checkVisibility())
    .map(element => [element, element.getBoundingClientRect()])
    .filter(([element, box]) => box.height < (element.type === "checkbox" ? 24 : 44) || box.width < 24)
    .map(([element, box]) => `${element.outerHTML.slice(0, 60)} ${box.width} x ${box.height}`)"""
CAPITALS_BY_STYLE = """() => [...document.querySelectorAll("body *")]
    .filter(element => !["none", ""].includes(getComputedStyle(element).textTransform) && element.checkVisibility())
    .map(element => element.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("path", SCREENS.values(), ids=SCREENS)
def test_a_screen_fits_every_window_and_is_set_in_the_font_of_the_site(visit, path):
    clerk = visit(may_have_cookies=True)
    clerk.open_screen(path)
    for width in (320, 360, 1280):
        assert clerk.width_of_content_at(width) <= width
        assert clerk.page.evaluate(SMALL_TARGETS) == []
    fonts = clerk.fonts_of("h1")
    assert fonts
    assert all(font["isCustomFont"] and font["familyName"].startswith("FiraGO") for font in fonts), fonts


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/", "/admin/pages/", "/admin/account/"])
def test_nothing_is_written_in_capitals_by_style(clerk, path):
    if "login" in path:
        clerk.context.clear_cookies()
    clerk.open_screen(path)
    assert clerk.page.evaluate(CAPITALS_BY_STYLE) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_wrong_password_is_seen_and_the_name_stays(visit, javascript):
    clerk = visit(may_have_cookies=True, java_script_enabled=javascript)
    page = clerk.page
    clerk.open_screen("/admin/login/")
    page.locator("[name=username]").fill("nino")
    page.locator("[name=password]").fill("wrong")
    page.locator("form [type=submit]").click()
    error = page.locator(".messages .error")
    expect(error).to_have_text("მომხმარებლის სახელი ან პაროლი არასწორია. სცადეთ ხელახლა.")
    expect(error.locator("xpath=..")).to_have_css("opacity", "1")
    expect(page.locator("[name=username]")).to_have_value("nino")


def test_by_keyboard_english_and_back(visit):
    clerk = visit(may_have_cookies=True)
    page = clerk.page
    clerk.open_screen("/admin/login/")
    expect(page.locator("[name=username]")).to_be_focused()
    english = page.get_by_role("link", name="English", exact=True)
    english.focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to edit the site")
    page.get_by_role("link", name="ქართული", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(GEORGIAN_LETTER)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_of_a_field_is_drawn_in_both_schemes(visit, scheme):
    clerk = visit(may_have_cookies=True, color_scheme=scheme)
    clerk.open_screen("/admin/login/")
    field = clerk.page.locator("[name=username]")
    colour = {"light": "rgb(194, 65, 12)", "dark": "rgb(255, 143, 87)"}[scheme]
    expect(field).to_have_css("outline-color", colour)
    expect(field).to_have_css("outline-style", "solid")
    ground = {"light": "rgb(251, 250, 247)", "dark": "rgb(15, 25, 29)"}[scheme]
    expect(clerk.page.locator("body")).to_have_css("background-color", ground)
