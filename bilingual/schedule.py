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
from .gate import judge_for_publishing
from .publishing import BY_SCHEDULE, PublishingRefused
from .schedule_mails import tell_owner

logger = logging.getLogger(__name__)

NOT_PUBLISHED = "bilingual.not_published"


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
    """Unpublishes what has expired. Raises nothing."""
    return _by_itself(str(record), lambda: record.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled"))


def put_live(revision: Revision) -> Outcome:
    """Publishes a version whose time has come. Raises nothing: its owner is told why it was not published, once for
    each reason, and the next run tries again."""
    outcome = _by_itself(revision.object_str, lambda: _publish(revision.pk))
    if outcome.failures:
        _report(revision, outcome)
    return outcome


def would_be_live(revision: Revision) -> Outcome:
    """For a trial: what `put_live` would come to. Changes nothing."""
    page = revision.as_object()
    obstacles = judge_for_publishing(page).obstacles if hasattr(page, "problems_before_publishing") else []
    return Outcome(revision.object_str, _messages(obstacles))


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


def _messages(obstacles: list[Concern]) -> tuple[str, ...]:
    return tuple(concern.message for concern in obstacles)


def _report(revision: Revision, outcome: Outcome) -> None:
    logger.warning("Not published at its time: “%s”: %s", outcome.name, "; ".join(outcome.failures))
    page = Page.objects.filter(pk=revision.object_id).specific().first() if _is_of_a_page(revision) else None
    if page is None or _was_reported(revision, outcome):
        return
    try:
        log(instance=page, action=NOT_PUBLISHED, revision=revision, data={"entries": list(outcome.failures)})
        tell_owner(page, revision)
    except Exception:
        # A mail server that is out of reach must not keep back the other pages either.
        logger.exception("Nobody could be told that “%s” was not published", revision.object_str)


def _is_of_a_page(revision: Revision) -> bool:
    return issubclass(revision.base_content_type.model_class(), Page)


def _was_reported(revision: Revision, outcome: Outcome) -> bool:
    earlier = PageLogEntry.objects.filter(action=NOT_PUBLISHED, revision=revision)
    return any(entry.data.get("entries") == list(outcome.failures) for entry in earlier)
