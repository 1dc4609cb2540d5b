from django import forms
from django.utils.translation import gettext_lazy as _

from .models import DraftLink

DAYS = [(7, _("7 days")), (14, _("14 days")), (30, _("30 days"))]


class DraftLinkForm(forms.ModelForm):
    """A new link: for whom, and for how long."""

    days = forms.TypedChoiceField(label=_("How long is it valid?"), choices=DAYS, initial=14, coerce=int)

    class Meta:
        model = DraftLink
        fields = ["recipient"]
