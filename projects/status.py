"""Whether a project is planned, going on, completed or stopped: from its dates, by hand where they do not tell."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ONGOING = "ongoing", _("Ongoing")
    COMPLETED = "completed", _("Completed")
    SUSPENDED = "suspended", _("Suspended")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def billet(self) -> str:
        """The shape beside the word: hot is going on, done is cold, planned is hollow, stopped is cut."""
        return {"planned": "planned", "ongoing": "hot", "completed": "done"}.get(self.value, "stopped")


# No date can tell these, so a hand that wrote them is believed whatever the dates are.
STOPPED = (Status.SUSPENDED, Status.CANCELLED)


def status_on(
    today: datetime.date, start: datetime.date | None, last_day: datetime.date | None, by_hand: str
) -> Status | None:
    """The status on a day; None when neither dates nor a hand say it.

    `last_day` is the last day of the project, inclusive. `by_hand` is a value of Status or "".
    """
    if by_hand in STOPPED:
        return Status(by_hand)
    if last_day and last_day < today:
        return Status.COMPLETED
    if start and start > today:
        return Status.PLANNED
    if start and last_day:
        return Status.ONGOING
    if not by_hand or is_belied(Status(by_hand), start, last_day):
        return None
    return Status(by_hand)


def is_belied(by_hand: Status, start: datetime.date | None, last_day: datetime.date | None) -> bool:
    """Whether a hand says what a known date tells: "completed" beside a last day, "planned" beside a first one."""
    return bool((by_hand == Status.COMPLETED and last_day) or (by_hand == Status.PLANNED and start))


def statuses_from(
    today: datetime.date, start: datetime.date | None, last_day: datetime.date | None, by_hand: str
) -> list[Status | None]:
    """The status on a day, then those that nothing but time will bring, in their order."""
    day = datetime.timedelta(days=1)
    turns = [today, start, min(last_day, datetime.date.max - day) + day if last_day else None]
    days = sorted(turn for turn in turns if turn and turn >= today)
    return list(dict.fromkeys(status_on(turn, start, last_day, by_hand) for turn in days))


def has_status(status: Status, today: datetime.date) -> Q:
    """The same rule as a condition on ProjectPage, for lists and counts."""
    if status in STOPPED:
        return Q(status_by_hand=status)
    not_stopped = ~Q(status_by_hand__in=STOPPED)
    over = Q(last_day__isnull=False, last_day__lt=today)
    not_begun = Q(first_day__isnull=False, first_day__gt=today)
    running = Q(first_day__lte=today, last_day__gte=today)
    told_by_dates = {
        Status.COMPLETED: over,
        Status.PLANNED: not_begun & ~over,
        Status.ONGOING: running,
    }[status]
    has_first, has_last = Q(first_day__isnull=False), Q(last_day__isnull=False)
    untold = ~over & ~not_begun & ~(has_first & has_last)
    belied = {Status.COMPLETED: has_last, Status.PLANNED: has_first}.get(status, Q(pk__in=[]))
    return not_stopped & (told_by_dates | (untold & Q(status_by_hand=status) & ~belied))
