"""The page of an organisation: its projects, its roles, and sums that are exact and never mix currencies."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.models import Organisation, OrganisationIdentifier, ProjectOrganisation, ProjectPage
from projects.organisation_page import totals
from projects.organisations import Role
from rustavi_site.first_content.build import publish
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db
CENTS = st.integers(1, 10**15 - 1)


@pytest.fixture
def eu():
    return Organisation.objects.get(acronym="EU")


@pytest.mark.parametrize("code", ["ka", "en"])
def test_a_reader_comes_there_from_the_project(client, budgeting, eu, code):
    links = soup(client.get(budgeting.path_in(code))).select("aside .facts a")
    address = next(link["href"] for link in links if "organisations" in link["href"])
    assert address == f"/{code}/organisations/{eu.pk}/"
    response = client.get(address)
    assert soup(response).h1.get_text(strip=True) == str(eu.name_ka if code == "ka" else eu.name_en)
    text = visible_text(response).replace("\xa0", " ")
    assert ("416 665,00 €" if code == "ka" else "€416,665.00") in text
    assert (budgeting.title if code == "ka" else budgeting.title_en) in text


def test_what_search_engines_show_of_it(client, hub, budgeting, eu):
    description = soup(client.get(f"/en/organisations/{eu.pk}/")).find("meta", attrs={"name": "description"})
    assert description["content"] == "European Union: Funder. 1 project."
    # That an organisation is of no kind that has a name tells nobody anything.
    assert soup(client.get(f"/en/organisations/{eu.pk}/")).select_one(".kicker")
    eu.kind = Organisation.Kind.OTHER
    eu.save()
    assert not soup(client.get(f"/en/organisations/{eu.pk}/")).select_one(".page-head .kicker")


def test_an_organisation_without_a_live_project_has_no_page(client, budgeting, eu):
    Organisation.objects.create(name_ka="ფონდი", name_en="Fund")
    assert client.get(f"/ka/organisations/{Organisation.objects.latest('pk').pk}/").status_code == 404
    assert client.get("/ka/organisations/999999/").status_code == 404
    budgeting.unpublish()
    assert client.get(f"/ka/organisations/{eu.pk}/").status_code == 404


def test_sums_are_told_apart_by_currency_and_of_live_projects_only(client, hub, budgeting, eu, projects):
    draft = ProjectPage(title="მონახაზი", live=False, budget_amount=Decimal(7), budget_currency="EUR")
    draft.organisations = [ProjectOrganisation(organisation=eu, role=Role.FUNDER)]
    projects.add_child(instance=draft)
    for amount, currency in (("0.10", "USD"), ("0.20", "USD"), ("5", "GEL")):
        hub.organisations.add(
            ProjectOrganisation(
                organisation=eu,
                role=Role.PARTNER,
                contribution_amount=Decimal(amount),
                contribution_currency=currency,
                sort_order=hub.organisations.count(),
            )
        )
    OrganisationIdentifier.objects.create(organisation=eu, register="XI-IATI", number="EC_NEAR")
    publish(hub)
    document = soup(client.get(f"/en/organisations/{eu.pk}/"))
    facts = {row.dt.get_text(): [value.get_text(" ", strip=True).replace("\xa0", " ") for value in row.select("dd")]
             for row in document.select(".facts > div")}  # fmt: skip
    assert facts["Known contributions"] == ["GEL 5.00 1 project", "USD 0.30 2 projects"]
    assert facts["Budgets of the projects that it funds"] == ["€416,665.00 1 project"]
    assert facts["Role in projects"] == ["Funder", "Partner"]
    assert "EC_NEAR" in str(facts)
    assert len(document.select(".entries article")) == 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cents=st.lists(st.tuples(CENTS, st.sampled_from(["EUR", "GEL"])), max_size=6))
def test_no_cent_is_lost_in_a_sum(hub, eu, cents):
    rows = ProjectOrganisation.objects.filter(page=hub, role=Role.BENEFICIARY)
    rows.delete()
    for number, currency in cents:
        amount = Decimal(number).scaleb(-2)
        ProjectOrganisation.objects.create(
            page=hub, organisation=eu, role=Role.BENEFICIARY, contribution_amount=amount, contribution_currency=currency
        )
    wanted = {}
    for number, currency in cents:
        wanted[currency] = wanted.get(currency, Decimal("0.00")) + Decimal(number).scaleb(-2)
    assert {total.currency: total.amount for total in totals(rows.all(), "contribution")} == wanted
