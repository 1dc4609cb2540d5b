"""What a misspelt question may have meant: the nearest words that the site really has."""

from itertools import islice, product

from georgian.skeletons import skeleton, skeletons_of_latin

from .engine import Found, Slot, find
from .models import KnownWord

MOST_OFFERED = 3
MOST_TRIED = 8
SHORTEST = 4


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
    """(distance, word) of those words of the site that are few typing errors away, nearest first."""
    term = slot.term
    if term.script == "number" or len(term.base) < SHORTEST:
        return []
    if term.script == "georgian":
        asked, latin = [skeleton(term.stem)], ""
    else:
        asked, latin = skeletons_of_latin(slot.written), term.stem
    near = []
    for stem, written, bones in KnownWord.objects.values_list("stem", "written", "skeleton").iterator():
        distances = [distance_within(one, bones, errors_allowed(one)) for one in asked] if bones else []
        if latin and not bones:
            distances.append(distance_within(latin, stem, errors_allowed(latin)))
        if distances := [distance for distance in distances if distance is not None]:
            near.append((min(distances), abs(len(written) - len(term.base)), written))
    return [(distance, written) for distance, _, written in sorted(near)[:MOST_OFFERED]]


def errors_allowed(word: str) -> int:
    """Typing errors that a word of this length may have: none in a short one, where each makes another word."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def distance_within(one: str, other: str, most: int) -> int | None:
    """Letters left out, added, changed or swapped with their neighbour between two words; None for more than `most`."""
    if abs(len(one) - len(other)) > most or not one or not other or one[0] != other[0]:
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
