"""From a question to the pages that answer it.

One statement reads the postings of all its words from one index, without a join and in no order; everything else is
reckoned here in whole numbers, so both databases give the same pages in the same order. Letting the database group and
sum was slower where a word stands on all of 2,000 pages (tests/bench/search.py).

Why a table of postings, and nothing simpler: of the pages that people want for the first 160 queries
in tests/search/judgements/tuning.yaml, so many stand among the first five, and so many of the queries without an answer
get none,

    Wagtail's database backend on SQLite, its stock search of pages     0.19    1.00
    SQLite's FTS5 over all passages, all words, bm25                    0.22    1.00
    the same over our stems, all words or else any of them              0.70    0.58
    this module, with its suggestions                                   1.00    0.96

The stemmer alone is not enough: Latin typing, word groups and what is enough of an answer need the postings themselves.
The queries are those that the rules were made with; how others fare, tests/search/test_judgements.py says.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise, product
from operator import or_

from django.db.models import Q
from django.utils.functional import cached_property

from georgian.skeletons import beginning, georgian_of_latin, skeleton, skeletons_of_latin
from georgian.slugs import romanise
from georgian.stems import is_verbal_noun, says_a_deed
from georgian.stems import stem as georgian_stem

from .analysis import Term, key_of, pair, root_of, terms
from .groups import Groups, with_own
from .models import IndexedPage, Kind, KnownWord, Posting, WordGroup
from .references import NEWNESS_BITS, kind_of, newness_of, page_of

# Words of a question; what comes after them is not asked.
MOST_WORDS = 8
# Letters from which on the beginning of a word stands for the word.
SHORTEST_BEGINNING = 4
MOST_OTHER_WORDS = 40
# Of what all words of a question weigh, this much must stand on a page that lacks some of them: more where the site
# does not know one of the words, and so may know nothing of the matter.
ENOUGH = 0.25
ENOUGH_WITH_UNKNOWN = 0.5
# What a word counts there, in quarters: fully in title or summary, where the page is about it; less below.
QUARTERS = [(400, 4), (150, 3), (1, 2)]
# By so much less a word counts that is not the asked one but means the same.
OTHERS_WEIGH_LESS = 2
# Letters of the first half of a compound at least; the second has more.
SHORTEST_HALF = 3
# What two words in order add to a score: more than any words can.
PHRASE = 1 << 40


@dataclass
class Slot:
    """One word of the question, by all the terms that answer it."""

    term: Term
    written: str
    stems: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)  # what means the same, and says it less well
    points: dict[int, int] = field(default_factory=dict)  # by reference of the page, how well it stands there
    own: dict[int, int] = field(default_factory=dict)  # the same for the word itself alone
    is_guessed: bool = False  # no page has the word, but some have another that may be meant

    @property
    def is_a_deed(self) -> bool:
        """Whether it says what the asker or somebody does, which is not what the pages are about."""
        return any(map(says_a_deed, self.georgian))

    @property
    def is_a_verbal_noun(self) -> bool:
        return any(map(is_verbal_noun, self.georgian))

    @property
    def georgian(self) -> list[str]:
        """The word in Georgian letters, however it was typed."""
        return list(georgian_of_latin(self.written)) if self.term.script == "latin" else [self.term.base]

    @property
    def keys(self) -> list[int]:
        return sorted(key_of(stem) for stem in self.stems)

    @property
    def other_keys(self) -> list[int]:
        return sorted(key_of(one) for one in self.others)


@dataclass
class Found:
    """The pages that answer a question, best first."""

    references: list[int] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)  # to mark
    are_complete: bool = False  # whether the first of them has all words
    slots: list[Slot] = field(default_factory=list, repr=False)

    @property
    def pages(self) -> list[int]:
        """The ids of all pages."""
        return [page_of(one) for one in self.references]

    def of_kind(self, kind: str) -> list[int]:
        """The references of the pages of one kind, or of all for ""."""
        return [one for one in self.references if kind_of(one) == kind] if kind else self.references

    @cached_property
    def numbers(self) -> Counter[Kind]:
        """How many there are of each kind."""
        return Counter(map(kind_of, self.references))


def find(question: str) -> Found:
    """The pages that answer a question in either language and either alphabet.

    Pages with all words come first, then those with most of what the question says. Raises django.db.DatabaseError if
    the index is damaged or missing.
    """
    slots = slots_of(question)
    if not slots:
        return Found()
    pairs = _read(slots)
    unknown = [slot for slot in slots if not slot.points]
    if any([_completed(slot) for slot in unknown]):  # noqa: C419 - each of them, not only the first
        pairs = _read(slots)
    said = _without_deeds(slots)
    return _ranked(said, pairs if len(said) == len(slots) else _read(said))


def _without_deeds(slots: list[Slot]) -> list[Slot]:
    """Without what is done, where no page has the word but one has another: the pages may say it in other words.

    A verbal noun is left out only if it alone is unknown: else the question is of a matter that the site does not know.
    """
    if not any(slot.points for slot in slots):
        return slots
    said = [slot for slot in slots if (slot.points and not slot.is_guessed) or not slot.is_a_deed] or slots
    unknown = [slot for slot in said if not slot.points]
    if len(unknown) == 1 and unknown[0].is_a_verbal_noun:
        said.remove(unknown[0])
    return said


def slots_of(question: str) -> list[Slot]:
    """The words of a question with all that stands for each: its stem, its group, Georgian typed in Latin letters."""
    telling = [term for term in terms(question) if not term.is_stop_word]
    if not telling:
        return []
    slots = [Slot(term, question[term.start : term.end], {term.stem}) for term in telling[:MOST_WORDS]]
    groups = with_own(tuple(WordGroup.objects.order_by("pk").values_list("words", flat=True)))
    _read_latin(slots, groups)
    _add_others(slots, groups)
    return slots


def _read_latin(slots: list[Slot], groups: Groups) -> None:
    meant = {slot.term.base: skeletons_of_latin(slot.written) for slot in slots if slot.term.script == "latin"}
    wanted = {one for skeletons in meant.values() for one in skeletons}
    if not wanted:
        return
    known = KnownWord.objects.filter(skeleton__in=sorted(wanted)).values_list("skeleton", "stem")
    by_skeleton: dict[str, list[str]] = {}
    for bones, stem in known:
        by_skeleton.setdefault(bones, []).append(stem)
    for slot in slots:
        bones = meant.get(slot.term.base, [])
        slot.stems.update(*(by_skeleton.get(one, []) for one in bones), groups.stems(bones))


def _add_others(slots: list[Slot], groups: Groups) -> None:
    """What means the same as a word, and as a word with the next one; that answers for both of them."""
    for slot in slots:
        slot.others = groups.others(slot.stems).union(*map(_halves, slot.stems)) - slot.stems
    for first, second in pairwise(slots):
        both = groups.others(first.stems, second.stems)
        both |= {one for a, b in product(first.stems, second.stems) for one in _compounds(a, b)}
        first.others |= both
        second.others |= both


def _halves(stem: str) -> set[str]:
    """What stands in the index for a compound that is two words there: სპორტდარბაზი, სპორტული დარბაზი."""
    return {pair(stem[:place], stem[place:]) for place in _places(stem)} if stem[0] >= "ა" else set()


def _places(compound: str) -> range:
    return range(SHORTEST_HALF, len(compound) - SHORTEST_HALF)


def _compounds(first: str, second: str) -> set[str]:
    """What stands there for two words that are one, of the first perhaps its beginning: ველოსიპედის ბილიკი."""
    if first[0] < "ა" or second[0] < "ა" or len(second) <= SHORTEST_HALF:
        return set()
    return {first[:place] + second for place in range(SHORTEST_HALF, len(first) + 1)}


def _read(slots: list[Slot]) -> list[dict[int, int]]:
    """Gives each word its points, and returns those of the pairs of neighbours, from one statement."""
    neighbours = [
        [key_of(pair(a, b)) for a, b in product(first.stems, second.stems)] for first, second in pairwise(slots)
    ]
    keys = {key for slot in slots for key in slot.keys + slot.other_keys}.union(*neighbours)
    by_key: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Posting.objects.filter(key__in=sorted(keys)).order_by().values_list("key", "reference", "weight")
    for key, reference, weight in rows.iterator(chunk_size=5000):
        by_key[key][reference] = weight
    for slot in slots:
        slot.points = _best([by_key[key] for key in slot.keys if key in by_key])
        others = _best([by_key[key] for key in slot.other_keys if key in by_key])
        slot.own = slot.points
        slot.others = {one for one in slot.others if key_of(one) in by_key}
        if others:
            weaker = {reference: points // OTHERS_WEIGH_LESS for reference, points in others.items()}
            slot.points = _best([slot.points, weaker])
    return [_best([by_key[key] for key in keys if key in by_key]) for keys in neighbours]


def _best(postings: list[dict[int, int]]) -> dict[int, int]:
    """For each page the best of several words that mean the same."""
    if len(postings) == 1:
        return postings[0]
    # Sorted, the best of a page comes last and stays.
    return dict(sorted(posting for one in postings for posting in one.items()))


def _completed(slot: Slot) -> bool:
    """Whether the site has other words for one that no page has; they then stand for it.

    Those that it is the beginning of; those that sound like it, as სკოლებისტვის does like სკოლებისთვის; and if there
    are none, the two of which it is made, and those of its family.
    """
    base, script = slot.term.base, slot.term.script
    if len(base) < SHORTEST_BEGINNING or script == "number":
        return False
    # In Latin letters ტ and თ are one, and so are the other pairs that are mistaken for each other.
    meant = [stem for word in georgian_of_latin(romanise(slot.written)) if (stem := georgian_stem(word))]
    begins = Q(stem__startswith=base) | Q(skeleton__in=[skeleton(stem) for stem in meant])
    if script == "latin" and len(first := beginning(base)) >= SHORTEST_BEGINNING:
        begins |= Q(skeleton__startswith=first)
    elif script == "georgian" and len(slot.term.stem) > SHORTEST_BEGINNING:
        begins |= Q(stem__startswith=slot.term.stem)
    completed, compounds = _words(begins), set()
    if not completed:
        compounds = _clipped({*meant, slot.term.stem})
        roots = {root_of(stem, "georgian") for stem in meant} | {root_of(slot.term.stem, script)}
        completed = _words(Q(root__in=[one for one in roots if len(one) >= SHORTEST_BEGINNING]))
        slot.is_guessed = bool(completed)
    slot.stems |= completed
    slot.others |= compounds
    return bool(completed or compounds)


def _clipped(stems: set[str]) -> set[str]:
    """What stands in the index for a compound of whose first word only the beginning is left: ქიმკომბინატი."""
    cuts = [(stem[:place], stem[place:]) for stem in stems if stem[0] >= "ა" for place in _places(stem)]
    seconds = _words(Q(stem__in=sorted({end for _, end in cuts})))
    beginnings = sorted({begin for begin, end in cuts if end in seconds})
    if not beginnings:
        return set()
    firsts = _words(reduce(or_, (Q(stem__startswith=begin) for begin in beginnings)))
    return {pair(first, end) for begin, end in cuts if end in seconds for first in firsts if first.startswith(begin)}


def _words(which: Q) -> set[str]:
    return set(KnownWord.objects.filter(which).order_by("stem").values_list("stem", flat=True)[:MOST_OTHER_WORDS])


def _ranked(slots: list[Slot], pairs: list[dict[int, int]]) -> Found:
    found = Found(slots=slots, stems={stem for slot in slots for stem in slot.stems | slot.others})
    known = [slot for slot in slots if slot.points]
    if not known:
        return found
    total = max(IndexedPage.objects.count(), 1)
    weights = [_weights(slot, total) for slot in slots]
    complete = set(slots[0].points).intersection(*(slot.points for slot in slots[1:]))
    scores = dict.fromkeys(complete, 0)
    for slot, (own, other) in zip(slots, weights, strict=True):
        for reference in complete:
            scores[reference] += (own if reference in slot.own else other) * slot.points[reference]
    for points in pairs:
        for reference in complete.intersection(points):
            scores[reference] += PHRASE + points[reference]
    # One whole number a page, because many are compared: its score, and among equals its newness.
    places = {reference: score << NEWNESS_BITS | newness_of(reference) for reference, score in scores.items()}
    found.references = sorted(places, key=places.__getitem__, reverse=True)
    found.are_complete = bool(complete)
    if len(slots) > 1:
        found.references += _with_some(slots, weights, complete)
    return found


def _with_some(slots: list[Slot], weights: list[tuple[int, int]], complete: set[int]) -> list[int]:
    """Pages that lack some words, those first whose words say most."""
    all_known = all(slot.points and not slot.is_guessed for slot in slots)
    enough = 4 * (ENOUGH if all_known else ENOUGH_WITH_UNKNOWN) * sum(own for own, _ in weights)
    ranked = []
    for reference in set().union(*(slot.points for slot in slots)) - complete:
        words = [
            (own if reference in slot.own else other, points)
            for slot, (own, other) in zip(slots, weights, strict=True)
            if (points := slot.points.get(reference))
        ]
        if sum(weight * _quarters(points) for weight, points in words) >= enough:
            score = sum(weight * points for weight, points in words)
            ranked.append((-sum(weight for weight, _ in words), -score, -newness_of(reference), reference))
    return [row[-1] for row in sorted(ranked)]


def _weights(slot: Slot, total: int) -> tuple[int, int]:
    """How much a word says where it stands itself, and where only another does that means the same.

    One that no page has weighs like one that stands on one page.
    """
    other = _telling(max(len(slot.points), 1), total)
    return _telling(len(slot.own), total) if slot.own else other, other


def _telling(pages: int, total: int) -> int:
    """How much a word says that stands on so many pages of all, a whole number from 1."""
    return 1 + round(100 * math.log((total + 1) / min(pages, total)))


def _quarters(points: int) -> int:
    return next((quarters for least, quarters in QUARTERS if points >= least), 0)
