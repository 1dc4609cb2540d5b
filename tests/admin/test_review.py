"""A draft on its way through the review: what its author and the press service read about it."""

import re

import pytest
from django.urls import reverse

from announcements.models import AnnouncementPage
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(author, editor, announcement):
    """A draft that the press service returned, and its author changed."""
    editor.first_name, editor.last_name = "გიორგი", "მაისურაძე"
    editor.save()
    announcement.owner = author
    announcement.save()
    announcement.save_revision(user=author)
    announcement.get_workflow().start(announcement, author)
    state = announcement.current_workflow_task_state
    state.task.on_action(state, editor, "reject", comment="დაამატეთ წყარო")
    AnnouncementPage.objects.get(pk=announcement.pk).save_revision(user=author)
    return AnnouncementPage.objects.get(pk=announcement.pk)


def test_the_course_of_a_review_is_written_in_georgian_signs(client, author, returned):
    client.force_login(author)
    address = reverse(
        "wagtailadmin_pages:workflow_history_detail", args=[returned.pk, returned.current_workflow_state.pk]
    )
    answer = client.get(address)
    parts = soup(answer).select("#tab-tasks, #tab-timeline")
    assert len(parts) == 2
    for part in parts:
        text = re.sub(r"\s+", " ", part.get_text())
        assert "გიორგი მაისურაძე" in text
        assert "„დაამატეთ წყარო“" in text
        assert " : " not in text
        assert '"' not in text
    # Who changed it since.
    assert "author" in parts[1].get_text()


def test_the_dashboard_tells_the_author_who_returned_the_draft(client, author, returned):
    client.force_login(author)
    text = visible_text(client.get(reverse("wagtailadmin_home")))
    assert f"შესასწორებლად დააბრუნა: {returned.current_workflow_state.current_task_state.task.name}" in text
