"""The panels of the translator's screen: each Georgian text to read, beside it its English one to write."""

from copy import copy
from functools import cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.http import HttpRequest
from django.template.defaultfilters import linebreaks_filter
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.admin.panels import Panel, PanelGroup
from wagtail.blocks import StreamValue
from wagtail.models import Page

from . import languages
from .fields import OF_EVERY_PAGE, WITHOUT_MARKS, english_column, label_of, translated_names, unmarked_names
from .panels import EnglishPanel
from .records import BilingualRecord
from .rows import RowFormSet, RowsPanel
from .text import is_empty

# What is for search engines, and the note of what has changed.
_AT_THE_END = {*OF_EVERY_PAGE[1:], *WITHOUT_MARKS}


class OwnErrorsOnly:
    """Mixed into a form that holds a part of its record: what is wrong with the other fields is not asked here, and
    Django would not know where to say it."""

    def _update_errors(self, errors):
        if hasattr(errors, "error_dict"):
            known = {*self.fields, NON_FIELD_ERRORS}
            errors = ValidationError({name: found for name, found in errors.error_dict.items() if name in known})
        super()._update_errors(errors)


class BesideGeorgian(EnglishPanel):
    """One field."""

    class BoundPanel(EnglishPanel.BoundPanel):
        template_name = "admin/beside_georgian.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            # The language stands above each column already.
            self.heading = label_of(self.panel.model, self.name)
            if self.bound_field:
                self.bound_field.label = self.heading

        @property
        def name(self) -> str:
            return self.field_name.removesuffix("_en")

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            georgian = getattr(self.instance, f"{self.name}_{languages.GEORGIAN}")
            context["georgian"] = "" if is_empty(georgian) else to_read(georgian, self.instance, self.request)
            # May be longer than the screen, so it is scrolled by itself.
            context["is_body"] = isinstance(georgian, StreamValue)
            return context


class RowsToTranslate(RowFormSet):
    """The rows that there are: whatever is sent of others is ignored, and none is removed."""

    def save(self, commit=True):
        # Saving replaces rows that have no id yet by those that were sent, which hold no Georgian here.
        rows = getattr(self.instance, self.rel_name)
        without_id = [row for row in rows.all() if row.pk is None]
        saved = super().save(commit=commit)
        rows.add(*without_id)
        return saved

    def save_existing_objects(self, commit=True):
        known = list(self.get_queryset())
        return [row for row in super().save_existing_objects(commit) if row.pk is not None and row in known]

    def save_new_objects(self, commit=True):
        self.new_objects = []
        return self.new_objects

    def _should_delete_form(self, form):
        return False


class RowsBesideGeorgian(RowsPanel):
    """The rows of a page, which are neither added nor removed nor moved here."""

    def get_form_options(self):
        options = super().get_form_options()
        of_rows = options["formsets"][self.relation_name]
        of_rows["formset"] = RowsToTranslate
        of_rows["form"] = type(of_rows["form"])("RowToTranslate", (OwnErrorsOnly, of_rows["form"]), {})
        return options

    class BoundPanel(RowsPanel.BoundPanel):
        template_name = "admin/rows_beside_georgian.html"
        # Not Wagtail's script of rows: it would look for the buttons.
        telepath_adapter_name = Panel.BoundPanel.telepath_adapter_name

        def is_shown(self):
            return bool(self.children)

        def js_opts(self):
            return Panel.BoundPanel.js_opts(self)

        def telepath_pack(self, context):
            return Panel.BoundPanel.telepath_pack(self, context)


class SideBySide(PanelGroup):
    """All texts of a page."""

    class BoundPanel(PanelGroup.BoundPanel):
        template_name = "admin/side_by_side.html"

        def render_missing_fields(self):
            # A formset without rows is not shown, but the form would miss what it counts them with.
            shown = {child.formset for child in self.visible_children if isinstance(child, RowsPanel.BoundPanel)}
            hidden = [rows.management_form for rows in self.form.formsets.values() if rows not in shown]
            return super().render_missing_fields() + format_html_join("", "{}", ((form,) for form in hidden))


@cache
def panels_for_translation(model: type[Page]) -> SideBySide:
    """Of a page type: its title first, then its texts and rows as in the editor, last what is for search engines and
    for the history."""
    own = model.get_edit_handler().get_form_options()
    known = [*translated_names(model), *unmarked_names(model)]
    names = [name for name in known if english_column(name) in own["fields"]]
    first = [name for name in names if name not in _AT_THE_END]
    last = [name for name in names if name in _AT_THE_END]
    panels = [
        *[BesideGeorgian(english_column(name)) for name in first],
        *[_rows(model, relation) for relation in own.get("formsets", {}) if _is_bilingual(model, relation)],
        *[BesideGeorgian(english_column(name)) for name in last],
    ]
    form = type(model.base_form_class)("PageToTranslate", (OwnErrorsOnly, model.base_form_class), {})
    return SideBySide(panels, base_form_class=form).bind_to_model(model)


def _row_model(model: type[Page], relation: str):
    return getattr(model, relation).rel.related_model


def _is_bilingual(model: type[Page], relation: str) -> bool:
    return issubclass(_row_model(model, relation), BilingualRecord)


def _rows(model: type[Page], relation: str) -> RowsBesideGeorgian:
    row = _row_model(model, relation)
    panels = [BesideGeorgian(english_column(name)) for name in translated_names(row)]
    return RowsBesideGeorgian(relation, panels=panels, heading=capfirst(row._meta.verbose_name_plural))


def to_read(value: Any, page: models.Model, request: HttpRequest) -> SafeString:
    """A Georgian text as HTML: a body as in the preview of its page, a plain text in its paragraphs."""
    with translation.override(languages.GEORGIAN):
        if isinstance(value, StreamValue):
            previewing = copy(request)
            previewing.is_preview = True
            return value.render_as_block({"request": previewing, "page": page})
        return linebreaks_filter(value) if isinstance(value, str) else format_html("{}", value)
