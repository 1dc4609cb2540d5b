"""The results page."""

import re

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from bilingual.pagination import paginate

PAGE_SIZE = 20
# Longer ones are pasted by mistake or sent by robots.
LONGEST_QUERY = 200


@require_safe
def search(request):
    """Live pages that contain all words of `?q=`, in either language."""
    query = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY]
    results = paginate(request, find(query), PAGE_SIZE)
    results.object_list = specific_in_order(results.object_list)
    context = {
        "query": query,
        "results": results,
        "page_title": _("Search results: %(query)s") % {"query": query} if query else _("Search"),
    }
    return TemplateResponse(request, "pages/search.html", context)


def find(query: str):
    """Whole words first, best match first; where there are none, beginnings of words."""
    # Signs mean nothing to a reader's question, and some of them mean something to a database.
    words = " ".join(re.findall(r"\w+", query))
    if not words:
        return []
    pages = Page.objects.live().filter(depth__gt=2)
    found = pages.search(words, operator="and")
    return found if found.count() else pages.autocomplete(words, operator="and")


def specific_in_order(pages) -> list[Page]:
    """The pages with their own fields, in the given order, in one query for each kind of page."""
    ids = [page.pk for page in pages]
    by_id = {page.pk: page for page in Page.objects.filter(pk__in=ids).specific().defer_streamfields()}
    return [by_id[pk] for pk in ids if pk in by_id]
