from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import dateformat, timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from georgian import dates
from georgian.capitals import has_capitals

START, END = date(2016, 3, 1), date(2018, 2, 28)
LANGUAGES = st.sampled_from(["ka", "en"])
# Room for a century of months on both sides.
DATES = st.dates(date(200, 1, 1), date(9800, 12, 31))
MONTHS = st.integers(-1200, 1200)


@pytest.mark.parametrize(("language", "expected"), [("ka", "2016 წლის 1\u00a0მარტი"), ("en", "1\u00a0March 2016")])
def test_a_date_in_full(language, expected):
    assert dates.format_date(START, language) == expected


@pytest.mark.parametrize("month", range(1, 13))
def test_names_of_months_are_those_of_django(month):
    day = date(2026, month, 9)
    for language, pattern in [("ka", "Y წლის j F"), ("en", "j F Y")]:
        with translation.override(language):
            expected = dateformat.format(day, pattern)
        assert dates.format_date(day, language).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ka", "2026 წლის 31\u00a0დეკემბერი, 18:00"), ("en", "31\u00a0December 2026, 18:00")],
)
def test_a_date_with_its_time(language, expected):
    assert dates.format_date_time(datetime(2026, 12, 31, 18), language) == expected


def test_an_aware_moment_is_shown_in_the_current_time_zone():
    evening_in_utc = datetime(2026, 12, 31, 21, 5, tzinfo=UTC)
    with timezone.override(ZoneInfo("Asia/Tbilisi")):
        assert dates.format_date_time(evening_in_utc, "en") == "1\u00a0January 2027, 01:05"
        assert dates.format_date(evening_in_utc, "en") == "1\u00a0January 2027"
        assert dates.format_short_date(evening_in_utc, "ka") == "01.01.2027"
        assert dates.format_years(evening_in_utc, None) == "2027"


@pytest.mark.parametrize(("language", "expected"), [("ka", "05.09.2026"), ("en", "5\u00a0Sep 2026")])
def test_a_short_date(language, expected):
    assert dates.format_short_date(date(2026, 9, 5), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ka", "2016 წლის 1\u00a0მარტი\u00a0– 2018 წლის 28\u00a0თებერვალი"),
        ("en", "1\u00a0March 2016\u00a0– 28\u00a0February 2018"),
    ],
)
def test_a_period(language, expected):
    assert dates.format_period(START, END, language) == expected


def test_a_short_period():
    assert dates.format_short_period(START, END, "ka") == "01.03.2016\u00a0– 28.02.2018"
    assert dates.format_short_period(START, END, "en") == "1\u00a0Mar 2016\u00a0– 28\u00a0Feb 2018"


@pytest.mark.parametrize("format_period", [dates.format_period, dates.format_short_period])
def test_a_period_of_one_known_date_is_that_date(format_period):
    alone = format_period(START, START, "en")
    assert "–" not in alone
    assert format_period(START, None, "en") == format_period(None, START, "en") == alone
    assert format_period(None, None, "en") == ""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (START, END, "2016–2018"),
        (START, date(2016, 12, 31), "2016"),
        (START, None, "2016"),
        (None, END, "2018"),
        (None, None, ""),
    ],
)
def test_years(start, end, expected):
    assert dates.format_years(start, end) == expected


@pytest.mark.parametrize(
    ("months", "georgian", "english"),
    [
        (1, "1 თვე", "1 month"),
        (11, "11 თვე", "11 months"),
        (12, "1 წელი", "1 year"),
        (18, "18 თვე", "18 months"),
        (24, "2 წელი", "2 years"),
        (25, "25 თვე", "25 months"),
    ],
)
def test_a_duration(months, georgian, english):
    assert dates.format_duration(months, "ka") == georgian.replace(" ", "\u00a0")
    assert dates.format_duration(months, "en") == english.replace(" ", "\u00a0")


@pytest.mark.parametrize("months", [0, -1])
def test_no_duration_is_shorter_than_a_month(months):
    with pytest.raises(ValueError, match="at least one month"):
        dates.format_duration(months, "ka")
    with pytest.raises(ValueError, match="at least one month"):
        dates.last_day(START, months)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2016, 3, 1), 24, date(2018, 3, 1)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2017, 1, 31), 1, date(2017, 2, 28)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2016, 12, 15), 1, date(2017, 1, 15)),
        (date(2016, 1, 15), -1, date(2015, 12, 15)),
        (date(2016, 3, 31), -1, date(2016, 2, 29)),
        (date(2016, 3, 1), 0, date(2016, 3, 1)),
    ],
)
def test_months_are_added_by_the_calendar(start, months, expected):
    assert dates.add_months(start, months) == expected


@pytest.mark.parametrize(("start", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 1), -1)])
def test_months_beyond_the_calendar_are_refused(start, months):
    with pytest.raises(ValueError, match="out of range"):
        dates.add_months(start, months)


@given(DATES, DATES, MONTHS, MONTHS)
def test_adding_months_keeps_the_order(one, other, fewer, more):
    one, other = sorted([one, other])
    fewer, more = sorted([fewer, more])
    assert dates.add_months(one, fewer) <= dates.add_months(other, more)


@given(DATES, MONTHS)
def test_adding_months_keeps_the_day_or_takes_the_last_of_the_month(start, months):
    result = dates.add_months(start, months)
    assert (result.year * 12 + result.month) - (start.year * 12 + start.month) == months
    assert result.day == start.day or (result.day < start.day and (result + timedelta(1)).day == 1)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2016, 3, 1), 24, date(2018, 2, 28)),
        (date(2016, 3, 11), 24, date(2018, 3, 10)),
        (date(2022, 3, 1), 24, date(2024, 2, 29)),
        (date(2017, 1, 28), 1, date(2017, 2, 27)),
        (date(2017, 1, 29), 1, date(2017, 2, 28)),
        (date(2017, 1, 31), 1, date(2017, 2, 28)),
        (date(2017, 1, 31), 2, date(2017, 3, 30)),
    ],
)
def test_the_last_day_of_a_period(start, months, expected):
    assert dates.last_day(start, months) == expected


@given(st.dates(date(200, 1, 1), date(9800, 12, 31)), st.integers(1, 600))
def test_periods_from_the_first_of_a_month_follow_each_other_without_a_gap(start, months):
    start = start.replace(day=1)
    assert dates.last_day(start, months) + timedelta(1) == dates.add_months(start, months)


@given(st.datetimes(), LANGUAGES, st.integers(1, 600))
def test_no_formatted_date_has_a_georgian_capital(moment, language, months):
    day = moment.date()
    for text in (
        dates.format_date(day, language),
        dates.format_date_time(moment, language),
        dates.format_short_date(day, language),
        dates.format_period(day, None, language),
        dates.format_duration(months, language),
    ):
        assert text and not has_capitals(text)


@pytest.mark.parametrize("language", ["ru", "", "ka-ge", "KA", None])
def test_other_languages_are_refused(language):
    for call in (
        lambda: dates.format_date(START, language),
        lambda: dates.format_date_time(datetime(2026, 1, 1), language),
        lambda: dates.format_short_date(START, language),
        lambda: dates.format_period(None, None, language),
        lambda: dates.format_short_period(None, None, language),
        lambda: dates.format_duration(12, language),
    ):
        with pytest.raises(ValueError, match="language"):
            call()
