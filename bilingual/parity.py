"""Whether the Georgian and the English text name the same facts.

A difference is a warning for the editor, never an error: only a person can tell whether it is one.
"""

import hashlib
from collections import Counter
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
    EMPTY_CELLS = "empty_cells"
    PICTURES = "pictures"
    DOCUMENTS = "documents"


@dataclass(frozen=True)
class Difference:
    """What each language says as it stands there; "" where it says nothing of the kind. Where both say the same, but
    not as often, `times` says how often each does."""

    kind: Kind
    georgian: str
    english: str
    times: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """The same as long as both sides say the same: what "right as it is" is remembered by."""
        said = [self.kind, self.georgian, self.english, *(self.times or ())]
        return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()[:16]


def differences(georgian: Any, english: Any) -> list[Difference]:
    """Between the two values of one field: texts, rich texts or bodies. None where one of them is empty."""
    left, right = contents_of(georgian), contents_of(english)
    if not (left and right):
        return []
    return [
        *_figures(left.text, right.text),
        *_unmatched(Kind.EMAIL, left.counted(left.emails), right.counted(right.emails)),
        *_unmatched(Kind.LINK, left.counted(left.links), right.counted(right.links)),
        *_structure(left, right),
    ]


def _figures(georgian: str, english: str) -> list[Difference]:
    left, right = figures(georgian, languages.GEORGIAN), figures(english, languages.ENGLISH)
    found = []
    for kind in (Kind.NUMBER, Kind.MONTH, Kind.TIME, Kind.PHONE):
        ours = [figure for figure in left if figure.kind == kind]
        theirs = [figure for figure in right if figure.kind == kind]
        in_words = (
            _loosely(kind, georgian, languages.GEORGIAN),
            _loosely(kind, english, languages.ENGLISH),
        )
        missing = _without_counterpart(ours, theirs, in_words[1])
        extra = _without_counterpart(theirs, ours, in_words[0])
        found += _pairs(kind, [figure.shown for figure in missing], [figure.shown for figure in extra])
        for both in _same_values(ours, theirs):
            found += _of_one_value(kind, both, set().union(*in_words))
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


def _same_values(georgian: list[Figure], english: list[Figure]) -> list[tuple[list[Figure], list[Figure]]]:
    """For each value that both languages name: the figures that name it."""
    groups: list[tuple[set, list[Figure], list[Figure]]] = []
    for side, figures_of_side in enumerate((georgian, english)):
        for figure in figures_of_side:
            same = [group for group in groups if group[0] & figure.values]
            # One that may be read in two ways joins those of both.
            merged = (set(figure.values).union(*(group[0] for group in same)), [], [])
            for group in same:
                merged[1].extend(group[1])
                merged[2].extend(group[2])
            merged[1 + side].append(figure)
            groups = [*(group for group in groups if group not in same), merged]
    return [(ours, theirs) for _values, ours, theirs in groups if ours and theirs]


def _of_one_value(kind: Kind, both: tuple[list[Figure], list[Figure]], in_words: set[Decimal]) -> list[Difference]:
    """Where the same value stands in another unit, or more often. What both say alike is paired off first."""
    ours, theirs = (list(side) for side in both)
    for alike in (_has_same_unit, _may_share):
        for one in list(ours):
            if match := next((other for other in theirs if alike(one, other)), None):
                ours.remove(one)
                theirs.remove(match)
    found = [Difference(Kind.UNIT, one.shown, other.shown) for one, other in zip(ours, theirs, strict=False)]
    first = both[0][0]
    values = set().union(*(figure.values for figure in [*both[0], *both[1]]))
    if len(ours) != len(theirs) and not found and not _is_said_freely(kind, first, values & in_words):
        left = (ours or theirs)[0]
        found.append(Difference(kind, left.shown, left.shown, (len(both[0]), len(both[1]))))
    return list(dict.fromkeys(found))


def _has_same_unit(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit


def _may_share(one: Figure, other: Figure) -> bool:
    """Whether the units of two figures may be the same: one of them has that of its neighbour, perhaps."""
    return (one.shares_unit and not one.unit) or (other.shares_unit and not other.unit)


def _is_said_freely(kind: Kind, figure: Figure, in_words: set[Decimal]) -> bool:
    """Whether languages repeat it as they please: „2016 წლის მარტიდან 2016 წლის მაისამდე“ is March to May 2016."""
    if in_words or kind in (Kind.MONTH, Kind.TIME):
        return True
    return not figure.unit and all(_is_of_a_date(value) for value in figure.values)


def _is_of_a_date(value: Decimal | str) -> bool:
    """A day or a year."""
    return isinstance(value, Decimal) and value == int(value) and (1 <= value <= 31 or 1900 <= value <= 2100)


def _unmatched(kind: Kind, georgian: Counter, english: Counter) -> list[Difference]:
    missing = [value for value in georgian if value not in english]
    extra = [value for value in english if value not in georgian]
    repeated = [
        Difference(kind, value, value, (number, english[value]))
        for value, number in georgian.items()
        if value in english and english[value] != number
    ]
    return [*_pairs(kind, missing, extra), *repeated]


def _structure(left: Contents, right: Contents) -> list[Difference]:
    found = []
    for kind, ours, theirs in (
        (Kind.HEADINGS, len(left.headings), len(right.headings)),
        (Kind.LISTS, _numbers(left.lists), _numbers(right.lists)),
        (Kind.TABLES, _tables(left.tables), _tables(right.tables)),
        (Kind.EMPTY_CELLS, _cells(left), _cells(right) if left.tables == right.tables else _cells(left)),
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


def _cells(contents: Contents) -> str:
    return "; ".join(", ".join(f"{row}/{column}" for row, column in cells) or "0" for cells in contents.empty_cells)


def _pairs(kind: Kind, georgian: list[str], english: list[str]) -> list[Difference]:
    return [Difference(kind, ours, theirs) for ours, theirs in zip_longest(georgian, english, fillvalue="")]
