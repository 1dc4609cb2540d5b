"""What there is to say of the English of a field: its state, and where both languages name different facts."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .fields import label_of, pairs_of, rows_of
from .marks import State, fingerprint, state
from .parity import Difference, Kind, differences
from .records import BilingualRecord


@dataclass(frozen=True)
class JudgedDifference:
    """A difference of one field. `acceptance` is what is remembered of who found it right as it is, or None."""

    field_name: str
    difference: Difference
    acceptance: dict[str, str] | None

    @property
    def key(self) -> str:
        """Its key in `accepted_differences`: the same difference in another field is another one."""
        return f"{self.field_name}.{self.difference.key}"

    @property
    def message(self) -> str:
        return sentence(self.difference)


@dataclass(frozen=True)
class Judgement:
    """Of one field of a record."""

    name: str
    label: str
    state: State
    georgian: Any
    english: Any
    differences: list[JudgedDifference] = field(default_factory=list)

    @cached_property
    def open_differences(self) -> list[JudgedDifference]:
        """Those that nobody has found right as they are."""
        return [one for one in self.differences if not one.acceptance]

    @property
    def accepted(self) -> list[JudgedDifference]:
        return [one for one in self.differences if one.acceptance]

    @property
    def pair(self) -> str:
        """Names both texts: another one as soon as either says something else."""
        return f"{fingerprint(self.georgian)}-{fingerprint(self.english)}"


def judge(record: BilingualRecord) -> dict[str, Judgement]:
    """Each translated field of a record, by its name without suffix; its rows apart."""
    judged = {}
    for name, (georgian, english) in pairs_of(record).items():
        found = [JudgedDifference(name, one, None) for one in differences(georgian, english)]
        judged[name] = Judgement(
            name=name,
            label=label_of(type(record), name),
            state=state(record.marks.get(name), georgian, english),
            georgian=georgian,
            english=english,
            differences=[
                JudgedDifference(name, one.difference, record.accepted_differences.get(one.key)) for one in found
            ],
        )
    return judged


@dataclass(frozen=True)
class JudgedField:
    """A judgement and the name of the form field that holds the English, in the editor of the page."""

    judgement: Judgement
    form_field: str
    place: str


def judge_all(record: BilingualRecord) -> list[JudgedField]:
    """The fields of a record and of its rows. `place` names the kind of row, "" for the record's own."""
    judged = [JudgedField(one, f"{name}_en", "") for name, one in judge(record).items()]
    for relation, number, row in rows_of(record):
        kind = place_of(row, number)
        judged += [JudgedField(one, f"{relation}-{number}-{name}_en", kind) for name, one in judge(row).items()]
    return judged


def place_of(row: BilingualRecord, number: int) -> str:
    """What a row is called: "objective 2"; `number` counts from 0."""
    return f"{row._meta.verbose_name} {number + 1}"


def sentence(difference: Difference) -> str:
    """A difference in words, naming both values; the active language decides which words."""
    values = {"georgian": difference.georgian, "english": difference.english}
    if difference.kind in _COUNTS:
        return f"{_COUNTS[difference.kind]()}: {_('Georgian %(georgian)s, English %(english)s') % _known(values)}"
    if not difference.english:
        return _("“%(georgian)s” stands in the Georgian text only") % values
    if not difference.georgian:
        return _("“%(english)s” stands in the English text only") % values
    return _("the Georgian text says “%(georgian)s”, the English one “%(english)s”") % values


def _known(values: dict[str, str]) -> dict[str, str]:
    return {name: value or "0" for name, value in values.items()}


# What is counted rather than quoted.
_COUNTS = {
    Kind.HEADINGS: lambda: _("Number of headings"),
    Kind.LISTS: lambda: _("Items of the lists"),
    Kind.TABLES: lambda: _("Rows and columns of the tables"),
    Kind.PICTURES: lambda: _("Number of pictures"),
    Kind.DOCUMENTS: lambda: _("Number of documents"),
}
