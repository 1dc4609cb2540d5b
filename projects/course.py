"""What a project was to bring, what it brought, and its steps on the way, as readers see them."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from bilingual import languages
from bilingual.text import Text, text_of
from georgian.numbers import format_number

from .rows import ProjectMilestone


@dataclass(frozen=True)
class Result:
    """A result; each text is falsy where it is not known. Figures are written for the active language, or ""."""

    expected: Text
    achieved: Text
    expected_figure: str
    achieved_figure: str
    unit: Text

    @property
    def shown_texts(self) -> list[Text]:
        """What stands on the page: the word for what is counted only beside a figure."""
        counted = [self.unit] if self.expected_figure or self.achieved_figure else []
        return [self.expected, self.achieved, *counted]


@dataclass(frozen=True)
class Milestone:
    date: datetime.date
    text: Text
    state: ProjectMilestone.State


def results(project) -> list[Result]:
    """In the editor's order; a row of which nothing can be read is left out."""
    found = [
        Result(
            text_of(row, "text"),
            text_of(row, "achieved"),
            _figure(row.expected_figure),
            _figure(row.achieved_figure),
            text_of(row, "unit"),
        )
        for row in project.result_rows
    ]
    return [result for result in found if result.expected or result.achieved]


def results_heading(project) -> str:
    """What stands above the results: as long as nothing was achieved they are expected ones."""
    return _("Results") if any(result.achieved for result in project.results) else _("Expected results")


def milestones(project) -> list[Milestone]:
    """Latest first; those of one day in the reverse of the editor's order, so that the last one written leads."""
    rows = sorted(project.milestone_rows, key=lambda row: row.date)[::-1]
    return [
        Milestone(row.date, text, ProjectMilestone.State(row.state)) for row in rows if (text := text_of(row, "text"))
    ]


def _figure(figure: Decimal | None) -> str:
    """Without the zeros that the column keeps: 120.00 is 120."""
    if figure is None:
        return ""
    return format_number(Decimal(f"{figure.normalize():f}"), languages.active())
