"""JSON-LD: in the words of schema.org, true to the page, and harmless whatever an editor writes."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from announcements.models import AnnouncementPage
from projects.models import Organisation, ProjectOrganisation, ProjectPage
from projects.organisations import Role
from rustavi_site.first_content.build import publish
from tests.reading import soup

pytestmark = pytest.mark.django_db
VOCABULARY = json.loads((Path(__file__).parent / "schemaorg.json").read_text())
# What JSON-LD adds of its own, https://www.w3.org/TR/json-ld11/#keywords.
KEYWORDS = {"@type", "@id", "@context", "@graph"}
DATA_TYPES = {"Text", "URL", "Date", "DateTime", "Number"}


def data_of(client, address: str) -> dict:
    response = client.get(address)
    assert response.status_code == 200, address
    (element,) = soup(response).select('script[type="application/ld+json"]')
    return json.loads(element.string)


def nodes(data: dict) -> dict[str, dict]:
    return {node["@type"]: node for node in data["@graph"]}


def ancestors(kind: str) -> set[str]:
    return {kind}.union(*(ancestors(parent) for parent in VOCABULARY["types"][kind] if parent in VOCABULARY["types"]))


def faults(node, ids: dict[str, str]) -> list[str]:
    """What schema.org does not know, or knows otherwise."""
    kind = node["@type"]
    if kind not in VOCABULARY["types"]:
        return [f"no type {kind}"]
    found = []
    for name, values in node.items():
        if name in KEYWORDS:
            continue
        declared = VOCABULARY["properties"].get(name)
        if declared is None or not ancestors(kind) & set(declared["on"]):
            found.append(f"{kind} has no {name}")
            continue
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict) and "@type" in value:
                found += faults(value, ids)
                fits = ancestors(value["@type"]) & set(declared["takes"])
            elif isinstance(value, dict) and "@id" in value:
                assert value["@id"] in ids, f"{name} leads to nothing: {value}"
                fits = ancestors(ids[value["@id"]]) & set(declared["takes"])
            else:
                simple = DATA_TYPES | ({"Integer"} if isinstance(value, int) else set())
                fits = simple & set(declared["takes"])
            if not fits:
                found.append(f"{kind}.{name} takes {declared['takes']}, not {value}")
    return found


def ids_of(data, found=None) -> dict[str, str]:
    found = {} if found is None else found
    if isinstance(data, dict):
        if "@id" in data and "@type" in data:
            found[data["@id"]] = data["@type"]
        for value in data.values():
            ids_of(value, found)
    elif isinstance(data, list):
        for value in data:
            ids_of(value, found)
    return found


@pytest.fixture
def everything(budgeting, announcement):
    """What the first content does not hold: an event, a project with all facts, a page without English."""
    eu = Organisation.objects.get(acronym="EU")
    eu.website = "https://example.org/"
    eu.save()
    budgeting.place_ka, budgeting.place_en = "რუსთავი", "Rustavi"
    publish(budgeting)
    event = AnnouncementPage(title="ღონისძიება", kind="event", date=timezone.localdate() + timedelta(days=3))
    announcement.get_parent().add_child(instance=event)
    publish(event)
    return event


@pytest.mark.parametrize("code", ["ka", "en"])
def test_every_kind_of_page_speaks_the_words_of_schema_org(client, everything, budgeting, hub, announcement, code):
    row = budgeting.attachments.first()
    eu = Organisation.objects.get(acronym="EU")
    addresses = [page.path_in(code) for page in (budgeting, hub, announcement, everything)]
    addresses += [f"/{code}/{path}" for path in ("", "projects/", "announcements/", "brochures/", "about/", "contact/")]
    addresses += [f"/{code}/brochures/{row.pk}/", f"/{code}/organisations/{eu.pk}/", f"/{code}/data/"]
    for address in addresses:
        data = data_of(client, address)
        assert data["@context"] == "https://schema.org"
        for node in data["@graph"]:
            assert not faults(node, ids_of(data)), address
        assert "GovernmentOrganization" in nodes(data)
        assert "BreadcrumbList" in nodes(data) or address == f"/{code}/"


def test_a_project_with_its_grant(client, budgeting):
    data = nodes(data_of(client, budgeting.path_in("en")))
    project = data["Project"]
    assert project["name"] == budgeting.title_en
    assert (project["foundingDate"], project["dissolutionDate"]) == ("2016-03-01", "2018-02-28")
    (grant,) = project["funding"]
    assert grant["@type"] == "MonetaryGrant"
    # The city has said what the project costs, not what part of it the European Union pays.
    assert "amount" not in grant
    assert grant["funder"]["alternateName"] == "EU"
    assert [member["name"] for member in project["member"]][1] == "Association of Netherlands Municipalities"
    assert len(project["subjectOf"]) == 2
    assert data["DigitalDocument"]["encoding"]["encodingFormat"] == "application/pdf"


def test_nothing_is_claimed_that_is_not_known(client, hub, budgeting):
    project = nodes(data_of(client, hub.path_in("en")))["Project"]
    assert not {"funding", "foundingDate", "dissolutionDate", "location"} & project.keys()
    # With a second funder, nobody knows who gives money.
    undp = Organisation.objects.get(acronym="UNDP")
    budgeting.organisations.add(ProjectOrganisation(organisation=undp, role=Role.FUNDER, sort_order=9))
    publish(budgeting)
    grants = nodes(data_of(client, budgeting.path_in("en")))["Project"]["funding"]
    assert [grant["@type"] for grant in grants] == ["Grant", "Grant"]
    row = budgeting.organisations.last()
    row.contribution_amount, row.contribution_currency = Decimal("0.10"), "USD"
    budgeting.organisations.add(row)
    publish(budgeting)
    grants = nodes(data_of(client, budgeting.path_in("en")))["Project"]["funding"]
    assert [grant.get("amount") for grant in grants] == [
        None,
        {"@type": "MonetaryAmount", "value": "0.10", "currency": "USD"},
    ]


def test_an_announcement_is_about_its_projects(client, announcement):
    article = nodes(data_of(client, announcement.path_in("ka")))["NewsArticle"]
    assert article["headline"] == announcement.title
    assert len(article["about"]) == 2
    assert article["inLanguage"] == "ka"


def test_a_borrowed_text_says_its_language(client, projects):
    page = ProjectPage(title="მხოლოდ ქართულად")
    projects.add_child(instance=page)
    publish(page)
    project = nodes(data_of(client, page.path_in("en")))["Project"]
    assert project["name"] == {"@value": "მხოლოდ ქართულად", "@language": "ka"}


def test_no_text_ends_the_element(client, hub):
    hub.title = '</script><script>alert("1")</script><!-- & \u2028'
    publish(hub)
    response = client.get(hub.path_in("ka"))
    assert "<script>alert" not in response.content.decode()
    assert nodes(data_of(client, hub.path_in("ka")))["Project"]["name"] == hub.title


def test_it_asks_no_query_of_its_own(client, budgeting, django_assert_max_num_queries):
    client.get(budgeting.path_in("ka"))
    with django_assert_max_num_queries(19):
        client.get(budgeting.path_in("ka"))
