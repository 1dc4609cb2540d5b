"""From text to terms: the one analyser through which both the pages and the questions go."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import stemmer

from georgian.stems import stem as georgian_stem
from georgian.words import words

_english = stemmer("english")
# Words that say nothing of what is meant, and are not asked.
_STOP = frozenset(
    [
        "და", "ან", "თუ", "რომ", "რომელიც", "ეს", "ის", "იგი", "არ", "ვერ", "ნუ", "კი", "არის", "არიან", "იყო",
        "იყვნენ", "იქნება", "იქნებიან", "აქვს", "აქვთ", "უნდა", "შეიძლება", "მაგრამ", "ხოლო", "რა", "რას", "როგორ",
        "სად", "საიდან", "როდის", "ვინ", "ვის", "რატომ", "რამდენი", "რომელი", "მინდა", "მე", "ჩემი", "თქვენ", "ჩვენ",
        "ყველა", "მიერ", "შესახებ", "თაობაზე", "ასევე", "აგრეთვე", "a", "an", "and", "are", "as", "at", "be", "by",
        "can", "do", "does", "for", "from", "has", "have", "how", "i", "if", "in", "is", "it", "its", "my", "of", "on",
        "or", "our", "that", "the", "their", "there", "this", "to", "was", "we", "were", "what", "when", "where",
        "which", "who", "why", "will", "with", "you", "your", "rogor", "rodis", "ratom", "romeli", "shesaxeb",
        "shesakheb",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text by its stem. `text[start:end]` is how it is written, `base` that without capitals and signs."""

    stem: str
    base: str
    script: str
    start: int
    end: int

    @property
    def is_stop_word(self) -> bool:
        return self.base in _STOP


def terms(text: str) -> Iterator[Term]:
    """The terms of a text in order, stop words included."""
    for word in words(text):
        yield Term(stem_of(word.base, word.script), word.base, word.script, word.start, word.end)


@lru_cache(maxsize=50_000)
def stem_of(base: str, script: str) -> str:
    if script == "georgian":
        return georgian_stem(base)
    return _english.stemWord(base)[:LONGEST_STEM] if script == "latin" else base[:LONGEST_STEM]


# Letters; what is longer is no word.
LONGEST_STEM = 60


@lru_cache(maxsize=50_000)
def key_of(stem: str) -> int:
    """A number of 64 bits for a stem, or for two side by side, `innov hub`: short rows, one index, no join."""
    return int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=8).digest(), signed=True)


def pair(first: str, second: str) -> str:
    """What stands in the index for two words in this order."""
    return f"{first} {second}"
