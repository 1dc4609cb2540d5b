"""The words of a text, as a search compares them: Georgian, Latin and numbers, each with its place in the text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .capitals import fold_capitals

_LETTERS = "ა-ჿᲐ-Ჿ"
# What an editor never sees between two letters: soft hyphen and zero-width signs.
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_APOSTROPHES = "'’ʼ‘`´"
_WORD = re.compile(
    rf"""
    (?P<number>\d{{1,3}}(?:[ \u00a0\u202f.,]\d{{3}})+(?!\d)|\d+)      # 20 000, 2,300, 2016
      (?:[-–‑][{_LETTERS}]+)?                                          # 2016-ში
    | (?P<latin>
        [^\W\d_{_LETTERS}][^\W_{_LETTERS}]*(?:[{_APOSTROPHES}{_INVISIBLE}][^\W\d_{_LETTERS}]+)*[{_APOSTROPHES}]?
      )
      (?:[-–‑][{_LETTERS}]+)?                                          # UNDP-ის
    | (?P<georgian>[{_LETTERS}](?:[{_LETTERS}]|[{_INVISIBLE}](?=[{_LETTERS}]))*)
    """,
    re.VERBOSE,
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_ANY_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_NUMBERED = re.compile(r"n(\d+)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as written in `text[start:end]`; `base` is it without capitals, signs and a hyphened ending."""

    base: str
    script: str  # "georgian", "latin" or "number"
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in order.

    `UNDP-ის` is `undp`, `2016-ში` is `2016`, `20 000` and `20,000` are `20000`, `№24` and `N24` are `24`; words that
    a hyphen joins otherwise are two.
    """
    for match in _WORD.finditer(text):
        script = match.lastgroup
        written = match[script]
        if script == "number":
            yield Word(re.sub(r"\D", "", written), script, match.start(), match.end())
            continue
        base = normal(written)
        if script == "latin":
            base = _ANY_APOSTROPHE.sub("'", base).strip("'")
            if numbered := _NUMBERED.fullmatch(base):
                yield Word(numbered[1], "number", match.start(), match.end())
                continue
        yield Word(base, script, match.start(), match.end())


def normal(word: str) -> str:
    """A word without capitals of either alphabet, accents composed, invisible signs gone."""
    return _HIDDEN.sub("", fold_capitals(unicodedata.normalize("NFC", word)).lower())
