"""The editor's forms of every page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput

from georgian.capitals import fold_capitals
from georgian.slugs import EDITOR_PAIRS

from .text import is_empty


class GeorgianSlugInput(SlugInput):
    """Romanises by the national system as the title is typed; Wagtail's own table is a keyboard habit (ქ→q, წ→w)."""

    def __init__(self, attrs=None, formatters=None, locale=None):
        super().__init__(attrs=attrs, formatters=formatters or EDITOR_PAIRS, locale=locale)


class BilingualPageForm(WagtailAdminPageForm):
    """Drafts may be incomplete; what is published has a title in each language in which it has text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # A script fills it in as the title is typed; where it did not run, saving does.
            self.fields["slug"].required = False

    def clean(self):
        data = super().clean()
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = fold_capitals(value)
        if not self.is_deferred_validation and not data.get("title_en"):
            has_english = any(
                not is_empty(data.get(f"{name}_en")) for name in self.instance.content_fields if f"{name}_en" in data
            )
            if has_english:
                self.add_error("title_en", _("There is English text, so an English title is needed too."))
        return data


class BilingualCopyForm(CopyForm):
    """Copying with the same romanisation as in the editor."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_slug"].widget = GeorgianSlugInput()
