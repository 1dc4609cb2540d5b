"""Earlier files in the admin: who may change a document reads them, who may delete takes one away for good.

A file is often replaced because something in it must not be read by everybody; then keeping it would be wrong.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.generic import DeleteView
from wagtail.documents.permissions import permission_policy

from .models import FileVersion
from .views import answer


def earlier_file(request, version_id: int):
    """The earlier file for a clerk, also of a document that no page offers."""
    version = get_object_or_404(FileVersion.objects.select_related("document"), pk=version_id)
    if not permission_policy.user_has_permission_for_instance(request.user, "change", version.document):
        raise Http404
    return answer(request, version, title=f"{version.document.title} v{version.number}", language=None, public=False)


class DeleteEarlierFile(DeleteView):
    model = FileVersion
    pk_url_kwarg = "version_id"
    page_title = gettext_lazy("Delete the earlier version")
    header_icon = "doc-full-inverse"
    success_message = gettext_lazy("The earlier version was deleted.")

    def get_object(self, queryset=None):
        version = super().get_object(queryset)
        if not permission_policy.user_has_permission_for_instance(self.request.user, "delete", version.document):
            raise PermissionDenied
        return version

    @property
    def confirmation_message(self):
        return _("Nobody will be able to read this file any more, and it cannot be brought back. Delete it?")

    def get_delete_url(self):
        return reverse("delete_earlier_file", args=[self.object.pk])

    def get_success_url(self):
        return reverse("wagtaildocs:edit", args=[self.object.document_id])


@hooks.register("register_admin_urls")
def earlier_files():
    return [
        path("documents/earlier/<int:version_id>/", earlier_file, name="earlier_file"),
        path("documents/earlier/<int:version_id>/delete/", DeleteEarlierFile.as_view(), name="delete_earlier_file"),
    ]
