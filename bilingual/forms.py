"""The editor's forms of every page."""

import re

from django.forms.formsets import ORDERING_FIELD_NAME
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.log_actions import log
from wagtail.models import Page

from georgian.capitals import fold_capitals
from georgian.slugs import slugify

from .concerns import PublishingWarning
from .judging import place_of
from .marking import Said
from .marking_forms import MarkingForm, log_said
from .publishing_forms import JudgedForm


class BilingualPageForm(JudgedForm, WagtailAdminPageForm):
    """Drafts may be incomplete; what is sent on passes the gate.

    An explicit save takes marks; one that the editor's browser makes by itself, and a preview, do not.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # A script fills it in as the title is typed; where it did not run, saving does.
            self.fields["slug"].required = False

    def clean_slug(self):
        """An address that a script made from the title gives way to that of an older page with the same title, as it
        does where no script ran. One that somebody has typed is refused."""
        slug, page = self.cleaned_data["slug"], self.instance
        if slug != slugify(self.cleaned_data.get("title") or "") or Page._slug_is_available(
            slug, self.parent_page, page
        ):
            return slug
        if page._state.adding:
            return ""
        return page.slug if re.fullmatch(rf"{re.escape(slug)}-\d+", page.slug) else slug

    def clean(self):
        data = super().clean()
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = fold_capitals(value)
        return data

    def save(self, commit=True):
        # Wagtail gives its hooks this very page, or the parent of one that does not exist yet (see wagtail_hooks.py).
        by_hand = self.parent_page if self.instance._state.adding else self.instance
        saves_by_hand = getattr(by_hand, "saves_by_hand", False)
        said = self._take_all_marks() if saves_by_hand else {}
        accepted = self.accept_what_was_ticked() if saves_by_hand else []
        if self.instance._state.adding:
            # Publishing makes it live, and nothing before that: Wagtail would add it to the tree as a live one.
            self.instance.live = False
            self.instance.accepted_at_birth = accepted
        page = super().save(commit=commit)
        if page.pk:
            log_said(page, said)
            log_accepted(page, accepted)
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


def log_accepted(page, accepted: list[PublishingWarning]) -> None:
    """Into the history: who sent the page on in spite of what."""
    if accepted:
        log(instance=page, action="bilingual.in_spite", data={"entries": [warning.message for warning in accepted]})
