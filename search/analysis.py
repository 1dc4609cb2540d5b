"""From text to terms: the one analyser through which both the pages and the questions go."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import stemmer

from georgian.roots import english_root, root
from georgian.skeletons import beginning, skeleton
from georgian.stems import stem as georgian_stem
from georgian.words import words

_english = stemmer("english")
# Words that say nothing of what is meant, and are not asked.
_STOP = frozenset(
    [
        "და", "ან", "თუ", "რომ", "რომელიც", "ეს", "ის", "იგი", "ამ", "იმ", "ამის", "იმის", "არ", "ვერ", "ნუ", "კი",
        "ხომ", "არის", "არიან", "იყო", "იყვნენ", "იქნება", "იქნებიან", "იქნებ", "აქვს", "აქვთ", "მაქვს", "გვაქვს",
        "გაქვთ", "უნდა", "შეიძლება", "მაგრამ", "ხოლო", "რა", "რას", "რით", "რისთვის", "რაში", "რაზე", "რამე", "რაიმე",
        "როგორ", "როგორი", "სად", "სადაც", "სადმე", "საიდან", "როდის", "როდემდე", "სანამ", "სანამდე", "ვინ", "ვის",
        "ვისთვის", "ვინმე", "რატომ", "რამდენი", "რამდენ", "რომელი", "რომელ", "რომელმა", "მინდა", "გვინდა", "მსურს",
        "გვსურს", "მჭირდება", "გვჭირდება", "მაინტერესებს", "გვაინტერესებს", "ვეძებ", "ვეძებთ", "ვიცი", "შემიძლია",
        "შეგვიძლია", "შეგიძლიათ", "გთხოვთ", "არსებობს", "მე", "ჩემი", "ჩვენი", "თქვენი", "მისი", "მათი", "თქვენ",
        "ჩვენ", "ჩემს", "ჩემთან", "ჩვენს", "ჩვენთან", "თქვენს", "თქვენთან", "მას", "მათ", "ყველა", "ყველაზე", "მეტად",
        "უფრო", "ძალიან", "უკვე", "ახლა", "ჯერ", "მიერ", "შესახებ", "თაობაზე", "ასევე", "აგრეთვე", "კიდევ", "a",
        "about", "am", "an", "and",
        "any", "are", "as", "at", "be", "been", "by", "can", "could", "did", "do", "does", "find", "for", "from", "get",
        "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "need", "of", "on", "or",
        "our", "please", "should", "some", "than", "that", "the", "their", "there", "these", "they", "this", "those",
        "to", "us", "want", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will", "with",
        "would", "you", "your",
    ]
)  # fmt: skip
# The Georgian ones in Latin letters, however typed: shesaxeb, shesakheb. Short ones would meet English words.
_STOP_SKELETONS = frozenset(skeleton(word) for word in _STOP if word[0] >= "ა" and len(word) >= 3)


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
        return self.base in _STOP or (self.script == "latin" and _is_typed_stop_word(self.base))


@lru_cache(maxsize=50_000)
def _is_typed_stop_word(base: str) -> bool:
    return beginning(base) in _STOP_SKELETONS


def terms(text: str) -> Iterator[Term]:
    """The terms of a text in order, stop words included."""
    for word in words(text):
        yield Term(stem_of(word.base, word.script), word.base, word.script, word.start, word.end)


@lru_cache(maxsize=50_000)
def stem_of(base: str, script: str) -> str:
    if script == "georgian":
        return georgian_stem(base)
    return _english.stemWord(base)[:LONGEST_STEM] if script == "latin" else base[:LONGEST_STEM]


def root_of(stem: str, script: str) -> str:
    """What the families of words are told apart by; that of English words begins with "="."""
    return skeleton(root(stem)) if script == "georgian" else f"={english_root(stem)}"


# Letters; what is longer is no word.
LONGEST_STEM = 60


@lru_cache(maxsize=50_000)
def key_of(stem: str) -> int:
    """A number of 64 bits for a stem, or for two side by side, `innov hub`: short rows, one index, no join."""
    return int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=8).digest(), signed=True)


def pair(first: str, second: str) -> str:
    """What stands in the index for two words in this order."""
    return f"{first} {second}"
