"""A login ends while a form is open: nothing that was typed is lost."""

import re

from tests.brochures import friendly

from .pages import expect


def test_a_form_waits_until_somebody_has_logged_in_again(clerk, site):
    page = clerk.page
    clerk.open_screen("/admin/documents/add/")
    page.locator("[name=title]").fill("წყალსადენის ანგარიში")
    page.locator("[name=file]").set_input_files(
        {"name": "report.pdf", "mimeType": "application/pdf", "buffer": friendly.file("Word")}
    )

    cookies = clerk.context.cookies()
    clerk.context.clear_cookies(name=re.compile("session"))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    notice = page.get_by_role("alert").filter(has_text="თქვენი სესია დასრულდა")
    expect(notice).to_be_visible()
    told, screen = notice.bounding_box(), page.locator("main").bounding_box()
    assert told["y"] == 0
    assert screen["y"] >= told["height"]
    page.locator("form[action$='/documents/add/'] [type=submit]").click()
    expect(page).to_have_url(re.compile("/documents/add/$"))
    expect(page.locator("[name=title]")).to_have_value("წყალსადენის ანგარიში")

    with clerk.context.expect_page() as opened:
        notice.get_by_role("link").click()
    other = opened.value
    other.locator("[name=username]").fill(site.user)
    other.locator("[name=password]").fill(site.password)
    other.locator("form [type=submit]").click()
    other.wait_for_url(re.compile("/admin/$"))
    other.close()
    assert clerk.context.cookies() != cookies

    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(notice).to_be_hidden()
    page.locator("form[action$='/documents/add/'] [type=submit]").click()
    expect(page).to_have_url(re.compile("/documents/$"))
    clerk.open_screen("/admin/documents/?q=წყალსადენის")
    expect(page.get_by_role("link", name="წყალსადენის ანგარიში")).to_be_visible()
