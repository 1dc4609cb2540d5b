"""JSON-LD in the head of a page."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bilingual.models import BilingualPage
from home.structured_data import graphs

from .frame import crumbs

register = template.Library()

# Nothing in a text may end the element or begin a comment; JSON reads the same from these.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def structured_data(context) -> SafeString:
    """`{% structured_data %}`: what this page speaks of. Browsers run nothing of this type, so no policy forbids it."""
    details = context["frame"].details
    page, brochure, organisation, data = map(context.get, ("page", "brochure", "organisation", "data"))
    if brochure:
        found = graphs.of_brochure(brochure, context["attached"], details)
    elif organisation:
        found = graphs.of_organisation(organisation, details)
    elif data:
        found = graphs.of_data(data, context["files"], details)
    elif isinstance(page, BilingualPage) and page.pk:
        found = graphs.of_page(page, crumbs(context), details, context.get("files") or [])
    else:
        return mark_safe("")
    written = json.dumps(found, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 - escaped above
