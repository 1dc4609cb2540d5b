"""Where a reader is, among the sections of the site."""

from django import template

register = template.Library()


@register.simple_tag
def aria_current(link, page) -> str:
    """The value of `aria-current` for a link: "page" on that very page, "true" below it, "" elsewhere."""
    path = getattr(page, "path", None)
    if not path or not path.startswith(link.path):
        return ""
    return "page" if path == link.path else "true"


@register.simple_tag(takes_context=True)
def crumbs(context):
    """The sections above the current page, outermost first, without home and without the page itself."""
    page, frame = context.get("page"), context["frame"]
    if not getattr(page, "path", None):
        return []
    return [section for section in frame.sections if page.path.startswith(section.path) and page.path != section.path]
