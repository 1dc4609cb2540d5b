"""Where files stand: in the rows of pages as readers see them, and of drafts as they will see them."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from bilingual import languages

from .models import Attachment, EarlierDocument, MadeBrochure, PdfDocument
from .warnings import BOTH, FileWarning, warnings_in_places

# As a revision keeps the text of a page: a block that holds a file, and a link within a paragraph.
IN_A_BODY = re.compile(r'"document": (?P<block>\d+)|<a (?=[^>]*linktype=\\"document\\")[^>]*\bid=\\"(?P<link>\d+)\\"')


@dataclass(frozen=True)
class Place:
    """One place of one row. `language` is "ka", "en", or BOTH for a file that stands in the two places."""

    page_id: int
    row_id: int | None  # None in a draft older than the reservation of ids
    language: str


def places_of(document_ids: Iterable[int]) -> dict[int, list[Place]]:
    """Where each of these documents stands; those that stand nowhere have an empty list. Two queries."""
    found = {pk: [] for pk in document_ids}
    for page_id, row_id, georgian, english in [*_published_rows(found), *_drafted_rows()]:
        for pk, language in _languages(georgian, english).items():
            place = Place(page_id, row_id, language)
            if pk in found and place not in found[pk]:
                found[pk].append(place)
    return found


def _languages(georgian: int | None, english: int | None) -> dict[int | None, str]:
    if georgian == english:
        return {georgian: BOTH}
    return {georgian: languages.GEORGIAN, english: languages.ENGLISH}


def _published_rows(document_ids: Iterable[int]) -> Iterator[tuple]:
    ids = list(document_ids)
    return (
        Attachment.objects.filter(Q(document_ka__in=ids) | Q(document_en__in=ids))
        .order_by("pk")
        .values_list("page_id", "pk", "document_ka_id", "document_en_id")
    )


def _drafted_rows() -> Iterator[tuple]:
    drafts = Page.objects.filter(has_unpublished_changes=True).order_by("pk")
    for page_id, rows in drafts.values_list("pk", "latest_revision__content__attachments"):
        for row in rows or []:
            yield page_id, row.get("pk"), row.get("document_ka"), row.get("document_en")


def _drafted_links() -> Iterator[tuple[int, int]]:
    """(document, page) of every link in the body of a draft; those of published texts stand in the reference index."""
    drafts = Page.objects.filter(has_unpublished_changes=True)
    bodies = [f"latest_revision__content__body_{code}" for code in languages.CODES]
    for page_id, *texts in drafts.values_list("pk", *bodies):
        for text in filter(None, texts):
            # It is JSON within JSON: PostgreSQL hands over what stands there, Django on SQLite what that means.
            for match in IN_A_BODY.finditer(text if isinstance(text, str) else json.dumps(text)):
                yield int(match["block"] or match["link"]), page_id


def pages_using(document_ids: Iterable[int]) -> dict[int, list[int]]:
    """The pages on which each of these documents is used: attached now or before, linked to from the text, in a draft,
    or made from their text."""
    places = places_of(document_ids)
    found = {pk: [place.page_id for place in places[pk]] for pk in places}
    links = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(PdfDocument),
        to_object_id__in=[str(pk) for pk in found],
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    for pk, page_id in links.values_list("to_object_id", "object_id"):
        found[int(pk)].append(int(page_id))
    for pk, page_id in _drafted_links():
        if pk in found:
            found[pk].append(page_id)
    for pk, page_id in MadeBrochure.objects.filter(document__in=found).values_list("document", "page"):
        found[pk].append(page_id)
    for pk, page_id in EarlierDocument.objects.filter(document__in=found).values_list("document", "page"):
        found[pk].append(page_id)
    return {pk: sorted(set(page_ids)) for pk, page_ids in found.items()}


def standing_warnings(documents: Iterable[PdfDocument]) -> dict[int, list[FileWarning]]:
    """What is amiss with each of these documents, in all the places where it stands."""
    documents = list(documents)
    places = places_of(document.pk for document in documents)
    return {
        document.pk: warnings_in_places(document, {place.language for place in places[document.pk]})
        for document in documents
    }
