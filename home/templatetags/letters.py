"""Letters that a reader's own mail program writes: nothing is sent or kept here."""

from urllib.parse import quote

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def letter_of_mistake(to: str, name, address: str) -> str:
    """A `mailto:` address with the name and the address of a page filled in, in the reader's language."""
    subject = _("Mistake on the page: %(name)s") % {"name": name}
    text = "\r\n".join([_("What is wrong, and how should it be?"), "", "", str(name), address, ""])
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={quote(text, safe='')}"
