"""Which fields of a record exist in both languages, and what each says."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from modeltranslation.translator import NotRegistered, translator
from wagtail.models import Page

from georgian.capitals import capfirst

from . import languages
from .records import BilingualRecord

# Wagtail's own columns hold the Georgian of these; modeltranslation knows nothing of them.
OF_EVERY_PAGE = ("title", "seo_title", "search_description")
# What has both languages and no marks, and what the editor calls it. A page's note is written anew for each publishing
# and is empty in between: what the last one matched says nothing of the next, which may use the same English words.
WITHOUT_MARKS = {"change_note": _("what has changed")}


def translated_names(model: type[models.Model]) -> tuple[str, ...]:
    """The translated fields without suffix, in the order in which the model declares them; a page's title first."""
    own = OF_EVERY_PAGE[:1] if issubclass(model, Page) else ()
    last = OF_EVERY_PAGE[1:] if issubclass(model, Page) else ()
    try:
        registered = set(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        registered = set()
    return (*own, *(field.name for field in model._meta.get_fields() if field.name in registered), *last)


def pairs_of(record: BilingualRecord) -> dict[str, tuple[Any, Any]]:
    """By field name without suffix: the (Georgian, English) value."""
    return {name: _pair_of(record, name) for name in translated_names(type(record))}


def unmarked_pairs_of(record: BilingualRecord) -> dict[str, tuple[Any, Any]]:
    """The same of what has no marks."""
    return {name: _pair_of(record, name) for name in unmarked_names(type(record))}


def unmarked_names(model: type[models.Model]) -> list[str]:
    """Of the fields of this model that have no marks: the names without suffix."""
    return [name for name in WITHOUT_MARKS if hasattr(model, english_column(name))]


def _pair_of(record: BilingualRecord, name: str) -> tuple[Any, Any]:
    return tuple(getattr(record, f"{name}_{code}") for code in languages.CODES)


def rows_of(record: BilingualRecord) -> Iterator[tuple[str, int, BilingualRecord]]:
    """(relation, place in it, row) of each row with texts in two languages, as the record stands in memory."""
    for relation in get_all_child_relations(type(record)):
        if issubclass(relation.related_model, BilingualRecord):
            name = relation.get_accessor_name()
            for place, row in enumerate(getattr(record, name).all()):
                yield name, place, row


def label_of(model: type[models.Model], name: str) -> str:
    """What the editor calls a field, without its language: "summary"."""
    return capfirst(str(WITHOUT_MARKS.get(name) or model._meta.get_field(name).verbose_name))


def english_column(name: str) -> str:
    return f"{name}_{languages.ENGLISH}"
