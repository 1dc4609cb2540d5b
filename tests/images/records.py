"""Pictures as the database has them, and what is made of them."""

import io

from django.core.files.base import ContentFile
from PIL import Image

from images.models import Picture, Rendition
from tests.images import picture_samples as samples

LARGE = (1400, 900)


def make_picture(content: bytes | None = None, name: str = "river.jpg", **fields) -> Picture:
    picture = Picture(title="ოფისის სახელი", **{"alt_ka": "მდინარე", "alt_en": "A river", **fields})
    picture.file = ContentFile(content or samples.jpeg(size=LARGE), name=name)
    picture.save()
    return picture


def single(picture: Picture, caption: str = "") -> tuple:
    return ("picture", {"image": picture, "caption": caption})


def gallery(*pictures: Picture) -> tuple:
    return ("gallery", {"pictures": [{"image": picture, "caption": ""} for picture in pictures]})


def specs_of(picture: Picture) -> set[str]:
    return set(picture.renditions.values_list("filter_spec", flat=True))


def wanted(picture: Picture, *places) -> set[str]:
    return {str(spec) for place in places for spec in place.specs(picture)}


def opened(rendition: Rendition) -> Image.Image:
    with rendition.file.open() as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image
