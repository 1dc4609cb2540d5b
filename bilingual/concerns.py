"""What speaks against publishing a page, or for a second look at it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Concern:
    """`key` is the same as long as the same is amiss; `message` names the values, in the active language; `field` is
    the name of the form field that it is about, "" for the page as a whole."""

    key: str
    message: str
    field: str = ""
