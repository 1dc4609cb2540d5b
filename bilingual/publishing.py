"""The one place that every version of a page passes on its way to readers."""

from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from .gate import Judgement, judge_for_publishing

BY_SCHEDULE = "wagtail.publish.scheduled"


class PublishingRefused(Exception):
    """Raised instead of publishing. `page` is the version that was to go to readers."""

    def __init__(self, page: Page, judgement: Judgement):
        self.page, self.judgement = page, judgement
        super().__init__(f"{page.pk}: {'; '.join(concern.message for concern in judgement.obstacles)}")


def refuse_unless_ready(page: Page) -> None:
    """Raises PublishingRefused for a page with a problem, or with a warning that nobody has accepted."""
    judgement = judge_for_publishing(page)
    if judgement.refuses:
        raise PublishingRefused(page, judgement)


def pages_that_go_live(page: Page, *, with_children: bool, title: str = "") -> list[Page]:
    """Of a page that is copied: what readers would see of it at once. `title` is that of the copy."""
    copied = page.get_descendants(inclusive=True) if with_children else Page.objects.filter(pk=page.pk)
    live = list(copied.live().specific())
    for original in live:
        if original.pk == page.pk:
            original.title = title or original.title
    return live


def watch() -> None:
    """Puts the question before Wagtail's own actions, through which its forms, its lists, the approval of a review,
    the schedule and every other caller publish.

    Code that publishes for nobody, as the first content does, answers for what it makes itself and is not asked.
    """
    _ask_before(PublishPageRevisionAction, _version_of)
    _ask_before(CopyPageAction, _copies_of)
    _ask_before(CreatePageAliasAction, _aliases_of)


def _ask_before(action, pages_of) -> None:
    check = action.check

    def check_and_ask(self, skip_permission_checks=False):
        check(self, skip_permission_checks=skip_permission_checks)
        for page in pages_of(self):
            if hasattr(page, "problems_before_publishing"):
                refuse_unless_ready(page)

    action.check = check_and_ask


def _version_of(action: PublishPageRevisionAction) -> list[Page]:
    return [action.object] if action.user or action.log_action == BY_SCHEDULE else []


def _copies_of(action: CopyPageAction) -> list[Page]:
    if not (action.user and action.keep_live):
        return []
    attributes = action.update_attrs or {}
    return pages_that_go_live(action.page, with_children=action.recursive, title=attributes.get("title", ""))


def _aliases_of(action: CreatePageAliasAction) -> list[Page]:
    return pages_that_go_live(action.page, with_children=action.recursive) if action.user else []
