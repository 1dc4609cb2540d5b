"""Who is asked, in which order the key facts stand, and in which language an acronym and an emblem are explained."""

import pytest
from django.core.files.base import ContentFile

from home.models import InfoPage
from images.models import Picture
from projects.models import Organisation, ProjectPage
from rustavi_site.first_content.build import publish
from tests.images import picture_samples
from tests.reading import soup, words

pytestmark = pytest.mark.django_db


def rows_of(client, page, code: str) -> list[tuple[str, str]]:
    """(label, words) of each key fact."""
    rows = soup(client.get(page.path_in(code))).select(".sheet .facts > div")
    return [(row.dt.get_text(), words(row.dd.get_text(" "))) for row in rows]


@pytest.mark.parametrize(
    ("code", "label", "value"),
    [("ka", "კონტაქტი", "მერიის საკონტაქტო გვერდი"), ("en", "Contact", "City Hall's contact page")],
)
def test_whom_to_ask_stands_last_on_each_project(client, code, label, value):
    contact = InfoPage.objects.get(slug="contact")
    for page in ProjectPage.objects.live():
        assert rows_of(client, page, code)[-1] == (label, value)
        links = soup(client.get(page.path_in(code))).select(".sheet .facts > div:last-child a")
        assert [link["href"] for link in links] == [contact.path_in(code)]


def test_a_project_that_names_somebody_does_not_lead_elsewhere(client, hub):
    hub.contact_name_ka, hub.contact_phone = "საინფორმაციო სამსახური", "+995 341 24 05 05"
    publish(hub)
    assert rows_of(client, hub, "ka")[-1] == ("კონტაქტი", "საინფორმაციო სამსახური")
    assert "მერიის საკონტაქტო გვერდი" not in [value for _label, value in rows_of(client, hub, "ka")]


def test_without_a_contact_page_nothing_is_promised(client, hub):
    InfoPage.objects.update(show_contact=False)
    assert "Contact" not in dict(rows_of(client, hub, "en"))


def test_the_order_is_the_same_on_each_project(client, hub, budgeting):
    """Who pays, how much, when, who runs it, whom to ask."""
    order = ["Funder", "Budget", "Period", "Implementing organisation", "Contact"]
    for page in (hub, budgeting):
        labels = [label.rstrip("s") for label, _value in rows_of(client, page, "en")]
        told = [label for label in labels if label in order]
        assert told == [label for label in order if label in labels]
        assert told[-1] == "Contact"


# --- borrowed words --------------------------------------------------------------------------------------------------


def test_the_name_behind_an_acronym_says_in_which_language_it_is(client, hub):
    Organisation.objects.exclude(acronym="").update(name_en="")
    page = soup(client.get(hub.path_in("en")))
    explained = page.select(".sheet abbr[title]")
    assert explained
    assert {abbr.get("lang") for abbr in explained} == {"ka"}
    page = soup(client.get(hub.path_in("ka")))
    assert {abbr.get("lang") for abbr in page.select(".sheet abbr[title]")} == {None}


@pytest.mark.parametrize("alt", ["ვარსკვლავების წრე", ""])
def test_the_words_for_an_emblem_say_in_which_language_they_are(
    client, budgeting, django_capture_on_commit_callbacks, alt
):
    """Its own, or the name of whose it is."""
    picture = Picture(title="emblem", alt_ka=alt, file=ContentFile(picture_samples.png(), name="emblem.png"))
    picture.save()
    funder = Organisation.objects.get(acronym="EU")
    funder.logo, funder.logo_permission, funder.name_en = picture, "წერილი", ""
    with django_capture_on_commit_callbacks(execute=True):
        funder.save()
    for code, language in (("en", "ka"), ("ka", None)):
        [image] = soup(client.get(budgeting.path_in(code))).select(".statement img")
        assert (image["alt"], image.get("lang")) == (alt or funder.name_ka, language)
    [image] = soup(client.get(funder.path_in("en"))).select(".emblem img")
    assert (image["alt"], image.get("lang")) == (alt, "ka" if alt else None)
