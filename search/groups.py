"""Which words mean the same to whoever searches: the groups that the product brings, and those of the editors."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from pathlib import Path

from georgian.skeletons import skeleton

from .analysis import pair, terms

# The product's own, from which each start of the site reads them: an upgrade brings further ones.
FILE = Path(__file__).with_name("groups.txt")
# What stands before it finds what stands after it and is not found by it: many words mean other things too.
ONE_WAY = ">"

# The stems of a word, or of the two words of a name.
Member = tuple[str, ...]


def stems_of(text: str) -> Member:
    return tuple(term.stem for term in terms(text) if not term.is_stop_word)


def parts_of(group: str) -> list[str]:
    """The words of a group as they are written."""
    return [part.strip() for part in group.replace(ONE_WAY, ",").split(",") if part.strip()]


class Groups:
    """What else answers for a word: asked by its stem, or by those of it and its neighbour."""

    def __init__(self, groups: Iterable[str]):
        self._others: dict[Member, set[str]] = defaultdict(set)
        self._stems: dict[str, set[str]] = defaultdict(set)  # of Georgian words, by skeleton
        for group in groups:
            before, _, after = group.rpartition(ONE_WAY)
            found = _members(after)
            for member in _members(before) + found:
                self._others[member].update(pair(*one) if len(one) == 2 else one[0] for one in found)
                for stem in member:
                    if stem[0] >= "ა":
                        self._stems[skeleton(stem)].add(stem)

    def stems(self, skeletons: Iterable[str]) -> set[str]:
        """The stems of words of the groups that may be meant by one typed in Latin letters."""
        return set().union(*(self._stems.get(bones, ()) for bones in skeletons))

    def others(self, *words: Iterable[str]) -> set[str]:
        """What stands in the index for all that means the same as a word, or as two side by side, by their stems."""
        return set().union(*(self._others.get(member, ()) for member in product(*words)))


def _members(words: str) -> list[Member]:
    return [stems for part in parts_of(words) if 0 < len(stems := stems_of(part)) <= 2]


def own_groups() -> list[str]:
    """The groups that the product brings, as they are written."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=4)
def with_own(groups: tuple[str, ...]) -> Groups:
    """Those of the editors beside the product's."""
    return Groups([*own_groups(), *groups])
