"""What every record with texts in two languages keeps about them."""

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Page


class BilingualRecord(models.Model):
    """Mixed into pages, rows and shared records: plain data, so that every revision carries its own."""

    # By field name without suffix: the fingerprints of both texts when they were last known to match. See marks.py.
    marks = models.JSONField(default=dict, blank=True, editable=False)
    # By key of a difference between the languages (see parity.py): {"reason": …, "by": …, "at": …} of who found it
    # right as it is.
    accepted_differences = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True


def page_models() -> list[type[BilingualRecord]]:
    """The page types with texts in two languages. Only when all models are loaded."""
    return [model for model in apps.get_models() if issubclass(model, BilingualRecord) and issubclass(model, Page)]


def shared_models() -> list[type[BilingualRecord]]:
    """The models of shared records: neither pages nor rows of a page. Only when all models are loaded."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, BilingualRecord)
        and not issubclass(model, Page)
        and not any(isinstance(field, ParentalKey) for field in model._meta.fields)
    ]
