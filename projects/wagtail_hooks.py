"""Projects and organisations in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from bilingual.listings import BilingualListing

from . import office_reports
from .models import Organisation, ProjectPage

# They register themselves.
__all__ = ["office_reports"]


class ProjectListing(BilingualListing):
    model = ProjectPage
    name = "projects"
    icon = "folder-open-inverse"
    menu_label = _("Projects")
    menu_order = 110


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 420
    add_to_admin_menu = True
    list_display = ["name_ka", "name_en", "acronym", "kind"]
    list_filter = ["kind"]
    list_per_page = 50
    ordering = ["name_ka", "pk"]


@hooks.register("register_admin_viewset")
def project_listing():
    return ProjectListing()


register_snippet(OrganisationViewSet)
