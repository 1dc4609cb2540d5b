"""Makes brochures from pages, keeps them as documents, and makes none twice.

A page type takes part by having `brochure_content(language, publisher)`. A brochure is made in each language in which
the page exists, unless a row of the page offers another brochure in that language. It is typeset in a child process;
nothing that goes wrong here may hinder a page from being published.
"""

import hashlib
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from asgiref.local import Local
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from bilingual import languages
from georgian.dates import format_date

from . import problems, typesetting
from .inspection import RefusalCode, Refused, inspect_upload
from .labels import brochure_of, version_of
from .models import Attachment, MadeBrochure, PdfDocument
from .publisher import publisher_in
from .typesetting import BrochureContent, Reason, TypesettingError
from .typesetting.bounded import Job, typeset_apart
from .typesetting.parcel import pack

logger = logging.getLogger(__name__)

# Seconds that a request may spend on brochures; the command makes what is left.
TIME_IN_A_REQUEST = 10.0
# Seconds until it is the turn of a file that was made, and seconds for reading it.
PATIENCE = 10.0


class Outcome(StrEnum):
    """What became of the brochure of one page in one language."""

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    REMOVED = "removed"


@dataclass(frozen=True)
class _Plan:
    """A brochure that has to be made: what it says, the checksum of that, and since when it says so."""

    content: BrochureContent
    checksum: str
    made_at: datetime


def has_brochure(page: Page) -> bool:
    """Whether this kind of page has brochures made from its text; `page` as its specific type."""
    return hasattr(page, "brochure_content")


def make_brochures(page: Page, *, anew: bool = False) -> dict[str, Outcome]:
    """Brings the brochures of a live page up to date: the outcome for each language that has or had one.

    `page` as readers have it, not a draft. What says the same as before is not made again, unless `anew` or its file is
    lost; it then gets the same bytes. Raises MachineError if this machine cannot typeset at all.
    """
    if not (has_brochure(page) and page.live):
        return {}
    known = {made.language: made for made in MadeBrochure.objects.filter(page=page).select_related("document")}
    outcomes: dict[str, Outcome] = {}
    plans: dict[str, _Plan] = {}
    for language in languages.CODES:
        made = known.get(language)
        if not _is_wanted(page, language, made):
            if made:
                outcomes[language] = _give_up(page, made)
            continue
        try:
            plan = _plan(page, language, made)
        except Exception:
            # A page is published without its brochure, too; the editor is told.
            logger.exception("The content of the brochure of page %s in %s", page.pk, language)
            outcomes[language] = _fail(page, language, Reason.FAILED)
            continue
        if not anew and made and made.content_hash == plan.checksum and _file_is_there(made):
            outcomes[language] = Outcome.UNCHANGED
            if made.problem:
                MadeBrochure.objects.filter(pk=made.pk).update(problem="")
        else:
            plans[language] = plan
    return outcomes | _carry_out(page, plans)


def _carry_out(page: Page, plans: dict[str, _Plan]) -> dict[str, Outcome]:
    """Typesets and keeps; whatever goes wrong, the editor is told."""
    try:
        results = _typeset(plans)
    except Exception:
        for language in plans:
            _fail(page, language, problems.MACHINE)
        raise
    outcomes = {}
    for language, result in results.items():
        if isinstance(result, TypesettingError):
            logger.warning("The brochure of page %s in %s: %s (%s)", page.pk, language, result.reason, result)
            letters = str(result) if result.reason is Reason.UNKNOWN_LETTERS else ""
            outcomes[language] = _fail(page, language, result.reason, letters)
            continue
        try:
            outcomes[language] = _keep(page, language, plans[language], result)
        except Exception as error:
            logger.exception("Keeping the brochure of page %s in %s", page.pk, language)
            # A full disk, for instance.
            fault = problems.MACHINE if isinstance(error, OSError) else Reason.FAILED
            outcomes[language] = _fail(page, language, fault)
    return outcomes


def preview(page: Page, language: str) -> bytes:
    """The brochure as it would be made from this draft, marked as a preview. Nothing is kept.

    Raises TypesettingError with the reason why there would be none, MachineError as `make_brochures` does.
    """
    content = _content(page, language)
    checksum = _checksum(content)
    with translation.override(language):
        note = _("Preview of a draft that is not published.")
    plan = _Plan(replace(content, origin_note=note), checksum, timezone.now())
    (result,) = _typeset({language: plan}).values()
    if isinstance(result, TypesettingError):
        raise result
    return result


# --- what it says ----------------------------------------------------------------------------------------------------


def _content(page: Page, language: str) -> BrochureContent:
    """All that is drawn, without date and version; City Hall's contact where the page has none of its own."""
    publisher = publisher_in(language)
    content = page.brochure_content(language, publisher=publisher.name)
    if content.contact:
        return content
    with translation.override(language):
        return replace(content, contact_heading=_("Contact"), contact=publisher.contact)


def _plan(page: Page, language: str, made: MadeBrochure | None) -> _Plan:
    content = _content(page, language)
    checksum = _checksum(content)
    # The date is that of the content: a file that was lost comes back byte by byte.
    same = made and made.content_hash == checksum
    return _Plan(content, checksum, (made.made_at if same else None) or timezone.now())


def _checksum(content: BrochureContent) -> str:
    """SHA-256 of all that is drawn and of what draws it."""
    return hashlib.sha256(f"{_typesetter()}\n{pack(content)}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _typesetter() -> str:
    """Templates, typeface, code and libraries in one number. Typst is asked for its version, not loaded."""
    folder = Path(typesetting.__file__).parent
    digest = hashlib.sha256(f"{version('typst')} {version('segno')}".encode())
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".typ", ".svg", ".ttf", ".py"):
            digest.update(f"{file.relative_to(folder)} ".encode() + file.read_bytes())
    return digest.hexdigest()


def _typeset(plans: dict[str, _Plan]) -> dict[str, bytes | TypesettingError]:
    """The files in all these languages from one child process, each with its date and version."""
    if not plans:
        return {}
    jobs = []
    for language, plan in plans.items():
        with translation.override(language):
            content = replace(
                plan.content,
                date_label=_("Made on"),
                date=format_date(timezone.localdate(plan.made_at), language),
                version_label=_("Version"),
                version=version_of(plan.checksum),
            )
        jobs.append(Job(language, content, plan.made_at))
    return typeset_apart(jobs)


# --- what is kept ----------------------------------------------------------------------------------------------------


def _is_wanted(page: Page, language: str, made: MadeBrochure | None) -> bool:
    """Whether the page exists in the language and nothing else is offered in its place."""
    if not page.has_language(language):
        return False
    if made and made.document and Attachment.objects.of_document(made.document).exists():
        return True
    rows = Attachment.objects.brochures().filter(page=page)
    return not rows.filter(**{f"document_{language}__isnull": False}).exists()


def _file_is_there(made: MadeBrochure) -> bool:
    return bool(made.document) and made.document.file.storage.exists(made.document.file.name)


def _keep(page: Page, language: str, plan: _Plan, pdf: bytes) -> Outcome:
    """Puts the file in the place of the last one, which goes when nothing can fail any more."""
    made, _created = MadeBrochure.objects.get_or_create(page_id=page.pk, language=language)
    file = ContentFile(pdf, name=f"{page.slug}-{language}.pdf")
    new_file = None
    try:
        # Before the row is locked; and nobody can mend this file, so a busy machine gets more time for it.
        file.inspection = inspect_upload(file, timeout=PATIENCE, wait=PATIENCE)
        left_out = typesetting.signs_left_out(plan.content)
        with transaction.atomic():
            made = MadeBrochure.objects.select_for_update().get(pk=made.pk)
            if made.made_at and made.made_at > plan.made_at:
                # Somebody published once more while this one was typeset.
                return Outcome.UNCHANGED
            document = made.document or PdfDocument(made_from=page)
            document.is_being_made = True
            old_file = document.file.name
            _name(document, page, language)
            document.file = file
            document.read_file()
            new_file = document.file
            made.document, made.content_hash, made.made_at, made.problem = document, plan.checksum, plan.made_at, ""
            made.left_out = left_out
            made.save()
            if old_file:
                transaction.on_commit(lambda: new_file.storage.delete(old_file), robust=True)
    except Refused as refusal:
        # Inspection is for all files; that it refuses one of ours, an operator reads in the log.
        logger.error("The brochure of page %s in %s was refused: %s", page.pk, language, refusal)
        return _fail(page, language, Reason.OUT_OF_TIME if refusal.code is RefusalCode.BUSY else Reason.FAILED)
    except BaseException:
        if new_file:
            new_file.storage.delete(new_file.name)
        raise
    return Outcome.MADE


def _name(document: PdfDocument, page: Page, language: str) -> None:
    """The document is called after the page, as long as nobody has called it otherwise."""
    with translation.override(language):
        named = str(brochure_of(page.short_heading))[: PdfDocument._meta.get_field("title").max_length]
        ours = not document.title or document.title.startswith(f"{_('Brochure')}: ")
    if ours:
        document.title = named


def _fail(page: Page, language: str, reason: str, letters: str = "") -> Outcome:
    """The last good file stays; the editor is told why there is no newer one."""
    MadeBrochure.objects.update_or_create(
        page_id=page.pk, language=language, defaults={"problem": problems.stored(reason, letters)}
    )
    return Outcome.FAILED


def _give_up(page: Page, made: MadeBrochure) -> Outcome:
    """No brochure is made any more; a file that some row offers stays for it."""
    if made.document and is_in_use(made.document):
        return _fail(page, made.language, problems.LANGUAGE_GONE)
    made.delete()
    return Outcome.REMOVED


def is_in_use(document: PdfDocument) -> bool:
    """Whether a row or a text names this document."""
    if Attachment.objects.of_document(document).exists():
        return True
    return ReferenceIndex.get_references_to(document).exists()


def remove_document(pk: int | None) -> None:
    """Of a brochure that is not made any more. What somebody uses stays as a document like any other."""
    document = PdfDocument.objects.filter(pk=pk).first()
    if document and not is_in_use(document):
        document.delete()


# --- when ------------------------------------------------------------------------------------------------------------

_waiting = Local()


def make_after_commit(ids: Iterable[int]) -> None:
    """Brings the brochures of these pages up to date when everything that belongs to the change is stored.

    Spends TIME_IN_A_REQUEST at most, whatever the number of pages; what is left waits for `manage.py make_brochures`.
    """
    _waiting.ids = getattr(_waiting, "ids", {}) | dict.fromkeys(ids)
    # Each change of a transaction registers this: one that is rolled back takes its own registration away.
    transaction.on_commit(_make_those_that_wait, robust=True)


def _make_those_that_wait() -> None:
    ids, _waiting.ids = list(getattr(_waiting, "ids", {})), {}
    until = time.monotonic() + TIME_IN_A_REQUEST
    for done, pk in enumerate(ids):
        if time.monotonic() > until:
            logger.warning("Brochures of %s pages are left to the command make_brochures", len(ids) - done)
            _tell_that_they_wait(ids[done:])
            return
        make_brochures_of(pk)


def _tell_that_they_wait(ids: list[int]) -> None:
    """The editors of these pages read that what readers have may not be the newest; the next success takes it back."""
    made = MadeBrochure.objects.filter(page__in=ids, page__live=True)
    made.exclude(problem=problems.LANGUAGE_GONE).update(problem=problems.WAITING)


def make_brochures_of(pk: int) -> dict[str, Outcome]:
    """`make_brochures` of a page as readers have it now; whatever goes wrong hinders nobody."""
    page = Page.objects.live().filter(pk=pk).specific().first()
    if page is None:
        return {}
    try:
        return make_brochures(page)
    except Exception:
        # Publishing has happened already and must not fail for it.
        logger.exception("The brochures of page %s", pk)
        return {}
