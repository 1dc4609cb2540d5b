"""What a page offers its readers: the files of its rows, and where there are none, those made from its text."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.models import Page

from bilingual import languages
from bilingual.passages import Passage, Weight
from bilingual.text import Text
from brochures.labels import brochure_in, brochure_of, language_phrase
from brochures.publishing import file_problems, file_warnings
from images.publishing import pictures_without_english_words, pictures_without_words

from .attachments import Attachment
from .documents import FileVersion, PdfDocument
from .earlier import leaving_documents_are_kept, places_of_rows
from .made import MadeBrochure


@dataclass(frozen=True)
class AttachedFile:
    """One file of an attachment in one language, as a page offers it."""

    attachment: Attachment
    document: PdfDocument
    language: str
    # The page from whose text the file was typeset; None for a file that somebody uploaded.
    source: Page | None = None
    # The files that stood there before and can still be read, newest first, under the numbers of the place.
    earlier: tuple[FileVersion, ...] = ()
    # Which number the present one has there.
    version: int = 1
    # Whether `name` tells of which page it is; `kind` is then the rest of it.
    names_its_page: ClassVar[bool] = False

    @property
    def earlier_versions(self) -> int:
        """How many earlier files can still be read."""
        return len(self.earlier)

    @property
    def address(self) -> str:
        """The permanent path. A row that was never published has none yet; its editor sees the document itself."""
        if self.attachment.pk is None:
            return self.document.url
        return self.attachment.address(self.language)

    @property
    def name(self) -> Text:
        """The link text; two files of one row are told apart by their language."""
        title = self.attachment.heading
        if not self.attachment.is_pair:
            return title
        names = {
            languages.GEORGIAN: gettext("%(title)s in Georgian"),
            languages.ENGLISH: gettext("%(title)s in English"),
        }
        if title.borrowed:
            return title
        return Text(names[self.language] % {"title": title.value}, title.language, title.wanted)

    @property
    def kind(self) -> Text:
        """The name without the page, which stands above it."""
        return self.name

    @property
    def language_phrase(self) -> str:
        """“in English”, when the file is in another language than the page; otherwise ""."""
        return language_phrase(self.language)

    @property
    def source_elsewhere(self) -> Page | None:
        """The page of whose text it was made, when that is not the one that offers it here."""
        return self.source if self.source and self.source.pk != self.attachment.page_id else None


@dataclass(frozen=True)
class MadeFile(AttachedFile):
    """The brochure made from a page, offered where nobody attached one. Its row stands in memory alone."""

    names_its_page: ClassVar[bool] = True

    @classmethod
    def of(cls, made: MadeBrochure, page: Page) -> "MadeFile":
        """`page` is the made brochure's own, as its specific type."""
        return cls(Attachment(page=page), made.document, made.language, page)

    @property
    def address(self) -> str:
        return address_of_made(self.source, self.language)

    @property
    def name(self) -> Text:
        return brochure_of(self.source.short_heading, self.language)

    @property
    def kind(self) -> Text:
        code = languages.active()
        return Text(brochure_in(self.language), code, code)


def address_of_made(page: Page, language: str) -> str:
    """The permanent path of the brochure made from a page, `/brochures/page-5/undp-innovation-hub-ka.pdf`."""
    return reverse("made_brochure", args=[page.pk, page.slug, language])


def files_of(rows: Iterable[Attachment], known_pages: Iterable[Page]) -> list[AttachedFile]:
    """The files of these rows, in their order. Pages that are at hand already are not asked for again."""
    rows = list(rows)
    pairs = [(row, code, document) for row in rows for code, document in row.documents()]
    pages = {page.pk: page for page in known_pages}
    missing = {document.made_from_id for _row, _code, document in pairs if document.made_from_id} - pages.keys()
    if missing:
        # Of a page that was withdrawn, readers learn nothing, not even its title.
        pages |= Page.objects.live().filter(pk__in=missing).specific().defer_streamfields().in_bulk()
    places = places_of_rows(rows)
    return [
        AttachedFile(row, document, code, pages.get(document.made_from_id), *places.get((row.pk, code), ()))
        for row, code, document in pairs
    ]


def offered_documents() -> QuerySet[PdfDocument]:
    """Those that a live page offers as a brochure, the reader's language first among those of one row or page.

    The newest row comes first; then what is made from pages without one, the newest page first.
    """
    wanted = languages.active()
    attached = Attachment.objects.brochures().on_live_pages().of_document(OuterRef("pk"))
    made = MadeBrochure.objects.offered().filter(document=OuterRef("pk"))
    in_readers_language = ExpressionWrapper(
        Q(Exists(attached.filter(**{f"document_{wanted}": OuterRef("pk")}))) | Q(Exists(made.filter(language=wanted))),
        output_field=BooleanField(),
    )
    return (
        PdfDocument.objects.annotate(
            row=Subquery(attached.values("pk")[:1]), page_of_made=Subquery(made.values("page")[:1])
        )
        .filter(Q(row__isnull=False) | Q(page_of_made__isnull=False))
        .order_by(
            F("row").desc(nulls_last=True),
            F("page_of_made").desc(nulls_last=True),
            in_readers_language.desc(),
            "-pk",
        )
    )


class PageWithBrochures:
    """Mixed into page types that offer files. Stands before BilingualPage in the list of bases."""

    def whom_to_ask(self) -> str:
        """The e-mail of those who know of this page's files; "" leads to City Hall's own."""
        return ""

    def save(self, *args, update_fields=None, **kwargs):
        # When a draft is saved the rows stay as they are.
        saves_rows = update_fields is None or "attachments" in update_fields
        with leaving_documents_are_kept(self) if saves_rows else nullcontext():
            return super().save(*args, update_fields=update_fields, **kwargs)

    def problems_before_publishing(self):
        return [*super().problems_before_publishing(), *pictures_without_words(self), *file_problems(self)]

    def warnings_before_publishing(self):
        return [
            *super().warnings_before_publishing(),
            *pictures_without_english_words(self),
            *file_warnings(self),
        ]

    @cached_property
    def attachment_rows(self) -> list[Attachment]:
        """The rows in the editor's order, each with its files."""
        rows = self.attachments.all()
        # Those of a draft stand in memory.
        return list(rows.with_documents() if isinstance(rows, QuerySet) else rows)

    def shown_texts(self) -> Iterator[Text]:
        yield from super().shown_texts()
        yield from (row.heading for row in self.attachment_rows if row.documents())

    def attached_files(self) -> list[AttachedFile]:
        """All files of this page in the editor's order, the reader's language first within each row.

        In a language in which no row has a brochure stands the one that is made from the page.
        """
        files = files_of(self.attachment_rows, known_pages=[self])
        brochures = [file for file in files if file.attachment.kind == Attachment.Kind.BROCHURE]
        made = self._made_brochures(besides=files)
        first = [file for file in made if file.language == languages.active()]
        others = [file for file in made if file not in first]
        after = files.index(brochures[-1]) + 1 if brochures else 0
        return [*first, *files[:after], *others, *files[after:]]

    def languages_to_make(self, rows: Iterable[Attachment]) -> list[str]:
        """The languages of this page in which none of these rows has a brochure, so that one is made from its text."""
        brochures = [row for row in rows if row.kind == Attachment.Kind.BROCHURE]
        taken = {code for row in brochures for code in languages.CODES if getattr(row, f"document_{code}_id")}
        return [code for code in languages.CODES if code not in taken and self.has_language(code)]

    def index_passages(self) -> list[Passage]:
        """What the page says and what its files say; one that is typeset from a page says nothing of its own."""
        rows = self.attachments.select_related("document_ka__inside", "document_en__inside").order_by(
            "sort_order", "pk"
        )
        return [*super().index_passages(), *(passage for row in rows for passage in _passages_of(row))]

    def _made_brochures(self, besides: list[AttachedFile]) -> list[MadeFile]:
        """Those in the languages in which `besides` hold no brochure, without what stands there already."""
        wanted = self.languages_to_make([file.attachment for file in besides])
        if not wanted or not self.pk:
            return []
        attached = {file.document.pk for file in besides}
        made = MadeBrochure.objects.with_files().filter(page=self.pk, language__in=wanted).order_by("pk")
        return [MadeFile.of(brochure, self) for brochure in made if brochure.document_id not in attached]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["files"] = self.attached_files()
        kinds = {file.attachment.kind for file in context["files"]}
        only_brochures = kinds == {Attachment.Kind.BROCHURE}
        context["files_heading"] = gettext("Brochures") if only_brochures else gettext("Brochures and documents")
        return context


def _passages_of(row: Attachment) -> Iterator[Passage]:
    for code in languages.CODES:
        title, document = getattr(row, f"title_{code}"), row.document_in(code)
        if document is None:
            continue
        if title:
            yield Passage(title, code, Weight.BROCHURE, row.pk, code)
        if code == languages.ENGLISH and row.document_ka_id == row.document_en_id:
            continue
        if not document.made_from_id and hasattr(document, "inside"):
            yield Passage(document.inside.text, document.text_language or code, Weight.BROCHURE, row.pk, code)
