"""Absolute addresses, and the same address in the other language."""

import re

from django.conf import settings
from django.utils import translation

from . import languages

_LANGUAGE_AT_THE_END = re.compile(r"(?<=/)(?:ka|en)/$")


def absolute(path: str) -> str:
    """The public address of a path of this site, whatever host name the request came by."""
    return f"{settings.PUBLIC_URL}{path}"


class HasAddresses:
    """Mixed into what readers find at an address in each language: what its head, the sitemap and feeds name."""

    # Which part of a list this answer shows, as the query of its address: "?page=2". The first has none.
    part = ""

    def has_language(self, code: str) -> bool:
        """Whether it exists in this language. What has words of the interface around it does in both."""
        return True

    def path_in(self, code: str) -> str:
        """The path in a language, `/ka/projects/…/`."""
        raise NotImplementedError

    def address_in(self, code: str) -> str:
        """The public address in a language."""
        return absolute(self.path_in(code))

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """(code, public address) of each language in which it exists, Georgian first."""
        return [(code, self.address_in(code) + self.part) for code in languages.CODES if self.has_language(code)]

    @property
    def canonical_address(self) -> str:
        """The one address under which this text is known; what has no English is known by its Georgian one."""
        code = languages.active()
        return self.address_in(code if self.has_language(code) else languages.GEORGIAN) + self.part


def in_language(path: str, code: str) -> str:
    """The same path in another language: below `/ka/` or `/en/`, or for a draft read by a link `…/ka/` or `…/en/`.

    A path without a language leads to that language's home page.
    """
    current = translation.get_language_from_path(path)
    if current:
        return f"/{code}{path[len(current) + 1 :]}"
    return _LANGUAGE_AT_THE_END.sub(f"{code}/", path) if _LANGUAGE_AT_THE_END.search(path) else f"/{code}/"


def for_reader(link: str) -> str:
    """Where a link that is kept once for both languages leads: to a page of this site in the reader's language."""
    path = link.removeprefix(settings.PUBLIC_URL)
    return in_language(path, languages.active()) if translation.get_language_from_path(path) else link


def switches(path: str, query: str = "") -> list[tuple[str, str]]:
    """(code, address) of the page at `path` in each language, Georgian first, the query kept."""
    return [(code, in_language(path, code) + (f"?{query}" if query else "")) for code in languages.CODES]
