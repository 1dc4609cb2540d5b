"""The sizes and formats in which readers get pictures, and what a page shows of those that exist.

Nothing is made here: `images.making` does it when a page is published, so that no reader waits for a picture.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from .models import Picture, Rendition


@dataclass(frozen=True)
class Format:
    """A way to encode, with Pillow's options for it."""

    name: str
    ending: str
    quality: int
    options: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def mime_type(self) -> str:
        return f"image/{self.name}"


# Browsers take the first that they know; the last is for all others. The three qualities look alike (structural
# similarity of photographs and of a chart). AVIF at speed 8 takes a third of the time of Pillow's own 6, for files
# that are a tenth larger.
JPEG = Format("jpeg", "jpg", 78, {"progressive": True, "optimize": True})
FORMATS = (Format("avif", "avif", 62, {"speed": 8}), Format("webp", "webp", 78), JPEG)


@dataclass(frozen=True)
class Spec:
    """One rendition: the whole picture within a square of `side` pixels, never enlarged."""

    side: int
    format: Format

    def __str__(self) -> str:
        """As Wagtail writes it. The quality is part of it, so that another quality is another rendition."""
        name = self.format.name
        return f"max-{self.side}x{self.side}|format-{name}|{name}quality-{self.format.quality}"


@dataclass(frozen=True)
class Place:
    """Where a picture stands. `box` and `column` are CSS pixels at the usual size of text, `sides` pixels of files."""

    # The square that a picture may fill.
    box: int
    # The width that there is for it on a wide screen.
    column: int
    # Of its renditions, ascending: for a phone, for a screen, for a screen of double density.
    sides: tuple[int, ...]
    # Whether it is seen before anybody scrolls.
    first: bool = False
    # No higher than this, so that a tall one ends where the screen does and its caption is seen with it.
    height: int | None = None

    def specs(self, picture: Picture) -> list[Spec]:
        """What a picture needs here, ascending. A small one has no two sizes that are the same."""
        longest = max(picture.width, picture.height)
        smaller = sum(side < longest for side in self.sides)
        return [Spec(side, kind) for side in self.sides[: smaller + 1] for kind in FORMATS]

    def size(self, picture: Picture) -> tuple[int, int]:
        """(width, height) in CSS pixels, where there is room for them."""
        scale = min(1, self.box / picture.width, (self.height or self.box) / picture.height)
        return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))

    def sizes(self, width: int) -> str:
        """The attribute `sizes` of a picture of this width: on a narrow screen it takes all but the margins."""
        return f"(min-width: {width + 32}px) {min(width, self.column)}px, calc(100vw - 32px)"


# The text is 40rem wide. `.gallery` in site.css makes two columns of it, and one of less than 27rem on a phone; the
# last of an odd number has both columns.
ARTICLE = Place(box=640, column=640, sides=(400, 800, 1280), height=480)
LEAD = replace(ARTICLE, first=True)
GALLERY = Place(box=432, column=312, sides=(400, 800))
GALLERY_WIDE = replace(GALLERY, box=640, column=640, height=480)
# Beside a funder's words; `.statement img` in site.css.
EMBLEM = Place(box=192, column=192, sides=(200, 400))
PLACES = {"lead": LEAD, "article": ARTICLE, "gallery": GALLERY, "gallery-wide": GALLERY_WIDE, "emblem": EMBLEM}


@dataclass(frozen=True)
class ShownPicture:
    """A picture as a page writes it down."""

    width: int
    height: int
    sizes: str
    first: bool
    # (MIME type, srcset) of the formats that come before the last one.
    sources: list[tuple[str, str]]
    # Of the last one.
    src: str
    srcset: str

    @property
    def is_upright(self) -> bool:
        return self.height > self.width


def shown(picture: Picture, place: Place, renditions: Iterable[Rendition]) -> ShownPicture | None:
    """The picture with what there is of its renditions; None when there is nothing yet."""
    existing = {rendition.filter_spec: rendition for rendition in renditions}
    wanted = [spec for spec in place.specs(picture) if str(spec) in existing]
    sets = {kind: [existing[str(spec)] for spec in wanted if spec.format == kind] for kind in FORMATS}
    made = [(kind, files) for kind, files in sets.items() if files]
    if not made:
        return None
    *sources, (_kind, last) = made
    width, height = place.size(picture)
    return ShownPicture(
        width,
        height,
        place.sizes(width),
        place.first,
        [(kind.mime_type, _srcset(files)) for kind, files in sources],
        last[-1].url,
        _srcset(last),
    )


def _srcset(renditions: list[Rendition]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


def by_picture(pictures: Iterable[int]) -> dict[int, list[Rendition]]:
    """The renditions of pictures with these ids, in one query; a picture without any has an empty list."""
    found: dict[int, list[Rendition]] = {pk: [] for pk in pictures}
    for rendition in Rendition.objects.filter(image__in=found):
        found[rendition.image_id].append(rendition)
    return found
