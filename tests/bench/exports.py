"""What the export of 2,000 projects takes: the time to its first byte, in all, and the memory of one process."""

import gc
import time
import tracemalloc
from decimal import Decimal

import pytest

from projects.models import (
    Organisation,
    ProjectIndexPage,
    ProjectMilestone,
    ProjectOrganisation,
    ProjectPage,
    ProjectResult,
)
from projects.organisations import Role

pytestmark = pytest.mark.django_db

NUMBER = 2_000
FIRST_BYTE = 0.2  # seconds
EARLY = NUMBER // 10  # pieces of the file, of which each holds a project
GROWTH = 1.05  # of the memory in use, from there to the end
PEAK = 20_000_000  # bytes, what waits for the collector of garbage included
FILES = ["/data/projects.json", "/data/projects.csv", "/data/organisations.csv"]


@pytest.fixture
def many():
    index, funder = ProjectIndexPage.objects.get(), Organisation.objects.first()
    for number in range(NUMBER):
        page = ProjectPage(
            title=f"პროექტი {number}",
            title_en=f"Project {number}",
            slug=f"project-{number}",
            summary_ka="რუსთავის მოსახლეობის მონაწილეობა " * 12,
            summary_en="Participation of the people of Rustavi " * 12,
            budget_amount=Decimal("416665.10"),
            budget_currency="EUR",
        )
        page.organisations = [ProjectOrganisation(organisation=funder, role=Role.FUNDER)]
        page.expected_results = [ProjectResult(text_ka="შედეგი", text_en="Result")]
        page.milestones = [ProjectMilestone(date="2020-01-01", text_ka="ნაბიჯი", text_en="Step")]
        index.add_child(instance=page)


def test_exports_of_many_projects(client, many, capsys):
    for address in FILES:
        client.get(address)  # what a process reads once
        began = time.perf_counter()
        pieces = iter(client.get(address).streaming_content)
        size = len(next(pieces))
        first = time.perf_counter() - began
        size += sum(map(len, pieces))
        whole = time.perf_counter() - began

        tracemalloc.start()
        early = late = peak = number = 0
        for number, _piece in enumerate(client.get(address).streaming_content):
            if number == EARLY:
                early = _in_use()
            elif number == NUMBER:
                late, peak = _in_use(), tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        with capsys.disabled():
            print(  # noqa: T201
                f"\n{address}: {size / 1e6:.1f} MB, first byte {first * 1000:.0f} ms, whole {whole:.1f} s, "
                f"in use {early / 1e6:.2f} MB after {EARLY} pieces, {late / 1e6:.2f} MB after {NUMBER}, "
                f"peak {peak / 1e6:.1f} MB",
                end="",
            )
        assert number >= NUMBER
        assert first < FIRST_BYTE
        assert late <= early * GROWTH
        assert peak < PEAK


def _in_use() -> int:
    """Bytes, without what only waits for the collector of garbage."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]
