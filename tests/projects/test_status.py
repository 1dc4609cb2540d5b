"""Status: from dates, by hand where they do not tell; in Python and in the database the same."""

import datetime
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.models import ProjectPage
from projects.status import Status, status_on, statuses_from

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "last_day", "by_hand", "expected"),
    [
        (None, None, "", None),
        (None, None, "ongoing", Status.ONGOING),
        (YESTERDAY, TOMORROW, "", Status.ONGOING),
        (TODAY, TODAY, "", Status.ONGOING),
        (YESTERDAY, TODAY, "completed", Status.ONGOING),
        (date(2016, 3, 1), date(2018, 2, 28), "", Status.COMPLETED),
        (None, YESTERDAY, "", Status.COMPLETED),
        (None, YESTERDAY, "ongoing", Status.COMPLETED),
        (None, TOMORROW, "", None),
        (TOMORROW, None, "", Status.PLANNED),
        (TOMORROW, None, "completed", Status.PLANNED),
        (YESTERDAY, None, "", None),
        (YESTERDAY, None, "ongoing", Status.ONGOING),
        (YESTERDAY, None, "completed", Status.COMPLETED),
        (YESTERDAY, None, "planned", None),
        (TODAY, None, "planned", None),
        (None, TOMORROW, "completed", None),
        (None, TODAY, "completed", None),
        (None, TOMORROW, "planned", Status.PLANNED),
        (None, TOMORROW, "ongoing", Status.ONGOING),
        (YESTERDAY, TOMORROW, "suspended", Status.SUSPENDED),
        (date(2016, 3, 1), YESTERDAY, "cancelled", Status.CANCELLED),
    ],
)
def test_the_rule(start, last_day, by_hand, expected):
    assert status_on(TODAY, start, last_day, by_hand) == expected


@pytest.mark.parametrize(
    ("start", "last_day", "by_hand", "expected"),
    [
        (None, None, "", [None]),
        (TOMORROW, TOMORROW, "", [Status.PLANNED, Status.ONGOING, Status.COMPLETED]),
        (YESTERDAY, TODAY, "", [Status.ONGOING, Status.COMPLETED]),
        (TODAY, date.max, "", [Status.ONGOING]),
        (YESTERDAY, YESTERDAY, "", [Status.COMPLETED]),
        (None, TOMORROW, "", [None, Status.COMPLETED]),
        (TOMORROW, None, "completed", [Status.PLANNED, Status.COMPLETED]),
        (TOMORROW, TOMORROW, "cancelled", [Status.CANCELLED]),
    ],
)
def test_what_time_alone_will_bring(start, last_day, by_hand, expected):
    assert statuses_from(TODAY, start, last_day, by_hand) == expected


DAYS = st.none() | st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3))


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=DAYS, last_day=DAYS, by_hand=st.sampled_from(["", *Status.values]))
def test_lists_ask_by_the_same_rule(hub, start, last_day, by_hand):
    ProjectPage.objects.filter(pk=hub.pk).update(first_day=start, last_day=last_day, status_by_hand=by_hand)
    expected = status_on(TODAY, start, last_day, by_hand)
    for status in Status:
        found = ProjectPage.objects.filter(pk=hub.pk).with_status(status, TODAY).exists()
        assert found == (status == expected), status


@pytest.mark.django_db
def test_the_last_day_is_reckoned_from_start_and_duration(hub):
    hub.start_date, hub.duration_months = datetime.date(2016, 3, 1), 24
    hub.save()
    assert ProjectPage.objects.get(pk=hub.pk).last_day == date(2018, 2, 28)
    hub.duration_months = None
    hub.save()
    assert ProjectPage.objects.get(pk=hub.pk).last_day is None
