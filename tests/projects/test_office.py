"""The reports of the office: what is missing, what is overdue, where the money comes from, how funders are named."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects import office_reports
from projects.models import Organisation, ProjectMilestone, ProjectOrganisation, ProjectPage, ProjectResult
from projects.office import charts, missing_facts, overdue
from projects.organisations import Role
from rustavi_site.first_content.build import publish
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db
REPORTS = ["record_report", "funder_rules_report"]
TODAY = date(2026, 5, 1)


def project_of(funder=None, amount=None, currency="EUR", **facts) -> ProjectPage:
    page = ProjectPage(pk=facts.pop("pk", 99), title="პროექტი", **facts)
    if funder:
        known = Decimal(amount) if amount else None
        page.organisations = [
            ProjectOrganisation(
                organisation=funder,
                role=Role.FUNDER,
                contribution_amount=known,
                contribution_currency=currency if amount else "",
            )
        ]
    return page


def lines(findings) -> list[str]:
    return [line for finding in findings for line in finding.lines]


@pytest.mark.parametrize(
    ("name", "title"), [("record_report", "პროექტების მონაცემები"), ("funder_rules_report", "დამფინანსებლების წესები")]
)
def test_the_reports_stand_in_the_menu_and_open(editor_client, name, title):
    page = editor_client.get(reverse(name))
    assert title in soup(page).select_one(".w-breadcrumbs, [data-controller~=w-breadcrumbs]").get_text()
    assert reverse(name) in editor_client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("name", REPORTS)
def test_a_stranger_sees_none(client, name):
    assert client.get(reverse(name)).status_code == 302


def test_the_facts_that_the_city_has_not_told_are_named(editor_client, hub):
    text = visible_text(editor_client.get(reverse("record_report")))
    assert str(hub.heading) in text
    assert "ბიუჯეტი" in lines(missing_facts([hub])) and "დაწყების თარიღი" in lines(missing_facts([hub]))


def test_a_fact_that_is_known_is_not_missing():
    page = project_of(
        Organisation.objects.first(),
        "5",
        budget_amount=Decimal(5),
        budget_currency="EUR",
        award_date=date(2020, 1, 1),
        start_date=date(2020, 1, 1),
        duration_months=3,
        place_ka="ცენტრი",
        figures_source_ka="ხელშეკრულება",
        contact_email="a@example.org",
    )
    assert lines(missing_facts([page])) == ["მოსალოდნელი შედეგები", "მიღწეული შედეგები"]
    page = project_of(Organisation.objects.first(), "5", budget_amount=Decimal(5))
    page.expected_results = [ProjectResult(text_ka="ა", achieved_figure=Decimal(1))]
    assert "მოსალოდნელი შედეგები" not in lines(missing_facts([page]))


def test_what_is_overdue():
    page = project_of(end_date=date(2026, 4, 30))
    page.milestones = [
        ProjectMilestone(date=date(2026, 4, 1), text_ka="ნაბიჯი", state="planned"),
        ProjectMilestone(date=date(2026, 4, 1), text_ka="სხვა", state="reached"),
        ProjectMilestone(date=TODAY, text_ka="დღევანდელი", state="planned"),
    ]
    end, results, milestone = lines(overdue([page], TODAY))
    assert "2026 წლის 30\N{NO-BREAK SPACE}აპრილი" in end and "ფაქტობრივი" in end
    assert "მიღწეული" in results and "„ნაბიჯი“" in milestone
    page.actual_end_date, page.milestones = date(2026, 4, 30), []
    page.expected_results = [ProjectResult(achieved_ka="მიღწეული")]
    assert overdue([page], TODAY) == []
    assert overdue([project_of(end_date=TODAY)], TODAY) == []
    assert overdue([project_of(end_date=date(2020, 1, 1), status_by_hand="cancelled")], TODAY) == []


def test_money_is_added_exactly_and_by_currency():
    one, other = Organisation.objects.all()[:2]
    projects = [
        project_of(one, "0.10", pk=1, budget_amount=Decimal("0.10"), budget_currency="EUR"),
        project_of(one, "0.20", pk=2, budget_amount=Decimal("9999999999999.99"), budget_currency="EUR"),
        project_of(other, "0.15", pk=3),
        project_of(one, "7", "GEL", pk=4, start_date=date(2020, 1, 1), budget_amount=Decimal(7), budget_currency="GEL"),
    ]
    found = {chart.caption: chart.bars for chart in charts(projects)}
    first, second = found["შენატანები დამფინანსებლების მიხედვით, EUR"]
    assert (first.label, first.amount, first.projects, first.share) == (str(one), "0,30\xa0€", 2, "100.0")
    assert (second.label, second.share) == (str(other), "50.0")
    (lari,) = found["შენატანები დამფინანსებლების მიხედვით, GEL"]
    assert lari.amount == "7,00\xa0₾"
    (unknown,) = found["ბიუჯეტები დაწყების წლის მიხედვით, EUR"]
    assert unknown.amount.replace("\xa0", " ") == "10 000 000 000 000,09 €"
    assert [bar.label for bar in found["ბიუჯეტები დაწყების წლის მიხედვით, GEL"]] == ["2020"]


def test_each_bar_stands_in_a_row_that_says_the_same(editor_client, budgeting):
    document = soup(editor_client.get(reverse("record_report")))
    for table in document.select(".office-chart"):
        assert table.caption.get_text()
        for row in table.select("tbody tr"):
            assert row.th["scope"] == "row" and row.svg["aria-hidden"] == "true"
    assert "416\xa0665,00\xa0€" in document.select_one(".office").parent.get_text()
    assert not document.select("main [style]")


def test_each_project_stands_against_the_rules_of_its_funders(editor_client, budgeting):
    Organisation.objects.filter(acronym="EU").update(visibility_is_binding=True, wording_source="წერილი")
    rows = {
        row.th.get_text(): [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in soup(editor_client.get(reverse("funder_rules_report"))).select(".office-rules tbody tr")
    }
    funder, statement, emblem, disclaimer, wording = rows[budgeting.get_admin_display_title()]
    assert funder.endswith(" სავალდებულო")
    assert (statement, disclaimer, wording) == ("წესრიგშია",) * 3
    assert emblem == "აკლია მისი ემბლემა."


def test_a_long_list_stands_on_several_pages(editor_client, monkeypatch, hub, budgeting):
    monkeypatch.setattr(office_reports, "AT_ONCE", 1)

    def named(address: str, **query: str) -> list[str]:
        rows = soup(editor_client.get(reverse(address), query)).select("tbody th[scope=row] a")
        return [row.get_text() for row in rows]

    both = sorted([str(budgeting.title), str(hub.title)])
    assert [named("record_report", missing=page)[1] for page in ("1", "2")] == both
    # The other list stays where it was, and what is no page leads to one.
    assert named("record_report", missing="2")[0] == str(budgeting.title)
    assert named("record_report", missing="x")[1] == both[0] and named("record_report", missing="99")[1] == both[1]


@pytest.mark.parametrize("name", REPORTS)
def test_more_projects_ask_no_more_queries(editor_client, projects, name):
    def queries() -> int:
        editor_client.get(reverse(name))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            editor_client.get(reverse(name))
        return len(captured)

    before = queries()
    for number in range(3):
        page = ProjectPage(title=f"პროექტი {number}", title_en=f"Project {number}", summary_ka="ა", summary_en="a")
        page.organisations = [ProjectOrganisation(organisation=Organisation.objects.first(), role=Role.FUNDER)]
        page.milestones = [ProjectMilestone(date=date(2020, 1, 1), text_ka="ა", text_en="a")]
        projects.add_child(instance=page)
        publish(page)
    assert queries() == before
