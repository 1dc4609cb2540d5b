"""The list of announcements by kind, year and project."""

import datetime

import pytest

from announcements.models import AnnouncementPage, AnnouncementProject
from tests.reading import soup, words

pytestmark = pytest.mark.django_db

ADDRESS = "/en/announcements/"


@pytest.fixture
def call(announcement, hub):
    page = AnnouncementPage(title="კონკურსი", title_en="A call", kind="call", date=datetime.date(2025, 4, 1))
    page.project_rows = [AnnouncementProject(project=hub, sort_order=0)]
    announcement.get_parent().add_child(instance=page)
    return page


def shown(client, query: str = "") -> list[str]:
    return [words(title.get_text()) for title in soup(client.get(f"{ADDRESS}?{query}")).select(".entry h2")]


def test_by_kind_year_and_project(client, call, hub, budgeting):
    assert len(shown(client)) == 2
    assert shown(client, "kind=call") == ["A call"]
    assert shown(client, "year=2025") == ["A call"]
    assert len(shown(client, f"project={hub.pk}")) == 2
    assert shown(client, f"project={budgeting.pk}") == ["Projects funded through international grants"]
    assert shown(client, f"project={hub.pk}&kind=call") == ["A call"]


def test_the_choices_and_their_numbers(client, call):
    document = soup(client.get(ADDRESS))
    choices = [words(option.get_text()) for option in document.select("select option")]
    assert choices == ["All", "News (1)", "Call for proposals (1)", "All", "2025 (1)", "All",
                       "Participatory budgeting (1)", "Innovation hub (2)"]  # fmt: skip


def test_a_project_that_is_no_longer_live_is_no_choice(client, call, hub):
    hub.unpublish()
    assert len(shown(client, f"project={hub.pk}")) == 2
