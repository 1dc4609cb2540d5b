"""What the columns of a translated field are called in forms."""

from django.utils.translation import gettext as _


def with_language(label: str, language: str) -> str:
    """The label of one column, "სათაური (ქართულად)": modeltranslation alone would add a code, "[ka]"."""
    return (_("%(label)s [ka]") if language == "ka" else _("%(label)s [en]")) % {"label": label}
