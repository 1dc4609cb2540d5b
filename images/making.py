"""Making renditions: after a page was published, after a picture's file was replaced, and by `make_renditions`.

One decoding serves all sizes and formats of a picture. Wagtail would decode the original anew for each of them, three
at a time, which is four times the work, ten times for the largest pictures, and five times the memory.
"""

import logging
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.db import transaction
from PIL import Image, ImageCms
from wagtail.models import Page

from .metadata import decode
from .models import Picture, Rendition
from .renditions import JPEG, Format, Place, Spec
from .uses import pictures_of, places_on_live_pages

logger = logging.getLogger(__name__)


# --- when ------------------------------------------------------------------------------------------------------------


def after_publishing(instance: Page, **kwargs) -> None:
    """Receives Wagtail's `page_published`, which is also sent for a page that goes live on a later day."""
    if instance.live:
        transaction.on_commit(lambda: make_all(pictures_of(instance)), robust=True)


def after_replacement(picture: Picture) -> None:
    """For a picture whose renditions were deleted because its file is another one now."""
    transaction.on_commit(lambda: make_all({picture.pk: places_on_live_pages(picture)}), robust=True)


def make_all(uses: Mapping[int, set[Place]]) -> None:
    """Makes what is missing of pictures by their ids. One that cannot be read is logged and stops nothing."""
    for picture in Picture.objects.filter(pk__in=uses):
        try:
            make_missing(picture, uses[picture.pk])
        except Exception:
            # Whatever is wrong with one picture, the others and the page that was published must not suffer.
            logger.exception("No renditions of picture %s (%s)", picture.pk, picture.file.name)


# --- what ------------------------------------------------------------------------------------------------------------


def make_missing(picture: Picture, places: Iterable[Place]) -> int:
    """Makes what a picture needs in these places and has not. Returns how many renditions that were.

    Raises UnreadablePicture, and OSError for a file that is not there.
    """
    wanted = {spec for place in places for spec in place.specs(picture)}
    existing = set(picture.renditions.values_list("filter_spec", flat=True))
    missing = [spec for spec in wanted if str(spec) not in existing]
    return make(picture, missing) if missing else 0


def make_for_preview(picture: Picture, place: Place) -> list[Rendition]:
    """One JPEG for an editor who looks at a draft: the rest is made when readers may see it."""
    try:
        make(picture, [spec for spec in place.specs(picture) if spec.format == JPEG][-1:])
    except Exception:
        logger.exception("No preview of picture %s (%s)", picture.pk, picture.file.name)
    return list(picture.renditions.all())


def make(picture: Picture, specs: Iterable[Spec]) -> int:
    """Makes these renditions. Returns how many. Raises UnreadablePicture and OSError."""
    with picture.file.open() as file:
        contents = encoded(file, specs)
    with transaction.atomic():
        # Encoding took a while. Of a file that was replaced since nothing is kept, and nothing is made twice.
        current = Picture.objects.select_for_update().filter(pk=picture.pk, file=picture.file.name).first()
        if current is None:
            return 0
        existing = set(current.renditions.values_list("filter_spec", flat=True))
        made = {spec: content for spec, content in contents.items() if str(spec) not in existing}
        stem = PurePath(current.file.name).stem[:40]
        for spec, content in made.items():
            name = f"{stem}.{spec.side}q{spec.format.quality}.{spec.format.ending}"
            Rendition.objects.create(image=current, filter_spec=str(spec), file=ContentFile(content, name=name))
    return len(made)


# --- how -------------------------------------------------------------------------------------------------------------


def encoded(file: File, specs: Iterable[Spec]) -> dict[Spec, bytes]:
    """The picture in these sizes and formats, without any metadata. Raises UnreadablePicture."""
    by_side: dict[int, list[Format]] = {}
    for spec in specs:
        by_side.setdefault(spec.side, []).append(spec.format)
    # Each size is made of the larger one before it: as sharp, and at once.
    sides = sorted(by_side, reverse=True)
    picture = _for_the_web(decode(file), sides[0])
    made = {}
    for side in sides:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        made |= {Spec(side, kind): _saved(picture, kind) for kind in by_side[side]}
    return made


def _for_the_web(picture: Image.Image, side: int) -> Image.Image:
    """The picture within a square, as RGB or RGBA in the colours that a screen takes for granted."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    # Palettes cannot be made smaller, and their profiles describe the colours in RGB.
    if picture.mode not in (mode, "CMYK"):
        picture = picture.convert(mode)
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    if profile:
        try:
            picture = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except (ImageCms.PyCMSError, OSError) as error:
            logger.info("A colour profile was left aside: %s", error)
    picture = picture.convert(mode)
    picture.info = {}
    return picture


def _saved(picture: Image.Image, kind: Format) -> bytes:
    if kind == JPEG and picture.mode == "RGBA":
        # JPEG knows nothing transparent; what drawings are made for is white paper.
        opaque = Image.new("RGB", picture.size, "white")
        opaque.paste(picture, mask=picture.getchannel("A"))
        picture = opaque
    out = BytesIO()
    picture.save(out, kind.name, quality=kind.quality, **kind.options)
    return out.getvalue()
