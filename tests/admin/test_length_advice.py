"""How long titles and descriptions for search engines should be: advice, no refusal."""

import pytest

from projects.models import ProjectPage
from rustavi_site.first_content.build import publish
from tests.reading import MTAVRULI, soup

pytestmark = pytest.mark.django_db

FIELDS = {"seo_title": 60, "search_description": 155, "seo_title_en": 60, "search_description_en": 155}


def test_each_text_for_search_engines_has_its_advice_in_georgian(administrator_client, budgeting):
    response = administrator_client.get(f"/admin/pages/{budgeting.pk}/edit/")
    document = soup(response)
    for name, most in FIELDS.items():
        advice = document.select_one(f"[data-length-advice={name}]")
        assert advice["data-most"] == str(most)
        for said in (advice["data-fits"], advice["data-long"]):
            assert "{number}" in said and "{most}" in said
            assert said.startswith("ასოების რაოდენობა")
            assert not MTAVRULI.search(said)
        help_text = document.select_one(
            f"#panel-child-publishing-for_search_engines-child-{name}-helptext, [id*={name}][id$=helptext]"
        )
        assert "თუ ცარიელია" in help_text.get_text()
    assert [script["src"] for script in document.select('script[src*="length-advice"]')]


def test_a_long_text_is_published_all_the_same(client, budgeting):
    budgeting.seo_title_en = "x" * 200
    budgeting.search_description_en = "y" * 500
    publish(budgeting)
    page = soup(client.get(ProjectPage.objects.get(pk=budgeting.pk).path_in("en")))
    assert page.title.get_text().startswith("x" * 200)
    assert page.select_one("meta[name=description]")["content"] == "y" * 500
