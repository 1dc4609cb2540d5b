"""Reads a PDF once, in a child process that may be killed, before the site keeps it.

`inspect` and `inspect_upload` answer with an `Inspection` or raise `Refused`; what to tell the clerk is
`Refused.message`. The library that reads the PDF is native code fed with a stranger's file, so only
`child.py` loads it, never the process that serves readers.
"""

from .reading import DEFAULT_TIMEOUT, Inspection, inspect, inspect_upload, sha256
from .refusals import MESSAGES, RefusalCode, Refused

__all__ = [
    "DEFAULT_TIMEOUT",
    "MESSAGES",
    "Inspection",
    "RefusalCode",
    "Refused",
    "inspect",
    "inspect_upload",
    "sha256",
]
