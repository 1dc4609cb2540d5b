"""The history keeps both languages: compared, each field says which; restored, both come back; locked, both stay."""

import json

import pytest
from django.urls import reverse

from tests.bilingual.editor_form import address_of, filled_form
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions(announcement):
    """An earlier and a later version that differ in both languages."""
    announcement.title, announcement.title_en = "პირველი სათაური", "The first title"
    announcement.summary_ka, announcement.summary_en = "პირველი მოკლედ", "The first summary"
    earlier = announcement.save_revision()
    announcement.title, announcement.title_en = "მეორე სათაური", "The second title"
    announcement.summary_ka, announcement.summary_en = "მეორე მოკლედ", "The second summary"
    return earlier, announcement.save_revision()


def test_a_comparison_says_of_each_field_its_language(editor_client, announcement, versions):
    earlier, later = versions
    address = reverse("wagtailadmin_pages:revisions_compare", args=[announcement.pk, earlier.pk, later.pk])
    text = visible_text(editor_client.get(address))
    for label, before, after in (
        ("მოკლე შინაარსი (ქართულად)", "პირველი", "მეორე"),
        ("მოკლე შინაარსი (ინგლისურად)", "first", "second"),
        ("სათაური (ინგლისურად)", "first", "second"),
    ):
        said = text[text.index(label) :][:200]
        assert before in said
        assert after in said


def test_a_comparison_of_tables_shows_their_cells(editor_client, announcement):
    def version(*rows: list[str]) -> int:
        table = {"data": list(rows), "table_header_choice": "row"} if rows else None
        announcement.body_ka = json.dumps([{"type": "table", "value": table, "id": "0d9c0f5e"}])
        return announcement.save_revision().pk

    empty = version()
    first = version(["ეტაპი", "ვადა"], ["განაცხადები", "1 მაისი"])
    second = version(["ეტაპი", "ვადა"], ["განაცხადები", "8 მაისი & მეტი"])
    for one, other, expected in ((first, second, "განაცხადები | 1 8 მაისი & მეტი"), (empty, first, "ეტაპი | ვადა")):
        address = reverse("wagtailadmin_pages:revisions_compare", args=[announcement.pk, one, other])
        text = visible_text(editor_client.get(address))
        assert expected in text
        assert "None" not in text
        assert "table_header_choice" not in text


def test_a_comparison_names_choices_and_answers(editor_client, announcement):
    def version(text: str) -> int:
        announcement.body_ka = json.dumps(
            [
                {"type": "heading", "value": {"text": text, "level": "3"}, "id": "a1"},
                {"type": "listing", "value": {"items": [text], "numbered": True}, "id": "a2"},
            ]
        )
        return announcement.save_revision().pk

    address = reverse("wagtailadmin_pages:revisions_compare", args=[announcement.pk, version("წინა"), version("ახალი")])
    changes = soup(editor_client.get(address)).select_one("table").get_text(" ", strip=True)
    assert "ქვესათაური" in changes
    assert "დიახ" in changes
    assert "True" not in changes and " 3 " not in changes


def test_restoring_an_earlier_version_brings_back_both_languages(editor_client, announcement, versions):
    earlier, _later = versions
    address = reverse("wagtailadmin_pages:revisions_revert", args=[announcement.pk, earlier.pk])
    form = editor_client.get(address).context["form"]
    assert (form["title"].value(), form["title_en"].value()) == ("პირველი სათაური", "The first title")
    assert (form["summary_ka"].value(), form["summary_en"].value()) == ("პირველი მოკლედ", "The first summary")
    shown = {name: form[name].value() for name in ("title", "title_en", "summary_ka", "summary_en")}
    editor_client.post(
        address_of(announcement), filled_form(editor_client, announcement, **shown, revision=str(earlier.pk))
    )
    announcement.refresh_from_db()
    draft = announcement.get_latest_revision_as_object()
    assert (draft.title, draft.title_en) == ("პირველი სათაური", "The first title")
    assert (draft.summary_ka, draft.summary_en) == ("პირველი მოკლედ", "The first summary")


def test_a_lock_keeps_others_from_both_languages(client, editor, administrator, announcement):
    client.force_login(administrator)
    client.post(reverse("wagtailadmin_pages:lock", args=[announcement.pk]))
    client.force_login(editor)
    changes = {"title": "სხვა", "title_en": "Another", "body_ka-count": "0", "body_en-count": "0"}
    for name in ("wagtailadmin_pages:edit", "translate_page"):
        address = reverse(name, args=[announcement.pk])
        assert not soup(client.get(address)).select("button.action-save:not([disabled])")
        client.post(address, filled_form(client, announcement) | changes)
        draft = type(announcement).objects.get(pk=announcement.pk).get_latest_revision_as_object()
        assert (draft.title, draft.title_en) == (announcement.title, announcement.title_en)
