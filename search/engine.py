"""From a question to the pages that answer it.

One statement collects, for every page that has one of the words, how well each of them stands there; it counts whole
numbers only, so both databases give the same pages in the same order. Measured on 2,000 pages with a word that stands
on nearly all of them: see tests/bench/search.py.
"""

import math
from dataclasses import dataclass, field
from itertools import pairwise, product

from django.db.models import Case, Count, F, IntegerField, Max, Q, Value, When

from georgian.skeletons import beginning, skeletons_of_latin

from .analysis import Term, key_of, pair, terms
from .models import IndexedPage, KnownWord, Posting, WordGroup

# Words of a question; what comes after them is not asked.
MOST_WORDS = 8
# Letters from which on the beginning of a word stands for the word.
SHORTEST_BEGINNING = 4
MOST_WORDS_OF_A_BEGINNING = 40
# Of what all words of a question weigh, this much must stand on a page that lacks some of them.
ENOUGH = 0.5
# A word that no page has weighs like one that stands on so many.
PAGES_OF_AN_UNKNOWN_WORD = 2
# What a word counts there, in quarters: fully in title or summary, where the page is about it; less below.
QUARTERS = [(400, 4), (150, 3), (1, 2)]


@dataclass
class Slot:
    """One word of the question, by all the terms that answer it."""

    term: Term
    written: str
    stems: set[str] = field(default_factory=set)
    pages: int = 0  # on how many it stands, at most

    @property
    def keys(self) -> list[int]:
        return sorted(key_of(stem) for stem in self.stems)


@dataclass
class Found:
    """The pages that answer a question, best first."""

    pages: list[tuple[int, str]] = field(default_factory=list)  # (page id, kind)
    stems: set[str] = field(default_factory=set)  # to mark
    are_complete: bool = False  # whether the first of them has all words
    slots: list[Slot] = field(default_factory=list, repr=False)

    def of_kind(self, kind: str) -> list[int]:
        """The ids of one kind, or of all for ""."""
        return [page_id for page_id, its_kind in self.pages if kind in ("", its_kind)]

    def number_of(self, kind: str) -> int:
        return len(self.of_kind(kind))


def find(question: str) -> Found:
    """The pages that answer a question in either language and either alphabet.

    Pages with all words come first, then those with most of what the question says. Raises django.db.DatabaseError if
    the index is damaged or missing.
    """
    slots = slots_of(question)
    if not slots:
        return Found()
    return _ranked(slots)


def slots_of(question: str) -> list[Slot]:
    """The words of a question with all that stands for each: its stem, its group, Georgian typed in Latin letters."""
    telling = [term for term in terms(question) if not term.is_stop_word]
    slots = [Slot(term, question[term.start : term.end], {term.stem}) for term in telling[:MOST_WORDS]]
    _read_latin(slots)
    slots = _with_groups(slots)
    _count(slots)
    unknown = [slot for slot in slots if not slot.pages]
    completed = [slot for slot in unknown if _completed(slot)]
    if completed:
        _count(completed)
    return slots


def _read_latin(slots: list[Slot]) -> None:
    meant = {slot.term.base: skeletons_of_latin(slot.written) for slot in slots if slot.term.script == "latin"}
    wanted = {one for skeletons in meant.values() for one in skeletons}
    if not wanted:
        return
    known = KnownWord.objects.filter(skeleton__in=sorted(wanted)).values_list("skeleton", "stem")
    by_skeleton: dict[str, list[str]] = {}
    for skeleton, stem in known:
        by_skeleton.setdefault(skeleton, []).append(stem)
    for slot in slots:
        for skeleton in meant.get(slot.term.base, []):
            slot.stems.update(by_skeleton.get(skeleton, []))


def _with_groups(slots: list[Slot]) -> list[Slot]:
    """Each word with those that mean the same; a name of two words becomes one."""
    by_member: dict[tuple[str, ...], set[str]] = {}
    for group in WordGroup.objects.all():
        together = {_entry(member) for member in group.members}
        for member in group.members:
            by_member.setdefault(member, set()).update(together)
    joined: list[Slot] = []
    place = 0
    while place < len(slots):
        two = slots[place : place + 2]
        name = (two[0].term.stem, two[1].term.stem) if len(two) == 2 else ()
        if name in by_member:
            joined.append(Slot(two[0].term, two[0].written, {_entry(name)} | by_member[name]))
            place += 2
            continue
        slot = slots[place]
        for stem in list(slot.stems):
            slot.stems |= by_member.get((stem,), set())
        joined.append(slot)
        place += 1
    return joined


def _entry(member: tuple[str, ...]) -> str:
    return pair(*member) if len(member) == 2 else member[0]


def _count(slots: list[Slot]) -> None:
    """On how many pages each word stands."""
    keys = sorted({key for slot in slots for key in slot.keys})
    rows = Posting.objects.filter(key__in=keys).order_by().values_list("key")
    numbers = dict(rows.annotate(Count("pk")))
    for slot in slots:
        slot.pages = max(numbers.get(key, 0) for key in slot.keys)


def _completed(slot: Slot) -> bool:
    """Whether a word that no page has is the beginning of some that the site has; they then stand for it."""
    base = slot.term.base
    if len(base) < SHORTEST_BEGINNING or slot.term.script == "number":
        return False
    begins = Q(stem__startswith=base)
    if slot.term.script == "latin" and len(first := beginning(base)) >= SHORTEST_BEGINNING:
        begins |= Q(skeleton__startswith=first)
    words = KnownWord.objects.filter(begins).order_by("stem").values_list("stem", flat=True)
    completed = set(words[:MOST_WORDS_OF_A_BEGINNING])
    slot.stems |= completed
    return bool(completed)


def _ranked(slots: list[Slot]) -> Found:
    total = max(IndexedPage.objects.count(), 1)
    known = [slot for slot in slots if slot.pages]
    found = Found(slots=slots, stems={stem for slot in slots for stem in slot.stems})
    if not known:
        return found
    weights = [_telling(slot.pages or PAGES_OF_AN_UNKNOWN_WORD, total) for slot in slots]
    pairs = [
        sorted(key_of(pair(a, b)) for a, b in product(sorted(first.stems), sorted(second.stems)) if " " not in a + b)
        for first, second in pairwise(slots)
    ]
    columns = {f"word{place}": _best(slot.keys) for place, slot in enumerate(slots)}
    columns |= {f"pair{place}": _best(keys) for place, keys in enumerate(pairs)}
    keys = {key for slot in slots for key in slot.keys} | {key for one in pairs for key in one}
    rows = (
        IndexedPage.objects.filter(postings__key__in=sorted(keys))
        .order_by()
        .values_list("page_id", "kind", "day")
        .annotate(**columns)
    )
    ranked = []
    for page_id, kind, day, *points in rows:
        words, phrases = points[: len(slots)], points[len(slots) :]
        has_all = all(words)
        if not has_all and not _says_enough(words, weights):
            continue
        score = sum(weight * point for weight, point in zip(weights, words, strict=True))
        in_order = sum(phrases)
        ranked.append(
            (not has_all, -sum(map(bool, words)), -sum(map(bool, phrases)), -score - in_order, -day, -page_id, kind)
        )
    ranked.sort()
    found.pages = [(-row[5], row[6]) for row in ranked]
    found.are_complete = bool(ranked) and not ranked[0][0]
    return found


def _best(keys: list[int]) -> Max:
    if not keys:
        return Max(Value(0))
    return Max(Case(When(postings__key__in=keys, then=F("postings__weight")), default=0, output_field=IntegerField()))


def _telling(pages: int, total: int) -> int:
    """How much a word says that stands on so many pages of all, a whole number from 1."""
    return 1 + round(100 * math.log((total + 1) / min(pages, total)))


def _says_enough(words: list[int], weights: list[int]) -> bool:
    said = sum(weight * _quarters(points) for weight, points in zip(weights, words, strict=True))
    return said >= 4 * ENOUGH * sum(weights)


def _quarters(points: int) -> int:
    return next((quarters for least, quarters in QUARTERS if points >= least), 0)
