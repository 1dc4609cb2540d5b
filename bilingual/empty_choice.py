"""A list of which nothing has been chosen says so.

Django writes nine hyphens there, which a screen reader spells out, and gives them no translation. All of its fields
share the one list that holds them.
"""

from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _


def install() -> None:
    """Called once, when the apps are ready."""
    BLANK_CHOICE_DASH[:] = [("", _("not stated"))]
