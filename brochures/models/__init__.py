"""Files that a citizen takes away: PDF documents, the rows that attach them to pages, and what a page offers."""

from .attachments import Attachment
from .documents import FileText, FileVersion, PdfDocument
from .downloads import DownloadsOfDay
from .earlier import EarlierDocument
from .made import MadeBrochure, is_made
from .offers import AttachedFile, MadeFile, PageWithBrochures, address_of_made, files_of, offered_documents

__all__ = [
    "AttachedFile",
    "Attachment",
    "DownloadsOfDay",
    "EarlierDocument",
    "FileText",
    "FileVersion",
    "MadeBrochure",
    "MadeFile",
    "PageWithBrochures",
    "PdfDocument",
    "address_of_made",
    "files_of",
    "is_made",
    "offered_documents",
]
