"""What was found in a file, on its page in the admin."""

from django import template
from django.urls import reverse
from wagtail.models import Page

from brochures.listing import language_of
from brochures.models import PdfDocument
from brochures.places import pages_using, standing_warnings
from brochures.swapping import swappable_rows

register = template.Library()


@register.inclusion_tag("admin/file_findings.html", takes_context=True)
def file_findings(context, document: PdfDocument) -> dict:
    """Language, pages, warnings, and a button for each row in which the file stands in its neighbour's place."""
    request = context["request"]
    used = pages_using([document.pk])[document.pk]
    pages = Page.objects.filter(pk__in=used).specific().defer_streamfields()
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "document": document,
        "language": language_of(document),
        "warnings": standing_warnings([document])[document.pk],
        "swaps": [
            {"title": page.get_admin_display_title(), "address": reverse("swap_files", args=[page.pk, row.pk])}
            for page in pages
            if page.permissions_for_user(request.user).can_edit()
            for row in swappable_rows(page)
            if document.pk in (row.document_ka_id, row.document_en_id)
        ],
    }
