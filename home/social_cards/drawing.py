"""From the words of a card to a PNG file of 1200 by 630 pixels, with typst."""

import hashlib
import io
import logging
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from PIL import Image

from brochures.typesetting.compiler import FONTS, TEMPLATES, TypesettingError, compiled
from brochures.typesetting.glyphs import characters_of_all, printable

from .content import CardContent

logger = logging.getLogger(__name__)

Colour = tuple[int, int, int]

WIDTH, HEIGHT = 1200, 630
TEMPLATE = Path(__file__).resolve().parent / "template" / "card.typ"
# What it takes from the hand of the brochures.
BORROWED = [TEMPLATES / name for name in ("hand.typ", "words.typ", "mark.svg")]
# A point of the template is a pixel.
PIXELS_PER_INCH = 72
# The colours of the design, the strip's too, stay what they are; the others are edges of letters, of which nobody can
# tell so many apart. A quarter of the size of a picture with all colours.
FLAT_COLOURS, EDGE_COLOURS = 20, 60
# Colours that differ by less in every channel look alike, and Pillow takes either for the other.
ALIKE = 8


def draw(content: CardContent) -> bytes:
    """Return the card as a PNG file. Raises TypesettingError for a title without a printable letter, or from typst."""
    png, warnings, _told = compiled(TEMPLATE, _data(content), format="png", ppi=PIXELS_PER_INCH)
    for warning in warnings:
        logger.warning("social card “%s”: %s", content.title, warning)
    return _with_few_colours(png)


@lru_cache(maxsize=1)
def design() -> str:
    """A fingerprint of everything that is drawn besides the words: templates, mark, typeface, colours."""
    drawn = hashlib.sha256(repr((FLAT_COLOURS, EDGE_COLOURS, ALIKE)).encode())
    for file in [TEMPLATE, *BORROWED, *sorted(FONTS.glob("*.ttf"))]:
        drawn.update(hashlib.sha256(file.read_bytes()).digest())
    return drawn.hexdigest()


def _data(content: CardContent) -> dict:
    """Return the content as the template reads it: in characters that the typeface has, empty parts left out."""

    def line(text: str) -> str:
        return printable(text, characters_of_all(FONTS))[0].strip(" ")

    def passage(text: str) -> list[dict]:
        return [{"text": line(text), "language": content.language, "link": None, "strong": False}]

    if not line(content.title):
        raise TypesettingError(f"nothing of the title {content.title!r} can be printed")
    status = content.status
    return {
        "language": content.language,
        "publisher": line(content.publisher),
        "tagline": line(content.tagline),
        "title": passage(content.title),
        "status": {"word": line(status.word), "billet": status.billet} if status else None,
        "kicker": [part for part in map(line, content.kicker) if part],
        "facts": [(line(fact.label), [passage(form) for form in fact.forms]) for fact in content.facts],
    }


def _with_few_colours(png: bytes) -> bytes:
    """Return the same picture with a palette: the colours that cover most of it, and some for the edges of letters."""
    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGB")
    by_area = [colour for _area, colour in sorted(picture.getcolors(WIDTH * HEIGHT), reverse=True)]
    chosen = _unlike(by_area, limit=FLAT_COLOURS)
    mixed = picture.quantize(EDGE_COLOURS, method=Image.Quantize.MAXCOVERAGE).getpalette()
    edges = [tuple(mixed[start : start + 3]) for start in range(0, len(mixed), 3)]
    chosen = _unlike([*chosen, *edges], limit=FLAT_COLOURS + EDGE_COLOURS)
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in chosen for value in colour])
    file = io.BytesIO()
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _unlike(colours: Iterable[Colour], limit: int) -> list[Colour]:
    """Return the first colours that do not look like one before them."""
    chosen: list[Colour] = []
    for colour in colours:
        if all(max(abs(a - b) for a, b in zip(colour, other, strict=True)) >= ALIKE for other in chosen):
            chosen.append(colour)
        if len(chosen) == limit:
            break
    return chosen
