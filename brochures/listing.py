"""Files in the lists of the admin: what a clerk wants to know of one before opening it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.documents.views import chooser, documents

from bilingual import languages
from georgian.numbers import format_file_size

from .models import PdfDocument
from .places import pages_using, standing_warnings
from .uses import WhereUsedColumn, tell_uses

# As every admin of two languages writes them, whatever its own.
LANGUAGE_NAMES = {languages.GEORGIAN: "ქართული", languages.ENGLISH: "English"}


def language_of(document: PdfDocument) -> str:
    """The language of the text; of a file whose text does not tell, the one that it names."""
    return LANGUAGE_NAMES.get(document.language, document.declared_language)


def size_of(document: PdfDocument) -> str:
    return "" if document.file_size is None else format_file_size(document.file_size, languages.active())


def warnings_text(document: PdfDocument) -> str:
    """The warnings in a line; `tell_warnings` has found them."""
    return ", ".join(str(warning.label) for warning in document.standing_warnings)


def tell_warnings(listed: Iterable[PdfDocument]) -> None:
    """Gives each document what `warnings_text` reads."""
    found = standing_warnings(listed)
    for document in listed:
        document.standing_warnings = found[document.pk]


def file_columns(*, sortable: bool) -> list[Column]:
    """Language, pages, size and warnings."""
    return [
        Column("language", label=_("Language"), accessor=language_of),
        Column("page_count", label=_("Pages"), sort_key="page_count" if sortable else None),
        Column("file_size", label=_("Size"), accessor=size_of, sort_key="file_size" if sortable else None),
        Column("warnings", label=_("Warnings"), accessor=warnings_text, width="25%"),
    ]


class FileListing(documents.IndexView):
    """The list of all files."""

    @property
    def columns(self):
        # The name on the disk tells a clerk nothing, and the uses say more than their number.
        columns = [column for column in super().columns if column.name not in ("filename", "usage_count")]
        created = next(place for place, column in enumerate(columns) if column.name == "created_at")
        where_used = WhereUsedColumn("where_used", label=_("Where used"), width="20%")
        return [*columns[:created], *file_columns(sortable=True), *columns[created:], where_used]

    def decorate_paginated_queryset(self, object_list):
        object_list = super().decorate_paginated_queryset(object_list)
        tell_warnings(object_list)
        tell_uses(object_list, pages_using(document.pk for document in object_list), self.request.user)
        return object_list


class FileColumnsInChooser:
    """Mixed into the views of the window in which a file is chosen."""

    @property
    def columns(self):
        columns = super().columns
        created = next(place for place, column in enumerate(columns) if column.name == "created_at")
        return [*columns[:created], *file_columns(sortable=False), *columns[created:]]

    def get_results_page(self, request):
        page = super().get_results_page(request)
        page.object_list = list(page.object_list)
        tell_warnings(page.object_list)
        return page


class ChooseFile(FileColumnsInChooser, chooser.DocumentChooseView):
    pass


class ChooseFileResults(FileColumnsInChooser, chooser.DocumentChooseResultsView):
    pass
