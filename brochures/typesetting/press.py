"""From the text of a page to a tagged PDF, with typst."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import get_args
from urllib.parse import quote, urlsplit

from .compiler import FONTS, TEMPLATES, Reason, TypesettingError, compiled
from .content import (
    Billet,
    Block,
    BrochureContent,
    Callout,
    Fact,
    Heading,
    Illustration,
    Inline,
    Listing,
    Paragraph,
    Passage,
    Quotation,
    Reference,
    Section,
    Status,
    Table,
)
from .glyphs import characters_of_all, printable
from .qr import svg_of

logger = logging.getLogger(__name__)

STANDARDS = ["ua-1", "a-2a"]
# An archive file must bear a date.
UNDATED_STANDARDS = ["ua-1"]

# Wagtail keeps titles under 255 characters; the cover holds this many and still reads as a cover.
TITLE_LIMIT = 400
# Typst has no time limit of its own, so the text must have one. The most characters take about half a second and 170
# pages, the most passages (paragraphs, items, cells) a few seconds.
TEXT_LIMIT = 300_000
PASSAGE_LIMIT = 3_000
COVER_FACTS = 4
COVER_SUMMARY = 300
PICTURE_LIMIT = 8 * 1024 * 1024  # bytes


def typeset(content: BrochureContent, *, timestamp: datetime | None = None, strict: bool = False) -> bytes:
    """Return the brochure as a PDF file (A4, PDF/UA-1 and PDF/A-2a): the same bytes for the same arguments.

    timestamp: with time zone; stands in the file as its date. Without it the file bears no date and is PDF/UA-1 only.
    strict: a letter that the typeface lacks is an error instead of a question mark; signs and pictures only go.
    Raises TypesettingError for a missing title, a wrong address or language, too much text, or if typst refuses.
    """
    data = _data(content, strict)
    if timestamp is not None:
        if timestamp.tzinfo is None:
            raise TypesettingError("the time of the brochure has no time zone")
        timestamp = timestamp.astimezone(UTC).replace(microsecond=0)
    data["dated"] = timestamp is not None

    try:
        pdf, warnings = compiled(
            TEMPLATES / "brochure.typ",
            data,
            format="pdf",
            pdf_standards=STANDARDS if timestamp else UNDATED_STANDARDS,
            timestamp=timestamp,
            files={data["picture"]["file"]: content.picture.jpeg} if data["picture"] else None,
        )
    except TypesettingError as error:
        raise TypesettingError(f"typst could not set the brochure of {content.address}: {error}") from error
    for warning in warnings:
        logger.warning("brochure of %s: %s", content.address, warning)
    return pdf


def _data(content: BrochureContent, strict: bool) -> dict:
    """Return the content as the template reads it: printable, with empty parts left out.

    Each text becomes a list of runs {text, language, link, strong}; each block keeps the name of its class as "type".
    """
    reader = _Reader()
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
        "statements": reader.inlines(content.statements),
        "disclaimers": reader.inlines(content.disclaimers),
        "contact_heading": reader.label(content.contact_heading),
        "contact": reader.facts(content.contact),
    }
    # A page that says no more than a few lines fits on the cover, with the imprint.
    inside = ("picture", "facts", "blocks", "sections", "references", "statements", "disclaimers", "contact")
    data["inside"] = any(data[part] for part in inside) or len(data["description"]) > COVER_SUMMARY
    if strict and (letters := reader.lost_letters()):
        raise TypesettingError(letters, Reason.UNKNOWN_LETTERS)
    if reader.lost:
        lost = ", ".join(f"U+{ord(character):04X}" for character in sorted(reader.lost))
        logger.warning("brochure of %s: characters that the typeface lacks: %s", address, lost)
    return data


class _Reader:
    """Reads a content object part by part and remembers how much there was and which characters were lost."""

    def __init__(self) -> None:
        self.length = 0
        self.passages = 0
        self.lost: set[str] = set()

    def text(self, text: str) -> str:
        self.length += len(text)
        if self.length > TEXT_LIMIT:
            raise TypesettingError(f"the text is longer than {TEXT_LIMIT} characters", Reason.TOO_LONG)
        printed, lost = printable(text, characters_of_all(FONTS))
        self.lost |= lost
        return printed

    def label(self, text: str) -> str:
        return self.text(text).strip(" ")

    def lost_letters(self) -> str:
        """Return the letters and figures that were lost, each once."""
        return "".join(character for character in sorted(self.lost) if unicodedata.category(character)[0] in "LN")

    def code(self, language: str) -> str:
        if not re.fullmatch("[a-z]{2,3}", language):
            raise TypesettingError(f"{language!r} is not the code of a language")
        return language

    def inline(self, inline: Inline | None) -> list[dict] | None:
        """Return runs without white space at either end, or None when nothing of them can be printed."""
        if inline is None:
            return None
        passages = [inline] if isinstance(inline, Passage) else inline
        self.passages += len(passages)
        if self.passages > PASSAGE_LIMIT:
            raise TypesettingError(
                f"the text has more than {PASSAGE_LIMIT} paragraphs, items and cells", Reason.TOO_LONG
            )
        runs = [
            {
                "text": self.text(passage.text),
                "language": self.code(passage.language),
                "link": self.link(passage.link),
                "strong": passage.strong,
            }
            for passage in passages
        ]
        while runs and not runs[0]["text"].strip(" "):
            runs.pop(0)
        while runs and not runs[-1]["text"].strip(" "):
            runs.pop()
        if not runs:
            return None
        runs[0]["text"] = runs[0]["text"].lstrip(" ")
        runs[-1]["text"] = runs[-1]["text"].rstrip(" ")
        return runs

    def inlines(self, inlines: Iterable[Inline]) -> list[list[dict]]:
        return [runs for runs in map(self.inline, inlines) if runs]

    def link(self, link: str | None) -> str | None:
        if link is None:
            return None
        address = web_address(link)
        if address is None:
            logger.warning("a link to %r is set as plain text", link)
        return address

    def status(self, status: Status | None) -> dict | None:
        if status is None or not (word := self.label(status.word)):
            return None
        if status.billet not in get_args(Billet):
            raise TypesettingError(f"there is no billet {status.billet!r} for a status")
        return {"word": word, "billet": status.billet}

    def facts(self, facts: Iterable[Fact]) -> list[dict]:
        read = (
            {"label": self.label(fact.label), "values": self.inlines(fact.values), "sub": self.inlines(fact.sub)}
            for fact in facts
        )
        return [fact for fact in read if fact["values"] or fact["sub"]]

    def sections(self, sections: Iterable[Section]) -> list[dict]:
        read = ({"heading": self.label(section.heading), "items": self.inlines(section.items)} for section in sections)
        return [section for section in read if section["items"]]

    def references(self, references: Iterable[Reference]) -> list[dict]:
        read = []
        for reference in references:
            address = web_address(reference.address, schemes=("http", "https"))
            if address is None:
                raise TypesettingError(f"{reference.address!r} is no absolute address of a page")
            if title := self.inline(reference.title):
                read.append(
                    {
                        "title": title,
                        "address": address,
                        "address_text": self.label(reference.address),
                        "label": self.inline(reference.label),
                    }
                )
        return read

    def illustration(self, illustration: Illustration | None) -> dict | None:
        """Return what the template needs beside the file itself."""
        if illustration is None:
            return None
        if not illustration.jpeg.startswith(b"\xff\xd8\xff") or len(illustration.jpeg) > PICTURE_LIMIT:
            raise TypesettingError(f"a picture must be a JPEG file of at most {PICTURE_LIMIT} bytes")
        return {
            "file": "picture.jpg",
            "alternative": self.label(illustration.alternative.text) if illustration.alternative else "",
            "language": self.code(illustration.alternative.language) if illustration.alternative else "",
            "credit": self.inline(illustration.credit),
        }

    def blocks(self, blocks: Iterable[Block]) -> list[dict]:
        read = []
        level = 1
        for block in blocks:
            data = self.block(block)
            if data is None:
                continue
            if isinstance(block, Heading):
                # A level 3 without a level 2 above it would be a gap, which PDF/UA forbids and typst refuses.
                level = data["level"] = min(block.level, level + 1)
            read.append({"type": type(block).__name__, **data})
        return read

    def block(self, block: Block) -> dict | None:
        """Return one block of the body, or None when nothing in it can be printed."""
        match block:
            case Paragraph(passage):
                more = {}
            case Heading(passage, level):
                more = {"level": level}
            case Quotation(passage, attribution):
                more = {"attribution": self.inline(attribution)}
            case Callout(title, passage, further):
                more = {"title": self.inline(title), "more": self.inlines(further)}
            case Listing(items, ordered):
                read = self.inlines(items)
                return {"items": read, "ordered": ordered} if read else None
            case Table(caption, header, rows):
                return self.table(caption, header, rows)
            case _:
                raise TypesettingError(f"a brochure cannot hold a {type(block).__name__}")
        runs = self.inline(passage)
        return {"passage": runs, **more} if runs else None

    def table(self, caption: Inline | None, header: Iterable[Inline], rows: Iterable[Iterable[Inline]]) -> dict | None:
        """Return rows of equal length, and the header apart from them: None when none of its cells has a word."""
        first, *others = [[self.inline(cell) or [] for cell in row] for row in (header, *rows)]
        if not any(cell for row in others for cell in row):
            return None
        width = max(map(len, (first, *others)))
        first, *others = [row + [[]] * (width - len(row)) for row in (first, *others)]
        return {"caption": self.inline(caption), "header": first if any(first) else None, "rows": others}


def web_address(link: str, schemes: tuple[str, ...] = ("http", "https", "mailto")) -> str | None:
    """Return `link` as an ASCII address that may stand in a PDF, or None if it is not one of `schemes`."""
    link = link.strip()
    if any(character.isspace() or unicodedata.category(character) in ("Cc", "Cs") for character in link):
        return None
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme not in schemes or not (parts.path if parts.scheme == "mailto" else parts.hostname):
        return None
    return quote(link, safe="/#%[]=:;$&()+,!?*@'~")
