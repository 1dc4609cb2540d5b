"""What a camera writes into a picture, and nobody may read."""

import io

from PIL import Image

from tests.images import picture_samples as samples

NOTES = [samples.CAMERA.encode(), b"Exif\0\0", b"eXIf", b"EXIF", b"xmpmeta", str(samples.PLACE).encode()]


def assert_no_notes(content: bytes):
    """Neither place nor camera, in whatever format."""
    assert not [note for note in NOTES if note in content]
    image = Image.open(io.BytesIO(content))
    assert not image.getexif()
    assert not image.info.keys() & {"exif", "xmp", "comment", "Camera", "XML:com.adobe.xmp"}
