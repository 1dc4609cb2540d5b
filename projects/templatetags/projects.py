"""Drawings of a project's facts."""

from django import template
from django.utils.translation import gettext as _

from bilingual import languages
from georgian.dates import format_duration

register = template.Library()

# Units of the drawing: a block of 7.5 for each month and a gap of 1, as the style sheet's dashes have it.
MONTH = 8.5
# Of more years the blocks of months would be hairlines: a block stands for a year.
YEARS_OF_MONTHS = 12
# Each year is named where there are few, else each second, third...: on a phone there is room for no more of them.
NAMED_YEARS = 5
STEPS = (1, 2, 3, 5, 10, 20)


def _x(months: int) -> str:
    # A string, so that no locale puts a comma into it.
    return str(months * MONTH)


def _line(start: int, end: int) -> tuple[str, str, str]:
    """Where a line begins and ends, and how far into a year: there a block of a year is begun already."""
    return _x(start), _x(end), _x(start % 12)


def _named(number_of_years: int) -> set[int]:
    """Which of the years are named, counted from 0; one so close to the end that its name would not fit is not."""
    step = next(step for step in STEPS if number_of_years <= step * NAMED_YEARS)
    return {year for year in range(0, number_of_years, step) if (number_of_years - year) * 7 >= number_of_years}


@register.simple_tag
def timeline_drawing(timeline: dict) -> dict:
    """Where the lines of the small SVG stand, and what it says to those who cannot see it.

    `timeline` is `projects.facts.timeline(project)`.
    """
    start, end, done = timeline["start"], timeline["end"], timeline["done"]
    length = format_duration(end - start, languages.active())
    passed = format_duration(done - start, languages.active()) if done > start else ""
    if not passed:
        label = _("Period: %(length)s, not begun") % {"length": length}
    elif done == end:
        label = _("Period: %(length)s, all of it past") % {"length": length}
    else:
        label = _("Period: %(length)s, of which past: %(passed)s") % {"length": length, "passed": passed}
    years = timeline["years"]
    named = _named(len(years))
    return {
        "width": _x(timeline["length"]),
        "label": label,
        "by_years": len(years) > YEARS_OF_MONTHS,
        "done": _line(start, done) if done > start else None,
        "rest": _line(done, end) if done < end else None,
        # (year, where it begins); the year is "" where its name is left out.
        "years": [(str(year) if place in named else "", _x(offset)) for place, (year, offset) in enumerate(years)],
    }
