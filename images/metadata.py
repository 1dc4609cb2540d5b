"""Pictures without what they carry besides the picture: place, camera, owner's name, thumbnails."""

import warnings
from io import BytesIO

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

# Formats that Pillow writes back without loss of frames; a GIF may be an animation and carries no place.
_REWRITTEN = {"JPEG", "PNG", "WEBP", "AVIF"}


class UnreadablePicture(ValueError):
    """The file is no picture that can be decoded to its end."""


def decode(file: File) -> Image.Image:
    """The whole decoded picture.

    Raises UnreadablePicture for anything that does not decode, and for pictures so large that they are an attack.
    """
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file)
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadablePicture(str(error)) from error
    return picture


def without_metadata(file: File) -> File:
    """The same picture turned upright, with its colour profile and nothing else; other formats come back untouched.

    Raises UnreadablePicture.
    """
    picture = decode(file)
    if picture.format not in _REWRITTEN or getattr(picture, "n_frames", 1) > 1:
        file.seek(0)
        return file
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    options = {"quality": 92} if picture.format in {"JPEG", "WEBP", "AVIF"} else {}
    if profile:
        options["icc_profile"] = profile
    upright.info = {}
    out = BytesIO()
    upright.save(out, picture.format, exif=b"", **options)
    return ContentFile(out.getvalue(), name=file.name)
