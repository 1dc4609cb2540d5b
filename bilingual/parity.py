"""Whether the Georgian and the English text name the same facts.

A difference is a warning for the editor, never an error: only a person can tell whether it is one.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from georgian.figures import Figure, figures, months_named, number_words

from . import languages
from .contents import Contents, contents_of


class Kind(StrEnum):
    NUMBER = "number"
    UNIT = "unit"
    MONTH = "month"
    TIME = "time"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    HEADINGS = "headings"
    LISTS = "lists"
    TABLES = "tables"
    PICTURES = "pictures"
    DOCUMENTS = "documents"


@dataclass(frozen=True)
class Difference:
    """What each language says as it stands there; "" where it says nothing of the kind."""

    kind: Kind
    georgian: str
    english: str

    @property
    def key(self) -> str:
        """The same as long as both sides say the same: what "right as it is" is remembered by."""
        return hashlib.sha256(f"{self.kind}\n{self.georgian}\n{self.english}".encode()).hexdigest()[:16]


def differences(georgian: Any, english: Any) -> list[Difference]:
    """Between the two values of one field: texts, rich texts or bodies. None where one of them is empty."""
    left, right = contents_of(georgian), contents_of(english)
    if not (left and right):
        return []
    return [
        *_figures(left.text, right.text),
        *_unmatched(Kind.EMAIL, left.emails, right.emails),
        *_unmatched(Kind.LINK, left.links, right.links),
        *_structure(left, right),
    ]


def _figures(georgian: str, english: str) -> list[Difference]:
    left, right = figures(georgian, languages.GEORGIAN), figures(english, languages.ENGLISH)
    found = []
    for kind in (Kind.NUMBER, Kind.MONTH, Kind.TIME, Kind.PHONE):
        ours = [figure for figure in left if figure.kind == kind]
        theirs = [figure for figure in right if figure.kind == kind]
        missing = _without_counterpart(ours, theirs, _loosely(kind, english, languages.ENGLISH))
        extra = _without_counterpart(theirs, ours, _loosely(kind, georgian, languages.GEORGIAN))
        found += _pairs(kind, [figure.shown for figure in missing], [figure.shown for figure in extra])
        if kind == Kind.NUMBER:
            found += _units(ours, theirs)
    return found


def _loosely(kind: Kind, text: str, language: str) -> set[Decimal]:
    """What a text says in other words: two for 2, and a May that is perhaps a verb."""
    if kind == Kind.NUMBER:
        return number_words(text, language)
    return months_named(text, language) if kind == Kind.MONTH else set()


def _without_counterpart(figures: list[Figure], others: list[Figure], loosely: set[Decimal]) -> list[Figure]:
    known = set().union(*(other.values for other in others)) | loosely
    unique = {figure.values: figure for figure in reversed(figures)}
    return [figure for figure in figures if unique.get(figure.values) is figure and not figure.values & known]


def _units(georgian: list[Figure], english: list[Figure]) -> list[Difference]:
    """Of the same number in another currency."""
    found = []
    for figure in georgian:
        others = [other for other in english if other.values & figure.values]
        units = {other.unit for other in others if other.unit}
        if figure.unit and units and figure.unit not in units:
            found.append(Difference(Kind.UNIT, figure.shown, others[0].shown))
    return list(dict.fromkeys(found))


def _unmatched(kind: Kind, georgian: list[str], english: list[str]) -> list[Difference]:
    missing = [value for value in dict.fromkeys(georgian) if value not in english]
    extra = [value for value in dict.fromkeys(english) if value not in georgian]
    return _pairs(kind, missing, extra)


def _structure(left: Contents, right: Contents) -> list[Difference]:
    found = []
    for kind, ours, theirs in (
        (Kind.HEADINGS, len(left.headings), len(right.headings)),
        (Kind.LISTS, _numbers(left.lists), _numbers(right.lists)),
        (Kind.TABLES, _tables(left.tables), _tables(right.tables)),
        (Kind.PICTURES, len(left.pictures), len(right.pictures)),
        (Kind.DOCUMENTS, len(left.documents), len(right.documents)),
    ):
        if ours != theirs:
            found.append(Difference(kind, str(ours), str(theirs)))
    return found


def _numbers(lengths: Iterable[int]) -> str:
    return ", ".join(map(str, lengths))


def _tables(tables: Iterable[tuple[int, int]]) -> str:
    return ", ".join(f"{rows} × {columns}" for rows, columns in tables)


def _pairs(kind: Kind, georgian: list[str], english: list[str]) -> list[Difference]:
    return [Difference(kind, ours, theirs) for ours, theirs in zip_longest(georgian, english, fillvalue="")]
