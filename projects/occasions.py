"""When the brochures of projects are made, beside their publishing. Connected by the app at its start."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from brochures.making import make_after_commit
from images.making import make_all
from images.renditions import EMBLEM

from .models import ProjectPage
from .organisations import Organisation


@receiver(post_save, sender=Organisation)
def make_its_emblem(sender, instance, **kwargs):
    """A logo may be chosen, or its permission noted, long after the projects were published."""
    if emblem := instance.emblem:
        transaction.on_commit(lambda: make_all({emblem.pk: {EMBLEM}}), robust=True)


@receiver(post_save, sender=Organisation)
def make_of_projects_that_name_it(sender, instance, created, **kwargs):
    """An organisation is written once; its name and its agreed words stand in every brochure of its projects."""
    if not created:
        projects = ProjectPage.objects.live().filter(organisations__organisation=instance).distinct()
        make_after_commit(projects.newest_first().values_list("pk", flat=True))
