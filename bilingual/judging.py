"""What there is to say of the English of a field: its state, and where both languages name different facts."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from .fields import pairs_of, unmarked_pairs_of
from .marks import State, state
from .parity import Difference, Kind, differences
from .records import BilingualRecord


@dataclass(frozen=True)
class JudgedDifference:
    """A difference of one field. `acceptance` is what is remembered of who found it right as it is, or None."""

    # In `accepted_differences`; the same difference in another field has another one.
    key: str
    difference: Difference
    acceptance: dict[str, str] | None

    @property
    def message(self) -> str:
        return sentence(self.difference)


@dataclass(frozen=True)
class Judgement:
    """Of one field of a record."""

    name: str
    state: State
    differences: list[JudgedDifference] = field(default_factory=list)


def judge(record: BilingualRecord) -> dict[str, Judgement]:
    """Each translated field of a record, by its name without suffix; its rows apart."""
    judged = {}
    for name, (georgian, english) in {**pairs_of(record), **unmarked_pairs_of(record)}.items():
        found = [_judged(record, name, difference) for difference in differences(georgian, english)]
        judged[name] = Judgement(name, state(record.marks.get(name), georgian, english), found)
    return judged


def _judged(record: BilingualRecord, name: str, difference: Difference) -> JudgedDifference:
    key = f"{name}.{difference.key}"
    return JudgedDifference(key, difference, record.accepted_differences.get(key))


def place_of(row: BilingualRecord, number: int) -> str:
    """What a row is called: "objective 2"; `number` counts from 0."""
    return f"{row._meta.verbose_name} {number + 1}"


def sentence(difference: Difference) -> str:
    """A difference in words, naming both values; the active language decides which words."""
    values = {"georgian": difference.georgian, "english": difference.english}
    if difference.times:
        of_what = _("How often %(value)s stands there") % {"value": _named(difference.kind, difference.georgian)}
        return f"{of_what}: {_side_by_side(*difference.times)}"
    if difference.kind in _COUNTS:
        return f"{_COUNTS[difference.kind]()}: {_side_by_side(*(value or '0' for value in values.values()))}"
    if difference.kind == Kind.LINK:
        targets = (_named(Kind.LINK, value) if value else _("none") for value in values.values())
        return f"{_('Link')}: {_side_by_side(*targets)}"
    if not difference.english:
        return _("“%(georgian)s” stands in the Georgian text only") % values
    if not difference.georgian:
        return _("“%(english)s” stands in the English text only") % values
    return _("the Georgian text says “%(georgian)s”, the English one “%(english)s”") % values


def _side_by_side(georgian: str | int, english: str | int) -> str:
    return _("in Georgian %(georgian)s, in English %(english)s") % {"georgian": georgian, "english": english}


def _named(kind: Kind, value: str) -> str:
    """A value as it is quoted; a page or a document to which a link leads by its title."""
    what, _space, key = value.partition(" ") if kind == Kind.LINK else ("", "", "")
    if what == "page" and key.isdecimal():
        page = Page.objects.filter(pk=key).first()
        title = page.specific_deferred.get_admin_display_title() if page else ""
        return _("the page “%(title)s”") % {"title": title} if page else _("a page that is no more")
    if what == "document" and key.isdecimal():
        document = get_document_model().objects.filter(pk=key).first()
        return _("the file “%(title)s”") % {"title": document.title} if document else _("a file that is no more")
    return _("“%(value)s”") % {"value": value}


# What is counted rather than quoted.
_COUNTS = {
    Kind.HEADINGS: lambda: _("Number of headings"),
    Kind.LISTS: lambda: _("Items of the lists"),
    Kind.TABLES: lambda: _("Rows and columns of the tables"),
    Kind.EMPTY_CELLS: lambda: _("Empty cells of the tables (row/column)"),
    Kind.PICTURES: lambda: _("Number of pictures"),
    Kind.DOCUMENTS: lambda: _("Number of documents"),
}
