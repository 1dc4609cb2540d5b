"""What a reader sees of a page that was found: its title and a passage, the found words marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from bilingual import languages
from bilingual.models import BilingualPage
from bilingual.passages import Weight
from bilingual.text import Text
from brochures.models import AttachedFile, Attachment
from home.joins import joined

from .analysis import Term, terms
from .models import StoredPassage
from .references import TYPES, kind_of, page_of

# Letters of a passage around the words that were found.
EXCERPT = 260
WITH_BODY = ("projectpage", "announcementpage", "infopage")


@dataclass(frozen=True)
class Result:
    """One page. `passage` is "" when there is nothing to show of it; `file` is the brochure from which it comes."""

    page: BilingualPage
    heading: Text
    title: SafeString
    passage: SafeString | str = ""
    passage_language: str = ""
    file: AttachedFile | None = None

    @property
    def lang_attribute(self) -> SafeString:
        """` lang="en"` for the passage when it is not in the reader's language."""
        return Text(self.passage, self.passage_language, languages.active()).lang_attribute

    @property
    def other_language(self) -> str:
        """The passage's language when it is not the reader's, otherwise ""."""
        return self.passage_language if self.passage and self.passage_language != languages.active() else ""


def results(references: list[int], stems: set[str]) -> list[Result]:
    """These pages in their order, without those that readers do not see any more. Three queries, whatever they are."""
    if not references:
        return []
    # Of a name of two words each may be marked.
    wanted = {part for stem in stems for part in stem.split()}
    page_ids = [page_of(reference) for reference in references]
    # Only tables that are needed are joined: six of them take longer to ask for than to read.
    types = [one for kind in {kind_of(reference) for reference in references} for one in TYPES[kind]]
    bodies = [f"{one}__{body}" for one in types if one in WITH_BODY for body in ("body", "body_ka", "body_en")]
    live = Page.objects.live().filter(pk__in=page_ids).order_by().select_related(*types).defer(*bodies)
    pages = {page.pk: specific for page in live if (specific := joined(page, types))}
    passages = _best_passages(pages, wanted)
    rows = Attachment.objects.with_documents().select_related("page", "document_ka", "document_en")
    rows = rows.in_bulk({passage.attachment_id for passage in passages.values() if passage.attachment_id})
    return [_result(pages[pk], passages.get(pk), rows, wanted) for pk in page_ids if pk in pages]


def _result(
    page: BilingualPage, passage: StoredPassage | None, rows: dict[int, Attachment], wanted: set[str]
) -> Result:
    heading = page.heading
    title = marked(str(heading), wanted)
    if not passage:
        teaser = page.teaser
        return Result(page, heading, title, marked(str(teaser), wanted), teaser.language)
    return Result(
        page, heading, title, marked(excerpt(passage.text, wanted), wanted), passage.language, _file(passage, rows)
    )


def _file(passage: StoredPassage, rows: dict[int, Attachment]) -> AttachedFile | None:
    row = rows.get(passage.attachment_id)
    document = row.document_in(passage.file_language) if row else None
    return AttachedFile(row, document, passage.file_language) if document else None


def _best_passages(page_ids: Iterable[int], wanted: set[str]) -> dict[int, StoredPassage]:
    """For each page the passage with most of the words, the reader's language and the weightier place first.

    Brochures are read only for pages of which nothing else has any of the words.
    """
    page_ids = set(page_ids)
    best: dict[int, StoredPassage] = {}
    if not wanted or not page_ids:
        return best
    has_one = reduce(or_, (Q(stems__contains=f" {stem} ") for stem in sorted(wanted)))
    found = StoredPassage.objects.filter(has_one, page_id__in=page_ids).order_by("page_id", "number")
    for passage in found.exclude(weight=Weight.BROCHURE):
        _keep_better(best, passage, wanted)
    covered = {pk: _words_in(passage, wanted) for pk, passage in best.items()}
    short_of_words = [pk for pk in page_ids if len(covered.get(pk, ())) < len(wanted)]
    if short_of_words:
        for passage in found.filter(weight=Weight.BROCHURE, page_id__in=short_of_words):
            _keep_better(best, passage, wanted)
    return best


def _keep_better(best: dict[int, StoredPassage], passage: StoredPassage, wanted: set[str]) -> None:
    other = best.get(passage.page_id)
    if other is None or _rank(passage, wanted) < _rank(other, wanted):
        best[passage.page_id] = passage


def _rank(passage: StoredPassage, wanted: set[str]) -> tuple:
    return (
        -len(_words_in(passage, wanted)),
        passage.language != languages.active(),
        passage.weight,
        passage.number,
    )


def _words_in(passage: StoredPassage, wanted: set[str]) -> set[str]:
    return {stem for stem in wanted if f" {stem} " in passage.stems}


def marked(text: str, wanted: set[str]) -> SafeString:
    """The text with every word whose stem is wanted in a `<mark>`, whatever form it has."""
    pieces: list[SafeString] = []
    at = 0
    for term in _found(text, wanted):
        pieces += [
            text[at : term.start],
            format_html("<mark>{}</mark>", text[term.start : term.end]),
        ]
        at = term.end
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[at:]]))


def excerpt(text: str, wanted: set[str]) -> str:
    """At most some 260 letters of the text, those with most of the wanted words; … where something is left out."""
    if len(text) <= EXCERPT:
        return text
    found = _found(text, wanted)
    starts = [max(term.start - EXCERPT // 4, 0) for term in found] or [0]

    def number_of_words(start: int) -> int:
        return len({term.stem for term in found if start <= term.start and term.end <= start + EXCERPT})

    start = max(starts, key=lambda start: (number_of_words(start), -start))
    end = min(start + EXCERPT, len(text))
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = max(text.rfind(" ", start, end), start)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def _found(text: str, wanted: set[str]) -> list[Term]:
    return [term for term in terms(text) if term.stem in wanted]
