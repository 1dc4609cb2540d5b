"""Facts of a project that are unlikely to be right together. Somebody may know better, so they only ask for a tick."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bilingual import languages
from bilingual.concerns import PublishingWarning, key_of
from bilingual.judging import place_of
from bilingual.text import is_empty
from georgian.dates import format_date
from georgian.numbers import format_money

from .organisations import Role
from .status import Status

if TYPE_CHECKING:
    from .models import ProjectPage


def doubtful_facts(project: ProjectPage) -> list[PublishingWarning]:
    """Of its money, its dates and its results."""
    return [*_of_money(project), *_of_dates(project), *_of_milestones(project), *_of_results(project)]


def has_achieved_results(project: ProjectPage) -> bool:
    """Whether any result is written as achieved, in words or as a figure."""
    return any(
        row.achieved_figure is not None or not (is_empty(row.achieved_ka) and is_empty(row.achieved_en))
        for row in project.expected_results.all()
    )


def _of_money(project: ProjectPage) -> Iterator[PublishingWarning]:
    rows = project.organisations.all()
    funders = [row for row in rows if row.role == Role.FUNDER]
    budget, currency = project.budget_amount, project.budget_currency
    if budget is None or not currency or not funders or not all(row.contribution for row in funders):
        return
    known = [row.contribution for row in rows if row.contribution]
    same = [amount for amount, code in known if code == currency]
    total = sum(same, Decimal(0))
    # What is missing in one currency may be what is given in another.
    only_too_much_is_wrong = len(same) < len(known)
    if total > budget or (total < budget and not only_too_much_is_wrong):
        written = languages.active()
        yield PublishingWarning(
            _("The contributions add up to %(total)s, the budget is %(budget)s.")
            % {
                "total": format_money(total, currency, written),
                "budget": format_money(budget, currency, written),
            },
            field="budget_amount",
            key=key_of("contributions", total, budget, currency),
        )


def _of_dates(project: ProjectPage) -> Iterator[PublishingWarning]:
    start = project.opening_day
    if project.award_date and start and project.award_date > start:
        yield _order(
            _("The grant was awarded on %(one)s, after the start on %(other)s."),
            project.award_date,
            start,
            "award_date",
        )
    actual = project.actual_start_date
    if actual and project.start_date and actual < project.start_date:
        yield _order(
            _("The project actually started on %(one)s, before the agreed start on %(other)s."),
            actual,
            project.start_date,
            "actual_start_date",
        )
    if actual and project.agreed_last_day and actual > project.agreed_last_day:
        yield _order(
            _("The project actually started on %(one)s, after the agreed end on %(other)s."),
            actual,
            project.agreed_last_day,
            "actual_start_date",
        )


def _order(sentence: str, one: datetime.date, other: datetime.date, field: str) -> PublishingWarning:
    days = {"one": format_date(one, languages.active()), "other": format_date(other, languages.active())}
    return PublishingWarning(sentence % days, field=field, key=key_of(field, one, other))


def _of_milestones(project: ProjectPage) -> Iterator[PublishingWarning]:
    # From the award, because an agreement is signed before its project starts.
    first = min(filter(None, [project.award_date, project.start_date, project.actual_start_date]), default=None)
    last = max(filter(None, [project.agreed_last_day, project.actual_end_date]), default=None)
    for number, row in enumerate(project.milestones.all()):
        if not row.date:
            continue
        if first and row.date < first:
            sentence, bound = _("%(date)s lies before the project, which begins on %(bound)s."), first
        elif last and row.date > last:
            sentence, bound = _("%(date)s lies after the project, which ends on %(bound)s."), last
        else:
            continue
        days = {"date": format_date(row.date, languages.active()), "bound": format_date(bound, languages.active())}
        yield PublishingWarning(
            f"{place_of(row, number)}: {sentence % days}",
            field="date",
            row=row,
            key=key_of("milestone", row.text_ka, row.date, bound),
        )


def _of_results(project: ProjectPage) -> Iterator[PublishingWarning]:
    if project.status == Status.COMPLETED and not has_achieved_results(project):
        yield PublishingWarning(
            _("The project is completed, but no result is written as achieved."),
            field="expected_results",
            key=key_of("no results achieved"),
        )
