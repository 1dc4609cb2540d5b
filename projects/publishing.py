"""Facts of a project that contradict each other or say nothing. A draft may hold them; readers never see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Orderable

from bilingual.concerns import Problem
from bilingual.judging import place_of
from bilingual.text import is_empty

from .status import Status

if TYPE_CHECKING:
    from .models import ProjectPage


def contradictory_facts(project: ProjectPage) -> list[Problem]:
    """Of its dates, its status, its money and its results."""
    return [*_of_dates(project), *_of_status(project), *_of_money(project), *_of_results(project)]


def _of_dates(project: ProjectPage) -> Iterator[Problem]:
    if project.end_date and project.duration_months:
        yield Problem(_("Give either the end date or the duration, not both."), field="duration_months")
    for start, end in (("start_date", "end_date"), ("actual_start_date", "actual_end_date")):
        first, last = getattr(project, start), getattr(project, end)
        if first and last and last < first:
            yield Problem(_("The project would end before it starts."), field=end)
    for name in ("actual_start_date", "actual_end_date", "award_date"):
        if (day := getattr(project, name)) and day > timezone.localdate():
            yield Problem(_("This has not happened yet: the date lies in the future."), field=name)


def _of_status(project: ProjectPage) -> Iterator[Problem]:
    """Where the status by hand is belied by the one date that is known, readers are shown none."""
    if project.status is None and project.status_by_hand == Status.COMPLETED:
        yield Problem(
            _("The project has not ended by its end date. Leave the status empty: the page tells it by itself then."),
            field="status_by_hand",
        )
    elif project.status is None and project.status_by_hand == Status.PLANNED:
        yield Problem(_("By its start date the project has begun, so it is no longer planned."), field="status_by_hand")


def _of_money(project: ProjectPage) -> Iterator[Problem]:
    if project.budget_amount is not None and not project.budget_currency:
        yield Problem(_("An amount needs its currency."), field="budget_currency")
    for number, row in enumerate(project.organisations.all()):
        if row.contribution_amount is not None and not row.contribution_currency:
            yield _of_row(row, number, "contribution_currency", _("An amount needs its currency."))


def _of_results(project: ProjectPage) -> Iterator[Problem]:
    for number, row in enumerate(project.expected_results.all()):
        if is_empty(row.text_ka) and is_empty(row.achieved_ka):
            yield _of_row(row, number, "text_ka", _("Write what is expected, or what was achieved."))


def _of_row(row: Orderable, number: int, field: str, message: str) -> Problem:
    return Problem(f"{place_of(row, number)}: {message}", field=field, row=row)
