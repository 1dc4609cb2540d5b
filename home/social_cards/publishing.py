"""Cards follow what is published: made when a page goes live, taken away when it is withdrawn or deleted."""

import logging

from django.db import transaction

from projects.models import ProjectPage

from .files import kept_cards, refresh

logger = logging.getLogger(__name__)


def page_changed(instance, **kwargs) -> None:
    """Receiver of Wagtail's signals. A page that is deleted was unpublished before."""
    _refresh_when_committed([instance.pk])


def organisation_changed(instance, created: bool, raw: bool = False, **kwargs) -> None:
    """Receiver of post_save: its name stands on the cards of its projects."""
    if created or raw:
        return
    projects = ProjectPage.objects.live().filter(organisations__organisation=instance)
    _refresh_when_committed(projects.order_by("pk").distinct().values_list("pk", flat=True))


def _refresh_when_committed(page_ids) -> None:
    transaction.on_commit(lambda: _refresh(page_ids))


def _refresh(page_ids) -> None:
    """Whatever happens to a card, the page is published."""
    try:
        kept = kept_cards()
        for page_id in page_ids:
            refresh(page_id, kept[page_id])
    except Exception:
        logger.exception("Social cards could not be brought up to date")
