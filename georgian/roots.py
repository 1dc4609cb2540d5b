"""What words of one family share when their stems differ: სახელი – დასახელება, კანალიზაცია – საკანალიზაციო.

A root is far coarser than a stem, and many words share one by chance. So it answers only for a word that no page has.
"""

import re

# Preverbs, and what makes a noun or an adjective of another word: გრანტი – საგრანტო, ბინძური – დაბინძურება; and first
# halves that the word is as often without, ავტომანქანა.
_BEFORE = re.compile(r"^(?:ავტო|ველო|გადმო|გადა|გამო|შემო|ჩამო|წამო|თანა|და|გა|შე|ჩა|წა|მო|მი|სა|მა|მე|ა|უ|ი)(?=....)")
_AFTER = re.compile(r"(?<=....)(?:ებლ|ელ|ობ|ისტ|იან|ორ|ურ|ულ|ო|ვ)$")
_AFTER_ENGLISH = re.compile(r"(?<=....)(?:ship|hood|ese|es|ian|ist|ism|ment|er|or|abl|ibl|iti|ic|al|iv|ion|at|i|e)$")


def root(stem: str) -> str:
    """The root of a Georgian stem, at least four letters of it or the stem itself."""
    return _AFTER.sub("", _BEFORE.sub("", stem))


def english_root(stem: str) -> str:
    """The same for a stem that Snowball has cut: `japanes` and `japan` are one."""
    return _AFTER_ENGLISH.sub("", stem)
