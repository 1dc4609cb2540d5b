"""Renditions: their sizes, colours and formats."""

import io

import pytest
from PIL import Image
from wagtail.images.models import Filter

from images import making
from images.models import Picture, Rendition
from images.renditions import ARTICLE, FORMATS, GALLERY, PLACES
from images.uses import pictures_of
from tests.images import picture_samples as samples
from tests.images.notes import assert_no_notes
from tests.images.records import make_picture, opened

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def made_of(content: bytes, name: str) -> dict[str, Image.Image]:
    """The renditions of the smallest size, by format."""
    picture = make_picture(content, name)
    making.make_missing(picture, [ARTICLE])
    return {
        kind.name: opened(picture.renditions.get(filter_spec=str(spec)))
        for kind, spec in zip(FORMATS, ARTICLE.specs(picture), strict=False)
    }


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        pytest.param((4000, 3000), (640, 480), id="photograph"),
        pytest.param((2268, 4032), (270, 480), id="9:16"),
        pytest.param((3000, 4000), (360, 480), id="upright"),
        pytest.param((9000, 1500), (640, 107), id="panorama"),
        pytest.param((200, 150), (200, 150), id="small"),
        pytest.param((640, 480), (640, 480), id="as wide as the text"),
        pytest.param((3, 6000), (1, 480), id="a line"),
        pytest.param((1, 1), (1, 1), id="one pixel"),
    ],
)
def test_the_room_that_a_picture_takes(size, shown):
    picture = Picture(width=size[0], height=size[1])
    assert ARTICLE.size(picture) == shown
    for place in PLACES.values():
        width, height = place.size(picture)
        assert width <= min(place.box, size[0]) and height <= min(place.box, size[1])


@pytest.mark.parametrize(
    ("place", "size", "sizes"),
    [
        (ARTICLE, (4000, 3000), "(min-width: 672px) 640px, calc(100vw - 32px)"),
        (ARTICLE, (2268, 4032), "(min-width: 302px) 270px, calc(100vw - 32px)"),
        (ARTICLE, (200, 150), "(min-width: 232px) 200px, calc(100vw - 32px)"),
        (GALLERY, (4000, 3000), "(min-width: 464px) 312px, calc(100vw - 32px)"),
        (GALLERY, (2268, 4032), "(min-width: 275px) 243px, calc(100vw - 32px)"),
    ],
)
def test_browsers_are_told_the_width(place, size, sizes):
    width, _height = place.size(Picture(width=size[0], height=size[1]))
    assert place.sizes(width) == sizes


@pytest.mark.parametrize(
    ("longest", "sides"),
    [(100, [400]), (400, [400]), (401, [400, 800]), (1000, [400, 800, 1280]), (9000, [400, 800, 1280])],
)
def test_no_size_comes_twice(longest, sides):
    specs = ARTICLE.specs(Picture(width=longest, height=10))
    assert [spec.side for spec in specs] == [side for side in sides for _format in FORMATS]


@pytest.mark.parametrize("size", [(200, 150), (150, 200), (1000, 700), (1300, 200), (300, 1500)])
def test_nothing_is_enlarged_or_distorted(size):
    picture = make_picture(samples.jpeg(size=size))
    making.make_missing(picture, [ARTICLE, GALLERY])
    widths = set()
    for rendition in picture.renditions.all():
        image = opened(rendition)
        assert image.size == (rendition.width, rendition.height)
        assert image.width <= size[0] and image.height <= size[1]
        assert abs(image.width * size[1] / size[0] - image.height) <= size[1] / size[0] + 1
        widths.add(image.width)
    assert len(picture.renditions.all()) == len(widths) * len(FORMATS)
    assert max(widths) == min(size[0], round(1280 * size[0] / max(size)))


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: samples.see_through("PNG"), "a.png"),
        (lambda: samples.see_through("WEBP"), "a.webp"),
        (samples.palette_png, "a.png"),
    ],
    ids=["PNG", "WebP", "palette"],
)
def test_what_is_transparent_is_never_black(make, name):
    made = made_of(make(), name)
    for kind in ("avif", "webp"):
        assert made[kind].convert("RGBA").getpixel((2, 2))[3] < 10
        assert made[kind].convert("RGBA").getpixel((60, 30))[3] > 245
    assert made["jpeg"].mode == "RGB"
    assert min(made["jpeg"].getpixel((2, 2))) > 245


@pytest.mark.parametrize(
    ("make", "name"),
    [
        pytest.param(lambda: samples.jpeg(mode="CMYK"), "a.jpg", id="CMYK"),
        pytest.param(samples.several_in_one, "a.jpg", id="several in one"),
        pytest.param(samples.with_profile, "a.jpg", id="with a profile"),
        pytest.param(
            lambda: samples.saved(samples.picture(), "JPEG", icc_profile=b"noise" * 40), "a.jpg", id="broken profile"
        ),
        pytest.param(lambda: samples.animation("GIF"), "a.gif", id="animation"),
        pytest.param(lambda: samples.saved(samples.picture(), "AVIF"), "a.avif", id="AVIF"),
        pytest.param(lambda: samples.png("RGBA"), "a.png", id="PNG"),
    ],
)
def test_red_stays_red_in_every_format(make, name):
    for image in made_of(make(), name).values():
        red, green, blue = image.convert("RGB").getpixel((20, 20))
        assert red > 200 and green < 80 and blue < 80
        assert not getattr(image, "is_animated", False)


@pytest.mark.parametrize(
    ("make", "name"),
    [(samples.deep_png, "a.png"), (lambda: samples.png("1"), "a.png"), (lambda: samples.png("LA"), "a.png")],
    ids=["16 bits", "black and white", "grey with transparency"],
)
def test_unusual_pictures_have_all_formats(make, name):
    assert {kind: image.format.lower() for kind, image in made_of(make(), name).items()} == {
        kind.name: kind.name for kind in FORMATS
    }


def test_no_rendition_says_where_and_by_whom(full_page):
    renditions = Rendition.objects.filter(image__in=pictures_of(full_page))
    assert renditions
    for rendition in renditions:
        with rendition.file.open() as file:
            assert_no_notes(file.read())
        assert "icc_profile" not in opened(rendition).info


def test_wagtail_takes_them_for_its_own(nothing_is_made):
    picture = make_picture(samples.jpeg(size=(1400, 901)))
    specs = ARTICLE.specs(picture)
    by_wagtail = {spec: Filter(str(spec)).run(picture, io.BytesIO()) for spec in specs}
    making.make_missing(picture, [ARTICLE])
    nothing_is_made()
    for spec in specs:
        rendition = picture.get_rendition(str(spec))
        by_itself = Image.open(by_wagtail[spec].f)
        assert by_itself.format.lower() == spec.format.name
        assert rendition.width == by_itself.width
        assert abs(rendition.height - by_itself.height) <= 1
