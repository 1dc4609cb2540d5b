"""Pages whose time has come: each by itself, so that one that fails keeps back no other.

Stock Wagtail stops at the first that fails, and everything after it waits until somebody has mended that one.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, PageLogEntry, Revision

from .concerns import Concern
from .publishing import BY_SCHEDULE, PublishingRefused, refuse_unless_ready
from .schedule_mails import recipients, tell_not_published, tell_not_taken_down

logger = logging.getLogger(__name__)

NOT_PUBLISHED = "bilingual.not_published"
NOT_TAKEN_DOWN = "bilingual.not_taken_down"
MAILS = {NOT_PUBLISHED: tell_not_published, NOT_TAKEN_DOWN: tell_not_taken_down}


@dataclass(frozen=True)
class Outcome:
    """Of one page or record: its name, and why nothing came of it (nothing when all went well)."""

    name: str
    failures: tuple[str, ...] = ()


def expired() -> list[DraftStateMixin]:
    """What readers see although its time is over, the earliest first."""
    found = []
    for model in _models():
        found += model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at", "pk")
    return found


def due() -> list[Revision]:
    """The versions that are to be live by now, the earliest first."""
    return list(Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at", "pk"))


def take_down(record: DraftStateMixin) -> Outcome:
    """Unpublishes what has expired. Raises nothing: its owner is told of a failure, and the next run tries again."""
    outcome = _by_itself(
        str(record), lambda: record.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    )
    if outcome.failures:
        logger.warning("Not taken down at its time: “%s”: %s", outcome.name, "; ".join(outcome.failures))
        if isinstance(record, Page):
            time_set = {"due": record.expire_at.isoformat()}
            _tell(NOT_TAKEN_DOWN, outcome, record.pk, record.live_revision, time_set)
    return outcome


def put_live(revision: Revision) -> Outcome:
    """Publishes a version whose time has come. Raises nothing: its owner is told why it was not published, once for
    each reason, and the next run tries again."""
    outcome = _by_itself(revision.object_str, lambda: _publish(revision.pk))
    if outcome.failures:
        logger.warning("Not published at its time: “%s”: %s", outcome.name, "; ".join(outcome.failures))
        if issubclass(revision.base_content_type.model_class(), Page):
            _tell(NOT_PUBLISHED, outcome, revision.object_id, revision)
    return outcome


def would_be_taken_down(record: DraftStateMixin) -> Outcome:
    """For a trial: whether `take_down` can read what it is to take down. Changes nothing."""
    return _by_itself(str(record), lambda: record.specific if isinstance(record, Page) else record)


def would_be_live(revision: Revision) -> Outcome:
    """For a trial: what `put_live` would come to. Changes nothing."""
    return _by_itself(revision.object_str, lambda: _judge(revision.as_object()))


def _models() -> Iterator[type[DraftStateMixin]]:
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def _by_itself(name: str, do: Callable[[], None]) -> Outcome:
    try:
        with transaction.atomic():
            do()
    except PublishingRefused as refusal:
        return Outcome(name, _messages(refusal.judgement.obstacles))
    except Exception as fault:
        # Whatever is wrong with one page must not keep back the others.
        logger.exception("Nothing came of what was scheduled for “%s”", name)
        return Outcome(name, (f"{type(fault).__name__}: {fault}",))
    return Outcome(name)


def _publish(pk: int) -> None:
    # Another run of the command, or somebody in the editor, may have been faster.
    revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lt=timezone.now()).first()
    if revision:
        revision.publish(log_action=BY_SCHEDULE)


def _judge(version: DraftStateMixin) -> None:
    if hasattr(version, "problems_before_publishing"):
        refuse_unless_ready(version)


def _messages(obstacles: list[Concern]) -> tuple[str, ...]:
    return tuple(concern.message for concern in obstacles)


def _tell(action: str, outcome: Outcome, pk: int | str, version: Revision | None, due: dict | None = None) -> None:
    """Writes it into the history of the page, once, and to each of its people until one mail has gone out to them."""
    try:
        page = Page.objects.filter(pk=pk).specific().first()
        if page is None:
            return
        entry = _entry(page, action, version, {"entries": list(outcome.failures)} | (due or {}))
        waiting = [person for person in recipients(page, version) if person.pk not in entry.data["told"]]
    except Exception:
        # Whatever is wrong with the page: the others must not wait for it.
        logger.exception("Nobody could be told of “%s”", outcome.name)
        return
    for person in waiting:
        try:
            MAILS[action](person, page, version)
        except Exception:
            # A mail server that is out of reach must not keep back the other pages either. The next run tries again.
            logger.exception("%s could not be told of “%s”", person, outcome.name)
        else:
            entry.data["told"].append(person.pk)
            entry.save(update_fields=["data"])


def _entry(page: Page, action: str, version: Revision | None, data: dict) -> PageLogEntry:
    """The one of this failure in the history. Who has been told of it stands in its data."""
    for entry in PageLogEntry.objects.filter(page=page.pk, action=action, revision=version):
        if data.items() <= entry.data.items():
            entry.data.setdefault("told", [])
            return entry
    return log(instance=page, action=action, revision=version, data=data | {"told": []})
