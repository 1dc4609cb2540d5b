"""The admin's own screens keep to our content policy, and no word in them is written with Georgian capitals."""

import re

import pytest

from .pages import AnnouncementEditor, expect, pdf_with

SCREENS = {
    "dashboard": "/admin/",
    "top of the explorer": "/admin/pages/",
    "projects": "/admin/projects/",
    "documents": "/admin/documents/",
    "upload of several documents": "/admin/documents/multiple/add/",
    "organisations": "/admin/snippets/projects/organisation/",
    "report of translations": "/admin/reports/translations/",
    "record of the projects": "/admin/reports/record/",
    "rules of the funders": "/admin/reports/funder-rules/",
}


def test_the_login_page_is_clean(visit):
    clerk = visit(may_have_cookies=True, locale="en-US")
    clerk.open_screen("/admin/login/")
    assert clerk.mtavruli() == []


@pytest.mark.parametrize("path", SCREENS.values(), ids=SCREENS)
def test_a_screen_is_clean(clerk, path):
    clerk.open_screen(path)
    assert clerk.mtavruli() == []


def test_several_files_can_be_uploaded_at_once(clerk):
    clerk.open_screen(SCREENS["upload of several documents"])
    clerk.page.locator("#fileupload").set_input_files(
        [{"name": f"report-{pages}.pdf", "mimeType": "application/pdf", "buffer": pdf_with(pages)} for pages in (3, 4)]
    )
    titles = clerk.page.locator("#upload-list [name$=-title]")
    expect(titles).to_have_count(2)
    expect(titles.first).to_have_value(re.compile("report-[34]"))
    clerk.settle()
    assert clerk.mtavruli() == []


def test_the_explorer_below_the_home_page_is_clean(clerk):
    clerk.open_screen("/admin/pages/")
    clerk.page.locator("main a[href*='/admin/pages/']").filter(has_text="მთავარი").first.click()
    clerk.settle()
    assert clerk.mtavruli() == []


def test_the_editor_of_a_project_is_clean_in_each_of_its_tabs(clerk):
    clerk.open_screen("/admin/projects/")
    clerk.page.get_by_role("link", name="მონაწილეობითი ადგილობრივი ბიუჯეტირება ქალაქ რუსთავში").first.click()
    expect(clerk.page.locator("[name=title]")).to_be_visible()
    for tab in clerk.page.get_by_role("tab").all():
        tab.click()
        clerk.settle()
        assert clerk.mtavruli() == []


def test_each_kind_of_block_can_be_put_into_a_text_and_is_clean(clerk):
    editor = AnnouncementEditor(clerk)
    editor.type_title("ყველა სახის ნაწილი")
    page = clerk.page

    blocks = page.locator("[data-streamfield-child]:visible")
    options = page.get_by_role("option")
    _open_choice_of_blocks(page)
    names = [name for name in options.all_inner_texts() if name]
    page.keyboard.press("Escape")
    assert len(names) == 9
    for number, name in enumerate(names):
        _open_choice_of_blocks(page)
        options.filter(has_text=name).first.click()
        expect(blocks.nth(number)).to_be_visible()
    clerk.settle()
    assert clerk.mtavruli() == []


def _open_choice_of_blocks(page) -> None:
    page.locator(".c-sf-add-button:visible").last.click()
    expect(page.get_by_role("listbox")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_long_title_ends_in_an_ellipsis_and_the_whole_path_can_be_reached(clerk, width):
    page = clerk.page
    page.set_viewport_size({"width": width, "height": 844})
    clerk.open_screen("/admin/projects/")
    clerk.open_screen(page.locator("td.title a[href$='/edit/']").filter(has_text="ნიმუში").first.get_attribute("href"))
    path = page.locator(".w-breadcrumbs")
    title = path.locator("li:last-child a")
    assert title.evaluate("title => title.scrollWidth > title.clientWidth")
    room = path.bounding_box()
    box = title.bounding_box()
    assert box["x"] + box["width"] <= room["x"] + room["width"]
    path.get_by_role("button").first.click()
    expect(path.locator("li").first).to_be_visible()
    title.scroll_into_view_if_needed()
    expect(title).to_be_in_viewport()
