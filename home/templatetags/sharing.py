"""The head of a page for networks."""

from django import template

from home.sharing import sharing as sharing_of

register = template.Library()


@register.simple_tag
def sharing(page, details):
    """`{% sharing page frame.details as shared %}`: see home.sharing."""
    return sharing_of(page, details)
