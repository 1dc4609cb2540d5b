"""Notes of changes: written with a draft, told at its publishing, gone from the next draft."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bilingual.models import PageChange
from projects.models import ProjectPage
from rustavi_site.first_content.build import publish
from tests.reading import soup, words

pytestmark = pytest.mark.django_db


def fresh(page) -> ProjectPage:
    return ProjectPage.objects.get(pk=page.pk)


def told(client, address: str) -> list[str]:
    return [words(item.get_text()) for item in soup(client.get(address)).select("details.changes li")]


@pytest.fixture
def corrected(budgeting):
    budgeting.change_note_ka = "გასწორდა ვადა."
    budgeting.change_note_en = "Corrected the period."
    publish(budgeting)
    return fresh(budgeting)


def test_the_page_tells_its_changes_in_the_readers_language_newest_first(client, corrected):
    day = timezone.localdate()
    ProjectPage.objects.filter(pk=corrected.pk).update(first_published_at="2024-03-01T10:00:00Z")
    corrected = fresh(corrected)
    corrected.change_note_ka = "დაემატა შედეგები."
    publish(corrected)
    english = told(client, corrected.path_in("en"))
    assert english[0].endswith(": დაემატა შედეგები.")
    assert english[1].endswith(": Corrected the period.")
    assert english[2] == "1 March 2024: the page was published"
    assert str(day.year) in english[0]
    borrowed = soup(client.get(corrected.path_in("en"))).select("details.changes [lang=ka]")
    assert [item.get_text() for item in borrowed] == ["დაემატა შედეგები."]
    assert told(client, corrected.path_in("ka"))[1].endswith(": გასწორდა ვადა.")


def test_a_publishing_without_a_note_is_not_listed(client, corrected):
    publish(corrected)
    publish(fresh(corrected))
    assert PageChange.objects.count() == 1
    assert len(told(client, corrected.path_in("en"))) == 2


def test_a_page_without_notes_has_no_list(client, budgeting):
    publish(budgeting)
    assert not soup(client.get(budgeting.path_in("en"))).select(".changes")


def test_the_next_draft_begins_without_the_note(corrected):
    assert corrected.change_note == ("", "")
    assert corrected.get_latest_revision_as_object().change_note == ("", "")
    change = PageChange.objects.get()
    assert (change.note_ka, change.note_en) == ("გასწორდა ვადა.", "Corrected the period.")
    assert change.changed_at == corrected.last_published_at


def test_a_note_waits_with_its_draft(client, budgeting):
    budgeting.change_note_en = "Not yet."
    budgeting.save_revision()
    assert not PageChange.objects.exists()
    assert not told(client, budgeting.path_in("en"))
    draft = budgeting.get_latest_revision_as_object()
    assert draft.change_note_en == "Not yet."


def test_a_note_waits_for_the_day_of_its_publishing(budgeting):
    budgeting.unpublish()
    budgeting = fresh(budgeting)
    budgeting.change_note_en = "On the day."
    budgeting.go_live_at = timezone.now() + timedelta(days=1)
    revision = budgeting.save_revision()
    revision.publish()
    assert not PageChange.objects.exists()
    page = revision.as_object()
    page.go_live_at = None
    page.save_revision().publish()
    assert PageChange.objects.get().note_en == "On the day."


def test_a_draft_begun_meanwhile_does_not_tell_the_same_again(budgeting):
    budgeting.change_note_en = "Once."
    first = budgeting.save_revision()
    later = budgeting.save_revision()
    first.publish()
    later.refresh_from_db()
    later.publish()
    assert PageChange.objects.count() == 1


def test_a_draft_begun_meanwhile_keeps_a_note_of_its_own(budgeting):
    budgeting.change_note_en = "First."
    first = budgeting.save_revision()
    budgeting.change_note_en = "Second."
    later = budgeting.save_revision()
    first.publish()
    later.refresh_from_db()
    later.publish()
    assert [change.note_en for change in PageChange.objects.all()] == ["Second.", "First."]


def test_white_space_is_no_note(budgeting):
    budgeting.change_note_ka = "  "
    publish(budgeting)
    assert not PageChange.objects.exists()


def test_a_copy_has_neither_the_note_nor_the_history(corrected):
    corrected.change_note_en = "For the next time."
    corrected.save_revision()
    copy = fresh(corrected).copy(update_attrs={"slug": "copy"}, to=corrected.get_parent())
    assert copy.change_note == ("", "")
    assert copy.get_latest_revision_as_object().change_note == ("", "")
    assert not copy.told_changes().exists()


def test_the_history_costs_one_query_whatever_its_length(client, corrected):
    def queries():
        client.get(corrected.path_in("en"))
        with CaptureQueriesContext(connection) as captured:
            client.get(corrected.path_in("en"))
        return len(captured)

    few = queries()
    for number in range(12):
        PageChange.objects.create(page=corrected, changed_at=timezone.now(), note_en=f"Change {number}")
    assert queries() == few


def test_the_editor_writes_both_notes_where_the_page_is_published(administrator_client, budgeting):
    document = soup(administrator_client.get(f"/admin/pages/{budgeting.pk}/edit/"))
    for name in ("change_note_ka", "change_note_en"):
        assert document.select_one(f"[name={name}]")["maxlength"] == "300"
