"""The head of a page for networks."""

from django import template

from home import sharing as shared

register = template.Library()


@register.simple_tag
def sharing(page, details):
    """`{% sharing page frame.details as shared %}`: see home.sharing."""
    return shared.sharing(page, details)


@register.simple_tag
def sharing_of(title, description, details, record=None, page=None):
    """`{% sharing_of title description frame.details record=organisation as shared %}`: see home.sharing."""
    return shared.sharing_of(title, description, details, record, page)
