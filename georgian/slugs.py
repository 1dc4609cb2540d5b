"""Addresses in Latin letters, by the national romanisation of Georgian.

The national system of 2002 (State Department of Geodesy and Cartography, Institute of Linguistics;
Presidential Decree 109 of 24 February 2011), without its apostrophes: an address is printed and said on the
phone. anyascii knows it; Wagtail's editor does not (ქ -> q, წ -> w, ხ -> x), hence EDITOR_PAIRS. Server and
editor give the same slug for Georgian, English and digits; they part only over rare signs and over the
length, which the editor leaves to the field.
"""

import re

from anyascii import anyascii

from georgian.capitals import fold_capitals

_ALPHABET = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
_GEORGIAN = re.compile("[\u10d0-\u10fa\u10fc-\u10ff]+")

# In order. Marks inside a word vanish (apostrophes, single quotes, soft hyphens, zero-width characters);
# any other punctuation or space parts words, so that 2016–2018 and და/ან do not run together.
_PUNCTUATION_PAIRS = [
    (re.compile("[\u0027\u0060\u00ad\u00b4\u02bc\u2018-\u201b\u2032\u200b-\u200d\u2060\ufeff]"), ""),
    (re.compile("№"), "no-"),
    (
        re.compile(
            r"[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e"
            r"\u00a1\u00a6\u00ab\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e\u2212]+"
        ),
        "-",
    ),
    (re.compile("^-+|-+$"), ""),
]


def romanise(text: str) -> str:
    """`text` with its Georgian in Latin letters, lower case, no apostrophes; the rest as it was.

    `EU-ს „წყალი“` -> `EU-s „tsqali“`. Mtavruli are read as Mkhedruli.
    """
    return _GEORGIAN.sub(lambda word: re.sub("['`]", "", anyascii(word[0])), fold_capitals(text))


def slugify(text: str, fallback: str = "", max_length: int = 100) -> str:
    """An ASCII slug, [a-z0-9-]*: words joined by single hyphens, none at the ends.

    `ქალაქ რუსთავის მერია` -> `kalak-rustavis-meria`. Longer than `max_length` characters it is cut at a
    hyphen, or within its first word if that alone is longer. `fallback` is returned as it is when nothing
    is left, as of `!!!`. Raises ValueError if `max_length` is less than 1.
    """
    if max_length < 1:
        raise ValueError(f"max_length must be at least 1, not {max_length}")
    text = romanise(text)
    for pattern, replacement in _PUNCTUATION_PAIRS:
        text = pattern.sub(replacement, text)
    slug = re.sub("[^a-z0-9]+", "-", anyascii(text).replace("'", "").lower()).strip("-")
    if len(slug) > max_length:
        # One character more than allowed: a hyphen there ends a whole word.
        slug = slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]
    return slug or fallback


# For `wagtail.admin.widgets.SlugInput(formatters=EDITOR_PAIRS)`: (pattern, replacement), applied in this
# order by the browser before its own rules, which have no Georgian left to misspell. Each letter stands
# beside its Mtavruli. Patterns may use only what Python and JavaScript (flags gu) read alike. The Copy form
# of pages builds its own SlugInput, without them.
EDITOR_PAIRS: list[tuple[re.Pattern[str], str]] = [
    *((re.compile(f"[{letter}{letter.upper()}]"), romanise(letter)) for letter in _ALPHABET),
    *_PUNCTUATION_PAIRS,
]
