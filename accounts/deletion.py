"""Editors unpublish; only administrators delete.

Wagtail treats deleting a page, a document or a picture as a kind of changing it. Here it is a permission of its own:
`accounts.delete_content`.
"""

from django.db import transaction
from django.db.models import ProtectedError
from django.http import JsonResponse
from django.utils.translation import gettext
from wagtail.models import PagePermissionTester
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy


def may_delete(user) -> bool:
    """Whether this user belongs to those who delete."""
    return user.is_active and user.has_perm("accounts.delete_content")


class PagePermissions(PagePermissionTester):
    """What a user may do with a page."""

    def can_delete(self, ignore_bulk=False):
        return may_delete(self.user) and super().can_delete(ignore_bulk=True)

    def can_move(self):
        # Wagtail asks can_delete() here; moving loses nothing, so it stays with those who may edit.
        return super().can_delete(ignore_bulk=True)

    def can_copy(self):
        # What readers see is no secret: whoever may write such a page may begin with it.
        return super().can_copy() or (self.page.live and "add" in self.permissions)

    def can_set_view_restrictions(self):
        # No page is private except by being a draft.
        return False


class FilePermissions(CollectionOwnershipPermissionPolicy):
    """What a user may do with documents or pictures."""

    def _allowed(self, user, actions):
        return actions if may_delete(user) else [action for action in actions if action != "delete"]

    def user_has_permission(self, user, action):
        return bool(self._allowed(user, [action])) and super().user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        actions = self._allowed(user, actions)
        return bool(actions) and super().user_has_any_permission_for_instance(user, actions, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        actions = self._allowed(user, actions)
        if not actions:
            return self.model._default_manager.none()
        return super().instances_user_has_any_permission_for(user, actions)


def restrict_deletion(policy: CollectionOwnershipPermissionPolicy) -> None:
    """Turns Wagtail's own policy object into ours; its views hold that very object, whatever is imported first."""
    policy.__class__ = FilePermissions


class RefusesWhatIsInUse:
    """Mixed into Wagtail's deletion in its form of several uploads, which knows no protected record: 409 with why."""

    def post(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except ProtectedError:
            message = gettext("This file is in use on the site and was not deleted.")
            return JsonResponse({"success": False, "error_message": message}, status=409)
