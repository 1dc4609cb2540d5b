"""Renditions: made when a page is published, found when a reader comes."""

import datetime
import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from images import making
from images.models import Picture, Rendition
from images.renditions import ARTICLE, FORMATS, GALLERY, JPEG, LEAD
from images.uses import pictures_of, places_on_live_pages
from projects.models import ProjectPage
from rustavi_site.first_content import build
from tests.images import picture_samples as samples
from tests.images.records import LARGE, gallery, make_picture, single, specs_of, wanted
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def replace(editor_client, django_capture_on_commit_callbacks):
    """What an editor sends from the form of a picture."""

    def replace_and_commit(picture, content: bytes | None = None, name="another.jpg", **more):
        data = {"title": "სახელი", "tags": ""} | more
        if content:
            data["file"] = SimpleUploadedFile(name, content)
        with django_capture_on_commit_callbacks(execute=True):
            response = editor_client.post(reverse("wagtailimages:edit", args=[picture.pk]), data)
        assert response.status_code == 302
        picture.refresh_from_db()

    return replace_and_commit


def addresses(page) -> list[tuple[str, str | None]]:
    """(address, MIME type that the page says) of every file of every picture."""
    found = []
    for tag in page.select("main :not(.cover) > source, main :not(.cover) > img"):
        files = [entry.split() for entry in tag["srcset"].split(", ")]
        assert all(re.fullmatch(r"\d+w", width) for _address, width in files)
        found += [(address, tag.get("type")) for address, _width in files]
        if tag.name == "img":
            found.append((tag["src"], None))
    return found


# --- a published page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_reader_makes_nothing_and_every_file_is_there(client, full_page, language, nothing_is_made):
    before = list(Rendition.objects.order_by("pk").values_list())
    nothing_is_made()
    page = soup(client.get(full_page.path_in(language)))
    assert len(page.select("main picture:not(.cover) img")) == 4
    files = addresses(page)
    # Two pictures with three sizes, two of the gallery with two, and the `src` of each.
    assert len(files) == (2 * 3 + 2 * 2) * len(FORMATS) + 4
    for address, said in files:
        response = client.get(address)
        assert response.status_code == 200
        kind = Image.open(io.BytesIO(b"".join(response.streaming_content))).format.lower()
        assert response["Content-Type"] == f"image/{kind}"
        assert said in (None, response["Content-Type"])
    assert list(Rendition.objects.order_by("pk").values_list()) == before


def test_browsers_are_offered_avif_then_webp_then_jpeg(client, full_page):
    for picture in soup(client.get(full_page.path_in("ka"))).select("main picture:not(.cover)"):
        assert [source["type"] for source in picture.select("source")] == ["image/avif", "image/webp"]
        assert picture.img["src"].endswith(".jpg")
        assert len({tag["sizes"] for tag in picture.select("source, img")}) == 1


def test_only_the_picture_at_the_head_is_loaded_at_once(client, full_page):
    first, *others = soup(client.get(full_page.path_in("ka"))).select("main picture:not(.cover) img")
    assert first["fetchpriority"] == "high"
    assert not first.get("loading")
    assert others
    for image in others:
        assert image["loading"] == "lazy"
        assert not image.get("fetchpriority")


def test_each_place_has_its_sizes_and_no_others(full_page):
    in_text, in_gallery = full_page.body_ka[0].value["image"], full_page.body_ka[1].value["pictures"][0]["image"]
    assert specs_of(full_page.picture) == wanted(full_page.picture, LEAD)
    assert specs_of(in_text) == wanted(in_text, ARTICLE)
    assert specs_of(in_gallery) == wanted(in_gallery, GALLERY)
    assert len(specs_of(in_gallery)) < len(specs_of(in_text))


def test_a_picture_of_a_gallery_gets_the_larger_sizes_when_it_moves_to_the_text(full_page, publish):
    picture = full_page.body_ka[1].value["pictures"][0]["image"]
    full_page.body_ka = [single(picture)]
    publish(full_page)
    assert specs_of(picture) == wanted(picture, ARTICLE, GALLERY)


def test_publishing_again_makes_nothing(full_page, publish, nothing_is_made, caplog):
    before = list(Rendition.objects.order_by("pk").values_list())
    nothing_is_made()
    publish(full_page)
    assert list(Rendition.objects.order_by("pk").values_list()) == before
    assert not caplog.records


def test_an_announcement_and_a_page_of_information_have_them_too(client, announcement, home, publish):
    from home.models import InfoPage

    for page in (announcement, InfoPage.objects.first()):
        picture = make_picture()
        page.body_ka = [single(picture)]
        publish(page)
        assert specs_of(picture) == wanted(picture, ARTICLE)
        assert soup(client.get(page.path_in("ka"))).select_one("main picture:not(.cover) img")["loading"] == "lazy"


def test_a_picture_is_described_in_the_language_of_the_page(client, budgeting, publish):
    both, georgian = make_picture(), make_picture(name="b.jpg", alt_en="")
    nothing = make_picture(name="c.jpg", alt_ka="", alt_en="")
    budgeting.body_ka = budgeting.body_en = [single(both), single(georgian), single(nothing)]
    publish(budgeting)
    for code, said in {
        "ka": [("მდინარე", "ka"), ("მდინარე", "ka"), ("", None)],
        "en": [("A river", "en"), ("მდინარე", "ka"), ("", None)],
    }.items():
        images = soup(client.get(budgeting.path_in(code))).select("main picture:not(.cover) img")
        assert [(image["alt"], image.get("lang")) for image in images] == said


def test_the_number_of_queries_does_not_grow_with_the_pictures(client, budgeting, publish):
    def queries() -> int:
        client.get(budgeting.path_in("ka"))
        with CaptureQueriesContext(connection) as captured:
            page = soup(client.get(budgeting.path_in("ka")))
        seen.append(len(page.select("main picture:not(.cover) img")))
        return len(captured)

    seen = []
    content = samples.jpeg(size=(300, 200))
    pictures = [make_picture(content, f"{number}.jpg") for number in range(20)]
    budgeting.picture = pictures[0]
    budgeting.body_ka = [single(pictures[0]), gallery(pictures[0])]
    publish(budgeting)
    few = queries()
    budgeting.body_ka = [*(single(picture) for picture in pictures), gallery(*pictures)]
    budgeting.body_en = [gallery(*pictures)]
    publish(budgeting)
    assert queries() == few
    assert seen == [3, 41]
    assert few <= 20


# --- what is not published -------------------------------------------------------------------------------------------


def test_a_draft_has_none_until_it_is_published(budgeting, publish, django_capture_on_commit_callbacks):
    picture = make_picture()
    budgeting.body_ka = [single(picture)]
    with django_capture_on_commit_callbacks(execute=True):
        budgeting.save_revision()
    assert not specs_of(picture)
    publish(budgeting)
    assert specs_of(picture) == wanted(picture, ARTICLE)


def test_a_page_that_goes_live_later_has_none_until_then(
    projects, publish, django_capture_on_commit_callbacks, monkeypatch
):
    picture = make_picture()
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    texts = {"title_en": "Later", "summary_ka": "მოკლედ", "summary_en": "In short"}
    page = ProjectPage(title="მერე", picture=picture, live=False, go_live_at=tomorrow, **texts)
    projects.add_child(instance=page)
    publish(page)
    assert not specs_of(picture)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow + datetime.timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled", verbosity=0)
    assert ProjectPage.objects.get(pk=page.pk).live
    assert specs_of(picture) == wanted(picture, LEAD)


def test_an_editor_sees_a_draft_with_its_pictures(client, editor_client, budgeting, django_capture_on_commit_callbacks):
    head, picture = make_picture(), make_picture(name="b.jpg")
    budgeting.picture = head
    budgeting.body_ka = [single(picture, "წარწერა"), gallery(picture, head)]
    with django_capture_on_commit_callbacks(execute=True):
        budgeting.save_revision()
    response = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[budgeting.pk]))
    page = soup(response)
    assert len(page.select("main picture:not(.cover) img")) == 4
    assert "წარწერა" in visible_text(response)
    for image in page.select("main picture:not(.cover) img"):
        assert client.get(image["src"]).status_code == 200
    # One JPEG of each for a place: the others are for readers.
    for one in (head, picture):
        assert specs_of(one) == {str(ARTICLE.specs(one)[-1]), str(GALLERY.specs(one)[-1])}


def test_a_preview_lives_with_a_broken_picture(editor_client, budgeting, caplog):
    picture = make_picture()
    Path(picture.file.path).write_bytes(b"no picture")
    budgeting.body_ka = [single(picture)]
    budgeting.save_revision()
    response = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[budgeting.pk]))
    assert response.status_code == 200
    assert not soup(response).select("main picture:not(.cover)")
    assert picture.file.name in caplog.text


# --- what is missing or broken ---------------------------------------------------------------------------------------


def test_what_is_not_made_yet_is_left_out_with_its_caption(client, full_page):
    full_page.body_ka = [single(full_page.picture, "წარწერა"), ("paragraph", "<p>სიტყვები</p>")]
    build.publish(full_page)
    Rendition.objects.all().delete()
    response = client.get(full_page.path_in("ka"))
    assert response.status_code == 200
    assert not soup(response).select("main figure, main :not(.cover) > img")
    assert "წარწერა" not in visible_text(response)
    assert "სიტყვები" in visible_text(response)


def test_what_there_is_is_shown(client, full_page):
    Rendition.objects.exclude(filter_spec=str(ARTICLE.specs(full_page.picture)[0])).delete()
    images = soup(client.get(full_page.path_in("ka"))).select("main picture:not(.cover) img")
    assert len(images) == 4
    assert all(image["src"].endswith(".avif") for image in images)


@pytest.mark.parametrize("content", [None, b"", b"no picture", samples.jpeg(size=LARGE)[:5000], samples.bomb()])
def test_a_broken_picture_is_logged_and_stops_nothing(client, budgeting, publish, content, caplog):
    broken, sound = make_picture(), make_picture(name="sound.jpg")
    if content is None:
        Path(broken.file.path).unlink()
    else:
        Path(broken.file.path).write_bytes(content)
    budgeting.body_ka = [single(broken), single(sound)]
    publish(budgeting)
    budgeting.refresh_from_db()
    assert not budgeting.has_unpublished_changes
    [record] = [record for record in caplog.records if record.name == "images.making"]
    assert broken.file.name in record.getMessage()
    [image] = soup(client.get(budgeting.path_in("ka"))).select("main picture:not(.cover) img")
    assert "sound" in image["src"]


def test_a_picture_that_was_deleted_leaves_no_empty_figure(client, budgeting, publish):
    picture = make_picture()
    budgeting.picture = picture
    budgeting.body_ka = [single(picture, "წარწერა"), gallery(picture)]
    publish(budgeting)
    picture.delete()
    response = client.get(budgeting.path_in("ka"))
    assert response.status_code == 200
    assert not soup(response).select("main figure")


# --- another file ----------------------------------------------------------------------------------------------------


def test_another_file_is_shown_at_once_and_under_another_address(client, full_page, replace):
    picture = full_page.picture
    first = Path(picture.file.path).read_bytes()
    old = {file.name: Path(file.path) for file in (rendition.file for rendition in picture.renditions.all())}
    replace(picture, samples.jpeg(size=(900, 1400)), "river.jpg")
    assert specs_of(picture) == wanted(picture, LEAD)
    assert not any(path.exists() for path in old.values())
    image = soup(client.get(full_page.path_in("ka"))).select_one("main picture:not(.cover) img")
    assert (image["width"], image["height"]) == ("309", "480")
    # The old name is free again now: it must not come back with other bytes, which browsers would not ask for.
    replace(picture, samples.jpeg(size=(901, 1400)), "river.jpg")
    assert not old.keys() & set(picture.renditions.values_list("file", flat=True))
    replace(picture, first, "river.jpg")
    assert specs_of(picture) == wanted(picture, LEAD)


def test_another_file_of_a_picture_that_no_reader_sees_makes_nothing(budgeting, replace):
    picture = make_picture()
    budgeting.body_ka = [single(picture)]
    budgeting.save_revision()
    replace(picture, samples.jpeg(size=(900, 1400)))
    assert not specs_of(picture)


def test_another_file_of_a_picture_on_a_withdrawn_page_makes_nothing(full_page, replace):
    full_page.unpublish()
    assert specs_of(full_page.picture)
    replace(full_page.picture, samples.jpeg(size=(900, 1400)))
    assert not specs_of(full_page.picture)


def test_another_title_or_focal_point_makes_nothing(full_page, replace, nothing_is_made):
    picture = full_page.picture
    before = list(picture.renditions.order_by("pk").values_list())
    nothing_is_made()
    replace(
        picture,
        focal_point_x=100,
        focal_point_y=100,
        focal_point_width=50,
        focal_point_height=50,
        alt_ka="მდინარე",
    )
    assert picture.has_focal_point()
    assert list(picture.renditions.order_by("pk").values_list()) == before


def test_a_file_replaced_while_it_is_encoded_leaves_nothing_of_the_old_one(monkeypatch):
    picture = make_picture()
    encoded = making.encoded

    def slow(*args):
        contents = encoded(*args)
        Picture.objects.filter(pk=picture.pk).update(file="original_images/another.jpg")
        return contents

    monkeypatch.setattr(making, "encoded", slow)
    assert making.make_missing(picture, [ARTICLE]) == 0
    assert not picture.renditions.exists()


def test_two_who_make_the_same_at_the_same_time_leave_it_once(monkeypatch):
    picture = make_picture()
    encoded = making.encoded

    def overtaken(*args):
        monkeypatch.setattr(making, "encoded", encoded)
        making.make_missing(Picture.objects.get(pk=picture.pk), [GALLERY])
        return encoded(*args)

    monkeypatch.setattr(making, "encoded", overtaken)
    assert making.make_missing(picture, [ARTICLE]) == len(FORMATS)
    assert specs_of(picture) == wanted(picture, ARTICLE)
    names = [rendition.file.name for rendition in picture.renditions.all()]
    folder = Path(picture.renditions.first().file.path).parent
    assert sorted(names) == sorted(f"images/{path.name}" for path in folder.glob(f"{picture.file_hash[:10]}*"))


def test_where_a_picture_is_used(full_page):
    in_text, in_gallery = full_page.body_en[0].value["image"], full_page.body_en[1].value["pictures"][0]["image"]
    uses = pictures_of(full_page)
    assert len(uses) == 7
    assert uses[in_text.pk] == places_on_live_pages(in_text) == {ARTICLE}
    assert uses[in_gallery.pk] == places_on_live_pages(in_gallery) == {GALLERY}
    assert places_on_live_pages(full_page.picture) == {ARTICLE}
    stored = ProjectPage.objects.get(pk=full_page.pk)
    assert stored.roles
    with CaptureQueriesContext(connection) as captured:
        assert pictures_of(stored) == uses
    assert not captured


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_makes_what_is_missing_and_nothing_else(full_page, capsys, nothing_is_made):
    picture = full_page.picture
    draft = make_picture(name="draft.jpg")
    kept = set(Rendition.objects.exclude(image=picture).values_list("pk", "file"))
    picture.renditions.filter(filter_spec__contains=f"format-{JPEG.name}").delete()
    call_command("make_renditions")
    said = capsys.readouterr().out
    assert specs_of(picture) == wanted(picture, LEAD)
    assert set(Rendition.objects.exclude(image=picture).values_list("pk", "file")) == kept
    assert not specs_of(draft)
    assert f"{picture.file.name}: 3" in said
    assert "7 pictures on live pages, 3 renditions made, 0 pictures failed" in said
    nothing_is_made()
    call_command("make_renditions")
    assert "0 renditions made, 0 pictures failed" in capsys.readouterr().out


def test_the_command_finds_files_that_the_disk_has_lost(client, full_page):
    lost = full_page.picture.renditions.first()
    Path(lost.file.path).unlink()
    call_command("make_renditions", verbosity=0)
    for address, _type in addresses(soup(client.get(full_page.path_in("ka")))):
        assert client.get(address).status_code == 200


def test_the_command_goes_on_after_a_broken_picture(full_page, capsys):
    broken = full_page.picture
    Rendition.objects.all().delete()
    Path(broken.file.path).write_bytes(b"no picture")
    call_command("make_renditions")
    said = capsys.readouterr()
    assert broken.file.name in said.err
    assert "1 pictures failed" in said.out
    assert not specs_of(broken)
    others = Picture.objects.filter(pk__in=pictures_of(full_page)).exclude(pk=broken.pk)
    assert all(specs_of(picture) for picture in others)
