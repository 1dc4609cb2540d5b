"""Both languages of a draft beside each other."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


def test_the_newest_draft_stands_there_in_both_languages(editor_client, budgeting):
    budgeting.title, budgeting.title_en = "ახალი სათაური", "A new title"
    budgeting.save_revision()
    address = reverse("both_languages", args=[budgeting.pk])
    editor = editor_client.get(reverse("wagtailadmin_pages:edit", args=[budgeting.pk]))
    assert soup(editor).select_one(f".both-button[href='{address}']")
    frames = soup(editor_client.get(address)).select("iframe")
    assert [frame["lang"] for frame in frames] == ["ka", "en"]
    for frame, title in zip(frames, ("ახალი სათაური", "A new title"), strict=True):
        shown = editor_client.get(frame["src"])
        assert soup(shown).html["lang"] == frame["lang"]
        assert title in visible_text(shown)


def test_an_author_sees_her_own_drafts_alone(client, author, budgeting):
    client.force_login(author)
    assert client.get(reverse("both_languages", args=[budgeting.pk])).url == "/admin/"


def test_a_page_that_is_not_saved_and_the_root_have_none(client, announcement, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("chief", "chief@example.org", "long-enough-password"))
    parent = announcement.get_parent().pk
    new = client.get(reverse("wagtailadmin_pages:add", args=["announcements", "announcementpage", parent]))
    assert not soup(new).select(".both-button")
    assert client.get(reverse("both_languages", args=[Page.objects.get(depth=1).pk])).status_code == 404
