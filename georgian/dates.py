"""Dates, periods and durations as people read them.

A no-break space (U+00A0) stands where a line break would part what is read as one: the day and its month
(`1 მარტი`, `1 March`), a number and its noun (`2 წელი`), the first date of a period and its dash. The space
before the year's day stays an ordinary one, so that a narrow column can still break a long date.

Never put a Georgian ending after a formatted date (`მარტიდან`, `მარტს`): the month would need another case.
Write "label: date".

Every function that takes a language takes "ka" or "en" and raises ValueError on another. An aware datetime is
shown in Django's current time zone, as the template filter `date` does; a naive one as it is.
"""

import datetime
from calendar import monthrange

from babel.dates import format_date as babel_date
from django.utils import timezone

from georgian.languages import check_language

NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"

# CLDR patterns, for the names of the months. CLDR's own Georgian long date, `1 მარტი, 2016`, is not the form
# of Georgian acts (matsne.gov.ge); its British short month is `Sept`, hence plain "en" and no weekday.
_LONG = {"ka": f"y 'წლის' d{NO_BREAK_SPACE}MMMM", "en": f"d{NO_BREAK_SPACE}MMMM y"}
_SHORT = {"ka": "dd.MM.y", "en": f"d{NO_BREAK_SPACE}MMM y"}


def format_date(date: datetime.date, language: str) -> str:
    """`2016 წლის 1 მარტი` or `1 March 2016`."""
    check_language(language)
    return babel_date(_day(date), _LONG[language], locale=language)


def format_date_time(moment: datetime.datetime, language: str) -> str:
    """`2026 წლის 31 დეკემბერი, 18:00` or `31 December 2026, 18:00`; always 24 hours."""
    moment = _local(moment)
    return f"{format_date(moment.date(), language)}, {moment:%H:%M}"


def format_short_date(date: datetime.date, language: str) -> str:
    """`31.12.2026` or `31 Dec 2026`: the month in letters, for an English reader may be American."""
    check_language(language)
    return babel_date(_day(date), _SHORT[language], locale=language)


def format_period(start: datetime.date | None, end: datetime.date | None, language: str) -> str:
    """`2016 წლის 1 მარტი – 2018 წლის 28 თებერვალი`, in long dates joined by a spaced en dash.

    If only one end is known, or both are the same day, that date alone: the caller labels it (start date, end
    date), because "from" and "until" would need case endings. "" if neither is known.
    """
    check_language(language)
    return _join([format_date(date, language) for date in (start, end) if date is not None])


def format_short_period(start: datetime.date | None, end: datetime.date | None, language: str) -> str:
    """`01.03.2016 – 28.02.2018` or `1 Mar 2016 – 28 Feb 2018`; a missing end as in format_period."""
    check_language(language)
    return _join([format_short_date(date, language) for date in (start, end) if date is not None])


def format_years(start: datetime.date | None, end: datetime.date | None) -> str:
    """`2016–2018`, or `2016` if both are in one year or one is unknown, or "" if both are. Takes dates.

    The same in both languages: an unspaced en dash between years.
    """
    years = dict.fromkeys(str(_day(date).year) for date in (start, end) if date is not None)
    return EN_DASH.join(years)


def format_duration(months: int, language: str) -> str:
    """`2 წელი`, `18 თვე` or `2 years`, `18 months`: whole years where they come out even.

    The Georgian noun stays in the singular after a number. Raises ValueError if `months` is less than 1.
    """
    check_language(language)
    if months < 1:
        raise ValueError(f"a duration has at least one month, not {months}")
    years, rest = divmod(months, 12)
    number, (georgian, english) = (months, ("თვე", "month")) if rest else (years, ("წელი", "year"))
    noun = georgian if language == "ka" else english if number == 1 else f"{english}s"
    return f"{number}{NO_BREAK_SPACE}{noun}"


def add_months(date: datetime.date, months: int) -> datetime.date:
    """The same day `months` later (earlier if negative), or that month's last day if it has no such day.

    31 January + 1 -> 28 or 29 February. Raises ValueError outside of years 1 to 9999.
    """
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise ValueError(f"{date} and {months} months: year {year} is out of range")
    return date.replace(year=year, month=month + 1, day=min(date.day, monthrange(year, month + 1)[1]))


def last_day(start: datetime.date, months: int) -> datetime.date:
    """The last day of a period of `months` whose first day is `start`: 2016-03-01, 24 -> 2018-02-28.

    It is the day before the same day of the last month. If the month has no such day it is the month's last
    day: 31 January, 1 -> 28 or 29 February. Raises ValueError if `months` is less than 1.
    """
    if months < 1:
        raise ValueError(f"a period has at least one month, not {months}")
    same_day = add_months(start, months)
    return same_day if same_day.day != start.day else same_day - datetime.timedelta(days=1)


def _join(dates: list[str]) -> str:
    # A dash may end a line, never begin one. Equal dates are one.
    return f"{NO_BREAK_SPACE}{EN_DASH} ".join(dict.fromkeys(dates))


def _day(date: datetime.date) -> datetime.date:
    # A datetime is a date too; its day is the day here, not in UTC where the database keeps it.
    return _local(date).date() if isinstance(date, datetime.datetime) else date


def _local(moment: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
