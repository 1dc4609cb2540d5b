"""The print sheet, as a clerk hands it out: addresses written out, nothing to press."""

import re
from itertools import combinations

import pytest

from tests.brochures.pdf_reader import read

from .pages import expect

PROJECT = "/projects/participatory-budgeting/"
ON_SCREEN_ONLY = ["nav", ".bar", ".tools", ".follow", ".ask", "button", ".skip", ".search-form", ".filter-box"]
OF_NO_USE_ON_PAPER = [".checksum"]


@pytest.fixture
def paper(visit):
    reader = visit()
    reader.page.emulate_media(media="print", color_scheme="dark")
    return reader


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_sheet_of_a_project_has_its_facts_and_the_addresses_of_both_brochures(paper, language):
    paper.open(f"/{language}{PROJECT}")
    page = paper.page
    for code in ("ka", "en"):
        address = re.compile(rf"^\s*{paper.site}/brochures/\d+/[a-z-]+-{code}\.pdf\s*$")
        expect(page.locator(".print-only", has_text=address)).to_be_visible()
    expect(page.locator(".print-only").last).to_contain_text(f"{paper.site}/{language}{PROJECT}")
    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator(".brand")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/", "/projects/?status=completed", "/announcements/?page=2", PROJECT, "/search/?q=UNDP", "/brochures/1/"]
)
def test_nothing_that_can_only_be_pressed_is_printed(paper, path):
    paper.open(f"/ka{path}")
    for selector in [*ON_SCREEN_ONLY, *OF_NO_USE_ON_PAPER]:
        assert paper.page.locator(f"{selector}:visible").count() == 0, selector


@pytest.mark.parametrize("path", ["/", "/projects/", "/announcements/open-call/", "/brochures/1/", "/contact/"])
def test_a_sheet_says_where_it_was_printed_from(paper, path):
    paper.open(f"/en{path}")
    expect(paper.page.locator(".print-only").last).to_contain_text(f"{paper.site}/en{path}")


def test_links_of_the_text_are_written_out_and_hidden_partners_are_there(paper):
    paper.open("/en/projects/overfull/")
    page = paper.page
    link = page.locator(".prose a[href^='http']").first
    written = link.evaluate("element => getComputedStyle(element, '::after').content")
    assert link.get_attribute("href") in written
    expect(page.get_by_text("Sample international partner organisation 20")).to_be_visible()


def test_every_address_is_written_out_once_on_the_sheet_as_it_is_printed(paper, tmp_path):
    paper.open("/ka/projects/overfull/")
    # Lines break within addresses.
    printed = "".join(read(paper.page.pdf(prefer_css_page_size=True), tmp_path).text.split())
    record = "https://example.org/a/long/address/of/the/project/in/the/database/of/its/funder?id=1234567890"
    pattern = rf"{re.escape(paper.site)}/brochures/page-\d+/overfull-"
    assert printed.count(record) == 2  # of two funders
    assert [len(re.findall(f"{pattern}{code}.pdf", printed)) for code in ("ka", "en")] == [1, 1]
    assert printed.count(f"{paper.site}/ka/projects/overfull/") == 1
    assert printed.count("+995000000000") == 1


def test_what_is_folded_on_screen_stands_on_the_sheet(paper):
    paper.open("/en/data/")
    folded = paper.page.locator(".fields dt").all()
    assert folded
    for part in folded:
        expect(part).to_be_visible()


def test_no_picture_lies_on_another_or_on_its_caption(paper):
    paper.open("/ka/projects/overfull/")
    paper.page.set_viewport_size({"width": 673, "height": 900})  # the paper between its margins
    found = paper.page.evaluate(
        """() => [...document.querySelectorAll(".figure :is(img, figcaption)")].map(part => {
            const {left, right, top, bottom} = part.getBoundingClientRect();
            return [left, right, top, bottom].map(Math.round);
        })"""
    )
    assert len(found) > 6
    for (left, right, top, bottom), other in combinations(found, 2):
        apart = right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
        assert apart, ((left, right, top, bottom), other)


def test_a_sheet_is_dark_on_white_whatever_the_reader_likes_on_screen(paper):
    paper.open(f"/ka{PROJECT}")
    body = paper.page.locator("body")
    expect(body).to_have_css("color", "rgb(0, 0, 0)")
    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
