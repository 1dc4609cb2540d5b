"""What the clerks read of downloads: how often each brochure is taken, in all and day by day."""

from datetime import timedelta

import django_filters
from django.db.models import Q, QuerySet, Sum
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from bilingual import languages

from .downloads import RECENT, today
from .labels import language_noun
from .models import Attachment, DownloadsOfDay, PdfDocument

MAY_READ = ["add", "change", "publish"]


def _pages_with_downloads(request) -> QuerySet[Page]:
    return Page.objects.filter(pk__in=DownloadsOfDay.objects.values("page")).order_by("title")


class DownloadsFilter(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=gettext_lazy("Dates"), widget=DateRangePickerWidget)
    page = django_filters.ModelChoiceFilter(label=gettext_lazy("Page"), queryset=_pages_with_downloads)

    class Meta:
        model = DownloadsOfDay
        fields = ["day", "page"]


class DownloadsView(ReportView):
    """A table of rows that are dictionaries; `group_by` says what is added up in one of them."""

    filterset_class = DownloadsFilter
    permission_policy = page_permission_policy
    any_permission_required = MAY_READ
    header_icon = "download"
    model = DownloadsOfDay
    no_results_message = gettext_lazy("Nothing was downloaded.")
    group_by: tuple[str, ...] = ()
    sums: dict[str, Sum] = {}
    most_important: tuple[str, ...] = ()

    def get_filtered_queryset(self):
        rows = self.filter_queryset(DownloadsOfDay.objects.all()).values(*self.group_by).annotate(**self.sums)
        return rows.order_by(*self.most_important, "page_id", "attachment_id", "document_id", *self.group_by)

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        # Wagtail would count the rows of the database.
        paginator.verbose_name, paginator.verbose_name_plural = self.verbose_name, self.verbose_name_plural
        return paginator

    def decorate_paginated_queryset(self, object_list):
        # The table holds the same dictionaries.
        pages = Page.objects.in_bulk({row["page_id"] for row in object_list})
        attachments = Attachment.objects.in_bulk({row["attachment_id"] for row in object_list})
        documents = PdfDocument.objects.in_bulk({row["document_id"] for row in object_list})
        for row in object_list:
            row["page"] = pages[row["page_id"]].get_admin_display_title()
            row["brochure"] = _name(attachments.get(row["attachment_id"]), documents.get(row["document_id"]), row)
        return object_list

    def other_report(self) -> tuple[str, str]:
        """(label, address) of the other table."""
        raise NotImplementedError

    @cached_property
    def header_more_buttons(self):
        label, address = self.other_report()
        chosen = self.request.GET.urlencode()
        button = Button(label, url=f"{address}?{chosen}" if chosen else address, icon_name="history", priority=10)
        return [button, *super().header_more_buttons]


class DownloadsReport(DownloadsView):
    """One row for each brochure, in the chosen period or in all."""

    page_title = gettext_lazy("Downloads")
    index_url_name = "downloads"
    index_results_url_name = "downloads_results"
    verbose_name = gettext_lazy("brochure")
    verbose_name_plural = gettext_lazy("brochures")
    export_filename = "downloads"
    group_by = ("page_id", "attachment_id", "document_id")
    sums = {
        "georgian": Sum("number", filter=Q(language=languages.GEORGIAN), default=0),
        "english": Sum("number", filter=Q(language=languages.ENGLISH), default=0),
        "total": Sum("number"),
    }
    most_important = ("-total",)
    list_export = ["brochure", "page", "georgian", "english", "total", "recent"]

    @cached_property
    def columns(self):
        return [
            TitleColumn("brochure", label=_("Brochure"), get_url=_editor_of_the_page, width="30%"),
            *[Column(name, label=self.export_headings[name]) for name in self.list_export[1:]],
        ]

    @cached_property
    def export_headings(self):
        return {
            "brochure": _("Brochure"),
            "page": _("Page"),
            "georgian": _("Georgian"),
            "english": _("English"),
            "total": _("In the period") if self.is_filtering else _("In all"),
            "recent": _("Last 30 days"),
        }

    def decorate_paginated_queryset(self, object_list):
        object_list = super().decorate_paginated_queryset(object_list)
        # Whatever period is chosen for the other columns.
        lately = DownloadsOfDay.objects.filter(day__gt=today() - timedelta(days=RECENT)).order_by()
        recent = {tuple(file): number for *file, number in lately.values_list(*self.group_by).annotate(Sum("number"))}
        for row in object_list:
            row["recent"] = recent.get(tuple(row[name] for name in self.group_by), 0)
        return object_list

    def other_report(self):
        return _("By day"), reverse("downloads_by_day")


class DownloadsByDayReport(DownloadsView):
    """One row for each day, brochure and language."""

    page_title = gettext_lazy("Downloads by day")
    index_url_name = "downloads_by_day"
    index_results_url_name = "downloads_by_day_results"
    verbose_name = gettext_lazy("row")
    verbose_name_plural = gettext_lazy("rows")
    export_filename = "downloads-by-day"
    group_by = ("day", "page_id", "attachment_id", "document_id", "language")
    sums = {"total": Sum("number")}
    most_important = ("-day",)
    list_export = ["day", "brochure", "page", "language_name", "total"]

    @cached_property
    def columns(self):
        return [Column(name, label=self.export_headings[name]) for name in self.list_export]

    @cached_property
    def export_headings(self):
        return {
            "day": _("Day"),
            "brochure": _("Brochure"),
            "page": _("Page"),
            "language_name": _("Language"),
            "total": _("Downloads"),
        }

    def decorate_paginated_queryset(self, object_list):
        object_list = super().decorate_paginated_queryset(object_list)
        for row in object_list:
            row["language_name"] = language_noun(row["language"])
        return object_list

    def other_report(self):
        return _("In all"), reverse("downloads")


def _name(attachment: Attachment | None, document: PdfDocument | None, row: dict) -> str:
    if attachment:
        return str(attachment)
    if document:
        return _("%(title)s (link in the text)") % {"title": document.title}
    if number := row["attachment_id"] or row["document_id"]:
        return _("No longer offered (%(number)s)") % {"number": number}
    return _("Made from the text of the page")


def _editor_of_the_page(row: dict) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row["page_id"]])


class DownloadsMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, MAY_READ)


@hooks.register("register_reports_menu_item")
def downloads_menu_item():
    label = gettext_lazy("Downloads")
    return DownloadsMenuItem(label, reverse("downloads"), name="downloads", icon_name="download", order=200)


@hooks.register("register_admin_urls")
def downloads_addresses():
    return [
        path(f"reports/{folder}/{part}", view.as_view(results_only=bool(part)), name=f"{name}{suffix}")
        for folder, name, view in (
            ("downloads", "downloads", DownloadsReport),
            ("downloads-by-day", "downloads_by_day", DownloadsByDayReport),
        )
        for part, suffix in (("", ""), ("results/", "_results"))
    ]
