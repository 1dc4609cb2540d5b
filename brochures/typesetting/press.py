"""From the text of a page to a tagged PDF, with typst."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from urllib.parse import urlsplit

from .compiler import TEMPLATES, Compiled, Reason, TypesettingError, compiled
from .content import BrochureContent
from .qr import svg_of
from .reader import Reader, web_address

logger = logging.getLogger(__name__)

STANDARDS = ["ua-1", "a-2a"]
# An archive file must bear a date.
UNDATED_STANDARDS = ["ua-1"]

# Wagtail keeps titles under 255 characters; the cover holds this many and still reads as a cover.
TITLE_LIMIT = 400
# How close the template may set a brochure, and down to where a last sheet must be filled to be left as it is: its text
# begins at an eighth. A long one is read for its text, and would take four times as long.
TIGHTNESSES = (0, 1, 2, 3)
WORTH_A_SHEET = 0.32
SHEETS_TO_CLOSE_UP = 12

COVER_FACTS = 4
COVER_SUMMARY = 300


def typeset(content: BrochureContent, *, timestamp: datetime | None = None, strict: bool = False) -> bytes:
    """Return the brochure as a PDF file (A4, PDF/UA-1 and PDF/A-2a): the same bytes for the same arguments.

    timestamp: with time zone; stands in the file as its date. Without it the file bears no date and is PDF/UA-1 only.
    strict: a letter that the typeface lacks is an error instead of a question mark; signs and pictures only go.
    Raises TypesettingError for a missing title, a wrong address or language, too much text, or if typst refuses.
    """
    reader = Reader()
    data = _data(content, reader, strict)
    if timestamp is not None:
        if timestamp.tzinfo is None:
            raise TypesettingError("the time of the brochure has no time zone")
        timestamp = timestamp.astimezone(UTC).replace(microsecond=0)
    data["dated"] = timestamp is not None

    try:
        made = _closed_up(
            data,
            format="pdf",
            pdf_standards=STANDARDS if timestamp else UNDATED_STANDARDS,
            timestamp=timestamp,
            files=reader.files,
        )
    except TypesettingError as error:
        raise TypesettingError(f"typst could not set the brochure of {content.address}: {error}") from error
    for warning in made.warnings:
        logger.warning("brochure of %s: %s", content.address, warning)
    return made.file


def _closed_up(data: dict, **output) -> Compiled:
    """The brochure with all its air, or with less where that saves a last sheet of a few lines."""
    best = None
    for tightness in TIGHTNESSES:
        made = compiled(TEMPLATES / "brochure.typ", data | {"tightness": tightness}, asked="<end>", **output)
        if best is None or made.told[0]["sheet"] < best.told[0]["sheet"]:
            best = made
        if not _ends_in_a_few_lines(best):
            break
    return best


def _ends_in_a_few_lines(made: Compiled) -> bool:
    # A brochure that is all cover tells of no end.
    return any(2 < end["sheet"] <= SHEETS_TO_CLOSE_UP and end["filled"] < WORTH_A_SHEET for end in made.told)


def _data(content: BrochureContent, reader: Reader, strict: bool) -> dict:
    """Return the content as the template reads it: printable, with empty parts left out.

    Each text becomes a list of runs {text, language, link, strong}; each block keeps the name of its class as "type".
    """
    address = web_address(content.address, schemes=("http", "https"))
    if address is None:
        raise TypesettingError(f"a brochure needs the absolute address of its page, not {content.address!r}")
    title = reader.inline(content.title)
    if not title:
        raise TypesettingError(f"the page {address} has no title that can be printed", Reason.NO_TITLE)
    if len(title[0]["text"]) > TITLE_LIMIT:
        raise TypesettingError(f"the title of {address} is longer than {TITLE_LIMIT} characters", Reason.TITLE_TOO_LONG)
    summary = reader.inline(content.summary)
    data = {
        "language": reader.code(content.language),
        "publisher": reader.label(content.publisher),
        "kind": reader.label(content.kind),
        "title": title[0],
        "short_title": reader.inline(content.short_title),
        "language_name": reader.label(content.language_name),
        "page_label": reader.label(content.page_label),
        "address": address,
        "address_text": reader.label(content.address),
        "site": reader.label("{0.scheme}://{0.netloc}/".format(urlsplit(address))),
        "address_label": reader.label(content.address_label),
        "code": svg_of(address) if content.code_alternative else "",
        "code_alternative": reader.label(content.code_alternative),
        "origin_note": reader.label(content.origin_note),
        "date_label": reader.label(content.date_label),
        "date": reader.label(content.date),
        "version_label": reader.label(content.version_label),
        "version": reader.label(content.version),
        "status": reader.status(content.status),
        "cover_facts": reader.facts(content.cover_facts)[:COVER_FACTS],
        "summary": summary,
        "picture": reader.illustration(content.picture),
        "description": "".join(run["text"] for run in summary or ()),
        "keywords": [keyword for keyword in map(reader.label, content.keywords) if keyword],
        "facts_heading": reader.label(content.facts_heading),
        # What the cover says is only ever a selection.
        "facts": reader.facts(content.facts or content.cover_facts),
        "blocks": reader.blocks(content.blocks),
        "sections": reader.sections(content.sections),
        "references_heading": reader.label(content.references_heading),
        "references": reader.references(content.references),
        "milestones_heading": reader.label(content.milestones_heading),
        "milestones": reader.facts(content.milestones),
        "funders": reader.funders(content.funders),
        "disclaimers": reader.inlines(content.disclaimers),
        "contact_heading": reader.label(content.contact_heading),
        "contact": reader.facts(content.contact),
    }
    # A page that says no more than a few lines fits on the cover, with the imprint.
    inside = ("picture", "facts", "blocks", "sections", "milestones", "references", "funders", "disclaimers", "contact")
    data["inside"] = any(data[part] for part in inside) or len(data["description"]) > COVER_SUMMARY
    if strict and (letters := reader.lost_letters()):
        raise TypesettingError(letters, Reason.UNKNOWN_LETTERS)
    if reader.lost:
        lost = ", ".join(f"U+{ord(character):04X}" for character in sorted(reader.lost))
        logger.warning("brochure of %s: characters that the typeface lacks: %s", address, lost)
    return data
