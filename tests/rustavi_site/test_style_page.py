"""The page of all components: whole in both languages, and never on the public site."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils import translation

from rustavi_site.style_page.views import style_page
from tests.reading import MTAVRULI, soup, visible_text

pytestmark = pytest.mark.django_db

COMPONENTS = Path(settings.TEMPLATES[0]["DIRS"][0]) / "components"
# What is in the folder and not on the page, and why.
ELSEWHERE = {
    "head_addresses": "stands in the head, nobody sees it",
    "head_sharing": "stands in the head, nobody sees it",
    "list_title": "stands in the title of the window",
    "picture": "needs files of a saved picture; style/pictures.html has its figure with empty fields",
}


@pytest.fixture(params=["ka", "en"])
def answer(request):
    with translation.override(request.param):
        yield style_page(RequestFactory().get(f"/{request.param}/style/"))


def test_it_does_not_exist_where_debug_is_off(client):
    assert client.get("/ka/style/").status_code == client.get("/en/style/").status_code == 404


def test_nothing_is_in_the_folder_that_is_not_on_it():
    rendered = set()

    def note(template, **_more):
        rendered.add(template.name)

    template_rendered.connect(note)
    style_page(RequestFactory().get("/ka/style/"))
    template_rendered.disconnect(note)
    there = {file.stem for file in COMPONENTS.glob("*.html")}
    assert there - {Path(name).stem for name in rendered if name and name.startswith("components/")} == set(ELSEWHERE)


def test_every_component_is_on_it_in_each_of_its_states(answer):
    page = soup(answer)
    assert [[link["rel"] for link in part.select("[rel]")] for part in page.select(".pages")] == [
        [["next"]], [["prev"], ["next"]], [["prev"]]
    ]  # fmt: skip
    assert len(page.select("[aria-labelledby=timelines] .timeline")) == 8
    assert len(page.select("[aria-labelledby=timelines] .by-years")) == 3
    assert {part["class"][1] for part in page.select("main .status")} >= {"hot", "done", "planned", "stopped"}
    assert len(page.select(".notice.calls")) == len(page.select(".notice.ended")) - 1 == 2
    assert len(page.select(".others li")) == 14
    for part in (
        ".alert", ".statement img", ".sheet .timeline .ahead", ".sheet .timeline .done", ".entry.with-facts",
        ".entry.dated", ".brochure .cover", ".prose ol", ".prose ul", ".quotation", ".scroll table", ".gallery",
        ".pages", ".empty", ".error", ".search-form", ".tools", ".results .achieved", ".filters select", ".chip",
        ".milestones .planned", ".milestones .reached", ".milestones .delayed", ".milestones .dropped",
        ".draft-bar", ".shelf .kicker", ".shelf h3 .hidden", "pre code", ".crumbs", "h1 .part", ".mistake",
        ".statement span", ".disclaimer", ".contact", ".changes li", ".suggestions .chip", "mark",
        ".title.longest", ".checksum code", ".kicker .long",
    ):  # fmt: skip
        assert page.select(part), part


def test_no_heading_is_left_out_and_no_name_is_given_twice(answer):
    page = soup(answer)
    names = [part["id"] for part in page.select("[id]")]
    assert sorted(names) == sorted(set(names))
    levels = [int(part.name[1]) for part in page.select("h1, h2, h3, h4, h5, h6")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not MTAVRULI.search(visible_text(answer))
