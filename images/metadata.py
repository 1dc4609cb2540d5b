"""Pictures without what they carry besides the picture: place, camera, owner's name, thumbnails."""

import struct
import warnings
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_LOSSY = {"JPEG", "WEBP", "AVIF"}


class UnreadablePicture(ValueError):
    """The file is no picture that can be decoded to its end, or one too large to try."""


class CleanPicture(ContentFile):
    """What `without_metadata` made, so that nobody does it again."""


def decode(file: File) -> Image.Image:
    """The whole decoded picture.

    Raises UnreadablePicture for anything that does not decode, and for pictures so large that they are an attack.
    """
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=_FORMATS)
            width, height = picture.size
            # So far only the head was read.
            if width * height * _frames(picture) > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise UnreadablePicture(f"{width}×{height} pixels")
            picture.load()
    except Exception as error:
        # Nobody lists what Pillow raises for files made to break it: OSError, SyntaxError, struct.error, KeyError…
        raise UnreadablePicture(str(error)) from error
    return picture


def without_metadata(file: File) -> CleanPicture:
    """The same picture turned upright, with its colour profile and nothing else.

    Of an animation the frames are left as they are. Raises UnreadablePicture.
    """
    picture = decode(file)
    name = PurePath(file.name).name
    if _frames(picture) > 1:
        file.seek(0)
        content = file.read()
        return CleanPicture(_webp_without_notes(content) if picture.format == "WEBP" else content, name)
    kind = "JPEG" if picture.format == "MPO" else picture.format
    kept = {name: picture.info[name] for name in ("icc_profile", "transparency") if name in picture.info}
    if kind in _LOSSY:
        kept["quality"] = 92
    upright = _in_eight_bits(_upright(picture))
    upright.info = {}
    out = BytesIO()
    upright.save(out, kind, **kept)
    return CleanPicture(out.getvalue(), name)


def _frames(picture: Image.Image) -> int:
    # A phone's JPEG with a depth map behind it is called MPO; nobody is shown what is behind.
    return 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:
        # Notes that cannot be read do not say how the camera was held; the picture itself is sound.
        return picture


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Browsers show no more, and no JPEG can be made of 16 bits."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L")
    return picture


def _webp_without_notes(content: bytes) -> bytes:
    """Without its chunks EXIF and XMP, and without the two bits that announce them (RFC 9649, 2.7)."""
    chunks, position = [], 12
    while position + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, position)
        end = position + 8 + size + size % 2
        chunk = bytearray(content[position:end])
        if name == b"VP8X":
            chunk[8] &= ~0b1100
        if name not in (b"EXIF", b"XMP "):
            chunks.append(bytes(chunk))
        position = end
    body = b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
