"""A picture that comes in: what is taken off it, what survives, and what is turned away."""

import html
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage, storages
from django.urls import reverse
from wagtail.models import UploadedFile

from images.models import Picture, Rendition
from tests.images import picture_samples as samples
from tests.images.doors import TITLE, Chooser, Replacement, SeveralAtOnce, SingleForm, make_picture, upload
from tests.images.notes import assert_no_notes
from tests.images.records import opened

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def stored() -> dict[str, bytes]:
    """Every file of both storages."""
    folders = [Path(default_storage.location), Path(storages["public"].location)]
    return {str(path): path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


def rows() -> list[tuple]:
    """Everything that the database knows of pictures."""
    return [*Picture.objects.order_by("pk").values_list(), *UploadedFile.objects.values_list()]


def newest() -> Picture:
    return Picture.objects.order_by("-pk").first()


def content_of(record) -> bytes:
    with record.file.open() as file:
        return file.read()


# --- what is taken off -----------------------------------------------------------------------------------------------

WITH_NOTES = {
    "JPEG": (samples.jpeg, "a.jpg"),
    "JPEG by another ending": (samples.jpeg, "a.JPEG"),
    "several in one": (samples.several_in_one, "a.jpg"),
    "PNG": (samples.png, "a.png"),
    "WebP": (lambda: samples.saved(samples.picture(), "WEBP", exif=samples.exif(), xmp=samples.XMP), "a.webp"),
    "AVIF": (lambda: samples.saved(samples.picture(), "AVIF", exif=samples.exif(), xmp=samples.XMP), "a.avif"),
    "GIF": (lambda: samples.saved(samples.picture("P"), "GIF", comment=samples.CAMERA.encode()), "a.gif"),
    "animated GIF": (lambda: samples.animation("GIF"), "a.gif"),
    "animated WebP": (lambda: samples.animation("WEBP"), "a.webp"),
}


@pytest.mark.parametrize("kind", WITH_NOTES)
def test_neither_original_nor_rendition_says_where_and_by_whom(door, kind, editor_client):
    make, name = WITH_NOTES[kind]
    assert door.accepted(door.post(editor_client, upload(make(), name)))
    picture = newest()
    assert_no_notes(content_of(picture))
    for spec in ("width-40|format-jpeg", "width-40|format-webp", "original", "max-165x165"):
        assert_no_notes(content_of(picture.get_rendition(spec)))


def test_a_picture_completed_after_several_uploads_says_nothing_either(editor_client, editor):
    """Several at once: a picture that lacks something waits aside, then comes in by another way."""
    before = stored()
    response = SeveralAtOnce().post(editor_client, upload(samples.jpeg(orientation=6), "late.jpg"), title=" ")
    waiting = response.json()["uploaded_file_id"]
    response = editor_client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]),
        {f"uploaded-image-{waiting}-title": TITLE},
    )
    assert response.json()["success"]
    picture = newest()
    assert (picture.title, picture.uploaded_by_user) == (TITLE, editor)
    assert_no_notes(content_of(picture))
    assert (picture.width, picture.height) == (40, 80) == opened(picture).size
    assert picture.file_size == len(content_of(picture))
    assert not UploadedFile.objects.exists()
    assert picture.file.name == "original_images/late.jpg"
    assert stored().keys() - before.keys() == {picture.file.path}


def test_a_picture_made_by_code_says_nothing_either():
    assert_no_notes(content_of(make_picture(samples.jpeg(), "code.jpg")))


@pytest.mark.parametrize("make", [samples.jpeg, samples.several_in_one], ids=["JPEG", "several in one"])
@pytest.mark.parametrize(("orientation", "size"), [(1, (80, 40)), (3, (80, 40)), (6, (40, 80)), (8, (40, 80))])
def test_a_phone_held_sideways(door, make, orientation, size, editor_client):
    assert door.accepted(door.post(editor_client, upload(make(orientation=orientation))))
    picture = newest()
    assert (picture.width, picture.height) == size
    assert opened(picture).size == size
    red_side = {1: (0, 0), 3: (79, 0), 6: (0, 0), 8: (0, 79)}[orientation]
    red, _green, blue = opened(picture).convert("RGB").getpixel(red_side)
    assert red > 200 and blue < 60
    rendition = picture.get_rendition("width-20")
    assert (rendition.width, rendition.height) == (20, 20 * size[1] // size[0])


def test_size_and_hash_are_those_of_the_stored_file(door, editor_client):
    door.post(editor_client, upload(samples.jpeg(orientation=6)))
    picture = newest()
    assert picture.file_size == len(content_of(picture))
    known = picture.file_hash
    picture._set_file_hash()
    assert known == picture.file_hash


def test_the_colour_profile_stays(editor_client):
    SingleForm().post(editor_client, upload(samples.with_profile()))
    assert opened(newest()).info["icc_profile"]


@pytest.mark.parametrize("door", [SeveralAtOnce(), Chooser()], ids=["several", "chooser"])
def test_only_the_same_picture_is_called_a_duplicate(door, editor_client):
    for number, size in enumerate([(80, 40), (81, 40), (82, 40)]):
        response = door.post(editor_client, upload(samples.jpeg(size=size), f"{number}.jpg"))
        assert response.json().get("duplicate", False) is False
        assert response.json().get("step", "chosen") == "chosen"
    response = door.post(editor_client, upload(samples.jpeg(size=(82, 40))))
    assert response.json().get("duplicate") or response.json()["step"] == "duplicate_found"


# --- what survives ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif")])
def test_what_is_transparent_stays_so(door, kind, name, editor_client):
    assert door.accepted(door.post(editor_client, upload(samples.see_through(kind), name)))
    image = opened(newest()).convert("RGBA")
    assert image.getpixel((2, 2))[3] < 10
    assert image.getpixel((30, 30))[3] > 245
    assert opened(newest().get_rendition("width-40|format-webp")).convert("RGBA").getpixel((1, 1))[3] < 10


def test_a_palette_with_a_transparent_colour(door, editor_client):
    assert door.accepted(door.post(editor_client, upload(samples.palette_png(), "a.png")))
    image = opened(newest()).convert("RGBA")
    assert image.getpixel((2, 2))[3] == 0
    assert image.getpixel((70, 30)) == (200, 30, 30, 255)


@pytest.mark.parametrize(("kind", "name"), [("GIF", "a.gif"), ("WEBP", "a.webp")])
def test_an_animation_keeps_its_frames(door, kind, name, editor_client):
    assert door.accepted(door.post(editor_client, upload(samples.animation(kind), name)))
    image = opened(newest())
    assert image.n_frames == 3
    assert image.format == kind


@pytest.mark.parametrize(
    ("make", "name"),
    [
        pytest.param(lambda: samples.jpeg(mode="CMYK"), "a.jpg", id="CMYK JPEG"),
        pytest.param(lambda: samples.jpeg(mode="L"), "a.jpg", id="grey JPEG"),
        pytest.param(samples.deep_png, "a.png", id="16-bit PNG"),
        pytest.param(samples.palette_png, "a.png", id="palette PNG"),
        pytest.param(lambda: samples.png("1"), "a.png", id="black and white PNG"),
        pytest.param(lambda: samples.png("LA"), "a.png", id="grey PNG with transparency"),
        pytest.param(lambda: samples.saved(samples.picture("L"), "PNG", transparency=76), "a.png", id="key colour"),
        pytest.param(samples.broken_exif, "a.jpg", id="broken EXIF"),
        pytest.param(samples.other_broken_exif, "a.jpg", id="EXIF that is none"),
        pytest.param(lambda: samples.jpeg(size=(1, 1)), "a.jpg", id="one pixel"),
    ],
)
def test_unusual_pictures_come_in_and_can_be_shown(door, make, name, editor_client):
    response = door.post(editor_client, upload(make(), name))
    assert door.accepted(response)
    picture = newest()
    assert (picture.width, picture.height) == opened(picture).size
    for spec in ("width-480|format-webp", "width-480|format-jpeg", "max-165x165"):
        assert opened(picture.get_rendition(spec)).size


def test_colours_of_a_cmyk_picture_are_not_inverted(editor_client):
    SingleForm().post(editor_client, upload(samples.jpeg(mode="CMYK")))
    red, _green, blue = opened(newest()).convert("RGB").getpixel((5, 5))
    assert red > 200 and blue < 80


def test_sixteen_bits_become_eight_of_the_same_grey(editor_client):
    SingleForm().post(editor_client, upload(samples.deep_png(), "a.png"))
    image = opened(newest())
    assert image.mode == "L"
    assert (image.getpixel((5, 5)), image.getpixel((5, 35))) == (0, 0x80)


@pytest.mark.parametrize("name", ["ფოტო.jpg", "ფოტო № 5.JPG", "ა" * 200 + ".jpg", "№.jpg", "a'\"><b>.jpg"])
def test_no_name_is_too_long_or_too_strange(door, name, editor_client):
    assert door.accepted(door.post(editor_client, upload(samples.jpeg(), name)))
    picture = newest()
    assert Path(picture.file.path).parent == Path(default_storage.location) / "original_images"
    assert opened(picture).size == samples.SIZE
    assert opened(picture.get_rendition("width-20")).size == (20, 10)


# --- what is turned away ---------------------------------------------------------------------------------------------

SOUND = samples.jpeg(size=(400, 300))
NOT_A_PICTURE = "ეს ფაილი სურათი არ არის ან დაზიანებულია."
DAMAGED = "სურათი დაზიანებულია ან გასახსნელად ზედმეტად დიდია"
HOSTILE = {
    "text renamed": (b"Dear Sir or Madam,\n", "a.jpg", NOT_A_PICTURE),
    "web page renamed": (b"<html><script>alert(1)</script></html>", "a.jpg", None),
    "PDF renamed": (b"%PDF-1.7\n", "a.png", NOT_A_PICTURE),
    "drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "a.svg", None),
    "drawing renamed": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "a.png", None),
    "zero bytes": (b"", "a.jpg", "ცარიელია"),
    "cut": (SOUND[: len(SOUND) // 2], "a.jpg", DAMAGED),
    "head alone": (SOUND[:30], "a.jpg", None),
    "cut PNG": (samples.png()[:-40], "a.png", DAMAGED),
    "first bytes of a PNG": (b"\x89PNG\r\n\x1a\n", "a.png", None),
    "bomb": (samples.bomb(), "a.png", None),
    "smaller bomb": (samples.bomb(9_000, 9_000), "a.png", None),
    "a bomb of notes": (samples.notes_bomb(), "a.png", DAMAGED),
    "another format by name": (samples.png(), "a.jpg", "ნამდვილ ფორმატს"),
    "a format that is not taken": (samples.saved(samples.picture(), "BMP"), "a.bmp", "დასაშვები ფორმატები"),
    "animated PNG": (samples.animation("PNG"), "a.png", NOT_A_PICTURE),
    "16 megabytes": (SOUND + bytes(16 * 1024 * 1024), "a.jpg", "ფაილი ძალიან დიდია"),
}
ENGLISH_SENTENCE = re.compile(r"\b(?:file|image|format|supported|pixels|allowed|maximum)\b", re.IGNORECASE)


@pytest.mark.parametrize("case", HOSTILE)
def test_refused_in_georgian_and_nothing_is_kept(door, case, editor_client, django_capture_on_commit_callbacks):
    content, name, words = HOSTILE[case]
    if isinstance(door, Replacement):
        door.picture = make_picture()
        # The form shows the old picture in a smaller size.
        editor_client.get(reverse("wagtailimages:edit", args=[door.picture.pk]))
    before = stored(), rows()
    with django_capture_on_commit_callbacks(execute=True):
        response = door.post(editor_client, upload(content, name))
    assert response.status_code == 200
    assert not door.accepted(response)
    [error] = door.errors(response)
    assert re.search("[ა-ჰ]{4}", error)
    assert not ENGLISH_SENTENCE.search(error)
    if words:
        assert re.search(words, error)
    assert error in door.shown(response)
    assert (stored(), rows()) == before


def test_the_formats_and_the_limit_are_said_beside_the_field(editor_client):
    addresses = [reverse(name) for name in ("wagtailimages:add", "wagtailimages:add_multiple")]
    addresses += [reverse("wagtailimages:edit", args=[make_picture().pk])]
    for address in addresses:
        page = html.unescape(editor_client.get(address).content.decode())
        assert "დასაშვები ფორმატები: AVIF, GIF, JPG, JPEG, PNG, WEBP" in page
        assert "15,0 მბ" in page.replace("\xa0", " ")
        assert "Supported formats" not in page


# --- replacing and deleting ------------------------------------------------------------------------------------------


def test_the_old_file_goes_only_when_the_new_one_is_certain(editor_client, django_capture_on_commit_callbacks):
    picture = make_picture()
    rendition = picture.get_rendition("width-20")
    old = [Path(picture.file.path), Path(rendition.file.path)]
    door = Replacement()
    door.picture = picture
    with django_capture_on_commit_callbacks() as callbacks:
        assert door.accepted(door.post(editor_client, upload(samples.jpeg())))
    assert all(path.exists() for path in old)
    for callback in callbacks:
        callback()
    assert not any(path.exists() for path in old)
    picture.refresh_from_db()
    assert opened(picture).format == "JPEG"
    assert not Rendition.objects.filter(image=picture).exists()


def test_a_failing_save_keeps_the_old_file(editor_client, monkeypatch, django_capture_on_commit_callbacks):
    picture = make_picture()
    before = content_of(picture)

    def fail(*_args, **_options):
        raise RuntimeError("the search index is gone")

    monkeypatch.setattr("wagtail.images.forms.search_index.insert_or_update_object", fail)
    editor_client.raise_request_exception = False
    door = Replacement()
    door.picture = picture
    with django_capture_on_commit_callbacks(execute=True):
        assert door.post(editor_client, upload(samples.jpeg())).status_code == 500
    assert content_of(Picture.objects.get(pk=picture.pk)) == before


def test_a_sound_replacement_in_a_form_with_another_error_is_not_taken(editor_client):
    door = Replacement()
    door.picture = make_picture()
    editor_client.get(reverse("wagtailimages:edit", args=[door.picture.pk]))
    before = stored(), rows()
    response = door.post(editor_client, upload(samples.jpeg(), "never-stored.jpg"), title="")
    page = door.shown(response)
    assert response.status_code == 200
    assert "ეს ველი აუცილებელია" in page
    assert "never-stored" not in page
    assert "ფაილი ვერ მოიძებნა" not in page
    assert (stored(), rows()) == before


def test_a_title_alone_changes_nothing_of_the_file(editor_client):
    picture = make_picture()
    before = stored()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    assert editor_client.post(address, {"title": TITLE, "tags": ""}).status_code == 302
    assert Picture.objects.get(pk=picture.pk).title == TITLE
    assert {path: before[path] for path in before} == {path: stored()[path] for path in before}


# --- what readers get ------------------------------------------------------------------------------------------------


def test_the_alternative_text_is_asked_for_in_both_languages(editor_client):
    form = BeautifulSoup(editor_client.get(reverse("wagtailimages:add")).content.decode(), "html.parser")
    for name in ("alt_ka", "alt_en", "credit_ka", "credit_en"):
        assert form.find(attrs={"name": name})
    assert not form.find(attrs={"name": "alt"})


def test_the_alternative_text_of_an_upload_is_kept(editor_client):
    SingleForm().post(editor_client, upload(samples.jpeg()), alt_ka="ხიდი", alt_en="A bridge")
    assert (newest().alt_ka, newest().alt_en) == ("ხიდი", "A bridge")


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("texts", [{}, {"alt_ka": "ხიდი", "alt_en": "A bridge"}, {"alt_ka": "ხიდი"}])
def test_readers_never_hear_the_title_of_a_picture(
    client, budgeting, language, texts, django_capture_on_commit_callbacks
):
    picture = make_picture(**texts)
    picture.title = TITLE
    picture.save()
    budgeting.picture = picture
    blocks = [("picture", {"image": picture, "caption": ""})]
    budgeting.body_ka = budgeting.body_en = blocks
    with django_capture_on_commit_callbacks(execute=True):
        budgeting.save_revision().publish()
    page = client.get(budgeting.path_in(language)).content.decode()
    assert TITLE not in page
    document = BeautifulSoup(page, "html.parser")
    tags = [tag for tag in document.select("img:not(picture.cover img)") if "/media/" in tag["src"]]
    assert tags
    expected = texts.get(f"alt_{language}", texts.get("alt_ka", ""))
    assert {tag["alt"] for tag in tags} == {expected}


def test_the_original_has_no_public_address(client):
    picture = make_picture(samples.jpeg(), "private.jpg")
    with pytest.raises(NotImplementedError):
        _ = picture.file.url
    for path in (f"/media/{picture.file.name}", f"/media/private/{picture.file.name}", f"/{picture.file.name}"):
        assert client.get(path).status_code == 404
