"""Georgian typed in Latin letters: by the national romanisation, by the keyboard, or by both at once.

Nobody can turn `moqalaqe` or `mokalake` back into მოქალაქე letter by letter: `q` is ქ on the keyboard and ყ in the
national system, `t` is თ or ტ, `c` and `ts` are ც or წ. So both sides are folded to one skeleton in which such letters
are the same, and skeletons are compared. Few Georgian words share one.

Source of the national system: decree 109 of the President of Georgia, 24 February 2011.
"""

import re

from .stems import stem

_NATIONAL = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        [
            "a", "b", "g", "d", "e", "v", "z", "t", "i", "k", "l", "m", "n", "o", "p", "zh", "r", "s", "t", "u", "p",
            "k", "gh", "q", "sh", "ch", "ts", "dz", "ts", "ch", "kh", "j", "h",
        ],
        strict=True,
    )
)  # fmt: skip
# The skeleton of a sound has one letter, and none of them a capital: SQLite would not tell it from the small one.
_FOLDS = [
    ("tch", "č"), ("tsh", "č"), ("sh", "š"), ("ch", "č"), ("zh", "j"), ("gh", "g"), ("kh", "x"), ("ph", "p"),
    ("th", "t"), ("ts", "c"), ("tz", "c"), ("dz", "z"), ("q", "k"), ("y", "k"), ("w", "c"), ("f", "p"), ("h", "x"),
]  # fmt: skip
_FOLD = re.compile("|".join(written for written, _ in _FOLDS))
_FOLDED = dict(_FOLDS)
_TWICE = re.compile(r"(.)\1+")
# What Shift gives on the Georgian keyboard.
_SHIFTED = str.maketrans({"W": "ch", "R": "gh", "T": "t", "S": "sh", "C": "ch", "J": "zh", "Z": "dz"})

# The likeliest letter: all that the stemmer needs to see its endings.
_GEORGIAN = [
    ("tch", "ჭ"), ("sh", "შ"), ("ch", "ჩ"), ("zh", "ჟ"), ("gh", "ღ"), ("kh", "ხ"), ("ph", "ფ"), ("dz", "ძ"),
    ("ts", "ც"),
    *zip("abgdevztiklmnoprsufqycwxjh", "აბგდევზთიკლმნოპრსუფქყცწხჯჰ", strict=True),
]  # fmt: skip
_LETTER = re.compile("|".join(latin for latin, _ in _GEORGIAN))
_LETTERS = dict(_GEORGIAN)


def skeleton(georgian: str) -> str:
    """The skeleton of a word or stem in Georgian letters, for the index: `წყალ` is `ckal`."""
    return _fold("".join(_NATIONAL.get(letter, letter) for letter in georgian))


def skeletons_of_latin(written: str) -> list[str]:
    """The skeletons that a word typed in Latin letters may mean, endings cut; the likeliest first."""
    found = [skeleton(stem(guessed)) for guessed in georgian_of_latin(written)]
    return list(dict.fromkeys(one for one in found if one))


def georgian_of_latin(written: str) -> list[str]:
    """What a word typed in Latin letters may be in Georgian ones, near enough to see its endings; the likeliest first.

    `written` keeps its capitals: with Shift the keyboard gives შ for `S` and ჭ for `W`.
    """
    plain = re.sub(r"[^A-Za-z]", "", written)
    typed = dict.fromkeys([plain.lower(), plain.translate(_SHIFTED).lower()])
    guesses = [_LETTER.sub(lambda match: _LETTERS[match.group()], latin) for latin in typed]
    # Which of both letters `t` is decides whether „ითი“ is an ending: viziti.
    guesses += [one.replace("თ", "ტ") for one in guesses if "თ" in one]
    # The letters of „in“ after a თ are those of ც and ჰ too: polonetshi.
    guesses += [f"{one.removesuffix('ცჰი')}თში" for one in guesses if one.endswith("ცჰი")]
    return list(dict.fromkeys(guesses))


def beginning(written: str) -> str:
    """The skeleton of the first letters of a word, nothing cut."""
    return _fold(re.sub(r"[^a-z]", "", written.lower()))


def _fold(latin: str) -> str:
    return _TWICE.sub(r"\1", _FOLD.sub(lambda match: _FOLDED[match.group()], latin))
