"""Two versions of a page beside each other, for people: what differs, and nothing that only looks different.

Wagtail compares what is kept. An empty text may be kept in two ways, a paragraph bears the keys of the browser that
wrote it, and parts that were made by code have other ids in each version: none of this is a change to a clerk.
"""

import html
import re
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.admin.compare import (
    ChildObjectComparison,
    ChildRelationComparison,
    FieldComparison,
    StreamBlockComparison,
    StreamFieldComparison,
    TextDiff,
    TextFieldComparison,
    get_comparison_class_for_block,
    register_comparison_class,
)
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from georgian.numbers import format_number

from . import languages

NOTHING = (None, "")
_KEY_OF_A_PARAGRAPH = re.compile(r' data-block-key="[^"]*"')


class TextComparison(TextFieldComparison):
    """Of a text: kept as nothing or as an empty text, it is empty."""

    def __init__(self, *args):
        super().__init__(*args)
        self.val_a, self.val_b = self.val_a or "", self.val_b or ""


class ValueComparison(FieldComparison):
    """Of a date, a number, yes or no: written as in the rest of the admin; what is not known is not written."""

    def htmldiff(self):
        if not self.has_changed():
            return escape(_written(self.val_a))
        parts = [("deletion", _written(self.val_a)), ("addition", _written(self.val_b))]
        return TextDiff([(kind, text) for kind, text in parts if text], separator=" ").to_html()


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, Decimal | int):
        return format_number(value, languages.active())
    return str(formats.localize(timezone.template_localtime(value)))


class BodyComparison(StreamFieldComparison):
    """Of a text made of parts."""

    def has_changed(self):
        return [_said(part) for part in self.val_a] != [_said(part) for part in self.val_b]

    def htmldiff(self):
        return PartsComparison(self.field.stream_block, True, True, self.val_a, self.val_b).htmldiff()


class PartsComparison(StreamBlockComparison):
    """Shows the parts that differ. Where only their order does, it shows them all."""

    def get_block_comparisons(self):
        shown = [self._compared(before, after) for before, after in _paired(list(self.val_a), list(self.val_b))]
        return [comparison for comparison, is_other in shown if is_other] or [comparison for comparison, _ in shown]

    def _compared(self, before, after):
        """The comparison of a part with what it was, and whether it says something else."""
        block = (after or before).block
        compare = get_comparison_class_for_block(block)
        values = [part and part.value for part in (before, after)]
        comparison = compare(block, before is not None, after is not None, *values)
        return comparison, before is None or after is None or _said(before) != _said(after)


def _paired(before: list, after: list) -> list[tuple]:
    """(earlier part, later part), None where there is none; in the order of the later version, what was removed stands
    where it was. A part is known again by its id, then by what it says, then by its kind and place."""
    partner: dict[int, int] = {}
    said_before, said_after = ([_said(part) for part in parts] for parts in (before, after))

    def pair(is_same) -> None:
        for place, part in enumerate(after):
            if place not in partner:
                found = (number for number, other in enumerate(before) if is_same(number, other, place, part))
                number = next((number for number in found if number not in partner.values()), None)
                if number is not None:
                    partner[place] = number

    pair(lambda _number, other, _place, part: other.id and other.id == part.id and _kind(other) == _kind(part))
    pair(lambda number, _other, place, _part: said_before[number] == said_after[place])
    pair(lambda number, other, place, part: number == place and _kind(other) == _kind(part))
    pairs = [(before[partner[place]] if place in partner else None, part) for place, part in enumerate(after)]
    for number, part in enumerate(before):
        if number not in partner.values():
            earlier = [place for place, (other, _) in enumerate(pairs) if number and other is before[number - 1]]
            pairs.insert(earlier[0] + 1 if earlier else number, (part, None))
    return pairs


def _kind(part: StreamValue.StreamChild) -> str:
    return part.block_type


def _said(part: StreamValue.StreamChild) -> tuple[str, Any]:
    return _kind(part), _without_keys(part.get_prep_value()["value"])


def _without_keys(value: Any) -> Any:
    """A kept value without what only tells its parts from each other, and with each sign written in one way."""
    if isinstance(value, dict):
        is_item = value.keys() == {"type", "value", "id"}
        return {name: _without_keys(one) for name, one in value.items() if not (is_item and name == "id")}
    if isinstance(value, list):
        return [_without_keys(one) for one in value]
    return html.unescape(_KEY_OF_A_PARAGRAPH.sub("", value)) if isinstance(value, str) else value


class RowComparison(ChildObjectComparison):
    """Of a row: the fields that say something in one of its versions."""

    moved_by = 0

    def get_position_change(self):
        return self.moved_by

    def get_field_comparisons(self):
        comparisons = super().get_field_comparisons()
        return [one for one in comparisons if not (one.val_a in NOTHING and one.val_b in NOTHING)]


class RowsComparison(ChildRelationComparison):
    """Of rows: those that are new, gone, different or moved past each other."""

    def get_child_comparison(self, obj_a, obj_b):
        return RowComparison(self.field.related_model, self.field_comparisons, obj_a, obj_b)

    def get_child_comparisons(self):
        rows = super().get_child_comparisons()
        kept = [row for row in rows if row.obj_a and row.obj_b]
        earlier = [id(row) for row in self.val_a.all()]
        # Counted among the rows of both versions: one that was removed moves no other.
        in_earlier_order = sorted(kept, key=lambda row: earlier.index(id(row.obj_a)))
        for place, row in enumerate(kept):
            row.moved_by = place - in_earlier_order.index(row)
        return [row for row in rows if row not in kept or row.has_changed() or row.moved_by]

    def has_changed(self):
        return bool(self.get_child_comparisons())


def register() -> None:
    """Called once, when the apps are ready."""
    for field in (models.CharField, models.TextField):
        register_comparison_class(field, comparison_class=TextComparison)
    for field in (models.DateField, models.TimeField, models.DecimalField, models.IntegerField, models.BooleanField):
        register_comparison_class(field, comparison_class=ValueComparison)
    register_comparison_class(StreamField, comparison_class=BodyComparison)
