"""The page of all components: whole in both languages, and never on the public site."""

from itertools import pairwise

import pytest
from django.test import RequestFactory
from django.utils import translation

from rustavi_site.style_page.views import style_page
from tests.reading import MTAVRULI, soup, visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["ka", "en"])
def answer(request):
    with translation.override(request.param):
        yield style_page(RequestFactory().get(f"/{request.param}/style/"))


def test_it_does_not_exist_where_debug_is_off(client):
    assert client.get("/ka/style/").status_code == client.get("/en/style/").status_code == 404


def test_every_component_is_on_it_in_each_of_its_states(answer):
    page = soup(answer)
    assert {part["class"][1] for part in page.select("main .status")} >= {"hot", "done", "planned", "stopped"}
    assert len(page.select(".notice.calls")) == len(page.select(".notice.ended")) - 1 == 2
    assert len(page.select(".others li")) == 14
    for part in (
        ".alert", ".statement img", ".sheet .timeline .ahead", ".sheet .timeline .done", ".entry.with-facts",
        ".entry.dated", ".brochure .cover", ".prose ol", ".prose ul", ".quotation", ".scroll table", ".gallery",
        ".pages", ".empty", ".error", ".search-form", ".tools", ".results .achieved", ".filters select", ".chip",
        ".milestones .planned", ".milestones .reached", ".milestones .delayed", ".milestones .dropped",
        ".draft-bar", ".statement span", ".disclaimer", ".contact", ".changes li", ".suggestions .chip", "mark",
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
