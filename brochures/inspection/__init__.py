"""Reads a PDF once, in a child process that may be killed, before the site keeps it.

`inspect` and `inspect_upload` answer with an `Inspection` or raise `Refused`; what to tell the clerk is
`Refused.message`. The library that reads the PDF is native code fed with a stranger's file, so only
the program in `child/` loads it, never the process that serves readers.
"""

from .reading import (
    COVER_FORMATS,
    COVER_WIDTHS,
    DEFAULT_TIMEOUT,
    RULES,
    Cover,
    Inspection,
    inspect,
    inspect_upload,
    sha256,
)
from .refusals import MESSAGES, RefusalCode, Refused

__all__ = [
    "COVER_FORMATS",
    "COVER_WIDTHS",
    "DEFAULT_TIMEOUT",
    "MESSAGES",
    "RULES",
    "Cover",
    "Inspection",
    "RefusalCode",
    "Refused",
    "inspect",
    "inspect_upload",
    "sha256",
]
