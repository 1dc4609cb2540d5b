"""How pictures are deleted in the admin: none that is in use."""

from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404
from django.urls import path
from wagtail import hooks
from wagtail.images.views import images, multiple
from wagtail.images.views.bulk_actions import DeleteBulkAction

from accounts.deletion import RefusesWhatIsInUse

from .models import Picture
from .uses import uses_of


class DeletePicture(images.DeleteView):
    def get_usage(self):
        return uses_of([self.object])[self.object.pk]


class UsesOfPicture(images.UsageView):
    """Where it is used; the question whether to delete it leads here."""

    def get_queryset(self):
        return uses_of([self.object])[self.object.pk]


class DeletePictures(DeleteBulkAction):
    def annotate_items(self, items):
        items = super().annotate_items(items)
        uses = uses_of(items)
        for picture in items:
            picture._usage_references = uses[picture.pk]
        self.is_protected = any(found.is_protected for found in uses.values())
        return items


class _DeletesWhatIsNotInUse(multiple.DeleteView):
    def post(self, request, image_id):
        picture = get_object_or_404(Picture, pk=image_id)
        uses = uses_of([picture])[picture.pk]
        if uses.is_protected:
            raise ProtectedError("This picture is in use.", {user for user, _references in uses})
        return super().post(request, image_id=image_id)


class DeleteOneOfSeveral(RefusesWhatIsInUse, _DeletesWhatIsNotInUse):
    pass


# Before Wagtail's own, which have the same addresses.
@hooks.register("register_admin_urls", order=-1)
def our_views_of_pictures():
    return [
        path("images/<int:image_id>/delete/", DeletePicture.as_view()),
        path("images/usage/<int:image_id>/", UsesOfPicture.as_view()),
        path("images/multiple/<int:image_id>/delete/", DeleteOneOfSeveral.as_view()),
    ]


# After Wagtail's own, which has the same name.
hooks.register("register_bulk_action", DeletePictures, order=1)
