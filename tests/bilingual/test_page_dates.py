"""When a page was published, and when it was last updated."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import Page

from tests.reading import soup, words

pytestmark = pytest.mark.django_db

TBILISI = ZoneInfo("Asia/Tbilisi")
FIRST, SAME_DAY, LATER = (
    datetime(2026, 3, 1, 0, 30, tzinfo=TBILISI),
    datetime(2026, 3, 1, 23, 30, tzinfo=TBILISI),
    datetime(2026, 4, 2, 0, 30, tzinfo=TBILISI),
)


def dates_of(client, page: Page, code: str) -> list[tuple[str, str]]:
    """(words, machine-readable day) of each line."""
    lines = soup(client.get(page.path_in(code))).select("main .dates > p > span")
    return [(words(line.get_text()), line.time["datetime"]) for line in lines]


@pytest.fixture(params=["budgeting", "announcement"])
def dated(request):
    """A project, then an announcement, with moments of publication."""
    page = request.getfixturevalue(request.param)

    def publish(first: datetime, last: datetime) -> Page:
        Page.objects.filter(pk=page.pk).update(first_published_at=first, last_published_at=last)
        return page

    return publish


PUBLISHED = {
    "ka": ("გვერდი გამოქვეყნდა: 2026 წლის 1 მარტი", "2026-03-01"),
    "en": ("Page published: 1 March 2026", "2026-03-01"),
}
UPDATED = {
    "ka": ("ბოლო განახლება: 2026 წლის 2 აპრილი", "2026-04-02"),
    "en": ("Last updated: 2 April 2026", "2026-04-02"),
}


@pytest.mark.parametrize("code", ["ka", "en"])
@pytest.mark.parametrize("last", [FIRST, SAME_DAY])
def test_what_was_published_on_one_day_has_one_date(client, dated, code, last):
    """The day is that of Georgia: half past midnight there is still yesterday elsewhere."""
    assert dates_of(client, dated(FIRST, last), code) == [PUBLISHED[code]]


@pytest.mark.parametrize("code", ["ka", "en"])
def test_what_was_published_again_later_has_both(client, dated, code):
    assert dates_of(client, dated(FIRST, LATER), code) == [PUBLISHED[code], UPDATED[code]]
