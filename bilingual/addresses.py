"""Absolute addresses, and the same address in the other language."""

from django.conf import settings
from django.utils import translation

from . import languages


def absolute(path: str) -> str:
    """The public address of a path of this site, whatever host name the request came by."""
    return f"{settings.PUBLIC_URL}{path}"


def in_language(path: str, code: str) -> str:
    """The same path below `/ka/` or `/en/`; a path without a language leads to that language's home page."""
    current = translation.get_language_from_path(path)
    return f"/{code}{path[len(current) + 1 :]}" if current else f"/{code}/"


def switches(path: str, query: str = "") -> list[tuple[str, str]]:
    """(code, address) of the page at `path` in each language, Georgian first, the query kept."""
    return [(code, in_language(path, code) + (f"?{query}" if query else "")) for code in languages.CODES]
