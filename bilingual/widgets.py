"""Inputs of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.widgets import SlugInput

from georgian.slugs import EDITOR_PAIRS


class GeorgianSlugInput(SlugInput):
    """Romanises by the national system as the title is typed; Wagtail's own table is a keyboard habit (ქ→q, წ→w)."""

    def __init__(self, attrs=None, formatters=None, locale=None):
        super().__init__(attrs=attrs, formatters=formatters or EDITOR_PAIRS, locale=locale)


class TextEditor(DraftailRichTextArea):
    """Wagtail's own has no name for those who do not see it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.options["ariaLabel"] = _("Text")
