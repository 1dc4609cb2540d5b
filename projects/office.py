"""What the office has to know of all its projects: which facts are missing, what is overdue, where money comes from."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bilingual import languages
from bilingual.text import text_of
from georgian.dates import format_date
from georgian.numbers import format_money

from .binding import Breach, Rule, breaches, funder_rows, organisation_address
from .doubts import has_achieved_results
from .models import ProjectPage
from .organisations import Organisation
from .rows import ProjectMilestone, ProjectOrganisation
from .status import STOPPED, Status

FACTS = ("budget_amount", "award_date", "start_date", "end_date", "place", "contact_name")


@dataclass(frozen=True)
class Finding:
    """What is to be done for one project; `address` is that of its editor."""

    title: str
    address: str
    lines: list[str]


@dataclass(frozen=True)
class Bar:
    """A row of a table and its bar. `share` is a percentage of the longest bar, with one decimal."""

    label: str
    amount: str
    projects: int
    share: str


@dataclass(frozen=True)
class Chart:
    """Sums of one currency: currencies are never added to each other, nor drawn on one scale."""

    caption: str
    bars: list[Bar]


@dataclass(frozen=True)
class FunderCheck:
    """One funder in one project; `cells` holds the breaches of each rule, in the order of Rule."""

    title: str
    address: str
    funder: Organisation
    funder_address: str
    is_binding: bool
    cells: list[list[Breach]]


def projects_with_record(projects) -> list[ProjectPage]:
    """With all that is asked here, in four queries."""
    rows = ("organisations", "expected_results", "milestones")
    return list(projects.defer_streamfields().prefetch_related(*rows).order_by("title", "pk"))


def missing_facts(projects: Iterable[ProjectPage]) -> list[Finding]:
    return _findings(projects, _missing)


def overdue(projects: Iterable[ProjectPage], today: datetime.date) -> list[Finding]:
    """Those that are stopped are never late."""
    return _findings(
        (project for project in projects if project.status_by_hand not in STOPPED),
        lambda project: _late(project, today),
    )


def charts(projects: list[ProjectPage]) -> list[Chart]:
    """Of the projects whose amounts are known, by funder, year and status."""
    funders = [(project, row) for project in projects for _number, row in funder_rows(project)]
    given = [(str(row.organisation), row.contribution, project.pk) for project, row in funders]
    # A funder that stands twice in a project does not double its budget.
    funded = dict.fromkeys((str(row.organisation), project.budget, project.pk) for project, row in funders)
    years = [(_year(project), project.budget, project.pk) for project in projects]
    states = [(_status(project), project.budget, project.pk) for project in projects]
    return [
        *_charts(_("Contributions by funder"), given),
        *_charts(_("Budgets of the projects by funder"), funded),
        *_charts(_("Budgets by year of the start"), years, in_order=sorted),
        *_charts(_("Budgets by status"), states),
    ]


def funder_checks(projects: Iterable[ProjectPage]) -> list[FunderCheck]:
    """Every project against the rules of each of its funders."""
    return [
        FunderCheck(
            _title(project),
            _address(project),
            row.organisation,
            organisation_address(row.organisation),
            row.is_binding,
            _by_rule(row, project.has_language(languages.ENGLISH)),
        )
        for project in projects
        for _number, row in funder_rows(project)
    ]


def _by_rule(row: ProjectOrganisation, with_english: bool) -> list[list[Breach]]:
    found = breaches(row, with_english)
    return [[breach for breach in found if breach.rule == rule] for rule in Rule]


def _findings(projects: Iterable[ProjectPage], look: Callable[[ProjectPage], Iterator[str]]) -> list[Finding]:
    found = [Finding(_title(project), _address(project), list(look(project))) for project in projects]
    return [finding for finding in found if finding.lines]


def _missing(project: ProjectPage) -> Iterator[str]:
    funders = list(funder_rows(project))
    if not funders:
        yield _("funder")
    for _number, row in funders:
        if not row.contribution:
            yield _("contribution of %(funder)s") % {"funder": row.organisation}
    known = {
        "end_date": project.agreed_last_day,
        "place": text_of(project, "place"),
        "contact_name": project.has_contact,
    }
    for name in FACTS:
        if not known.get(name, getattr(project, name, None)):
            yield str(ProjectPage._meta.get_field(name).verbose_name)
    if (project.budget_amount or any(row.contribution for row in project.roles)) and not text_of(
        project, "figures_source"
    ):
        yield str(ProjectPage._meta.get_field("figures_source").verbose_name)
    if not project.result_rows:
        yield _("expected results")
    if project.status == Status.COMPLETED and not has_achieved_results(project):
        yield _("achieved results")


def _late(project: ProjectPage, today: datetime.date) -> Iterator[str]:
    last = project.agreed_last_day
    if last and last < today and not project.actual_end_date:
        yield _("The agreed end has passed (%(day)s), and no actual end is written.") % {"day": _day(last)}
    if last and last < today and not has_achieved_results(project):
        yield _("The agreed end has passed (%(day)s), and no result is written as achieved.") % {"day": _day(last)}
    for row in project.milestones.all():
        if row.state == ProjectMilestone.State.PLANNED and row.date < today:
            yield _("The milestone “%(text)s” is still written as planned: %(day)s.") % {
                "text": text_of(row, "text"),
                "day": _day(row.date),
            }


def _charts(caption: str, amounts, in_order: Callable | None = None) -> list[Chart]:
    """A chart for each currency; the longest bar first, unless the labels have an order of their own."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    of: dict[tuple[str, str], set[int]] = defaultdict(set)
    for label, money, project in amounts:
        if money:
            sums[money[1]][label] += money[0]
            of[money[1], label].add(project)
    made = []
    for currency, by_label in sorted(sums.items()):
        labels = in_order(by_label) if in_order else sorted(by_label, key=lambda one: (-by_label[one], one))
        longest = max(by_label.values())
        bars = [
            Bar(
                label,
                format_money(by_label[label], currency, languages.active()),
                len(of[currency, label]),
                f"{100 * by_label[label] / longest:.1f}",
            )
            for label in labels
        ]
        made.append(Chart(f"{caption}, {currency}", bars))
    return made


def _year(project: ProjectPage) -> str:
    return str(project.opening_day.year) if project.opening_day else _("not known")


def _status(project: ProjectPage) -> str | Promise:
    return project.status.label if project.status else _("not known")


def _title(project: ProjectPage) -> str:
    return project.get_admin_display_title()


def _address(project: ProjectPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[project.pk])


def _day(day: datetime.date) -> str:
    return format_date(day, languages.active())
