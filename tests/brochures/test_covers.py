"""Pictures of the first pages: where they lie, how they are served, when they go."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from brochures import covers
from brochures.models import PdfDocument
from tests.brochures import pdf_samples
from tests.reading import soup

pytestmark = pytest.mark.django_db

RED = pdf_samples.one_page(b"1 0 0 rg 0 0 595 842 re f")
BLUE = pdf_samples.one_page(b"0 0 1 rg 0 0 595 842 re f")
KINDS = {"webp": ("image/webp", "WEBP"), "jpg": ("image/jpeg", "JPEG")}


@pytest.fixture
def upload(django_capture_on_commit_callbacks):
    """Saves a file as a document, or as the new file of one."""

    def save(content: bytes, document: PdfDocument | None = None) -> PdfDocument:
        document = document or PdfDocument(title="ბროშურა")
        with django_capture_on_commit_callbacks(execute=True):
            document.file = ContentFile(content, name="file.pdf")
            document.save()
        return document

    return save


def on_disk() -> set[str]:
    folder = Path(storages["public"].location)
    return {str(path.relative_to(folder)) for path in folder.glob("covers/*")}


def test_a_cover_has_four_files(upload):
    before = on_disk()
    document = upload(RED)
    assert on_disk() - before == {
        f"covers/{document.sha256}-{picture}" for picture in ("256.webp", "256.jpg", "512.webp", "512.jpg")
    }
    assert (document.cover.width, document.cover.height) == (512, 725)


def test_the_addresses_are_those_of_the_pictures(upload, client):
    cover = upload(RED).cover
    for srcset, suffix in [(cover.webp, "webp"), (cover.jpeg, "jpg")]:
        for candidate, width in zip(srcset.split(", "), (256, 512), strict=True):
            address, descriptor = candidate.split(" ")
            assert descriptor == f"{width}w"
            response = client.get(address)
            content_type, image_format = KINDS[suffix]
            assert response.status_code == 200
            assert response["Content-Type"] == content_type
            assert response["X-Content-Type-Options"] == "nosniff"
            assert "immutable" in response["Cache-Control"]
            with Image.open(io.BytesIO(response.getvalue())) as picture:
                assert (picture.format, picture.width) == (image_format, width)
    assert cover.fallback == f"/media/covers/{cover.sha256}-256.jpg"


def test_no_type_depends_on_the_machine(upload, client, monkeypatch):
    """Some know no WebP."""
    import mimetypes

    monkeypatch.setattr(mimetypes, "_db", mimetypes.MimeTypes(filenames=()))
    monkeypatch.delitem(mimetypes._db.types_map[True], ".webp", raising=False)
    cover = upload(RED).cover
    response = client.get(cover.address(256, "webp"))
    assert response["Content-Type"] == "image/webp"
    response.close()


def test_what_was_never_inspected_has_no_cover():
    assert PdfDocument(collection_id=1, sha256="0" * 64).cover is None


def test_a_new_file_brings_its_cover_and_takes_the_old_one(upload):
    document = upload(RED)
    old = document.sha256
    upload(BLUE, document)
    assert not [name for name in on_disk() if old in name]
    with storages["public"].open(covers.name(document.sha256, "256.jpg")) as file:
        red, _green, blue = Image.open(file).convert("RGB").getpixel((99, 99))
    assert blue > 200 and red < 60


def test_a_cover_stays_while_some_document_has_the_file(upload, django_capture_on_commit_callbacks):
    first, second = upload(RED), upload(RED)
    names = set(covers.names(first.sha256))
    with django_capture_on_commit_callbacks(execute=True):
        first.delete()
    assert names <= on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        PdfDocument.objects.filter(pk=second.pk).delete()  # as Wagtail deletes several
    assert not names & on_disk()


def test_the_same_file_again_keeps_its_cover(upload):
    document = upload(RED)
    upload(RED, document)
    assert set(covers.names(document.sha256)) <= on_disk()


def test_before_the_commit_nothing_is_written(django_capture_on_commit_callbacks):
    before = on_disk()
    with django_capture_on_commit_callbacks():
        document = PdfDocument(title="ბროშურა", file=ContentFile(RED, name="file.pdf"))
        document.save()
    assert on_disk() == before


def test_a_full_disk_does_not_undo_an_upload(upload, monkeypatch, caplog):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storages["public"], "save", full)
    document = upload(RED)
    assert PdfDocument.objects.get(pk=document.pk).page_count == 1
    assert "No space left" in caplog.text


def test_every_brochure_of_the_first_content_has_a_cover():
    for document in PdfDocument.objects.all():
        assert set(covers.names(document.sha256)) <= on_disk()


def first_card(client, path: str):
    return soup(client.get(path)).select_one("article.brochure")


def test_readers_see_the_first_page_beside_the_link(client, announcement):
    """Decorative, because the link beside it says everything; with its size, so that nothing moves when it comes."""
    picture = first_card(client, announcement.path_in("ka")).select_one("picture.cover")
    assert picture["aria-hidden"] == "true"
    assert picture.source["type"] == "image/webp"
    assert picture.source["srcset"].startswith("/media/covers/")
    assert picture.source["sizes"] == picture.img["sizes"] == "8rem"
    assert picture.img["src"].endswith("-256.jpg")
    assert (picture.img["alt"], picture.img["loading"]) == ("", "lazy")
    assert int(picture.img["width"]) < int(picture.img["height"])
    assert not picture.find_parent("a")


def test_the_first_cover_of_a_list_does_not_wait(client):
    covers_of_list = soup(client.get("/ka/brochures/")).select("picture.cover img")
    assert [image.get("loading") for image in covers_of_list] == [None, *["lazy"] * (len(covers_of_list) - 1)]
    assert len(covers_of_list) > 1


def test_a_brochure_without_a_picture_has_a_drawn_cover(client, announcement):
    PdfDocument.objects.update(cover_width=None)
    card = first_card(client, announcement.path_in("ka"))
    assert not card.select_one("picture")
    assert card.select_one("div.cover .name").get_text(strip=True)
