"""What still has to be done for the English: a report over the whole site, and its sum on the dashboard."""

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from georgian.capitals import capfirst

from .addresses import absolute
from .records import page_models, shared_models
from .text import text_of
from .translation_status import CHOICES, ICONS, Gap, TranslationStatus

MAY_READ = ["add", "change", "publish"]


PAGES = "pages"


def _kinds() -> list[tuple[str, str]]:
    """What the report can be narrowed to: all pages, or the records of one model."""
    models = [*page_models(), *shared_models()]
    labels = [(model._meta.label_lower, capfirst(str(model._meta.verbose_name_plural))) for model in models]
    return [(PAGES, gettext("All pages")), *labels]


class TranslationsFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=CHOICES, empty_label=_("All"), widget=forms.RadioSelect, method="with_state"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Type"), choices=_kinds, empty_label=_("All"), widget=forms.RadioSelect, method="of_kind"
    )

    class Meta:
        model = TranslationStatus
        fields = []

    def with_state(self, queryset, name, value):
        return queryset.with_state(value)

    def of_kind(self, queryset, name, value):
        if value == PAGES:
            return queryset.of_pages()
        return queryset.filter(content_type=ContentType.objects.get_by_natural_key(*value.split(".")))


class GapsColumn(Column):
    cell_template_name = "admin/translation_row.html"


class TranslationsReport(ReportView):
    """Every page and shared record that the user may change, with the fields that fall short by name."""

    page_title = _("Translations")
    header_icon = "globe"
    index_url_name = "translations_report"
    index_results_url_name = "translations_report_results"
    permission_policy = page_permission_policy
    any_permission_required = MAY_READ
    model = TranslationStatus
    verbose_name = _("record")
    verbose_name_plural = _("records")
    default_ordering = "title_ka"
    filterset_class = TranslationsFilter
    no_results_message = _("Nothing like this.")
    export_filename = "translations"
    columns = [
        TitleColumn(
            "title",
            label=_("Title"),
            accessor="shown_title",
            get_url=lambda status: status.address,
            sort_key="title_ka",
        ),
        Column("kind", label=_("Type"), accessor="kind_label", width="15%"),
        GapsColumn("gaps", label=_("State of the English"), width="40%"),
        DateColumn("updated_at", label=_("Saved by hand"), width="12%", sort_key="updated_at"),
    ]
    list_export = [
        "shown_title",
        "kind_label",
        *[f"{kind}_{gap.value}" for gap in Gap for kind in ("number", "names")],
        "updated_at",
        "full_address",
    ]

    @cached_property
    def export_headings(self):
        headings = {"shown_title": _("Title"), "kind_label": _("Type"), "updated_at": _("Saved by hand")}
        for gap in Gap:
            headings[f"number_{gap.value}"] = gap.label
            headings[f"names_{gap.value}"] = _("%(state)s: fields") % {"state": gap.label}
        return headings | {"full_address": _("Address in the admin")}

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        # Wagtail would count rows of bookkeeping.
        paginator.verbose_name, paginator.verbose_name_plural = self.verbose_name, self.verbose_name_plural
        return paginator

    def get_base_queryset(self):
        return TranslationStatus.objects.editable_by(self.request.user)

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "pk")

    def decorate_paginated_queryset(self, object_list):
        finder = AdminURLFinder()
        for status in object_list:
            model = status.model
            status.shown_title = str(text_of(status, "title"))
            status.kind_label = capfirst(str(model._meta.verbose_name))
            status.address = finder.get_edit_url(model(pk=status.object_id)) or ""
        return object_list

    def to_row_dict(self, item):
        row = {"shown_title": item.shown_title, "kind_label": item.kind_label}
        for gap in Gap:
            row[f"number_{gap.value}"] = getattr(item, gap.value)
            row[f"names_{gap.value}"] = "; ".join(item.labels(gap))
        # Spreadsheets know no time zones; Wagtail would write the time of Greenwich.
        saved = timezone.localtime(item.updated_at).replace(tzinfo=None, microsecond=0)
        return row | {"updated_at": saved, "full_address": absolute(item.address)}


class TranslationsPanel(Component):
    """On the dashboard: how many pages need English, each number with the list of these pages."""

    name = "translations"
    template_name = "admin/translations_panel.html"
    order = 200

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        pages = TranslationStatus.objects.of_pages().editable_by(user)
        counts = {gap: Count("pk", filter=Q(**{f"{gap.value}__gt": 0})) for gap in Gap}
        numbers = pages.aggregate(**{gap.value: count for gap, count in counts.items()}, pages=Count("pk"))
        address = reverse("translations_report")
        sums = [
            {
                "sentence": _SENTENCES[gap](numbers[gap.value]) % {"number": numbers[gap.value]},
                "icon": ICONS[gap],
                "address": f"{address}?{urlencode({'state': gap.value, 'kind': PAGES})}",
            }
            for gap in Gap
            if numbers[gap.value]
        ]
        return {"sums": sums, "pages": numbers["pages"], "address": address}


_SENTENCES = {
    Gap.MISSING: lambda number: ngettext("%(number)s page needs English", "%(number)s pages need English", number),
    Gap.OUTDATED: lambda number: ngettext(
        "The English of %(number)s page is outdated", "The English of %(number)s pages is outdated", number
    ),
    Gap.DIFFERENT: lambda number: ngettext(
        "On %(number)s page both languages name different facts",
        "On %(number)s pages both languages name different facts",
        number,
    ),
    Gap.WITHOUT_GEORGIAN: lambda number: ngettext(
        "%(number)s page needs Georgian", "%(number)s pages need Georgian", number
    ),
}


@hooks.register("construct_homepage_panels")
def translations_on_the_dashboard(request, panels):
    panels.append(TranslationsPanel())


class TranslationsMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, MAY_READ)


@hooks.register("register_reports_menu_item")
def translations_menu_item():
    address = reverse("translations_report")
    return TranslationsMenuItem(_("Translations"), address, name="translations", icon_name="globe", order=50)


@hooks.register("register_admin_urls")
def translations_addresses():
    view = TranslationsReport
    return [
        path("reports/translations/", view.as_view(), name="translations_report"),
        path("reports/translations/results/", view.as_view(results_only=True), name="translations_report_results"),
    ]
