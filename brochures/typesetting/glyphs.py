"""Which characters the brochure's typeface has, and what stands in for the others.

A tagged PDF must map every glyph to a character, so typst refuses a text with a character that no font has: one
emoji would cost the whole brochure. Every text passes through `printable` first.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

# Signs with an equal in the typeface that Unicode's own compatibility mappings do not give.
STAND_INS = {
    "\u202f": "\u00a0",  # the narrow no-break space that Babel puts between thousands
    "\u2015": "\u2014",
    "\u2043": "\u2013",
    "\u25aa": "\u2022",
    "\u25e6": "\u2022",
}
# A letter or figure leaves this mark, so that a reader sees that a name is not complete; a picture leaves nothing.
UNKNOWN = "?"


def printable(text: str, characters: frozenset[str]) -> tuple[str, set[str]]:
    """Return `text` in nothing but `characters`, and the set of characters that it lost on the way.

    White space collapses into single spaces (also at the ends: a passage may run on from another one); no-break
    spaces stay. Invisible format characters (joiners, soft hyphens, direction marks) go without being reported.
    """
    lost: set[str] = set()
    printed: list[str] = []
    marked = False  # one mark for a whole word of unknown letters
    for character in unicodedata.normalize("NFC", text):
        stand_in = _stand_in(character, characters)
        if stand_in is not None:
            printed.append(stand_in)
            marked = False
            continue
        lost.add(character)
        if unicodedata.category(character)[0] in "LN" and not marked:
            printed.append(UNKNOWN)
            marked = True
    return re.sub(r"[^\S\u00a0]+", " ", "".join(printed)), lost


def _stand_in(character: str, characters: frozenset[str]) -> str | None:
    """Return what is printed for `character`, or None if nothing can be."""
    if character == "\u00a0":
        return character
    if character.isspace():
        return STAND_INS.get(character, " ")
    if unicodedata.category(character) == "Cf":
        return ""
    if character in characters:
        return character
    if "\u1c90" <= character <= "\u1cbf":
        # Mtavruli, the capitals that FiraGO draws without giving them code points; most come from software that
        # "capitalised" a word.
        return character.lower()
    if character in STAND_INS:
        return STAND_INS[character]
    for form in ("NFKC", "NFKD"):
        same = unicodedata.normalize(form, character)
        if same != character and all(part in characters for part in same):
            return same
    return None


@lru_cache
def characters_of_all(folder: Path) -> frozenset[str]:
    """Return the characters that every font of a folder has: all weights of a typeface."""
    return frozenset.intersection(*(characters_of(font) for font in sorted(folder.glob("*.ttf"))))


def characters_of(font: Path) -> frozenset[str]:
    """Return the characters that a TrueType file has a glyph for, from its Unicode table (cmap format 4).

    Raises ValueError when the file has no such table: a font of another make needs another reader.
    """
    data = font.read_bytes()
    (number_of_tables,) = struct.unpack_from(">H", data, 4)
    for index in range(number_of_tables):
        tag, _, start, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if tag == b"cmap":
            break
    else:
        raise ValueError(f"{font.name} has no character map")
    (number_of_maps,) = struct.unpack_from(">H", data, start + 2)
    for index in range(number_of_maps):
        platform, encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * index)
        if (platform, encoding) == (3, 1) and struct.unpack_from(">H", data, start + offset) == (4,):
            return _format_4(data, start + offset)
    raise ValueError(f"{font.name} has no character map of format 4")


def _format_4(data: bytes, start: int) -> frozenset[str]:
    """Read a character map of segments: end codes, start codes, deltas and offsets, one array after another."""
    segments = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = start + 14
    starts = ends + 2 * segments + 2
    deltas = starts + 2 * segments
    offsets = deltas + 2 * segments

    def value(array: int, segment: int) -> int:
        return struct.unpack_from(">H", data, array + 2 * segment)[0]

    found = set()
    for segment in range(segments):
        first, last, delta, offset = (value(array, segment) for array in (starts, ends, deltas, offsets))
        for code in range(first, min(last, 0xFFFE) + 1):
            if offset:
                # The offset counts from the place where it stands itself.
                glyph = value(offsets + 2 * segment + offset, code - first)
                glyph = (glyph + delta) % 0x10000 if glyph else 0
            else:
                glyph = (code + delta) % 0x10000
            if glyph:
                found.add(chr(code))
    return frozenset(found)
