"""A page as one number: its kind, its day and its id, so that the greater one of two is the newer."""

from .models import Kind

# The types of page of each kind, as Wagtail joins them to the page.
TYPES = {
    Kind.PROJECTS: ("projectpage",),
    Kind.ANNOUNCEMENTS: ("announcementpage",),
    Kind.INFORMATION: ("infopage", "projectindexpage", "announcementindexpage", "brochureindexpage"),
}
_KIND_OF_TYPE = {one: kind for kind, types in TYPES.items() for one in types}
_KINDS = list(Kind)
_DAY, NEWNESS_BITS = 32, 54


def reference_of(page_id: int, kind: Kind, day: int) -> int:
    """`day` counts from year 1, 0 for unknown; it has room until year 11,000, an id until 2 to the 32nd."""
    return _KINDS.index(kind) << NEWNESS_BITS | day << _DAY | page_id


def kind_of_type(page_type: str) -> Kind:
    """The kind of the pages of a type, "projectpage"."""
    return _KIND_OF_TYPE.get(page_type, Kind.INFORMATION)


def page_of(reference: int) -> int:
    """The id of the page."""
    return reference & (1 << _DAY) - 1


def kind_of(reference: int) -> Kind:
    return _KINDS[reference >> NEWNESS_BITS]


def newness_of(reference: int) -> int:
    """The reference without its kind: greater for the newer page."""
    return reference & (1 << NEWNESS_BITS) - 1
