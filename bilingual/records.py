"""What every record with texts in two languages keeps about them."""

from django.db import models


class BilingualRecord(models.Model):
    """Mixed into pages, rows and shared records: plain data, so that every revision carries its own."""

    # By field name without suffix: the fingerprints of both texts when they were last known to match. See marks.py.
    marks = models.JSONField(default=dict, blank=True, editable=False)
    # By key of a difference between the languages (see parity.py): {"reason": …, "by": …, "at": …} of who found it
    # right as it is.
    accepted_differences = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True
