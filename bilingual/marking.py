"""Taking marks: what an explicit save does, and what a person says of a translation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from .fields import pairs_of, rows_of
from .judging import judge
from .marks import State, states, taken
from .records import BilingualRecord


@dataclass(frozen=True)
class Said:
    """What a person has said of a record: fields still right, and differences right as they are, with the reason."""

    still_right: list[str] = field(default_factory=list)
    accepted: list[tuple[str, str, str]] = field(default_factory=list)  # (field, difference in words, reason)
    withdrawn: list[tuple[str, str]] = field(default_factory=list)  # (field, difference in words)


def take_marks(
    record: BilingualRecord,
    *,
    still_right: Collection[str] = (),
    reasons: Mapping[str, str] | None = None,
    by: str = "",
) -> Said:
    """Takes the marks of a record as it stands; its rows apart. Nothing is saved.

    `reasons` are by key of a difference: words accept it, "" takes that back; a difference that is not named keeps what
    was said of it, and one that is no longer there is forgotten.
    """
    pairs, reasons = pairs_of(record), reasons or {}
    outdated = [name for name, found in states(record.marks, pairs).items() if found == State.OUTDATED]
    said = Said(still_right=[name for name in outdated if name in still_right])
    accepted = {}
    for judgement in judge(record).values():
        for one in judgement.differences:
            reason = reasons.get(one.key)
            before = one.acceptance
            if reason is None or (before and before["reason"] == reason):
                if before:
                    accepted[one.key] = before
            elif reason:
                accepted[one.key] = {"reason": reason, "by": by, "at": timezone.now().isoformat(timespec="seconds")}
                said.accepted.append((judgement.name, one.message, reason))
            elif before:
                said.withdrawn.append((judgement.name, one.message))
    record.marks = taken(record.marks, pairs, still_right)
    record.accepted_differences = accepted
    return said


def take_all_marks(record: BilingualRecord) -> None:
    """For content that code makes in both languages: of the record and of its rows. Nothing is saved."""
    take_marks(record)
    for _relation, _place, row in rows_of(record):
        take_marks(row)
