"""A page as one number: its kind, its day and its id, so that the greater one of two is the newer."""

from .models import Kind

_KINDS = list(Kind)
_DAY, _KIND = 32, 54  # bits


def reference_of(page_id: int, kind: Kind, day: int) -> int:
    """`day` counts from year 1, 0 for unknown; it has room until year 11,000, an id until 2 to the 32nd."""
    return _KINDS.index(kind) << _KIND | day << _DAY | page_id


def page_of(reference: int) -> int:
    """The id of the page."""
    return reference & (1 << _DAY) - 1


def kind_of(reference: int) -> Kind:
    return _KINDS[reference >> _KIND]


def age_of(reference: int) -> int:
    """What to sort by, newest first: the reference without its kind."""
    return -(reference & (1 << _KIND) - 1)
