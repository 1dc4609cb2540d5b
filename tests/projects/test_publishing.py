"""What keeps the record of a project from its readers, and what only asks for a tick."""

from datetime import date
from decimal import Decimal

import pytest

from bilingual.gate import accept, judge_for_publishing, publishing_problems, publishing_warnings
from images.models import Picture
from projects.models import Organisation, ProjectMilestone, ProjectOrganisation, ProjectPage, ProjectResult
from projects.organisations import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def funder() -> Organisation:
    """One whose rules are binding and all kept."""
    return Organisation.objects.create(
        name_ka="ფონდი",
        name_en="Fund",
        visibility_is_binding=True,
        funding_statement_ka="ფონდის მხარდაჭერით",
        funding_statement_en="With the support of the Fund",
        disclaimer_ka="პასუხისმგებლობა",
        disclaimer_en="Responsibility",
        responsible_ka="რუსთავის მერია",
        responsible_en="Rustavi City Hall",
        logo=Picture.objects.create(
            title="emblem", file="emblem.png", width=9, height=9, alt_ka="ემბლემა", alt_en="Emblem"
        ),
        logo_permission="წერილი",
    )


def project_of(*rows: ProjectOrganisation, **facts) -> ProjectPage:
    page = ProjectPage(**{"title": "ა", "title_en": "a", "summary_ka": "ბ", "summary_en": "b"} | facts)
    page.organisations = list(rows)
    return page


def funded_by(funder, **values) -> ProjectOrganisation:
    return ProjectOrganisation(organisation=funder, role=Role.FUNDER, **values)


def messages(concerns) -> list[str]:
    return [concern.message.replace("\N{NO-BREAK SPACE}", " ") for concern in concerns]


# --- rules of funders ------------------------------------------------------------------------------------------------


def test_a_funder_whose_rules_are_kept_keeps_nobody(funder):
    assert publishing_problems(project_of(funded_by(funder))) == []


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("funding_statement_ka", "მითითება დაფინანსების შესახებ ქართულად"),
        ("funding_statement_en", "მითითება დაფინანსების შესახებ ინგლისურად"),
        ("logo", "ემბლემა"),
        ("logo_permission", "ნებართვა"),
        ("disclaimer_ka", "განცხადება პასუხისმგებლობის შესახებ ქართულად"),
        ("disclaimer_en", "განცხადება პასუხისმგებლობის შესახებ ინგლისურად"),
        ("responsible_ka", "პასუხისმგებელი"),
        ("responsible_en", "პასუხისმგებელი"),
    ],
)
def test_what_a_binding_rule_lacks_is_named_and_mended_at_the_organisation(funder, missing, said):
    setattr(funder, missing, None if missing == "logo" else "")
    (problem,) = publishing_problems(project_of(funded_by(funder)))
    assert "ფონდი" in problem.message and said in problem.message
    assert problem.address.endswith(f"/edit/{funder.pk}/")
    assert publishing_problems(project_of(funded_by(funder, binding="free"))) == []
    assert publishing_problems(project_of(ProjectOrganisation(organisation=funder, role=Role.PARTNER))) == []


def test_a_page_without_english_needs_no_english_words(funder):
    funder.funding_statement_en = funder.disclaimer_en = funder.responsible_en = ""
    page = project_of(funded_by(funder), title_en="", summary_en="")
    assert publishing_problems(page) == []
    page.title_en = "a"
    assert len(publishing_problems(page)) == 3


def test_words_of_the_project_are_mended_in_its_row(funder):
    row = funded_by(funder, funding_statement_ka="სხვა სიტყვები")
    (problem,) = publishing_problems(project_of(row))
    assert (problem.field, problem.row, problem.address) == ("funding_statement_en", row, "")


def test_without_a_disclaimer_nobody_need_be_responsible(funder):
    funder.disclaimer_ka = funder.disclaimer_en = funder.responsible_ka = funder.responsible_en = ""
    assert publishing_problems(project_of(funded_by(funder))) == []


# --- money -----------------------------------------------------------------------------------------------------------


def warned(page) -> list[str]:
    return messages(publishing_warnings(page))


def paid(funder, amount, currency="EUR", role=Role.FUNDER):
    known = None if amount is None else Decimal(amount)
    return ProjectOrganisation(
        organisation=funder, role=role, contribution_amount=known, contribution_currency=currency if amount else ""
    )


@pytest.mark.parametrize(
    ("contributions", "is_warned"),
    [
        ([("100.10", "EUR"), ("0.20", "EUR")], False),
        ([("100.10", "EUR"), ("0.19", "EUR")], True),
        ([("100.31", "EUR")], True),
        ([("50", "EUR"), (None, "")], False),
        # The rest may be what is given in the other currency; more than the whole it cannot be.
        ([("50", "EUR"), ("100", "GEL")], False),
        ([("100.31", "EUR"), ("1", "GEL")], True),
        ([], False),
    ],
)
def test_contributions_add_up_to_the_budget_of_their_currency(funder, contributions, is_warned):
    rows = [paid(funder, amount, currency) for amount, currency in contributions]
    page = project_of(*rows, budget_amount=Decimal("100.30"), budget_currency="EUR")
    found = [message for message in warned(page) if "შენატან" in message]
    assert len(found) == is_warned
    if is_warned:
        total = sum(Decimal(amount) for amount, currency in contributions if currency == "EUR")
        assert f"{total:.2f} €".replace(".", ",") in found[0] and "100,30 €" in found[0]


def test_the_citys_own_share_counts(funder):
    rows = [paid(funder, "60"), paid(funder, "40", role=Role.IMPLEMENTING)]
    assert warned(project_of(*rows, budget_amount=Decimal(100), budget_currency="EUR")) == []


# --- dates -----------------------------------------------------------------------------------------------------------

PERIOD = {"start_date": date(2020, 3, 1), "end_date": date(2120, 2, 28)}


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"award_date": date(2020, 2, 1)}, None),
        ({"award_date": date(2020, 3, 2)}, ("2020 წლის 2 მარტი", "2020 წლის 1 მარტი")),
        ({"actual_start_date": date(2020, 2, 28)}, ("2020 წლის 28 თებერვალი", "2020 წლის 1 მარტი")),
        ({"actual_start_date": date(2020, 3, 20)}, None),
        (
            {"end_date": date(2020, 4, 1), "actual_start_date": date(2020, 4, 2), "status_by_hand": "suspended"},
            ("2020 წლის 2 აპრილი", "2020 წლის 1 აპრილი"),
        ),
    ],
)
def test_dates_out_of_order_are_named(facts, days):
    found = warned(project_of(**PERIOD | facts))
    assert len(found) == bool(days)
    if days:
        assert all(day in found[0] for day in days)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"status_by_hand": "completed", "end_date": date(2120, 2, 28)}, "ჯერ არ დასრულებულა"),
        ({"status_by_hand": "planned", "start_date": date(2020, 3, 1)}, "დაგეგმილი აღარ არის"),
        ({"status_by_hand": "ongoing", "end_date": date(2120, 2, 28)}, ""),
        ({"status_by_hand": "completed"}, ""),
    ],
)
def test_a_status_that_its_dates_belie_is_not_published(facts, said):
    problems = publishing_problems(project_of(**facts))
    assert [problem.field for problem in problems] == ["status_by_hand"] * bool(said)
    assert all(said in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("day", "bound"),
    [
        (date(2020, 1, 31), "2020 წლის 1 თებერვალი"),
        (date(2121, 1, 1), "2120 წლის 28 თებერვალი"),
        (date(2020, 2, 1), ""),
    ],
)
def test_a_milestone_lies_within_the_project(day, bound):
    page = project_of(**PERIOD, award_date=date(2020, 2, 1))
    page.milestones = [ProjectMilestone(date=day, text_ka="ნაბიჯი", text_en="Step")]
    found = publishing_warnings(page)
    assert len(found) == bool(bound)
    if bound:
        assert bound in messages(found)[0] and messages(found)[0].startswith("ეტაპი 1: ")
        assert (found[0].field, found[0].row) == ("date", page.milestones.all()[0])


# --- results ---------------------------------------------------------------------------------------------------------


def test_a_completed_project_tells_what_it_achieved():
    page = project_of(start_date=date(2016, 3, 1), duration_months=24)
    page.expected_results = [ProjectResult(text_ka="მოსალოდნელი", text_en="Expected")]
    (warning,) = publishing_warnings(page)
    assert warning.field == "expected_results" and "დასრულებულია" in warning.message
    accept(page, [warning], by="editor")
    assert not judge_for_publishing(page).refuses
    page.accepted_warnings = []
    page.expected_results = [ProjectResult(achieved_ka="მიღწეული", achieved_en="Achieved")]
    assert publishing_warnings(page) == []


def test_a_tick_holds_only_for_the_values_it_was_given_for(funder):
    page = project_of(paid(funder, "50"), budget_amount=Decimal(100), budget_currency="EUR")
    accept(page, publishing_warnings(page), by="editor")
    assert not judge_for_publishing(page).refuses
    page.budget_amount = Decimal(101)
    assert judge_for_publishing(page).refuses
