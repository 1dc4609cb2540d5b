"""How pictures are deleted in the admin."""

from django.urls import path
from wagtail import hooks
from wagtail.images.views import multiple

from accounts.deletion import RefusesWhatIsInUse


class DeleteOneOfSeveral(RefusesWhatIsInUse, multiple.DeleteView):
    pass


# Before Wagtail's own, which has the same address.
@hooks.register("register_admin_urls", order=-1)
def deletion_among_several_uploads():
    return [path("images/multiple/<int:image_id>/delete/", DeleteOneOfSeveral.as_view())]
