"""The data that anyone can take: what the page says, exact, stable, and only what is published."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from home.models import SiteDetails
from projects.exports.fields import PROJECT, ROLE, columns
from projects.exports.writing import FORMULA, harmless
from projects.models import (
    Organisation,
    OrganisationIdentifier,
    ProjectMilestone,
    ProjectOrganisation,
    ProjectPage,
    ProjectResult,
)
from projects.organisations import Role
from rustavi_site.first_content.build import publish
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db
FILES = ["/data/projects.json", "/data/projects.csv", "/data/organisations.csv"]


def body(response) -> str:
    return b"".join(response.streaming_content).decode()


def table(client, address: str) -> list[dict[str, str]]:
    written = body(client.get(address))
    assert written.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


@pytest.fixture
def everything(hub):
    """A project of which each field is known."""
    eu = Organisation.objects.get(acronym="EU")
    OrganisationIdentifier.objects.create(organisation=eu, register="XI-IATI", number="EC_NEAR")
    hub.organisations.add(
        ProjectOrganisation(
            organisation=eu,
            role=Role.FUNDER,
            contribution_amount=Decimal("0.10"),
            contribution_currency="EUR",
            record_url="https://data.example.org/7",
            sort_order=9,
        )
    )
    hub.budget_amount, hub.budget_currency = Decimal("9999999999999.99"), "GEL"
    hub.award_date, hub.start_date, hub.duration_months = date(2019, 12, 31), date(2020, 1, 1), 12
    hub.actual_start_date, hub.actual_end_date = date(2020, 2, 1), date(2021, 3, 1)
    hub.place_ka, hub.place_en = "ცენტრი", "Centre"
    hub.figures_source_ka = '=HYPERLINK("http://evil.example")'
    hub.expected_results = [
        ProjectResult(
            text_ka="ა", achieved_ka="ბ", expected_figure=Decimal("3.50"), achieved_figure=Decimal(3), unit_ka="ც"
        )
    ]
    hub.milestones = [ProjectMilestone(date=date(2020, 5, 1), text_ka="ეტაპი", state="reached")]
    publish(hub)
    return hub


def test_json_holds_what_the_seed_says_in_both_languages(client, budgeting):
    data = json.loads(body(client.get("/data/projects.json")))
    assert data["number"] == len(data["projects"]) == 2
    project = next(one for one in data["projects"] if one["id"] == budgeting.pk)
    assert list(project) == [field.name for field in PROJECT]
    assert project["title"]["en"] == "Participatory local budgeting in the city of Rustavi"
    assert project["budget"] == {"amount": "416665.00", "currency": "EUR"}
    assert (project["start_date"], project["end_date"], project["duration_months"]) == ("2016-03-01", "2018-02-28", 24)
    assert project["status"] == "completed"
    assert project["award_date"] is project["place"]["ka"] is project["actual_end_date"] is None
    assert project["organisations"][0]["acronym"] == "EU" and project["organisations"][0]["role"] == "funder"
    assert len(project["objectives"]) == 3
    for file in project["files"]:
        answer = client.get(urlsplit(file["url"]).path)
        assert answer.status_code == 200 and int(answer["Content-Length"]) == file["bytes"]


def test_one_project_alone_is_the_same(client, everything):
    data = json.loads(body(client.get("/data/projects.json")))
    alone = json.loads(body(client.get(f"/data/projects/{everything.pk}.json")))
    assert alone in data["projects"]
    assert alone["organisations"][-1]["identifiers"] == ["XI-IATI-EC_NEAR"]
    assert alone["organisations"][-1]["contribution"] == {"amount": "0.10", "currency": "EUR"}
    assert alone["results"][0]["expected_figure"] == "3.5"
    assert alone["milestones"] == [{"date": "2020-05-01", "state": "reached", "text": {"ka": "ეტაპი", "en": None}}]


def test_tables_hold_the_same(client, everything):
    row = next(row for row in table(client, "/data/projects.csv") if row["id"] == str(everything.pk))
    assert list(row) == columns(PROJECT)
    assert row["budget_amount"] == "9999999999999.99" and row["budget_currency"] == "GEL"
    assert (row["start_date"], row["end_date"]) == ("2020-01-01", "2020-12-31")
    assert row["title_ka"] == everything.title
    assert row["figures_source_ka"].startswith("'=")
    role = table(client, "/data/organisations.csv")
    assert list(role[0]) == columns(ROLE)
    assert {one["identifiers"] for one in role} == {"", "XI-IATI-EC_NEAR"}
    assert {one["contribution_amount"] for one in role} == {"", "0.10"}


def test_the_tables_of_one_project_are_its_part_of_the_whole(client, everything, budgeting):
    for name, key in (("projects/{}.csv", "id"), ("projects/{}/organisations.csv", "project_id")):
        whole = table(client, "/data/projects.csv" if key == "id" else "/data/organisations.csv")
        part = table(client, f"/data/{name.format(everything.pk)}")
        assert part == [row for row in whole if row[key] == str(everything.pk)] != []


@pytest.mark.parametrize("code", ["ka", "en"])
def test_the_page_of_a_project_leads_to_its_data(client, everything, code):
    links = soup(client.get(everything.path_in(code))).select(".data a")
    assert [link["href"].rpartition(".")[2] for link in links] == ["json", "csv"]
    for link in links:
        assert everything.title in body(client.get(link["href"]))


def test_only_what_is_published(client, everything, budgeting):
    budgeting.title = "მხოლოდ მონახაზი"
    budgeting.save_revision()
    everything.unpublish()
    for address in FILES:
        written = body(client.get(address))
        assert "მხოლოდ მონახაზი" not in written and everything.title not in written
    for ending in (".json", ".csv", "/organisations.csv"):
        assert client.get(f"/data/projects/{everything.pk}{ending}").status_code == 404


@pytest.mark.parametrize("address", FILES)
def test_somebody_who_has_it_is_told_so(client, budgeting, address):
    first = client.get(address)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert not first.cookies and "Cookie" not in first.get("Vary", "")
    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304 and again["Access-Control-Allow-Origin"] == "*"
    publish(budgeting)
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200
    tag = client.get(address)["ETag"]
    Organisation.objects.first().save()
    assert client.get(address)["ETag"] != tag


@pytest.mark.parametrize("address", FILES)
def test_browsers_of_other_sites_may_ask(client, address):
    answer = client.options(address, HTTP_ORIGIN="https://example.org", HTTP_ACCESS_CONTROL_REQUEST_METHOD="GET")
    assert answer.status_code == 204 and "GET" in answer["Access-Control-Allow-Methods"]
    assert client.post(address).status_code == 405
    assert client.head(address)["Content-Type"].startswith(("application/json", "text/csv"))


def test_the_number_of_queries_does_not_grow_with_the_projects(client, projects):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for address in FILES:
                body(client.get(address))
        return len(captured)

    queries()
    few = queries()
    for number in range(30):
        page = ProjectPage(title=f"პროექტი {number}")
        page.organisations = [ProjectOrganisation(organisation=Organisation.objects.first(), role=Role.PARTNER)]
        projects.add_child(instance=page)
    assert queries() == few <= 45


@given(st.text(max_size=40))
def test_no_cell_is_a_formula_and_nothing_is_lost(text):
    cell = harmless(text)
    assert not cell.startswith(FORMULA)
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize("code", ["ka", "en"])
def test_the_page_explains_each_field(client, code):
    response = client.get(f"/{code}/data/")
    document = soup(response)
    explained = [name.get_text() for name in document.select(".data-fields dt code")]
    assert explained == [field.name for field in (*PROJECT, *ROLE)]
    assert len(document.select("link[rel=canonical]")) == 1
    for link in document.select(".data-files a"):
        assert client.get(urlsplit(link["href"]).path).status_code == 200
    assert "curl" in visible_text(response)


def test_the_page_names_the_licence_once_the_city_has_chosen_one(client):
    assert 'rel="license"' not in client.get("/en/data/").content.decode()
    assert "has not chosen a licence" in visible_text(client.get("/en/data/"))
    details = SiteDetails.objects.get()
    details.data_licence = "CC-BY-4.0"
    details.save()
    link = soup(client.get("/ka/data/")).find("a", rel="license")
    assert link["href"] == "https://creativecommons.org/licenses/by/4.0/"
