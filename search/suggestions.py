"""What a misspelt question may have meant: the nearest words that the site really has."""

from collections.abc import Iterator
from functools import reduce
from itertools import islice, product
from operator import or_

from django.db.models import Q

from georgian.skeletons import georgian_of_latin, skeleton, skeletons_of_latin
from georgian.stems import without_ending

from .engine import Found, Slot, find
from .models import KnownWord

MOST_OFFERED = 3
MOST_TRIED = 8
SHORTEST = 4
# Consonants in the letters of skeletons of which one is typed for the other: brosura.
_ALIKE = [frozenset(pair) for pair in ("sz", "sš", "cč", "zj", "gx", "kx", "zc", "jč")]
LONG = 7


def suggestions(question: str, found: Found) -> list[str]:
    """Questions like this one with near words for those that no page has; each finds pages with all its words."""
    unknown = [slot for slot in found.slots if not slot.points]
    if not unknown or len(unknown) > 2:
        return []
    choices = [near_words(slot) for slot in unknown]
    if not all(choices):
        return []
    offered = []
    tried = sorted(product(*choices), key=lambda words: sum(distance for distance, _ in words))
    for words in islice(tried, MOST_TRIED):
        corrected = _replaced(question, unknown, [written for _, written in words])
        if find(corrected).are_complete:
            offered.append(corrected)
        if len(offered) == MOST_OFFERED:
            break
    return offered


def _replaced(question: str, slots: list[Slot], written: list[str]) -> str:
    for slot, word in sorted(zip(slots, written, strict=True), key=lambda pair: -pair[0].term.start):
        question = question[: slot.term.start] + word + question[slot.term.end :]
    return question


def near_words(slot: Slot) -> list[tuple[int, str]]:
    """(distance, word) of those words of the site that are few typing errors away, nearest first.

    Both the stems and the words themselves are compared: an error near the end hides the ending from the stemmer.
    """
    term = slot.term
    if term.script == "number" or len(term.base) < SHORTEST:
        return []
    asked = asked_of(slot)
    near = []
    for written, *forms in candidates(asked):
        distances = [
            distance
            for one, other in product(asked, forms)
            if other and (distance := errors_between(one, other)) is not None
        ]
        if distances:
            near.append((min(distances), abs(len(written) - len(term.base)), written))
    return [(distance, written) for distance, _, written in sorted(near)[:MOST_OFFERED]]


def asked_of(slot: Slot) -> list[str]:
    """What a word may mean, in the letters of skeletons, with its ending and without; and as an English one."""
    term = slot.term
    if term.script == "georgian":
        forms = [skeleton(term.stem), skeleton(without_ending(term.base)), skeleton(term.base)]
    else:
        guesses = georgian_of_latin(slot.written)
        forms = [*skeletons_of_latin(slot.written), *(skeleton(without_ending(one)) for one in guesses)]
        forms += [f"={term.stem}", f"={term.base}"]
    return list(dict.fromkeys(forms))


def candidates(asked: list[str]) -> Iterator[tuple[str, ...]]:
    """(word as written, its forms) of the words that begin as one of these does; few errors stand at the beginning."""
    begins = reduce(or_, (_begins_like(one) for one in asked if one.strip("=")), Q(pk=None))
    known = KnownWord.objects.filter(begins).values_list("stem", "written", "skeleton").order_by()
    for stem, written, bones in known.iterator():
        if bones:
            yield written, bones, skeleton(without_ending(written)), skeleton(written)
        else:
            yield written, f"={stem}", f"={written}"


def _begins_like(form: str) -> Q:
    return Q(skeleton="", stem__startswith=form[1]) if form[0] == "=" else Q(skeleton__startswith=form[0])


def errors_between(asked: str, known: str) -> int | None:
    """Typing errors that lead from a word of the site, or its beginning, to what was asked; None for too many."""
    if (asked[0] == "=") != (known[0] == "="):
        return None
    most = errors_allowed(asked)
    distance = distance_within(asked, known, most)
    if distance is None and len(asked) >= LONG and len(known) > len(asked) + most:
        beginning = known[: len(asked)]
        return None if _is_another(asked, beginning) else distance_within(asked, beginning, most)
    if distance and len(asked) < LONG and _is_another(asked, known):
        return None
    return distance


def _is_another(one: str, other: str) -> bool:
    """Whether one consonant stands for another: of short words that makes a different one, `smart` and `start`."""
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) != len(other) or len(differing) != 1:
        return False
    return not set(differing[0]) & set("aeiou") and frozenset(differing[0]) not in _ALIKE


def errors_allowed(word: str) -> int:
    """Typing errors that a word of this length may have: none in a short one, where each makes another word."""
    length = len(word.removeprefix("="))
    return 0 if length < 5 else 1 if length < 9 else 2


def distance_within(one: str, other: str, most: int) -> int | None:
    """Letters left out, added, changed or swapped with their neighbour between two words; None for more than `most`."""
    if abs(len(one) - len(other)) > most or one.strip("=")[:1] != other.strip("=")[:1] or not other.strip("="):
        return None
    if one == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, its_letter in enumerate(other, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != its_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its_letter:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
