"""When the brochures of announcements are made, beside their publishing. Connected by the app at its start."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from brochures.making import make_after_commit
from projects.models import ProjectPage

from .models import AnnouncementPage


@receiver([page_published, page_unpublished, pre_delete], sender=ProjectPage)
def make_of_announcements_about_it(sender, instance, **kwargs):
    """A brochure names the projects that the announcement is about, as far as readers may see them."""
    announcements = AnnouncementPage.objects.live().about(instance)
    make_after_commit(announcements.newest_first().values_list("pk", flat=True))
