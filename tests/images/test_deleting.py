"""Who deletes a picture, and which one nobody can."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from images.models import Picture
from projects.models import Organisation
from rustavi_site.first_content.build import publish
from tests.images.doors import make_picture
from tests.reading import soup, words

pytestmark = pytest.mark.django_db


def delete_addresses(picture) -> list[str]:
    bulk = reverse("wagtail_bulk_action", args=["images", "picture", "delete"])
    return [
        reverse("wagtailimages:delete", args=[picture.pk]),
        reverse("wagtailimages:delete_multiple", args=[picture.pk]),
        f"{bulk}?id={picture.pk}",
        f"{bulk}?id=all",
    ]


@pytest.mark.parametrize("way", range(4))
def test_an_editor_deletes_no_picture(editor_client, way):
    picture = make_picture()
    address = delete_addresses(picture)[way]
    for response in (editor_client.get(address), editor_client.post(address)):
        assert response.status_code in (200, 302, 403, 405)
    assert Picture.objects.filter(pk=picture.pk).exists()


@pytest.mark.parametrize("way", range(4))
def test_an_administrator_deletes_a_picture_and_all_its_files(
    administrator_client, way, django_capture_on_commit_callbacks
):
    picture = make_picture()
    files = [Path(picture.file.path), Path(picture.get_rendition("width-20").file.path)]
    with django_capture_on_commit_callbacks(execute=True):
        response = administrator_client.post(delete_addresses(picture)[way])
    assert response.status_code in (200, 302)
    assert not Picture.objects.filter(pk=picture.pk).exists()
    assert not any(path.exists() for path in files)


def in_the_text(page, picture):
    page.body_en = [("gallery", {"pictures": [{"image": picture, "caption": ""}] * 2})]
    publish(page)


def in_a_field(page, picture):
    page.picture = picture
    publish(page)


def in_a_draft(page, picture):
    page.body_ka = [("picture", {"image": picture, "caption": ""})]
    page.save_revision()


def in_a_draft_that_waits(page, picture):
    page.body_ka = [("picture", {"image": picture, "caption": ""})]
    page.go_live_at = timezone.now() + timedelta(days=1)
    publish(page)
    page = type(page).objects.get(pk=page.pk)
    page.body_ka = page.go_live_at = None
    page.save_revision()


def as_a_logo(_page, picture):
    organisation = Organisation.objects.get(acronym="EU")
    organisation.logo = picture
    organisation.save()


USES = [in_the_text, in_a_field, in_a_draft, in_a_draft_that_waits, as_a_logo]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("way", range(4))
def test_nobody_deletes_a_picture_that_is_in_use(administrator_client, budgeting, way, use):
    picture = make_picture()
    use(budgeting, picture)
    response = administrator_client.post(delete_addresses(picture)[way])
    assert response.status_code in (302, 403, 409)
    assert Picture.objects.filter(pk=picture.pk).exists()
    if response.status_code == 409:
        assert response.json()["error_message"] == "ფაილი საიტზე გამოიყენება და არ წაშლილა."


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("way", [0, 2])
def test_the_question_whether_to_delete_says_why_not_and_where(administrator_client, budgeting, way, use):
    picture = make_picture()
    use(budgeting, picture)
    page = soup(administrator_client.get(delete_addresses(picture)[way]))
    summary = page.find("a", href=re.compile("describe_on_delete")).parent
    assert words(summary.get_text()) == (
        "სურათი გამოყენებულია 1-ჯერ. სურათი ვერ წაიშლება, ვიდრე სხვაგან არის გამოყენებული."
    )
    assert "დიახ, წაიშალოს" not in page.get_text()
    listed = soup(administrator_client.get(summary.a["href"])).select_one("table").get_text()
    assert "წაშლას ხელს უშლის" in listed
    assert ("ევროკავშირი" if use is as_a_logo else budgeting.title) in listed


def test_one_picture_in_use_keeps_the_others_that_were_ticked_with_it(administrator_client, budgeting):
    used, other = make_picture(), make_picture()
    in_a_draft(budgeting, used)
    address = reverse("wagtail_bulk_action", args=["images", "picture", "delete"])
    administrator_client.post(f"{address}?id={used.pk}&id={other.pk}")
    assert Picture.objects.filter(pk__in=[used.pk, other.pk]).count() == 2


def test_a_picture_that_is_used_no_more_can_be_deleted(administrator_client, budgeting):
    picture = make_picture()
    in_the_text(budgeting, picture)
    budgeting.body_en = []
    publish(budgeting)
    administrator_client.post(delete_addresses(picture)[0])
    assert not Picture.objects.filter(pk=picture.pk).exists()
