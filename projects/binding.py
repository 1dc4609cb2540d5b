"""A funder's rules of visibility, held against what is written: statement, emblem, disclaimer, source of the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from bilingual import languages
from bilingual.concerns import Problem
from bilingual.text import is_empty

from .organisations import Organisation, Role
from .rows import ProjectOrganisation

if TYPE_CHECKING:
    from .models import ProjectPage


class Rule(StrEnum):
    STATEMENT = "statement"
    EMBLEM = "emblem"
    DISCLAIMER = "disclaimer"
    WORDING = "wording"


@dataclass(frozen=True)
class Breach:
    """What a funder's rule still lacks in one project. `message` is a sentence without the funder's name.

    `field` is a column of the project's row; "" for what is written at the organisation.
    """

    rule: Rule
    message: str
    field: str = ""


def funder_rows(project: ProjectPage) -> Iterator[tuple[int, ProjectOrganisation]]:
    """(place among all rows, row) of each funder, in the editor's order."""
    return ((number, row) for number, row in enumerate(project.organisations.all()) if row.role == Role.FUNDER)


def breaches(row: ProjectOrganisation, with_english: bool) -> list[Breach]:
    """Of every rule, whether binding or not. `with_english` says whether the project has an English page."""
    needed = languages.CODES if with_english else (languages.GEORGIAN,)
    found = [*_of_statement(row, needed), *_of_emblem(row.organisation), *_of_disclaimer(row, needed)]
    if not row.organisation.wording_source.strip():
        found.append(Breach(Rule.WORDING, _("The wording is to be confirmed by the city: no source of it is named.")))
    return found


def broken_binding_rules(project: ProjectPage) -> Iterator[Problem]:
    """What keeps a project from its readers. A wording without source is to be confirmed, but keeps nobody."""
    for _number, row in funder_rows(project):
        if row.is_binding:
            for breach in breaches(row, project.has_language(languages.ENGLISH)):
                if breach.rule != Rule.WORDING:
                    yield Problem(
                        _("The rules of %(funder)s are binding. %(breach)s")
                        % {"funder": row.organisation, "breach": breach.message},
                        field=breach.field,
                        row=row if breach.field else None,
                        address="" if breach.field else organisation_address(row.organisation),
                    )


def organisation_address(organisation: Organisation) -> str:
    """Of its form in the admin."""
    return reverse(organisation.snippet_viewset.get_url_name("edit"), args=[organisation.pk])


def _of_statement(row: ProjectOrganisation, needed: tuple[str, ...]) -> Iterator[Breach]:
    written, own = _words(row, "funding_statement")
    missing = {
        languages.GEORGIAN: _("The funding statement is missing in Georgian."),
        languages.ENGLISH: _("The funding statement is missing in English."),
    }
    for code in needed:
        if is_empty(written[code]):
            yield Breach(Rule.STATEMENT, missing[code], f"funding_statement_{code}" if own else "")


def _of_emblem(organisation: Organisation) -> Iterator[Breach]:
    if not organisation.logo_id:
        yield Breach(Rule.EMBLEM, _("Its emblem is missing."))
    elif not organisation.emblem:
        yield Breach(Rule.EMBLEM, _("The permission for its emblem is not noted, so the emblem is not shown."))


def _of_disclaimer(row: ProjectOrganisation, needed: tuple[str, ...]) -> Iterator[Breach]:
    written, own = _words(row, "disclaimer")
    if all(is_empty(text) for text in written.values()):
        return
    missing = {
        languages.GEORGIAN: _("The disclaimer is missing in Georgian."),
        languages.ENGLISH: _("The disclaimer is missing in English."),
    }
    nobody = {
        languages.GEORGIAN: _("The disclaimer names nobody as responsible in Georgian."),
        languages.ENGLISH: _("The disclaimer names nobody as responsible in English."),
    }
    responsible, own_responsible = _words(row, "responsible")
    for code in needed:
        if is_empty(written[code]):
            yield Breach(Rule.DISCLAIMER, missing[code], f"disclaimer_{code}" if own else "")
        if is_empty(responsible[code]):
            yield Breach(Rule.DISCLAIMER, nobody[code], f"responsible_{code}" if own_responsible else "")


def _words(row: ProjectOrganisation, name: str) -> tuple[dict[str, str | None], bool]:
    """(the text in each language, whether it is the project's own)."""
    record = row.who_words(name)
    return {code: getattr(record, f"{name}_{code}") for code in languages.CODES}, record is row
