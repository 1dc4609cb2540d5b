"""The results page."""

import logging
from contextlib import nullcontext
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import DatabaseError, connection, transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bilingual.pagination import paginate
from georgian.capitals import fold_capitals

from .engine import Found, find
from .models import Kind
from .results import results
from .suggestions import suggestions
from .unfound import count_unfound

logger = logging.getLogger(__name__)

PAGE_SIZE = 10
# Longer ones are pasted by mistake or sent by robots.
LONGEST_QUERY = 200


@dataclass(frozen=True)
class Choice:
    """One kind of page to which the results can be narrowed."""

    label: str
    number: int
    query: str
    chosen: bool


@require_safe
def search(request):
    """Live pages that answer `?q=`, in either language, all or those of one `?type=`."""
    words = fold_capitals(request.GET.get("q", "")).replace("\x00", " ").split()
    question = " ".join(words)[:LONGEST_QUERY]
    kind = request.GET.get("type", "")
    kind = kind if kind in Kind.values else ""
    context = {
        "query": question,
        "page_title": _("Search results: %(query)s") % {"query": question} if question else _("Search"),
    }
    try:
        # Where a transaction is open, a failed statement must not spoil the rest of the page.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            context |= _answer(request, question, kind)
    except DatabaseError:
        logger.exception("The search index cannot be read; manage.py rebuild_search_index mends it")
        context["is_out_of_order"] = True
    return TemplateResponse(request, "pages/search.html", context)


def _answer(request, question: str, kind: str) -> dict:
    found = find(question)
    shown = paginate(request, found.of_kind(kind), PAGE_SIZE)
    shown.object_list = results(shown.object_list, found.stems)
    offered = [] if found.are_complete else [(one, urlencode({"q": one})) for one in suggestions(question, found)]
    if question and not found.references:
        count_unfound(request, question)
    return {
        "results": shown,
        "total": len(found.references),
        "choices": _choices(found, question, kind),
        "suggestions": offered,
        "lacks_words": bool(found.references) and not found.are_complete,
    }


def _choices(found: Found, question: str, chosen: str) -> list[Choice]:
    """All results and those of each kind that has any; nothing where there is nothing to choose."""
    numbers = found.numbers
    kinds = [(kind, label) for kind, label in Kind.choices if numbers[kind] or kind == chosen]
    if not found.references or (len(kinds) < 2 and not chosen):
        return []
    return [
        Choice(_("All results"), len(found.references), urlencode({"q": question}), not chosen),
        *[
            Choice(str(label), numbers[kind], urlencode({"q": question, "type": kind}), kind == chosen)
            for kind, label in kinds
        ],
    ]
