"""Pages read together with the table of their own type."""

from collections.abc import Iterable

from wagtail.models import Page


def joined(page: Page, kinds: Iterable[str]) -> Page | None:
    """The page as its own type, after `select_related` of these types; None if it is of none of them."""
    for kind in kinds:
        if specific := page._state.fields_cache.get(kind):
            return specific
    return None
