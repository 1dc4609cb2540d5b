"""Rows of a page in the editor: objectives, organisations, files."""

from functools import partial

from django import forms
from django.db import models, transaction
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from modelcluster.models import model_from_serializable_data
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

from .comparison import RowsComparison
from .fields import rows_of
from .marking_forms import MarkingForm
from .records import BilingualRecord


class RowWithProtectedLinks:
    """Mixed into rows that link to a protected record.

    A record that only a draft links to may be deleted; modelcluster then refuses to read the draft at all. Here the
    link becomes empty, or the row goes where it is nothing without it.
    """

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        data = dict(data)
        for field in cls._meta.concrete_fields:
            value = data.get(field.name)
            if value is None or not field.is_relation or field.remote_field.on_delete is not models.PROTECT:
                continue
            if not field.related_model._default_manager.filter(pk=value).exists():
                if not field.null:
                    return None
                data[field.name] = None
        return model_from_serializable_data(cls, data, check_fks=check_fks, strict_fks=strict_fks)


class RowFormSet(BaseChildFormSet):
    """Rows that a draft knows by an id which the database does not hold, or not any more.

    A row that was deleted and comes back with an earlier version, and a file whose id was reserved before it was ever
    published: Django would refuse both as "not one of the available choices".
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        name = self.model._meta.pk.name
        form.fields[name] = forms.IntegerField(
            initial=form.fields[name].initial, required=False, widget=forms.HiddenInput
        )

    def _existing_object(self, pk):
        if known := super()._existing_object(pk):
            return known
        # The row is not in the latest version: it was removed, and comes back with what this editor sends. It keeps its
        # id if it ever was a row of this page; nobody can claim another page's by sending its id.
        return self.model(pk=pk) if self._was_a_row(pk) else self.model()

    def _was_a_row(self, pk) -> bool:
        versions = self.instance.revisions.order_by("-pk").iterator() if self.instance.pk else ()
        return any(row["pk"] == pk for version in versions for row in version.content.get(self.rel_name, []))


class RowsPanel(InlinePanel):
    """Wagtail's panel of rows with the formset above; rows with texts in two languages have marks."""

    def get_form_options(self):
        options = super().get_form_options()
        of_rows = options["formsets"][self.relation_name]
        of_rows["formset"] = RowFormSet
        if issubclass(self.db_field.related_model, BilingualRecord):
            form = of_rows.get("form", WagtailAdminModelForm)
            of_rows["form"] = type(form)(form.__name__, (MarkingForm, form), {})
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        def get_comparison(self):
            return [partial(RowsComparison, *made.args, **made.keywords) for made in super().get_comparison()]


def reserve_ids(page: models.Model) -> None:
    """Gives each new row with texts in two languages its id, so that a draft knows it again.

    Wagtail gives rows of a draft an id only when it is published, and another one at each publishing after that
    because the draft never learns it: a printed address needs one that stays, and so does a mark.
    """
    for _relation, _place, row in rows_of(page):
        if row.pk is None:
            row.pk = _reserved(row, page)


def _reserved(row: models.Model, page: models.Model) -> int:
    """An id that no other row gets: both databases count on when a row is deleted again."""
    model = type(row)
    # With all that the row says: there may be a link that it cannot be without.
    values = {
        field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields if not field.primary_key
    }
    parent = next(field.attname for field in model._meta.fields if isinstance(field, ParentalKey))
    with transaction.atomic():
        reserved = model._default_manager.create(**values | {parent: page.pk}).pk
        model._default_manager.filter(pk=reserved).delete()
    return reserved
