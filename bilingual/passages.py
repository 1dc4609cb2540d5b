"""What a page says of itself, for the search: passages of plain text, each with its language and its weight."""

from dataclasses import dataclass
from enum import IntEnum


class Weight(IntEnum):
    """Where a word stands, the weightiest first."""

    TITLE = 1
    SUMMARY = 2
    BODY = 3
    BROCHURE = 4


@dataclass(frozen=True)
class Passage:
    """A piece of plain text in one language, "ka" or "en".

    A text from a file names the row that offers it and the language under which the row has it.
    """

    text: str
    language: str
    weight: Weight
    attachment_id: int | None = None
    file_language: str = ""
