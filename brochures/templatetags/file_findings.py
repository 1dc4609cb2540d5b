"""What was found in a file, on its page in the admin."""

from django import template

from brochures.listing import language_of, size_of
from brochures.models import PdfDocument
from brochures.places import pages_using, standing_warnings
from brochures.swapping import swaps_of
from brochures.uses import tell_uses

register = template.Library()


@register.inclusion_tag("admin/file_findings.html", takes_context=True)
def file_findings(context, document: PdfDocument) -> dict:
    """What is known of the file, and a button for each row in which it should change its place."""
    request = context["request"]
    tell_uses([document], pages_using([document.pk]), request.user)
    twins = PdfDocument.objects.filter(sha256=document.sha256).exclude(pk=document.pk).exclude(sha256="")
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "document": document,
        "language": language_of(document),
        "size": size_of(document),
        "twins": twins.order_by("pk"),
        "warnings": standing_warnings([document])[document.pk],
        "swaps": [swap for use in document.uses if use.address for swap in swaps_of(document, use.page)],
    }
