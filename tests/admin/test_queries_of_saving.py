"""How many queries a press of a button asks: fixed, whatever the size of the site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from announcements.models import AnnouncementPage
from projects.models import ProjectPage
from tests.bilingual.editor_form import address_of, filled_form

pytestmark = pytest.mark.django_db

# A little above what it is on either database.
SAVE, PUBLISH = 57, 157


@pytest.fixture
def draft(announcement, author):
    """Of the author, complete in both languages."""
    page = AnnouncementPage(
        title="სკვერი", title_en="Square", summary_ka="სკვერი იხსნება.", summary_en="A square opens.", owner=author
    )
    page.live = False
    announcement.get_parent().add_child(instance=page)
    page.save_revision(user=author)
    return page


def queries(client, page, **changes) -> int:
    data = filled_form(client, page, **changes)
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address_of(page), data)
    assert answer.status_code == 302, answer.context["form"].errors
    return len(captured)


def more(projects, announcements) -> None:
    for number in range(30):
        projects.add_child(instance=ProjectPage(title=f"პროექტი {number}", title_en=f"Project {number}"))
        announcements.add_child(instance=AnnouncementPage(title=f"განცხადება {number}", live=True))


def test_saving_and_publishing_ask_the_same_in_a_large_site(client, author, editor, draft, projects):
    def counts(word: str) -> dict[str, int]:
        client.force_login(author)
        found = {"save": queries(client, draft, summary_ka=f"სკვერი {word}.", summary_en=f"A square: {word}.")}
        client.force_login(editor)
        return found | {"publish": queries(client, draft, **{"action-publish": "1"})}

    counts("first")  # the page is live from here on, and what is cached in the process is cached
    few = counts("second")
    more(projects, draft.get_parent())
    many = counts("third")
    assert many == few
    assert few["save"] <= SAVE
    assert few["publish"] <= PUBLISH
