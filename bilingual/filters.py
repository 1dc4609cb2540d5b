"""Filters of a list: in the address, without JavaScript, each with the number of what it would leave."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from .text import Text


@dataclass(frozen=True)
class Option:
    """One choice of a filter. `value` is what the address holds, `number` how much of the list it would leave."""

    value: str
    label: Text | str
    number: int
    chosen: bool = False


class Filter:
    """One question to a list. A room that has a list writes one class for each."""

    name = ""  # in the address
    label = ""

    def parse(self, written: str) -> Any:
        """The value behind what an address holds; None for what cannot be one."""
        raise NotImplementedError

    def apply(self, items: QuerySet, value: Any) -> QuerySet:
        """Those of the items that have this value."""
        raise NotImplementedError

    def options(self, items: QuerySet) -> list[tuple[Any, Text | str, int]]:
        """(value, label, number) of all values that occur among the items, in the order to show them."""
        raise NotImplementedError

    def label_of(self, value: Any) -> Text | str:
        """The words for a value that occurs in the list no more; empty for one that never could."""
        return str(value)


@dataclass(frozen=True)
class Field:
    """A filter as the form shows it."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Chip:
    """A value that was chosen, and the query of the same list without it."""

    label: Text | str
    query: str


@dataclass
class Filters:
    """What was asked of a list, and what is left of it. Nonsense in the address is ignored."""

    items: QuerySet
    fields: list[Field] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)

    @property
    def are_useful(self) -> bool:
        """Whether there is anything to choose from."""
        return bool(self.chips) or any(len(one.options) > 1 for one in self.fields)


def filtered(request, items: QuerySet, filters: Sequence[Filter]) -> Filters:
    """Reads the filters from the address of a request. The numbers of each count with all others applied."""
    chosen = {}
    for one in filters:
        value = one.parse(request.GET.get(one.name, "").strip())
        if value is not None and one.label_of(value):
            chosen[one.name] = value
    found = Filters(_applied(items, filters, chosen))
    for one in filters:
        others = {name: value for name, value in chosen.items() if name != one.name}
        value = chosen.get(one.name)
        options = [
            Option(str(known), label, number, chosen=known == value)
            for known, label, number in one.options(_applied(items, filters, others))
        ]
        if value is not None:
            if not any(option.chosen for option in options):
                options.append(Option(str(value), one.label_of(value), 0, chosen=True))
            label = next(option.label for option in options if option.chosen)
            found.chips.append(Chip(label, urlencode(others)))
        found.fields.append(Field(one.name, one.label, options))
    return found


def _applied(items: QuerySet, filters: Sequence[Filter], chosen: dict[str, Any]) -> QuerySet:
    for one in filters:
        if one.name in chosen:
            items = one.apply(items, chosen[one.name])
    return items


def year_in(written: str) -> int | None:
    """A year of four digits, or None."""
    return int(written) if re.fullmatch("[1-9][0-9]{3}", written) else None


def number_in(written: str) -> int | None:
    """A positive number that a database takes for an id, or None."""
    return int(written) if re.fullmatch("[0-9]{1,15}", written) else None
