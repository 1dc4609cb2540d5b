"""The list of projects by status, funder and year."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.models import Organisation, ProjectOrganisation, ProjectPage
from projects.organisations import Role
from tests.reading import soup, words

pytestmark = pytest.mark.django_db

ADDRESS = "/en/projects/"


@pytest.fixture
def suspended(projects):
    """One more: suspended, funded by UNDP, begun in 2017."""
    page = ProjectPage(title="ხიდი", title_en="Bridge", status_by_hand="suspended", start_date="2017-05-01")
    page.organisations = [ProjectOrganisation(organisation=Organisation.objects.get(acronym="UNDP"), role=Role.FUNDER)]
    projects.add_child(instance=page)
    return page


def shown(client, query: str = "") -> list[str]:
    return [words(title.get_text()) for title in soup(client.get(f"{ADDRESS}?{query}")).select(".entry h2")]


def options(client, name: str, query: str = "") -> list[str]:
    document = soup(client.get(f"{ADDRESS}?{query}"))
    return [words(option.get_text()) for option in document.select(f"select[name={name}] option")]


def chips(client, query: str) -> dict[str, str]:
    document = soup(client.get(f"{ADDRESS}?{query}"))
    return {words(chip.get_text()).partition(" ×")[0]: chip["href"] for chip in document.select(".chip:not(.clear)")}


def test_each_filter_says_how_much_it_would_leave(client, suspended):
    assert options(client, "status") == ["All", "Completed (1)", "Suspended (1)"]
    assert options(client, "funder") == ["All", "European Union (1)", "United Nations Development Programme (1)"]
    assert options(client, "year") == ["All", "2018 (1)", "2017 (2)", "2016 (1)"]


def test_the_list_holds_what_was_asked_for(client, suspended):
    eu = Organisation.objects.get(acronym="EU").pk
    assert shown(client, "status=suspended") == ["Bridge"]
    assert shown(client, f"funder={eu}") == ["Participatory local budgeting in the city of Rustavi"]
    assert len(shown(client, "year=2017")) == 2
    assert shown(client, f"year=2017&funder={eu}") == ["Participatory local budgeting in the city of Rustavi"]
    assert len(shown(client)) == 3


def test_the_numbers_of_a_filter_count_with_the_others(client, suspended):
    assert options(client, "status", "year=2018") == ["All", "Completed (1)"]
    assert options(client, "year", "status=suspended") == ["All", "2017 (1)"]


def test_each_choice_has_a_chip_that_takes_it_away(client, suspended):
    assert chips(client, "status=suspended&year=2017") == {
        "Suspended": "/en/projects/?year=2017",
        "2017": "/en/projects/?status=suspended",
    }


def test_nothing_found_says_so_and_keeps_the_chips(client, suspended):
    document = soup(client.get(f"{ADDRESS}?year=1999&status=planned"))
    assert "Nothing matches these filters." in document.get_text()
    assert len(document.select(".chip")) == 3
    assert document.select_one("details.filter-box").has_attr("open")


@pytest.mark.parametrize(
    "query",
    ["status=nonsense", "funder=0", "funder=999999", "funder=-1", "year=12", "year=abcd", "year=²⁰¹⁶", "status=&year=",
     "funder=99999999999999999999", "status=completed%00", "year=0000"],
)  # fmt: skip
def test_nonsense_is_ignored(client, query):
    assert len(shown(client, query)) == 2
    assert chips(client, query) == {}


def test_the_language_switch_keeps_the_filter(client):
    document = soup(client.get("/en/projects/?status=completed"))
    assert document.select_one('.langs [lang="ka"]')["href"] == "/ka/projects/?status=completed"


def test_a_filtered_list_is_known_by_the_address_of_the_whole_one(client):
    document = soup(client.get("/en/projects/?status=completed"))
    assert document.select_one("link[rel=canonical]")["href"].endswith("/en/projects/")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["status", "funder", "year", "page", "x"]),
    value=st.one_of(st.text(max_size=30), st.integers().map(str), st.sampled_from(["completed", "2016", "1"])),
)
@pytest.mark.parametrize("address", ["/ka/projects/", "/en/announcements/"])
def test_no_value_breaks_a_list(client, address, name, value):
    assert client.get(address, {name: value}).status_code == 200
