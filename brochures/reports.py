"""Reports in the admin: files to mend, and pages without a brochure."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.documents.permissions import permission_policy as file_permissions
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from bilingual import languages

from .listing import LANGUAGE_NAMES, file_columns, language_of, warnings_text
from .models import Attachment, MadeBrochure, PageWithBrochures, PdfDocument
from .places import pages_using, standing_warnings
from .swapping import swaps_of
from .uses import WhereUsedColumn, tell_uses
from .warnings import LABELS, Code

UNUSED = "unused"


class FilesFilter(WagtailFilterSet):
    """Which of the files. The view looks at the choice, because only it knows what is amiss with each."""

    problem = django_filters.ChoiceFilter(
        label=_("What is amiss"),
        choices=[(UNUSED, _("used nowhere")), *((str(code), label) for code, label in LABELS.items())],
        method="leave_to_the_view",
        widget=forms.RadioSelect,
        empty_label=_("Everything"),
    )

    class Meta:
        model = PdfDocument
        fields = []

    def leave_to_the_view(self, queryset, name, value):
        return queryset


class FilesReport(ReportView):
    """Files with a warning, and files that are used nowhere."""

    page_title = _("PDF files to mend")
    header_icon = "doc-full-inverse"
    index_url_name = "files_report"
    index_results_url_name = "files_report_results"
    permission_policy = file_permissions
    any_permission_required = ["add", "change", "delete"]
    model = PdfDocument
    default_ordering = "title"
    filterset_class = FilesFilter
    columns = [
        TitleColumn("title", label=_("Title"), url_name="wagtaildocs:edit", sort_key="title"),
        *file_columns(sortable=True),
        WhereUsedColumn("where_used", label=_("Where used"), width="25%"),
    ]
    export_filename = "pdf-files"
    list_export = ["title", "language", "page_count", "file_size", "warnings", "where_used"]
    export_headings = {
        "title": _("Title"),
        "language": _("Language"),
        "page_count": _("Pages"),
        "file_size": _("Size in bytes"),
        "warnings": _("Warnings"),
        "where_used": _("Where used"),
    }

    def get_base_queryset(self):
        return self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["change", "delete", "choose"]
        )

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        documents = list(queryset)
        warnings = standing_warnings(documents)
        used = pages_using(warnings)
        problems = {pk: {warning.code for warning in found} for pk, found in warnings.items()}
        for pk, found in problems.items():
            if not used[pk]:
                found.add(UNUSED)
        wanted = self.filters.form.cleaned_data.get("problem") if self.filters.is_valid() else ""
        self.warnings, self.used = warnings, used
        return queryset.filter(pk__in=[pk for pk, found in problems.items() if (wanted in found if wanted else found)])

    def decorate_paginated_queryset(self, object_list):
        for document in object_list:
            document.standing_warnings = self.warnings[document.pk]
        tell_uses(object_list, self.used, self.request.user)
        for document in object_list:
            for use in document.uses:
                use.swaps = swaps_of(document, use.page) if use.address and self._is_misplaced(document) else []
        return object_list

    def _is_misplaced(self, document: PdfDocument) -> bool:
        return Code.TEXT_IN_OTHER_LANGUAGE in {warning.code for warning in document.standing_warnings}

    def to_row_dict(self, item):
        return {
            "title": item.title,
            "language": language_of(item),
            "page_count": item.page_count,
            "file_size": item.file_size,
            "warnings": warnings_text(item),
            "where_used": ", ".join(use.title for use in item.uses) or gettext("used nowhere"),
        }


class PagesWithoutBrochure(ReportView):
    """Pages that readers see and for which nobody has uploaded a brochure in one of their languages."""

    page_title = _("Pages without a brochure")
    header_icon = "doc-empty"
    index_url_name = "pages_without_brochure"
    index_results_url_name = "pages_without_brochure_results"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    model = Page
    default_ordering = "title"
    columns = [
        TitleColumn("title", label=_("Title"), accessor="get_admin_display_title", url_name="wagtailadmin_pages:edit"),
        Column("kind", label=_("Type"), accessor="kind_label"),
        Column("missing", label=_("No brochure in"), accessor="missing_languages"),
        Column("made", label=_("Made from the page"), accessor="made_languages"),
    ]
    export_filename = "pages-without-brochure"
    list_export = ["title", "kind_label", "missing_languages", "made_languages", "full_url"]
    export_headings = {
        "title": _("Title"),
        "kind_label": _("Type"),
        "missing_languages": _("No brochure in"),
        "made_languages": _("Made from the page"),
        "full_url": gettext_lazy("Address"),
    }

    def get_base_queryset(self):
        models = [model for model in get_page_models() if issubclass(model, PageWithBrochures)]
        pages = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required
        )
        has = {
            f"has_{code}": Exists(
                Attachment.objects.brochures().filter(page=OuterRef("pk"), **{f"document_{code}__isnull": False})
            )
            for code in languages.CODES
        }
        return pages.live().type(*models).annotate(**has)

    def filter_queryset(self, queryset):
        self.missing = {}
        for page in super().filter_queryset(queryset).specific().defer_streamfields():
            missing = [code for code in languages.CODES if page.has_language(code) and not getattr(page, f"has_{code}")]
            if missing:
                self.missing[page.pk] = missing
        return queryset.filter(pk__in=self.missing).specific().defer_streamfields()

    def decorate_paginated_queryset(self, object_list):
        made = MadeBrochure.objects.filter(page__in=object_list, document__isnull=False)
        made = set(made.values_list("page_id", "language"))
        for page in object_list:
            missing = self.missing[page.pk]
            page.missing_languages = ", ".join(LANGUAGE_NAMES[code] for code in missing)
            page.made_languages = ", ".join(LANGUAGE_NAMES[code] for code in missing if (page.pk, code) in made)
        return object_list
