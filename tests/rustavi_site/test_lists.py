"""All lists and the search, with whatever stands in their addresses."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from announcements.models import AnnouncementIndexPage, AnnouncementPage
from home.models import BrochureIndexPage
from projects.models import Organisation, ProjectIndexPage, ProjectOrganisation, ProjectPage
from projects.organisations import Role
from tests.address_values import addresses
from tests.reading import soup, words

pytestmark = pytest.mark.django_db


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(addresses())
def test_no_address_breaks_a_list(client, address):
    path, pairs = address
    response = client.get(f"{path}?{urlencode(pairs)}")
    assert response.status_code == 200
    if not path.endswith("/search/"):
        assert soup(response).select_one("link[rel=canonical]")["href"].startswith(f"http://testserver{path}")


@pytest.fixture
def alike(projects, announcement):
    """Projects and announcements of which nothing tells the order but their ids."""
    for number in range(7):
        projects.add_child(instance=ProjectPage(title=f"პროექტი {number}", title_en=f"Project {number}"))
        announcement.get_parent().add_child(
            instance=AnnouncementPage(title=f"განცხადება {number}", title_en=f"News {number}")
        )


@pytest.mark.parametrize(
    ("address", "model"),
    [
        ("/en/projects/", ProjectIndexPage),
        ("/en/announcements/", AnnouncementIndexPage),
        ("/en/brochures/", BrochureIndexPage),
    ],
)
def test_each_entry_stands_on_one_part_of_a_list(client, alike, monkeypatch, address, model):
    def entries(query=""):
        return [link["href"] for link in soup(client.get(f"{address}?{query}")).select("h2 a[href]")]

    whole = entries()
    assert len(whole) > 2
    monkeypatch.setattr(model, "page_size", 2)
    parts = [entries(f"page={number}") for number in range(1, (len(whole) + 1) // 2 + 1)]
    assert [entry for part in parts for entry in part] == whole
    assert all(len(part) == 2 for part in parts[:-1])


def test_the_links_of_a_part_keep_the_filter(client, alike, monkeypatch):
    monkeypatch.setattr(AnnouncementIndexPage, "page_size", 2)
    document = soup(client.get("/en/announcements/?kind=news&page=2"))
    assert document.select_one(".pages [rel=next]")["href"] == "?kind=news&page=3"
    assert document.select_one(".pages [rel=prev]")["href"] == "?kind=news&page=1"


def test_a_part_of_a_list_says_which_it_is_in_its_title_and_heading(client, alike, monkeypatch):
    for model, address in [(ProjectIndexPage, "/en/projects/"), (AnnouncementIndexPage, "/en/announcements/")]:
        monkeypatch.setattr(model, "page_size", 3)
        first, second = (soup(client.get(f"{address}?page={number}")) for number in (1, 2))
        heading = words(first.h1.text)
        assert words(second.title.text).startswith(f"{heading} – Page 2 of 3 – ")
        assert words(second.h1.text) == f"{heading} Page 2 of 3"
        assert "Page" not in first.title.text
    georgian = soup(client.get("/ka/projects/?page=2"))
    assert "გვერდი 2, სულ 3" in georgian.title.text and "გვერდი 2, სულ 3" in georgian.h1.text


def test_the_title_of_a_filtered_list_says_by_what(client, alike):
    document = soup(client.get("/en/projects/?status=completed&year=2017"))
    assert words(document.title.text).startswith("Projects: Completed, 2017 – ")


def test_a_choice_known_in_georgian_only_is_marked_so_on_an_english_page(client, alike, budgeting):
    funder = Organisation.objects.create(name_ka="ფონდი")
    ProjectOrganisation.objects.create(page=budgeting, organisation=funder, role=Role.FUNDER)
    document = soup(client.get(f"/en/projects/?funder={funder.pk}"))
    options = document.select("select[name=funder] option[value]:not([value=''])")
    assert {option["value"]: option.get("lang") for option in options}[str(funder.pk)] == "ka"
    assert [option for option in options if not option.get("lang")]
    assert document.select_one(".chip [lang=ka]").text == "ფონდი"
    assert not soup(client.get(f"/ka/projects/?funder={funder.pk}")).select(".filters [lang], .chips [lang]")


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/en/projects/?status=completed&year=2017&funder={eu}", 20),
        ("/en/announcements/?kind=news&year=2024&project={project}", 20),
        ("/en/brochures/?language=ka&project={project}", 24),
    ],
)
def test_filtered_lists_stay_within_their_number_of_queries(client, budgeting, alike, address, limit):
    funder = next(row.organisation_id for row in budgeting.organisations.all() if row.role == "funder")
    address = address.format(eu=funder, project=budgeting.pk)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) <= limit
