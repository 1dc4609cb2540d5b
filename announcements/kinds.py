"""What an announcement can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    NEWS = "news", _("News")
    CALL = "call", _("Call for proposals")
    EVENT = "event", _("Event")
    NOTICE = "notice", _("Notice")
