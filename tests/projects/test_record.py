"""The grant record: money, dates, results and steps of a project, each shown where it is known and nowhere else."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from bilingual.gate import publishing_problems
from images.models import Picture
from projects.models import (
    Organisation,
    OrganisationIdentifier,
    ProjectMilestone,
    ProjectOrganisation,
    ProjectPage,
    ProjectResult,
)
from projects.organisations import Role
from projects.registers import Register, fault_of
from projects.status import Status
from rustavi_site.first_content.build import publish
from tests.images import picture_samples as samples
from tests.reading import soup, visible_text, words

pytestmark = pytest.mark.django_db


def fields_of_problems(page) -> list[str]:
    """What keeps a page from its readers."""
    return [problem.field for problem in publishing_problems(page)]


def facts_of(response) -> dict[str, str]:
    """What stands beside each label of the key facts."""
    rows = soup(response).select("aside .facts > div")
    return {
        row.dt.get_text(): " | ".join(value.get_text(" ", strip=True) for value in row.select("dd")) for row in rows
    }


def contribute(page: ProjectPage, acronym: str, role: Role, amount: str, currency: str = "EUR") -> None:
    page.organisations.add(
        ProjectOrganisation(
            organisation=Organisation.objects.get(acronym=acronym),
            role=role,
            contribution_amount=Decimal(amount),
            contribution_currency=currency,
            sort_order=page.organisations.count(),
        )
    )


# --- money -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "label", "shown"),
    [("ka", "შენატანები", "250 000,50 €"), ("en", "Contributions", "€250,000.50")],
)
def test_who_gives_how_much_stands_below_the_budget(client, hub, code, label, shown):
    contribute(hub, "EU", Role.FUNDER, "250000.50")
    contribute(hub, "VNG", Role.PARTNER, "1200", "GEL")
    hub.figures_source_ka, hub.figures_source_en = "საგრანტო ხელშეკრულება", "Grant agreement"
    publish(hub)
    found = facts_of(client.get(hub.path_in(code)))
    assert shown in found[label].replace("\N{NO-BREAK SPACE}", " ")
    assert "VNG" in found[label] and ("1 200,00 ₾" if code == "ka" else "GEL 1,200.00") in found[label].replace(
        "\xa0", " "
    )
    assert {"საგრანტო ხელშეკრულება", "Grant agreement"} & set(found.values())


def test_nothing_is_said_of_contributions_that_are_not_known(client, budgeting):
    found = facts_of(client.get(budgeting.path_in("en")))
    assert not {"Contributions", "Source of the figures", "Grant awarded", "Actual start", "Place"} & found.keys()


def test_a_contribution_needs_its_currency(hub):
    row = ProjectOrganisation(page=hub, organisation=Organisation.objects.first(), role=Role.FUNDER)
    row.contribution_amount = Decimal(5)
    hub.organisations.add(row)
    assert fields_of_problems(hub) == ["contribution_currency"]


def test_the_same_project_in_the_funders_database(client, hub):
    contribute(hub, "EU", Role.FUNDER, "5")
    hub.organisations.all()[-1 + hub.organisations.count()].record_url = "https://data.example.org/project/7"
    publish(hub)
    link = soup(client.get(hub.path_in("en"))).find("a", href="https://data.example.org/project/7")
    assert link.get_text() == "data.example.org"
    assert facts_of(client.get(hub.path_in("en")))["In the funder's database"] == "data.example.org"
    contribute(hub, "VNG", Role.FUNDER, "6")
    hub.organisations.last().record_url = "https://data.example.org/project/8"
    publish(hub)
    found = facts_of(client.get(hub.path_in("en")))["In the funder's database"]
    assert found == "EU data.example.org | VNG data.example.org"


# --- dates -----------------------------------------------------------------------------------------------------------


def test_actual_dates_decide_the_status_and_stand_beside_the_agreed_ones(client, budgeting):
    today = timezone.localdate()
    budgeting.actual_end_date = today
    publish(budgeting)
    page = ProjectPage.objects.get(pk=budgeting.pk)
    assert page.status == Status.ONGOING
    assert ProjectPage.objects.with_status(Status.ONGOING).contains(page)
    found = facts_of(client.get(page.path_in("en")))
    assert "28\xa0February 2018" in found["Period"]
    assert "Actual end" in found and "Actual start" not in found
    assert list(found).index("Period") < list(found).index("Actual end")


def test_the_actual_start_orders_and_filters_the_list(client, hub):
    hub.actual_start_date = date(2019, 5, 4)
    publish(hub)
    assert ProjectPage.objects.get(pk=hub.pk).first_day == date(2019, 5, 4)
    assert ProjectPage.objects.newest_first().first().pk == hub.pk
    assert str(hub.heading) in visible_text(client.get("/ka/projects/?year=2019"))


@pytest.mark.parametrize("name", ["actual_start_date", "actual_end_date", "award_date"])
def test_what_has_happened_cannot_lie_in_the_future(hub, name):
    setattr(hub, name, timezone.localdate() + timedelta(days=1))
    assert fields_of_problems(hub) == [name]
    setattr(hub, name, timezone.localdate())
    assert fields_of_problems(hub) == []


def test_the_actual_end_is_not_before_the_actual_start(hub):
    hub.actual_start_date, hub.actual_end_date = date(2020, 1, 2), date(2020, 1, 1)
    assert fields_of_problems(hub) == ["actual_end_date"]


# --- results and milestones ------------------------------------------------------------------------------------------


def test_results_stand_beside_what_was_expected(client, hub):
    hub.expected_results = [
        ProjectResult(
            text_ka="მოსალოდნელი",
            text_en="Expected one",
            achieved_ka="მიღწეული",
            achieved_en="Achieved one",
            expected_figure=Decimal("120.00"),
            achieved_figure=Decimal("97.50"),
            unit_ka="ადამიანი",
            unit_en="people",
            sort_order=0,
        ),
        ProjectResult(achieved_ka="დაუგეგმავი", achieved_en="Unplanned one", sort_order=1),
    ]
    publish(hub)
    document = soup(client.get(hub.path_in("en")))
    first, second = (words(row.get_text(" ", strip=True)) for row in document.select("#results > li"))
    assert first == "Expected one Achieved: Achieved one expected: 120 people achieved: 97.5 people"
    assert second == "Achieved: Unplanned one"
    assert "Results" in [heading.get_text() for heading in document.select("main h2")]
    assert words(document.select_one('.facts a[href="#results"]').get_text()) == "2 results achieved"


def test_as_long_as_nothing_was_achieved_results_are_expected_ones(client, hub):
    document = soup(client.get(hub.path_in("ka")))
    assert "მოსალოდნელი შედეგები" in [heading.get_text() for heading in document.select("main h2")]
    assert not document.select(".achieved, .figures, .facts a[href='#results']")


def test_a_result_says_something(hub):
    hub.expected_results.add(ProjectResult())
    assert fields_of_problems(hub) == ["text_ka"]


def test_milestones_stand_newest_first_each_with_its_state(client, hub):
    hub.milestones = [
        ProjectMilestone(date=date(2020, 1, 1), text_ka="პირველი", text_en="First", state="reached", sort_order=0),
        ProjectMilestone(date=date(2021, 1, 1), text_ka="მეორე", text_en="Second", state="delayed", sort_order=1),
        ProjectMilestone(date=date(2020, 1, 1), text_ka="მესამე", text_en="Third", state="planned", sort_order=2),
    ]
    publish(hub)
    rows = [
        row.get_text(" ", strip=True).replace("\xa0", " ")
        for row in soup(client.get(hub.path_in("en"))).select(".milestones li")
    ]
    assert rows == [
        "1 January 2021 delayed Second",
        "1 January 2020 planned Third",
        "1 January 2020 reached First",
    ]


# --- organisations ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("register", "right", "wrong"),
    [
        (Register.GEORGIA, "123456789", "12345678"),
        (Register.NETHERLANDS, "12345678", "1234567a"),
        (Register.OECD, "41114", "UNDP"),
        (Register.OECD, "918-3", "918-"),
        (Register.IATI, "EC_NEAR", "EC NEAR"),
        (Register.LEI, "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R13"),
        (Register.ROR, "05a28rw58", "https://ror.org/05a28rw58"),
    ],
)
def test_the_form_of_a_number_is_checked(register, right, wrong):
    assert fault_of(register, right) == ""
    assert fault_of(register, wrong)


def test_no_two_organisations_share_a_number():
    first, second = Organisation.objects.all()[:2]
    OrganisationIdentifier.objects.create(organisation=first, register=Register.OECD, number="41114")
    twin = OrganisationIdentifier(organisation=second, register=Register.OECD, number=" 41114 ")
    with pytest.raises(ValidationError):
        twin.full_clean()


# --- how funders are named -------------------------------------------------------------------------------------------


@pytest.fixture
def eu(budgeting):
    organisation = Organisation.objects.get(acronym="EU")
    organisation.disclaimer_ka, organisation.disclaimer_en = "პასუხისმგებლობა", "Sole responsibility"
    organisation.responsible_ka, organisation.responsible_en = "რუსთავის მერია", "Rustavi City Hall"
    organisation.save()
    return organisation


def test_the_disclaimer_stands_on_the_project_and_on_its_announcements(client, budgeting, announcement, eu):
    for page in (budgeting, announcement):
        assert "ევროკავშირის ფინანსური მხარდაჭერით" in visible_text(client.get(page.path_in("ka")))
        text = visible_text(client.get(page.path_in("en")))
        assert "Sole responsibility Responsible for the contents: Rustavi City Hall" in text


def test_the_emblem_stands_beside_the_words_once_its_permission_is_noted(
    client, budgeting, announcement, eu, django_capture_on_commit_callbacks
):
    def shown(page):
        return soup(client.get(page.path_in("ka"))).select(".statement img")

    eu.logo = picture = Picture(title="emblem", alt_ka="ევროკავშირის ემბლემა")
    picture.file = ContentFile(samples.jpeg(size=(900, 600)), name="emblem.jpg")
    picture.save()
    eu.save()
    publish(budgeting)
    assert not shown(budgeting)
    with django_capture_on_commit_callbacks(execute=True):
        eu.logo_permission = "წერილი"
        eu.save()
    for page in (budgeting, announcement):
        (image,) = shown(page)
        assert (image["width"], image["height"]) == ("192", "128")
        assert image["alt"] == "ევროკავშირის ემბლემა"
        assert client.get(image["src"]).status_code == 200


def test_the_agreement_of_a_project_may_word_it_otherwise(client, budgeting, eu):
    row = budgeting.organisations.get(organisation=eu)
    row.disclaimer_ka = "სხვა სიტყვები"
    budgeting.organisations.add(row)
    publish(budgeting)
    english = visible_text(client.get(budgeting.path_in("en")))
    # Half of one text and half of another would be nobody's words.
    assert "სხვა სიტყვები" in english and "Sole responsibility" not in english
    assert "Rustavi City Hall" in english


@pytest.mark.parametrize(("by_organisation", "in_project", "binding"), [
    (True, "", True), (False, "", False), (True, "free", False), (False, "binding", True),
])  # fmt: skip
def test_whether_rules_are_binding(by_organisation, in_project, binding):
    row = ProjectOrganisation(organisation=Organisation(visibility_is_binding=by_organisation), binding=in_project)
    assert row.is_binding is binding
