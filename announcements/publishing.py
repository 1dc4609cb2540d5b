"""Dates of an announcement that contradict each other. A draft may hold them; readers never see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bilingual.concerns import Problem

from .kinds import Kind

if TYPE_CHECKING:
    from .models import AnnouncementPage


def contradictory_dates(announcement: AnnouncementPage) -> list[Problem]:
    """Of its deadline."""
    found = []
    if announcement.deadline_time and not announcement.deadline:
        found.append(Problem(_("The time of the deadline needs its day."), field="deadline"))
    # One registers for an event before its day, but answers a call after it was announced.
    is_event = announcement.kind == Kind.EVENT
    if not is_event and announcement.date and announcement.deadline and announcement.deadline < announcement.date:
        found.append(Problem(_("The deadline would pass before the announcement is made."), field="deadline"))
    return found
