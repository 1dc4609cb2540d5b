"""The brochure made from a page: content in, PDF out. Plain Python; Django is not needed here.

typeset(BrochureContent(...), timestamp=...) -> bytes
"""

from .compiler import Reason, TypesettingError
from .content import (
    Acknowledgement,
    Block,
    BrochureContent,
    Callout,
    Fact,
    Gallery,
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
    Step,
    Table,
)
from .press import signs_left_out, typeset

__all__ = [
    "Acknowledgement",
    "Block",
    "BrochureContent",
    "Callout",
    "Fact",
    "Gallery",
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
    "Step",
    "Table",
    "TypesettingError",
    "signs_left_out",
    "typeset",
]
