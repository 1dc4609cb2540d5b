"""Marks of punctuation that differ between Georgian and English."""

from georgian.languages import check_language

_OUTER = {"ka": "„“", "en": "“”"}
# Quotation marks within quotation marks take the second pair of the language.
_INNER = {"ka": str.maketrans("„“", "«»"), "en": str.maketrans("“”", "‘’")}


def quoted(text: str, language: str) -> str:
    """`text`, written in `language`, in its quotation marks: „…“ or “…”; marks inside become «…» or ‘…’.

    Raises ValueError on a language other than "ka" and "en".
    """
    check_language(language)
    opening, closing = _OUTER[language]
    return f"{opening}{text.translate(_INNER[language])}{closing}"
