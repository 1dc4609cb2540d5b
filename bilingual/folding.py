"""Georgian capitals are folded in whatever is kept: nobody is refused for typing, pasting or importing them."""

from typing import Any

from django.db import models
from django.db.models.signals import pre_save
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from georgian.capitals import fold_capitals, has_capitals

_WITH_TEXT = (models.CharField, models.TextField, models.JSONField, StreamField)


def folded(value: Any) -> Any:
    """`value` with the capitals folded in all texts within it: of a field, a form, a body, plain data.

    A text or a body without any is given back as the very object it was, so nothing is read from the database for it.
    """
    match value:
        case str():
            return fold_capitals(value) if has_capitals(value) else value
        case list():
            return [folded(item) for item in value]
        case dict():
            return {name: folded(item) for name, item in value.items()}
        case StreamValue():
            stored = value.get_prep_value()
            after = folded(stored)
            return value if after == stored else value.stream_block.to_python(after)
        case _:
            return value


def fold(record: models.Model) -> None:
    """Folds the texts of a record in memory, those of its rows apart."""
    for field in record._meta.concrete_fields:
        # A unique text is a name by which something is looked up before it is saved: it would not be found again.
        if isinstance(field, _WITH_TEXT) and not field.unique:
            # Past the attribute: what is deferred stays so, and modeltranslation would write into the active language.
            before = record.__dict__.get(field.attname)
            after = folded(before)
            if after is not before:
                record.__dict__[field.attname] = after


class FoldingForm:
    """Mixed into a form whose values are shown, judged or looked up before any record is saved."""

    def clean(self):
        data = super().clean()
        # In place, because not every form of Wagtail's takes what the one below it gives back.
        data.update(folded(data))
        return data


def watch() -> None:
    """Called once, when the apps are ready: whatever is saved, by whom and how ever, has no capitals."""
    pre_save.connect(_before_saving, dispatch_uid="bilingual.folding")


def _before_saving(instance, **kwargs) -> None:
    fold(instance)
