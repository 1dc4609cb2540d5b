"""When brochures are made from pages, and when they go. Connected by the app at its start."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from .making import has_brochure, make_after_commit, remove_document
from .models import MadeBrochure, PdfDocument


@receiver(page_published)
def make_at_publishing(sender, instance, **kwargs):
    if has_brochure(instance):
        make_after_commit([instance.pk])


@receiver([post_page_move, page_slug_changed])
def make_at_new_addresses(sender, instance, **kwargs):
    """A brochure names the address of its page, which changes with that of every page above."""
    pages = Page.objects.live().descendant_of(instance, inclusive=True).order_by("-first_published_at", "pk")
    make_after_commit(pages.values_list("pk", flat=True))


@receiver(post_delete, sender=MadeBrochure)
def take_the_document_along(sender, instance, **kwargs):
    # Not before the rows of a page that is deleted are gone, too.
    transaction.on_commit(partial(remove_document, instance.document_id), robust=True)


@receiver(pre_save, sender=PdfDocument)
def what_somebody_uploads_is_not_made(sender, instance, **kwargs):
    """Somebody put a file of their own in the place of a made one: from then on the document is theirs."""
    new_file = bool(instance.file) and not instance.file._committed
    if instance.pk and instance.made_from_id and new_file and not instance.is_being_made:
        instance.made_from = None
        MadeBrochure.objects.filter(document=instance.pk).update(document=None, content_hash="", made_at=None)
