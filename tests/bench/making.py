"""How long a page's brochures take: `python -m pytest -s tests/bench/making.py`.

Both languages in one child process, by the clock and as work of the processor, since waiting for neighbours on the
machine is not ours; then everything for which an editor waits who publishes, the reading of both files included.
"""

import resource
import time
from collections.abc import Callable
from statistics import median

import pytest

from announcements.models import AnnouncementPage
from brochures import making
from projects.models import ProjectPage
from tests.brochures.made import fresh, publish

pytestmark = pytest.mark.django_db

LIMIT = 1.0  # seconds of work of the child
ROUNDS = 9


class Watch:
    """Calls a function and remembers how long it took, in seconds by the clock and of the processor."""

    def __init__(self, function: Callable) -> None:
        self.function = function
        self.clock: list[float] = []
        self.work: list[float] = []

    def __call__(self, *args, **options):
        begun, worked = time.perf_counter(), work()
        try:
            return self.function(*args, **options)
        finally:
            self.clock.append(time.perf_counter() - begun)
            self.work.append(work() - worked)

    def __str__(self) -> str:
        return f"median {median(self.clock):.2f} s, worst {max(self.clock):.2f} s, work {median(self.work):.2f} s"


def work() -> float:
    """Seconds of this process and of its children, so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def test_both_languages_of_a_page(capsys, monkeypatch):
    announcement = AnnouncementPage.objects.get()
    announcement.attachments = []
    publish(announcement)
    child = making.typeset_apart
    for page in [*ProjectPage.objects.order_by("pk"), fresh(announcement)]:
        typeset, all_of_it = Watch(child), Watch(making.make_brochures)
        monkeypatch.setattr(making, "typeset_apart", typeset)
        for _ in range(ROUNDS):
            outcomes = all_of_it(page, anew=True)
            assert list(outcomes.values()) == ["made", "made"], outcomes
        with capsys.disabled():
            print(f"\n{page.slug}: typeset {typeset}; with all that follows {all_of_it}", end="")  # noqa: T201
        assert median(typeset.work) <= LIMIT, page.slug
