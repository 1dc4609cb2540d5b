"""What the feeds say of a page."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import uuid5

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from wagtail.models import Page

from bilingual import languages
from bilingual.addresses import absolute
from bilingual.models import BilingualPage, PageChange
from bilingual.text import text_of
from brochures.models import AttachedFile, Attachment, MadeBrochure, MadeFile, PageWithBrochures, files_of
from projects.course import results_heading
from projects.models import ProjectPage

from .atom import Enclosure, Entry
from .clean_html import clean_html


def identity_of(page: Page, what: str) -> str:
    """A name for something of a page that outlives its slug, its place and the site's own address (RFC 4122)."""
    return f"urn:uuid:{uuid5(page.translation_key, what)}"


def entries_of(pages: Iterable[BilingualPage], request) -> list[Entry]:
    """In the active language, in the order of the pages. What many of them need is read at once."""
    pages = list(pages)
    files, changes = _files_by_page(pages), _changes_by_page(pages)
    projects = [page for page in pages if isinstance(page, ProjectPage)]
    prefetch_related_objects(projects, "organisations", "objectives", "expected_results", "milestones")
    return [_entry(page, files[page.pk], changes[page.pk], request) for page in pages]


def _entry(page: BilingualPage, files: list[AttachedFile], changes: list[PageChange], request) -> Entry:
    context = {"page": page, "files": files, "changes": changes}
    if isinstance(page, ProjectPage):
        context |= {
            "facts": page.facts(),
            "objectives": page.objective_texts(),
            "results": page.results,
            "results_heading": results_heading(page),
            "milestones": page.milestones_newest_first,
            "disclaimers": True,
        }
    content = render_to_string("feeds/entry.html", context, request)
    return Entry(
        identity=identity_of(page, languages.active()),
        address=page.canonical_address,
        title=str(page.heading),
        summary=str((text_of(changes[0], "note") if changes else None) or page.description),
        content=clean_html(content),
        published=page.first_published_at,
        updated=page.last_published_at,
        category=str(page.kind_label),
        enclosures=[
            Enclosure(
                absolute(file.address), file.document.file_size or 0, "application/pdf", file.language, str(file.name)
            )
            for file in files
        ],
    )


def _changes_by_page(pages: list[BilingualPage]) -> dict[int, list[PageChange]]:
    found = defaultdict(list)
    for change in PageChange.objects.filter(page__in=[page.pk for page in pages]):
        found[change.page_id].append(change)
    return found


def _files_by_page(pages: list[BilingualPage]) -> dict[int, list[AttachedFile]]:
    """All files that the pages offer, the reader's language first within each row, then what is made from the page."""
    by_pk = {page.pk: page for page in pages if isinstance(page, PageWithBrochures)}
    found = defaultdict(list)
    rows = Attachment.objects.filter(page__in=by_pk).with_documents().order_by("sort_order", "pk")
    for file in files_of(_on(by_pk, rows), known_pages=by_pk.values()):
        found[file.attachment.page_id].append(file)
    made = MadeBrochure.objects.offered().filter(page__in=by_pk).select_related("document")
    for brochure in sorted(made, key=lambda one: (one.language != languages.active(), one.pk)):
        page = by_pk[brochure.page_id]
        if page.has_language(brochure.language):
            found[page.pk].append(MadeFile.of(brochure, page))
    return found


def _on(pages: dict[int, BilingualPage], rows: Iterable[Attachment]) -> list[Attachment]:
    """The rows with the pages at hand: the address of a file names the page."""
    rows = list(rows)
    for row in rows:
        row.page = pages[row.page_id]
    return rows
