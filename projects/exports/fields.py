"""The fields of the data, each with its meaning: what the files hold and what the page about them explains.

Names and order stay as they are: programs of other people rest on them. A new field is added at the end of its part.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Field:
    """`columns` are its columns in the CSV file, none for what stands in the JSON alone."""

    name: str
    meaning: Promise
    columns: tuple[str, ...] = ()


def _both(name: str, meaning: Promise, prefix: str = "") -> Field:
    return Field(name, meaning, (f"{prefix}{name}_ka", f"{prefix}{name}_en"))


def _same(name: str, meaning: Promise) -> Field:
    return Field(name, meaning, (name,))


# A text in both languages is {"ka": …, "en": …} in the JSON and two columns in the CSV; null or an empty cell is
# something that is not known.
PROJECT = (
    _same("id", _("Number of the project; it never changes.")),
    _both("url", _("Address of the project's page; the English one only where the page has English.")),
    _both("title", _("Official title.")),
    _both("short_title", _("Short title.")),
    _both("summary", _("What the project is, in two or three sentences.")),
    _same("status", _("planned, ongoing, completed, suspended or cancelled; nothing if it is not known.")),
    _same("award_date", _("Day on which the funder decided on the grant.")),
    _same("start_date", _("First day as agreed.")),
    _same("end_date", _("Last day as agreed; reckoned from the duration where that is what was agreed.")),
    _same("duration_months", _("Duration in months, where the agreement says it so.")),
    _same("actual_start_date", _("First day as it turned out, where it differs.")),
    _same("actual_end_date", _("Last day as it turned out.")),
    Field("budget", _("Total budget: exact amount and currency by ISO 4217."), ("budget_amount", "budget_currency")),
    _both("figures_source", _("Where the figures are taken from.")),
    _both("place", _("Where it happens.")),
    Field("organisations", _("Who takes part, in which role, with which contribution; in the CSV a file of its own.")),
    Field("objectives", _("What it sets out to do.")),
    Field("results", _("What was expected and what was achieved, with figures where they are known.")),
    Field("milestones", _("Steps with day and state: planned, reached, delayed or dropped.")),
    Field("files", _("Brochures and documents at their permanent addresses.")),
    _same("published", _("When the page was first published.")),
    _same("modified", _("When the page was last published.")),
)

ROLE = (
    _same("project_id", _("Number of the project.")),
    _same("organisation_id", _("Number of the organisation; it never changes.")),
    _same("role", _("funder, implementing, cooperation, partner or beneficiary.")),
    _both("name", _("Name of the organisation.")),
    _same("acronym", _("Its acronym.")),
    _same("kind", _("Kind of organisation.")),
    _same("identifiers", _("Its numbers in official registers, by the codes of org-id.guide.")),
    Field(
        "contribution",
        _("What it contributes: exact amount and currency."),
        ("contribution_amount", "contribution_currency"),
    ),
    _same("record_url", _("The project's address in the database of this funder.")),
)


def columns(fields: tuple[Field, ...]) -> list[str]:
    """The head of a CSV file."""
    return [column for field in fields for column in field.columns]
