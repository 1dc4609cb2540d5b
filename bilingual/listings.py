"""Lists of pages in the admin, with the state of their English."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, IndexView, PageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

from .translation_status import CHOICES, TranslationStatus


class TranslationColumn(BaseColumn):
    """In what the English of a page falls short, in words; nothing for a page that has no second language."""

    cell_template_name = "admin/translation_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"status": getattr(instance, "translation_status", None)}


class TranslationFilter(django_filters.ChoiceFilter):
    """Of a list of pages, by the state of their English."""

    def __init__(self, *args, **kwargs):
        options = {"label": _("English"), "choices": CHOICES, "empty_label": _("All"), "widget": forms.RadioSelect}
        super().__init__(*args, **options | kwargs)

    def filter(self, qs, value):
        # By a subquery: the search engine knows no joins.
        return qs.filter(pk__in=TranslationStatus.objects.with_state(value).values("page")) if value else qs


class BilingualFilterSet(PageFilterSet):
    translation = TranslationFilter()


class BilingualExplorerFilterSet(GenericPageFilterSet):
    translation = TranslationFilter()


def _with_english(columns: list[Column]) -> list[Column]:
    """The column stands before the status, which is the last."""
    column = TranslationColumn("translation", label=_("English"), width="15%")
    return [*columns[:-1], column, columns[-1]]


class _WithStatus:
    """Mixed into a list of pages: asks for the rows of all pages in one query."""

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related("translation_status")


class BilingualExplorerView(_WithStatus, ExplorableIndexView):
    columns = _with_english(ExplorableIndexView.base_columns)


class BilingualListingView(_WithStatus, IndexView):
    pass


class BilingualUseView(_WithStatus, ContentTypeUseView):
    pass


class BilingualExplorer(PageViewSet):
    """The explorer of the page tree."""

    content_type_use_view_class = BilingualUseView
    index_view_class = BilingualExplorerView
    columns = BilingualExplorerView.columns
    filterset_class = BilingualExplorerFilterSet


class BilingualListing(PageListingViewSet):
    """A flat list of all pages of one type, for the menu."""

    index_view_class = BilingualListingView
    columns = _with_english([column for column in IndexView.base_columns if column.name != "parent"])
    filterset_class = BilingualFilterSet
    add_to_admin_menu = True
