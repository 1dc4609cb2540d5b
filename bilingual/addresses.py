"""Absolute addresses, and the same address in the other language."""

import re

from django.conf import settings
from django.utils import translation

from . import languages


def absolute(path: str) -> str:
    """The public address of a path of this site, whatever host name the request came by."""
    return f"{settings.PUBLIC_URL}{path}"


_LANGUAGE_AT_THE_END = re.compile(r"(?<=/)(?:ka|en)/$")


def in_language(path: str, code: str) -> str:
    """The same path in another language: below `/ka/` or `/en/`, or for a draft read by a link `…/ka/` or `…/en/`.

    A path without a language leads to that language's home page.
    """
    current = translation.get_language_from_path(path)
    if current:
        return f"/{code}{path[len(current) + 1 :]}"
    return _LANGUAGE_AT_THE_END.sub(f"{code}/", path) if _LANGUAGE_AT_THE_END.search(path) else f"/{code}/"


def switches(path: str, query: str = "") -> list[tuple[str, str]]:
    """(code, address) of the page at `path` in each language, Georgian first, the query kept."""
    return [(code, in_language(path, code) + (f"?{query}" if query else "")) for code in languages.CODES]
