"""When the index changes. Connected by the app at its start.

Each time in the transaction of the change itself, so that readers never find what is gone.
"""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from brochures.models import Attachment, FileText
from home.models import InfoPage, SiteDetails
from projects.models import Organisation, ProjectPage

from .indexing import index_again


@receiver([page_published, page_unpublished])
def page_changed(sender, instance, **kwargs):
    index_again([instance.pk])


@receiver(post_page_move)
def pages_moved(sender, instance, **kwargs):
    """With the home page apart, a place decides nothing; but what is moved below nothing is seen no more."""
    index_again(Page.objects.descendant_of(instance, inclusive=True).values_list("pk", flat=True))


@receiver(post_delete, sender=Page)
def page_deleted(sender, instance, **kwargs):
    index_again([instance.pk])


@receiver(post_save, sender=FileText)
def file_read(sender, instance, **kwargs):
    """A document has a new file, or its text was read anew."""
    rows = Attachment.objects.on_live_pages().of_document(instance.document_id)
    index_again(rows.values_list("page", flat=True))


@receiver([post_save, post_delete], sender=Attachment)
def row_changed(sender, instance, **kwargs):
    """A row outside of publishing, which writes the page anew after its rows."""
    index_again([instance.page_id])


@receiver(post_save, sender=Organisation)
def organisation_changed(sender, instance, created, **kwargs):
    if not created:
        projects = ProjectPage.objects.live().filter(organisations__organisation=instance)
        index_again(projects.values_list("pk", flat=True))


@receiver(post_save, sender=SiteDetails)
def contact_changed(sender, instance, **kwargs):
    index_again(InfoPage.objects.live().filter(show_contact=True).values_list("pk", flat=True))
