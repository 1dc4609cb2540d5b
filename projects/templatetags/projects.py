"""Drawings of a project's facts."""

from django import template
from django.utils.translation import gettext as _

from bilingual import languages
from georgian.dates import format_duration

register = template.Library()

# Units of the drawing: a block of 7.5 for each month and a gap of 1, as the style sheet's dashes have it.
MONTH = 8.5


def _x(months: int) -> str:
    # A string, so that no locale puts a comma into it.
    return str(months * MONTH)


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
    return {
        "width": _x(timeline["length"]),
        "label": label,
        "done": (_x(start), _x(done)) if done > start else None,
        "rest": (_x(done), _x(end)) if done < end else None,
        "years": [(str(year), _x(offset)) for year, offset in timeline["years"]],
    }
