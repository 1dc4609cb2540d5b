"""A citizen looks for a project with a telephone."""

import re

import pytest

from .pages import expect

pytestmark = pytest.mark.database

GEORGIAN_TITLE = "მონაწილეობითი ადგილობრივი ბიუჯეტირება ქალაქ რუსთავში"
ENGLISH_TITLE = "Participatory local budgeting in the city of Rustavi"
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_citizen_finds_a_project_reads_it_in_english_and_takes_its_brochure_away(visit, javascript):
    citizen = visit(**PHONE, java_script_enabled=javascript)
    page = citizen.page

    citizen.open("/")
    expect(page).to_have_url(re.compile(r"/ka/$"))
    page.get_by_role("navigation", name="მთავარი მენიუ").get_by_role("link", name="პროექტები").tap()
    page.get_by_role("link", name=GEORGIAN_TITLE).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(GEORGIAN_TITLE)
    georgian_path = page.url.removeprefix(citizen.site)

    page.get_by_role("link", name="English", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH_TITLE)
    assert page.url.removeprefix(citizen.site) == georgian_path.replace("/ka/", "/en/")

    link = page.locator("main a[type='application/pdf'][hreflang=en]").first
    path = link.get_attribute("href")
    with page.expect_response(f"**{path}") as answering:
        link.tap()
    assert answering.value.status == 200
    brochure = citizen.context.request.get(path)
    assert brochure.headers["content-type"] == "application/pdf"
    assert brochure.body().startswith(b"%PDF-")
    assert len(brochure.body()) == int(brochure.headers["content-length"])
