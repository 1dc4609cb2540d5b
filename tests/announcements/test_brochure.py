"""What the brochure of an announcement says of time."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from announcements.models import AnnouncementPage
from georgian.dates import format_date

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["ka", "en"])
@pytest.mark.parametrize(
    ("kind", "field", "days", "words"),
    [
        ("call", "deadline", 1, None),
        ("call", "deadline", -1, {"ka": "კონკურსი დახურულია", "en": "Call closed"}),
        ("event", "date", 1, None),
        ("event", "date", -1, {"ka": "ღონისძიება დასრულდა", "en": "This event is over"}),
        ("news", "deadline", -1, None),
    ],
)
def test_dates_are_said_and_no_state_that_time_alone_would_make_wrong(announcement, code, kind, field, days, words):
    day = timezone.localdate() + timedelta(days=days)
    announcement.kind, announcement.date = kind, None
    setattr(announcement, field, day)
    content = announcement.brochure_content(code, publisher="City Hall")
    assert (content.status and content.status.word) == (words and words[code])
    assert [value.text for fact in content.cover_facts for value in fact.values] == [format_date(day, code)]


def test_the_hour_of_a_deadline_is_said(announcement):
    announcement.kind, announcement.date = AnnouncementPage.Kind.CALL, None
    announcement.deadline, announcement.deadline_time = timezone.localdate() + timedelta(days=1), time(18)
    (deadline,) = announcement.brochure_content("en", publisher="City Hall").cover_facts
    assert deadline.label == "Deadline" and "18:00" in deadline.values[0].text
