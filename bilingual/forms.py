"""The editor's forms of every page."""

from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput

from georgian.capitals import fold_capitals
from georgian.slugs import EDITOR_PAIRS

from .judging import place_of
from .marking import Said
from .marking_forms import MarkingForm, log_said
from .text import is_empty


class GeorgianSlugInput(SlugInput):
    """Romanises by the national system as the title is typed; Wagtail's own table is a keyboard habit (ქ→q, წ→w)."""

    def __init__(self, attrs=None, formatters=None, locale=None):
        super().__init__(attrs=attrs, formatters=formatters or EDITOR_PAIRS, locale=locale)


class BilingualPageForm(MarkingForm, WagtailAdminPageForm):
    """Drafts may be incomplete; what is published has a title in each language in which it has text.

    An explicit save takes marks; one that the editor's browser makes by itself, and a preview, do not.
    """

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

    def save(self, commit=True):
        # Wagtail gives its hooks this very page, or the parent of one that does not exist yet (see wagtail_hooks.py).
        by_hand = self.parent_page if self.instance._state.adding else self.instance
        said = self._take_all_marks() if getattr(by_hand, "saves_by_hand", False) else {}
        page = super().save(commit=commit)
        if page.pk:
            log_said(page, said)
        return page

    def _take_all_marks(self) -> dict[str, Said]:
        """Of the page and its rows; what was said, by what the row is called."""
        said = {"": self.take_marks()}
        for formset in self.formsets.values():
            rows = [form for form in formset.forms if isinstance(form, MarkingForm)]
            kept = [form for form in rows if not formset._should_delete_form(form)]
            for number, form in enumerate(sorted(kept, key=_order)):
                said[place_of(form.instance, number)] = form.take_marks()
        return said


def _order(form) -> int:
    return form.cleaned_data.get(ORDERING_FIELD_NAME) or 0


class BilingualCopyForm(CopyForm):
    """Copying with the same romanisation as in the editor."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_slug"].widget = GeorgianSlugInput()
