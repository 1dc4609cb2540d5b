"""Whether the English text still matches the Georgian one.

A mark is the pair of fingerprints that a field had when its two languages were last known to match. Marks are plain
data (a JSON object by field name) on the record itself, so every revision carries its own. Only an explicit save takes
them.
"""

import hashlib
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from .contents import contents_of

# By field name without suffix: [Georgian fingerprint, English fingerprint].
Marks = dict[str, list[str]]
Pairs = Mapping[str, tuple[Any, Any]]  # by field name: (Georgian value, English value)


class State(StrEnum):
    """Of one field."""

    EMPTY = "empty"
    UNTRANSLATED = "untranslated"  # Georgian alone
    ENGLISH_ONLY = "english_only"
    CURRENT = "current"
    OUTDATED = "outdated"  # the Georgian text has changed since


def fingerprint(value: Any) -> str:
    """16 hexadecimal digits of what a value says, its formatting apart; "" when it says nothing."""
    contents = contents_of(value)
    return hashlib.sha256(contents.essence.encode()).hexdigest()[:16] if contents else ""


def state(mark: list[str] | None, georgian: Any, english: Any) -> State:
    """Of a field with these values and this mark. English that was changed after its mark is taken for a match."""
    ours, theirs = fingerprint(georgian), fingerprint(english)
    if not ours:
        return State.ENGLISH_ONLY if theirs else State.EMPTY
    if not theirs:
        return State.UNTRANSLATED
    if mark and mark[1] == theirs and mark[0] != ours:
        return State.OUTDATED
    return State.CURRENT


def states(marks: Marks, pairs: Pairs) -> dict[str, State]:
    """Of each field."""
    return {name: state(marks.get(name), georgian, english) for name, (georgian, english) in pairs.items()}


def taken(marks: Marks, pairs: Pairs, still_right: Collection[str] = ()) -> Marks:
    """The marks after an explicit save.

    A field gets a new one when it had none, when its English text has changed, or when somebody said that it is still
    right; when only the Georgian text has changed it keeps the old one and so becomes outdated. While one language is
    empty there is nothing to match, so the old one waits: a text that is put back meets what it last matched.
    """
    after: Marks = {}
    for name, (georgian, english) in pairs.items():
        now = [fingerprint(georgian), fingerprint(english)]
        before = marks.get(name)
        if all(now) and (not before or before[1] != now[1] or name in still_right):
            after[name] = now
        elif before:
            after[name] = before
    return after
