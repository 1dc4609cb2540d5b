"""What an editor sees of a page's files: the rows, and the brochures that are made from the page."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import Page

from bilingual import languages
from bilingual.panels import EnglishPanel
from bilingual.rows import RowsPanel

from . import problems
from .models import Attachment, MadeBrochure, PdfDocument, address_of_made
from .row_places import DropFilesPanel, PlaceChooser, card


def attachment_panel() -> RowsPanel:
    """A row per file: what it is, its title and its PDF in each language."""
    return RowsPanel(
        "attachments",
        panels=[
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("title_ka"), EnglishPanel("title_en")]),
            FieldRowPanel([FieldPanel(f"document_{code}", widget=PlaceChooser(code)) for code in languages.CODES]),
            DropFilesPanel(),
        ],
        heading=_("Brochures and documents"),
        label=_("brochure or document"),
        help_text=_(
            "One row holds the same brochure in both languages: drop its two files on the row. The address of a file "
            "never changes."
        ),
    )


class MadeBrochurePanel(Panel):
    """In each language: what is made from the page, why not, and how it would look now. Nothing to fill in."""

    def __init__(self, **kwargs):
        super().__init__(
            heading=_("Brochure made from the page"),
            help_text=_(
                "In a language without an attached brochure readers are offered one that is made from the text of this "
                "page, at each publishing."
            ),
            **kwargs,
        )

    def clone_kwargs(self):
        return {}

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/made_brochures.html"

        def is_shown(self):
            return bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"page": self.instance, "languages": self._languages()}

        def _languages(self) -> list["MadeInLanguage"]:
            page = self.instance
            known = MadeBrochure.objects.filter(page=page.pk).select_related("document")
            made = {brochure.language: brochure for brochure in known}
            return [MadeInLanguage(page, code, name, made.get(code)) for code, name in settings.LANGUAGES]


@dataclass(frozen=True)
class MadeInLanguage:
    """What there is to say of the brochure made from a page in one language."""

    page: Page
    code: str
    name: str
    made: MadeBrochure | None

    @property
    def document(self) -> PdfDocument | None:
        return self.made.document if self.made else None

    @property
    def address(self) -> str:
        return address_of_made(self.page, self.code)

    @property
    def card(self) -> str:
        """Its cover, pages, size and warnings, as HTML."""
        return card(self.document, self.code)

    @property
    def problem(self) -> str:
        """Why the last attempt failed; "" if it did not."""
        return self.made.problem_message if self.made else ""

    @property
    def keeps_last(self) -> bool:
        """Whether readers have an earlier file, because a newer one failed."""
        return bool(self.document) and self.made.problem != problems.LANGUAGE_GONE and self.page.live

    @property
    def left_out(self) -> str:
        """Which signs of the text the file lacks; "" if none."""
        return self.made.left_out_message if self.made else ""

    @property
    def exists(self) -> bool:
        """Whether the page exists in this language, as it stands in the editor."""
        return self.page.has_language(self.code)

    @property
    def note(self) -> str | Promise:
        """What readers find in the place of a made brochure, or when there will be one; "" when they have it."""
        if not self.exists:
            return problems.message(problems.NO_LANGUAGE)
        rows = Attachment.objects.brochures().filter(page=self.page.pk)
        if rows.filter(**{f"document_{self.code}__isnull": False}).exists():
            return _("Readers are offered the brochure that is attached to the page.")
        return "" if self.document else _("It is made when the page is published.")
