"""The small public page of one brochure: its files in both languages, what is known of them, earlier versions."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from bilingual.addresses import HasAddresses
from bilingual.text import text_of

from .labels import language_name, language_noun
from .models import AttachedFile, Attachment, FileVersion, PdfDocument, files_of


@dataclass(frozen=True)
class EarlierFile:
    """An earlier file and the permanent path at which it stays."""

    version: FileVersion
    address: str


@dataclass
class FileWithHistory:
    """What the page tells of the file in one language."""

    file: AttachedFile
    earlier: list[EarlierFile] = field(default_factory=list)

    @property
    def language_name(self) -> str:
        return language_name(self.file.language)

    @property
    def language_noun(self) -> str:
        return language_noun(self.file.language)


class BrochurePage(HasAddresses):
    """All that the page shows."""

    def __init__(self, attachment: Attachment, pages: list[Page]):
        self.attachment = attachment
        # The page to which the row belongs, then the others that offer the same files; all of them live.
        self.pages = sorted(pages, key=lambda page: (page.pk != attachment.page_id, page.pk))
        self.heading = attachment.heading

    @property
    def page(self) -> Page:
        return self.pages[0]

    @property
    def has_title(self) -> bool:
        """Whether the row has a title of its own; the others are called by their kind."""
        return bool(text_of(self.attachment, "title"))

    def files(self) -> list[FileWithHistory]:
        """The reader's language first, earlier versions newest first."""
        return [
            FileWithHistory(
                file,
                [
                    EarlierFile(version, self.attachment.address(file.language, version.number))
                    for version in file.earlier
                ],
            )
            for file in files_of([self.attachment], known_pages=self.pages)
        ]

    def description(self, files: list[FileWithHistory]) -> str:
        """What search engines and networks say of it."""
        nouns = ", ".join(str(file.language_noun) for file in files)
        return f"{self.heading} (PDF: {nouns}). {self.page.short_heading}"

    def path_in(self, code: str) -> str:
        return self.attachment.path_in(code)


@require_safe
def brochure_page(request, attachment_id: int):
    """The page of a row of files, as long as the page that offers it is live: the same for everybody."""
    rows = Attachment.objects.on_live_pages().with_documents().select_related("page")
    attachment = rows.filter(pk=attachment_id).first()
    documents = [document for _code, document in attachment.documents()] if attachment else []
    if not documents:
        raise Http404
    brochure = BrochurePage(attachment, _live_pages_that_offer(documents))
    files = brochure.files()
    context = {
        "brochure": brochure,
        "description": brochure.description(files),
        "page": brochure.page,
        "files": files,
        "attached": [entry.file for entry in files],
    }
    return TemplateResponse(request, "pages/brochure.html", context)


def _live_pages_that_offer(documents: list[PdfDocument]) -> list[Page]:
    offered = Attachment.objects.filter(Q(document_ka__in=documents) | Q(document_en__in=documents))
    pages = Page.objects.live().filter(pk__in=offered.values("page"))
    return list(pages.specific().defer_streamfields())
