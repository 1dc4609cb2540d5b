"""Reading a text that exists in two languages: the one way that templates, search and exports use.

modeltranslation falls back to the other language silently, and the column without a language suffix holds whatever
language was active when somebody saved. So nobody reads `page.summary`; everybody asks `text_of(page, "summary")` and
gets the text together with the language it is really in.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from . import languages

# Letters; official project titles run to 190. From these numbers on a heading takes the next smaller size of type.
LONG_TITLE, LONGEST_TITLE = 90, 140


@dataclass(frozen=True)
class Text:
    """A value and its language. Falsy when there is none in either language."""

    value: Any
    language: str
    wanted: str

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return str(self.value) if self.value else ""

    @property
    def marked(self) -> SafeString:
        """The value as it stands in a page, in a `<span lang>` when it is the other language's."""
        if not self.value:
            return SafeString("")
        if self.borrowed:
            return format_html('<span lang="{}">{}</span>', self.language, self.value)
        return format_html("{}", self.value)

    def __html__(self) -> str:
        return self.marked

    @property
    def size(self) -> str:
        """Of a title, as the style sheet names it: "", "long" or "longest"."""
        letters = len(str(self))
        return "longest" if letters > LONGEST_TITLE else "long" if letters > LONG_TITLE else ""

    @property
    def borrowed(self) -> bool:
        """Whether the wanted language had no text, so that this is the other language's."""
        return bool(self.value) and self.language != self.wanted

    @property
    def lang_attribute(self) -> SafeString:
        """` lang="ka"` for the element that holds a borrowed text, otherwise nothing."""
        return format_html(' lang="{}"', self.language) if self.borrowed else SafeString("")


def is_empty(value: Any) -> bool:
    """Whether there is nothing to read. A cleared rich-text field leaves an empty paragraph behind, not ""."""
    if isinstance(value, str):
        return not (strip_tags(value).strip() or "<embed" in value or "<img" in value)
    return not value


def text_of(record: Any, *names: str, language: str | None = None) -> Text:
    """The first text that exists: every name in the wanted language, then every name in the other one.

    `names` are fields without suffix, as in `text_of(page, "seo_title", "title")`; `language` defaults to the active
    one. Raises AttributeError for a name that is no bilingual field.
    """
    wanted = language or languages.active()
    for code in (wanted, languages.other(wanted)):
        for name in names:
            value = getattr(record, f"{name}_{code}")
            if not is_empty(value):
                return Text(value, code, wanted)
    return Text("", wanted, wanted)
