"""What editors read of the search: words for which readers found nothing."""

from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from bilingual import languages

from .models import UnfoundQuery


def _search_again(query: UnfoundQuery) -> str:
    """The words as a link to what a reader finds for them today."""
    address = f"/{languages.active()}/search/?{urlencode({'q': query.words})}"
    return format_html('<a href="{}">{}</a>', address, query.words)


class UnfoundReport(ReportView):
    """Most often searched first: what the site lacks, or calls by another name."""

    page_title = _("Searches without result")
    header_icon = "search"
    index_url_name = "unfound_searches"
    index_results_url_name = "unfound_searches_results"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    model = UnfoundQuery
    default_ordering = "-times"
    no_results_message = _("Nothing was searched for in vain.")
    columns = [
        Column("words", label=_("Words"), accessor=_search_again, sort_key="words"),
        Column("times", label=_("How often"), sort_key="times"),
        Column("last_day", label=_("Last time"), sort_key="last_day"),
    ]
    export_filename = "searches-without-result"
    list_export = ["words", "times", "last_day"]
    export_headings = {"words": _("Words"), "times": _("How often"), "last_day": _("Last time")}
