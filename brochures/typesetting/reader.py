"""Reads a content object into what the template takes: printable text, addresses that may stand in a file, pictures."""

from __future__ import annotations

import hashlib
import logging
import re
import unicodedata
from collections.abc import Iterable
from typing import get_args
from urllib.parse import quote, urlsplit

from .compiler import FONTS, Reason, TypesettingError
from .content import (
    Acknowledgement,
    Billet,
    Block,
    Callout,
    Fact,
    Gallery,
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
    Step,
    Table,
)
from .glyphs import characters_of_all, printable

logger = logging.getLogger(__name__)

# Typst has no time limit of its own, so the text must have one. The most characters take about half a second and 170
# pages, the most passages (paragraphs, items, cells) a few seconds.
TEXT_LIMIT = 300_000
PASSAGE_LIMIT = 3_000
PICTURE_LIMIT = 8 * 1024 * 1024  # bytes
PICTURES_LIMIT = 16 * 1024 * 1024  # bytes of all pictures of a brochure
# The first bytes of the files that typst and PDF/A-2 take as they are, and the ending by which typst knows them.
PICTURES = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


class Reader:
    """Reads a content object part by part and remembers how much there was and which characters were lost.

    `files` are the pictures by the names under which the template finds them.
    """

    def __init__(self) -> None:
        self.length = 0
        self.passages = 0
        self.lost: set[str] = set()
        self.files: dict[str, bytes] = {}

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
        read = (
            {"heading": self.label(section.heading), "items": [step for step in map(self.step, section.items) if step]}
            for section in sections
        )
        return [section for section in read if section["items"]]

    def step(self, item: Inline | Step) -> dict | None:
        step = item if isinstance(item, Step) else Step(item)
        runs = self.inline(step.passage)
        return {"passage": runs, "more": self.inlines(step.more), "small": self.inlines(step.small)} if runs else None

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
        file = illustration.file
        ending = next((ending for start, ending in PICTURES.items() if file.startswith(start)), None)
        if ending is None or len(file) > PICTURE_LIMIT:
            raise TypesettingError(f"a picture must be a JPEG or PNG file of at most {PICTURE_LIMIT} bytes")
        # Named by what is in it: the same emblem on two pages is one file.
        name = f"{hashlib.sha256(file).hexdigest()[:16]}.{ending}"
        self.files[name] = file
        if sum(map(len, self.files.values())) > PICTURES_LIMIT:
            raise TypesettingError(f"the pictures are larger than {PICTURES_LIMIT} bytes", Reason.TOO_LONG)
        return {
            "file": name,
            "alternative": self.label(illustration.alternative.text) if illustration.alternative else "",
            "language": self.code(illustration.alternative.language) if illustration.alternative else "",
            "caption": self.inline(illustration.caption),
            "credit": self.inline(illustration.credit),
        }

    def funders(self, funders: Iterable[Acknowledgement]) -> list[dict]:
        read = (
            {"statement": self.inline(funder.statement), "emblem": self.illustration(funder.emblem)}
            for funder in funders
        )
        return [funder for funder in read if funder["statement"] or funder["emblem"]]

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
            case Illustration():
                return self.illustration(block)
            case Gallery(pictures):
                return {"pictures": [self.illustration(picture) for picture in pictures]} if pictures else None
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
