"""Inputs of the admin."""

from wagtail.admin.widgets import SlugInput

from georgian.slugs import EDITOR_PAIRS


class GeorgianSlugInput(SlugInput):
    """Romanises by the national system as the title is typed; Wagtail's own table is a keyboard habit (ქ→q, წ→w)."""

    def __init__(self, attrs=None, formatters=None, locale=None):
        super().__init__(attrs=attrs, formatters=formatters or EDITOR_PAIRS, locale=locale)
