"""The body of a page as the blocks of a brochure."""

from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, NavigableString
from wagtail.rich_text import expand_db_html

from bilingual.addresses import absolute
from bilingual.blocks import outline
from bilingual.text import Text
from images.renditions import ARTICLE, GALLERY, Place

from . import illustration
from .typesetting import content as brochure

# The others stay on the page: a brochure is printed, an album is not.
MOST_PICTURES = 24


def passage(text: Text) -> brochure.Passage:
    """A text with the language it is really in."""
    return brochure.Passage(str(text), text.language)


def body_blocks(body: Text) -> tuple[brochure.Block, ...]:
    """All that the text says, and its first pictures; a file becomes a link to it."""
    if not body:
        return ()
    reading = _Body(body.language)
    return tuple(block for child, level in outline(body.value) for block in reading.blocks(child, level))


class _Body:
    """Reads one body, block by block, and counts its pictures."""

    def __init__(self, language: str):
        self.language = language
        self.room = MOST_PICTURES

    def blocks(self, child, level: int | None) -> Iterator[brochure.Block]:
        value = child.value
        match child.block_type:
            case "heading":
                yield brochure.Heading(self.plain(value["text"]), level)
            case "paragraph":
                yield from map(brochure.Paragraph, self.paragraphs(value.source))
            case "listing":
                yield brochure.Listing(tuple(map(self.plain, value["items"])), ordered=value["numbered"])
            case "quote":
                yield brochure.Quotation(self.plain(value["text"]), self.known(value["source"]))
            case "callout":
                yield from self.callout(value)
            case "picture":
                yield from self.pictures([value], ARTICLE)
            case "gallery":
                yield brochure.Gallery(tuple(self.pictures(value["pictures"], GALLERY)))
            case "document":
                yield from self.link_to(value["document"], value["text"])
            case "table":
                yield from self.table(value)

    def plain(self, words: str) -> brochure.Passage:
        return brochure.Passage(words, self.language)

    def known(self, words: str | None) -> brochure.Passage | None:
        return self.plain(words) if words else None

    def callout(self, value) -> Iterator[brochure.Callout]:
        first, *others = self.paragraphs(value["text"].source) or [None]
        if first:
            yield brochure.Callout(self.known(value["title"]), first, tuple(others))

    def pictures(self, entries: Iterable, place: Place) -> Iterator[brochure.Illustration]:
        for entry in entries:
            if not entry["image"] or not self.room:
                continue
            caption = Text(entry["caption"], self.language, self.language)
            if picture := illustration.illustration(entry["image"], place, caption):
                self.room -= 1
                yield picture

    def link_to(self, document, words: str) -> Iterator[brochure.Paragraph]:
        if document:
            link = absolute(document.url)
            yield brochure.Paragraph(brochure.Passage(words or document.title, self.language, link=link))

    def table(self, value: dict | None) -> Iterator[brochure.Table]:
        if not value or not value.get("data"):
            return
        rows = [tuple(self.plain(str(cell or "")) for cell in row) for row in value["data"]]
        header = rows.pop(0) if value.get("first_row_is_table_header") else tuple(self.plain("") for _cell in rows[0])
        yield brochure.Table(self.known(value.get("table_caption")), header, tuple(rows))

    def paragraphs(self, source: str) -> list[tuple[brochure.Passage, ...]]:
        """The paragraphs of rich text with what is bold and what is a link."""
        soup = BeautifulSoup(expand_db_html(source), "html.parser")
        found = []
        for block in soup.find_all(["p", "li"]) or [soup]:
            pieces = [piece for piece in block.descendants if isinstance(piece, NavigableString) and str(piece)]
            if "".join(pieces).strip():
                found.append(tuple(map(self.run, pieces)))
        return found

    def run(self, piece: NavigableString) -> brochure.Passage:
        strong = piece.find_parent(["b", "strong"]) is not None
        return brochure.Passage(str(piece), self.language, link=_link(piece), strong=strong)


def _link(piece: NavigableString) -> str | None:
    anchor = piece.find_parent("a")
    address = anchor.get("href") if anchor else None
    if not address:
        return None
    return absolute(address) if address.startswith("/") else address
