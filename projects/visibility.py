"""How a funder wants to be named: its statement, its emblem, its disclaimer.

Every funder words this in its own agreement, so all of it is written by the office: at the organisation, and on the
row of a project whose agreement words it otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bilingual.text import Text, text_of
from images.models import Picture

from .organisations import Organisation, Role
from .rows import ProjectOrganisation


@dataclass(frozen=True)
class FunderVisibility:
    """Of one funder in one project; texts are falsy where there are none. `emblem` is one that we may show."""

    organisation: Organisation
    statement: Text
    disclaimer: Text
    responsible: Text
    emblem: Picture | None
    is_binding: bool
    # The projects that it pays for, by their short names, on a page that is about others too.
    projects: tuple[Text, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.statement or self.disclaimer or self.emblem)

    @property
    def shown_texts(self) -> list[Text]:
        """What stands on a page."""
        emblem = [text_of(self.emblem, "alt")] if self.emblem else []
        return [self.statement, self.disclaimer, self.responsible, *emblem]


def funders_visibility(rows: Iterable[ProjectOrganisation]) -> list[FunderVisibility]:
    """Of the funders among the rows of a project, in their order; one that says nothing is left out."""
    found = [
        FunderVisibility(
            organisation=row.organisation,
            statement=text_of(row.who_words("funding_statement"), "funding_statement"),
            disclaimer=text_of(row.who_words("disclaimer"), "disclaimer"),
            responsible=text_of(row.who_words("responsible"), "responsible"),
            emblem=row.organisation.emblem,
            is_binding=row.is_binding,
        )
        for row in rows
        if row.role == Role.FUNDER
    ]
    return [one for one in found if one]
