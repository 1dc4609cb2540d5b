"""The brochure made from a page: content in, PDF out. Plain Python; Django is not needed here.

typeset(BrochureContent(...), timestamp=...) -> bytes
"""

from .compiler import TypesettingError
from .content import (
    Block,
    BrochureContent,
    Callout,
    Fact,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Passage,
    Quotation,
    Section,
    Status,
    Table,
)
from .press import typeset

__all__ = [
    "Block",
    "BrochureContent",
    "Callout",
    "Fact",
    "Heading",
    "Inline",
    "Listing",
    "Paragraph",
    "Passage",
    "Quotation",
    "Section",
    "Status",
    "Table",
    "TypesettingError",
    "typeset",
]
