"""Which language a text is in, told by its letters."""

import re

LEAST_LETTERS = 60
GEORGIAN_SHARE = 0.7  # a Georgian text about a European project is full of Latin names
ENGLISH_SHARE = 0.95
COMMON_SHARE = 0.08  # of the words; ordinary English has about 0.3, a table of names and numbers less

GEORGIAN_LETTERS = re.compile("[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]")
LATIN_LETTERS = re.compile("[A-Za-z\u00c0-\u024f]")
WORDS = re.compile("[a-z]+")
# Latin letters alone do not make a text English: Georgian in fonts older than Unicode comes out as such letters, too.
COMMON_WORDS = frozenset(
    ["the", "of", "and", "to", "in", "for", "a", "is", "on", "with", "by", "that", "as", "from", "this", "be", "or"]
)


def language_of(text: str) -> str:
    """ "ka" or "en"; "" when the text is in neither, in both, or too short to tell."""
    georgian = len(GEORGIAN_LETTERS.findall(text))
    latin = len(LATIN_LETTERS.findall(text))
    letters = georgian + latin
    if letters < LEAST_LETTERS:
        return ""
    if georgian >= GEORGIAN_SHARE * letters:
        return "ka"
    if latin < ENGLISH_SHARE * letters:
        return ""
    words = WORDS.findall(text.lower())
    common = sum(word in COMMON_WORDS for word in words)
    return "en" if common >= COMMON_SHARE * len(words) else ""
