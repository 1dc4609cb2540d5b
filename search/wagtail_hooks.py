"""The search in the admin: groups of words that mean the same, and the report of searches without result."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from brochures.wagtail_hooks import ReportItem

from .groups import ONE_WAY, own_groups
from .models import WordGroup
from .reports import UnfoundReport


class WordGroups(IndexView):
    """The groups of the editors, and above them, to be read only, those that the product brings."""

    def get_context_data(self, **kwargs):
        own = [group.replace(ONE_WAY, "→") for group in own_groups()]
        return super().get_context_data(own_groups=own, **kwargs)


class WordGroupViewSet(SnippetViewSet):
    model = WordGroup
    index_view_class = WordGroups
    icon = "list-ul"
    menu_label = _("Words of the search")
    menu_order = 430
    add_to_admin_menu = True
    list_display = ["words"]
    search_fields = ["words"]
    list_per_page = 50
    ordering = ["words"]


register_snippet(WordGroupViewSet)


@hooks.register("register_admin_urls")
def addresses_of_the_report():
    return [
        path("reports/searches-without-result/", UnfoundReport.as_view(), name="unfound_searches"),
        path(
            "reports/searches-without-result/results/",
            UnfoundReport.as_view(results_only=True),
            name="unfound_searches_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def report_in_the_menu():
    return ReportItem(UnfoundReport, name="searches-without-result", order=210)
