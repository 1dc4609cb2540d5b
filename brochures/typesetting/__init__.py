"""The brochure made from a page: content in, PDF out. Plain Python; Django is not needed here.

typeset(BrochureContent(...), timestamp=...) -> bytes
"""

from .compiler import Reason, TypesettingError
from .content import (
    Block,
    BrochureContent,
    Callout,
    Fact,
    Heading,
    Illustration,
    Inline,
    Listing,
    Paragraph,
    Passage,
    Quotation,
    Reference,
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
    "Illustration",
    "Inline",
    "Listing",
    "Paragraph",
    "Passage",
    "Quotation",
    "Reason",
    "Reference",
    "Section",
    "Status",
    "Table",
    "TypesettingError",
    "typeset",
]
