"""Five thousand addresses of lists and of the search, over a site of two hundred pages of each kind."""

import time
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings

from announcements.models import AnnouncementPage, AnnouncementProject
from projects.models import Organisation, ProjectOrganisation, ProjectPage
from tests.address_values import addresses

pytestmark = pytest.mark.django_db

EXAMPLES = 5000
LIMIT = 1.0  # seconds for one answer
PAGES = 200


@pytest.fixture
def large_site(projects, announcement):
    organisations = list(Organisation.objects.all())
    for number in range(PAGES):
        page = ProjectPage(
            title=f"პროექტი {number}", title_en=f"Project {number}", start_date=f"{2005 + number % 20}-03-01"
        )
        page.organisations = [
            ProjectOrganisation(organisation=organisations[number % len(organisations)], role="funder")
        ]
        projects.add_child(instance=page)
        news = AnnouncementPage(
            title=f"განცხადება {number}", title_en=f"News {number}", date=f"{2005 + number % 20}-04-01"
        )
        news.project_rows = [AnnouncementProject(project=page)]
        announcement.get_parent().add_child(instance=news)


def test_every_address_is_answered_within_its_time(client, large_site, capsys):
    taken = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(addresses())
    def answer(address):
        path, pairs = address
        target = f"{path}?{urlencode(pairs)}"
        began = time.perf_counter()
        response = client.get(target)
        taken.append((time.perf_counter() - began, target))
        assert response.status_code == 200

    client.get("/ka/projects/")
    answer()
    worst, target = max(taken)
    middle = sorted(taken)[len(taken) // 2][0]
    with capsys.disabled():
        print(f"\n{len(taken)} answers: median {middle * 1000:.0f} ms, worst {worst * 1000:.0f} ms, {target[:80]}")  # noqa: T201
    assert worst <= LIMIT
