"""The tables that the admin gives out, as an office reads them: Georgian letters in Excel, the time of this town, and
in the history of the site what was done.
"""

import datetime
from collections.abc import Iterator
from html import unescape

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.reports.audit_logging import LogEntriesView

CSV, XLSX = SpreadsheetExportMixin.FORMATS[::-1]
# Without it Excel takes Georgian for the letters of another code.
BYTE_ORDER_MARK = "\ufeff"


def install() -> None:
    rows_of = SpreadsheetExportMixin.stream_csv

    def stream_csv(self, queryset) -> Iterator[str]:
        yield BYTE_ORDER_MARK
        yield from rows_of(self, queryset)

    SpreadsheetExportMixin.stream_csv = stream_csv
    SpreadsheetExportMixin.custom_value_preprocess[datetime.datetime] = {CSV: _in_words, XLSX: _local}
    LogEntriesView.list_export = [*LogEntriesView.list_export, "message", "comment"]
    LogEntriesView.export_headings = LogEntriesView.export_headings | {
        "message": _("What was done"),
        "comment": _("Comment"),
    }
    LogEntriesView.custom_field_preprocess = {
        name: {CSV: _without_tags, XLSX: _without_tags} for name in ("message", "comment")
    }


def _local(moment: datetime.datetime) -> datetime.datetime:
    """As a table can hold it, without a time zone."""
    return timezone.localtime(moment).replace(tzinfo=None) if timezone.is_aware(moment) else moment


def _in_words(moment: datetime.datetime) -> str:
    return f"{_local(moment):%Y-%m-%d %H:%M:%S}"


def _without_tags(text: str) -> str:
    return unescape(strip_tags(str(text)))
