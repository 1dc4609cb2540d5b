"""What makes a page bilingual: one record, two languages, two addresses."""

from collections.abc import Iterator

from csp.constants import SELF
from csp.decorators import csp_replace
from django.db import models
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from accounts.deletion import PagePermissions
from georgian.capitals import capfirst
from georgian.slugs import slugify

from . import languages, recording
from .addresses import HasAddresses, absolute
from .changes import PageChange, PageWithChangeNote
from .complete import problems_of_every_page
from .concerns import Problem, PublishingWarning
from .contents import contents_of
from .copies import BilingualCopyForm, forget_what_was_accepted
from .folding import fold
from .forms import BilingualPageForm
from .passages import Passage, Weight
from .records import BilingualRecord
from .rows import reserve_ids
from .text import Text, is_empty, text_of
from .translation_status import Gap, TranslationStatus
from .untranslated import english_warnings

__all__ = ["BilingualPage", "Gap", "PageChange", "TranslationStatus"]


def _georgian(column: str) -> property:
    """An alias for one of Wagtail's own columns, which hold the Georgian text."""
    return property(lambda self: getattr(self, column), lambda self, value: setattr(self, column, value))


class BilingualPage(HasAddresses, PageWithChangeNote, BilingualRecord, Page):
    """A page that holds both languages.

    Wagtail's own columns `title`, `seo_title` and `search_description` are the Georgian texts, so that everything
    Wagtail does with a title works and no second copy has to be kept in step; the English ones stand here. All other
    texts are translated by modeltranslation. Read them with `bilingual.text.text_of`, never by their bare name.
    """

    title_en = models.CharField(
        _("title [en]"), max_length=255, blank=True, help_text=_("Without it the page counts as not translated.")
    )
    seo_title_en = models.CharField(_("title tag [en]"), max_length=255, blank=True)
    search_description_en = models.TextField(_("meta description [en]"), blank=True)
    # The warnings that somebody has consciously accepted for this version: {"key": …, "by": …, "at": …}. See gate.py.
    accepted_warnings = models.JSONField(default=list, blank=True, editable=False)

    # What somebody said of this page and of no other. Not `exclude_fields_in_copy`, which a page type sets for itself.
    default_exclude_fields_in_copy = [
        *Page.default_exclude_fields_in_copy,
        "accepted_warnings",
        "accepted_differences",
        "change_note_ka",
        "change_note_en",
    ]

    title_ka = _georgian("title")
    seo_title_ka = _georgian("seo_title")
    search_description_ka = _georgian("search_description")

    # The translated fields that readers see, without suffix, and the one that stands in lists; each page type
    # names its own.
    content_fields: tuple[str, ...] = ()
    teaser_field = ""

    # The link by which somebody outside reads this draft; None for readers of what is published.
    draft_link = None

    base_form_class = BilingualPageForm
    copy_form_class = BilingualCopyForm
    private_page_options = []
    default_preview_mode = languages.GEORGIAN

    search_fields = [
        *Page.search_fields,
        index.SearchField("title_en", boost=2),
        index.AutocompleteField("title_en"),
        index.FilterField("title_en"),
    ]

    class Meta:
        abstract = True

    # --- language ---------------------------------------------------------------------------------------------------

    def has_language(self, code: str) -> bool:
        """Whether the page counts as existing in this language: its title decides."""
        return not is_empty(getattr(self, f"title_{code}"))

    @property
    def heading(self) -> Text:
        """The title to read."""
        return text_of(self, "title")

    @property
    def short_heading(self) -> Text:
        """The title where there is little room; a page type with a short title gives that."""
        return self.heading

    @property
    def teaser(self) -> Text:
        """What lists and search engines say of the page; empty where a page type has nothing of the kind."""
        wanted = languages.active()
        return text_of(self, self.teaser_field) if self.teaser_field else Text("", wanted, wanted)

    @property
    def description(self) -> Text:
        """What search engines and networks say of the page: its own words for that, or the teaser."""
        return text_of(self, "search_description", *filter(None, [self.teaser_field]))

    def index_passages(self) -> list[Passage]:
        """All that the search may find of this page, in both languages; a page type adds what it has besides."""
        weights = {"title": Weight.TITLE, "short_title": Weight.TITLE, self.teaser_field: Weight.SUMMARY}
        names = ["title", *(["short_title"] if hasattr(self, "short_title_ka") else []), *self.content_fields]
        return [
            Passage(text, code, weights.get(name, Weight.BODY))
            for name in names
            for code in languages.CODES
            if (text := contents_of(getattr(self, f"{name}_{code}")).passage)
        ]

    @property
    def kind_name(self) -> str:
        """The page type, for templates that look for one: "projectindexpage"."""
        return self._meta.model_name

    @property
    def kind_label(self) -> str:
        """What a search result calls this page."""
        return capfirst(self._meta.verbose_name)

    @property
    def borrowed(self) -> str:
        """What of this page is shown in the other language: "page", "parts" or "" for nothing."""
        if not self.has_language(languages.active()):
            return "page"
        return "parts" if any(text.borrowed for text in self.shown_texts()) else ""

    def shown_texts(self) -> Iterator[Text]:
        """All texts that readers see on this page, its title apart; a page type adds those of its rows and records.

        Asks for nothing that the page does not show anyway.
        """
        return (text_of(self, name) for name in self.content_fields)

    @cached_property
    def english_is_older(self) -> bool:
        """Whether who reads this in English reads the translation of an earlier Georgian text. A Georgian reader's
        page asks no query for it."""
        if languages.active() != languages.ENGLISH or not self.has_language(languages.ENGLISH):
            return False
        return self._live_english_is_outdated()

    def _live_english_is_outdated(self) -> bool:
        return TranslationStatus.objects.filter(page=self.pk, live_outdated__gt=0).exists()

    @property
    def was_updated(self) -> bool:
        """Whether the page was published again on a later day than the first time."""
        if not (self.first_published_at and self.last_published_at):
            return False
        return timezone.localdate(self.last_published_at) > timezone.localdate(self.first_published_at)

    # --- before publishing ------------------------------------------------------------------------------------------

    def problems_before_publishing(self) -> list[Problem]:
        """What keeps this page, as it stands in memory, from readers. Page types add their own; asked by gate.py."""
        return problems_of_every_page(self)

    def warnings_before_publishing(self) -> list[PublishingWarning]:
        """What somebody has to accept before this page goes to readers. Page types add their own; asked by gate.py."""
        return english_warnings(self)

    # --- addresses --------------------------------------------------------------------------------------------------

    def path_in(self, code: str) -> str:
        with translation.override(code):
            return self.get_url() or ""

    def get_url(self, request=None, current_site=None):
        # There is one site, so which one the request came to need not be asked: that would be a query.
        parts = self.get_url_parts(request)
        return parts[2] if parts else None

    def get_full_url(self, request=None):
        # PUBLIC_URL alone says where the site is; Wagtail would ask the Site row and the request.
        path = self.get_url(request)
        return absolute(path) if path else None

    url = property(get_url)
    full_url = property(get_full_url)

    # --- editing ----------------------------------------------------------------------------------------------------

    def _set_core_field_defaults(self):
        # Wagtail makes no slug from a Georgian title. This step of its own comes before every check and every draft.
        if not self.slug and self.path:
            self.slug = self._get_autogenerated_slug(slugify(self.title, fallback=self._meta.model_name))
        super()._set_core_field_defaults()

    def save_revision(self, *args, **kwargs):
        # A revision holds a body as JSON within JSON, where nothing finds a letter any more.
        fold(self)
        reserve_ids(self)
        forget_what_was_accepted(self)
        revision = super().save_revision(*args, **kwargs)
        # Set by the editor alone, see wagtail_hooks.py: code that makes a version makes it on purpose.
        if getattr(self, "saves_by_hand", True):
            recording.record(self)
        return revision

    def get_admin_display_title(self):
        if languages.active() == languages.ENGLISH and self.title_en:
            return self.title_en
        return super().get_admin_display_title()

    def get_view_restrictions(self):
        # Only drafts are private here, so readers need not wait for two queries that find nothing.
        return PageViewRestriction.objects.none()

    def permissions_for_user(self, user):
        return PagePermissions(user, self)

    @property
    def preview_modes(self):
        return [(languages.GEORGIAN, "ქართული"), (languages.ENGLISH, "English")]

    def serve_preview(self, request, mode_name):
        return _in_editors_frame(self.answer_with_draft(request, mode_name))

    def answer_with_draft(self, request, code: str):
        """This version as its readers would see it in a language, rendered."""
        with translation.override(code):
            request.LANGUAGE_CODE = code
            # Of what is shown, not of what is live.
            self.english_is_older = code == languages.ENGLISH and recording.is_outdated(self)
            response = super().serve_preview(request, code)
            # A TemplateResponse renders itself only after the language is gone again.
            return response.render() if hasattr(response, "render") else response


@csp_replace({"frame-ancestors": [SELF]})
def _in_editors_frame(response):
    """A preview stands in a frame of the editor and in no search engine; a page that readers see stands in no frame."""
    response["X-Robots-Tag"] = "noindex"
    return response
