"""Several pages published at once: each by itself, so that one that is refused keeps back no other."""

from collections.abc import Iterator

from django.db import transaction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from .publishing import PublishingRefused
from .refusals import tell


class PublishSeveral(PublishBulkAction):
    """Wagtail's, which would stop with a server error at the first page that cannot be published (wagtail#14253)."""

    def get_execution_context(self):
        self.refused: list[PublishingRefused] = []
        return super().get_execution_context() | {"refused": self.refused}

    @classmethod
    def execute_action(cls, objects, include_descendants=False, user=None, refused=None, **kwargs):
        numbers = [0, 0]
        for page in objects:
            numbers[0] += _is_published(page, user, refused)
            for below in _drafts_below(page, user) if include_descendants else ():
                numbers[1] += _is_published(below, user, refused)
        return numbers

    def get_success_message(self, num_parent_objects, num_child_objects):
        for refusal in self.refused:
            tell(self.request, refusal.page, refusal.judgement)
        if not (num_parent_objects or num_child_objects):
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)


def _is_published(page: Page, user, refused: list[PublishingRefused]) -> bool:
    try:
        with transaction.atomic():
            page = page.specific
            revision = page.get_latest_revision() or page.save_revision(user=user)
            revision.publish(user=user)
    except PublishingRefused as refusal:
        refused.append(refusal)
        return False
    return True


def _drafts_below(page: Page, user) -> Iterator[Page]:
    for draft in page.get_descendants().not_live().defer_streamfields().specific().iterator():
        if draft.permissions_for_user(user).can_publish():
            yield draft
