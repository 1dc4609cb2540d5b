"""The body of a page as the blocks of a brochure."""

from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString
from wagtail.rich_text import expand_db_html

from bilingual.addresses import absolute
from bilingual.blocks import outline
from bilingual.text import Text

from .typesetting import content as brochure


def passage(text: Text) -> brochure.Passage:
    """A text with the language it is really in."""
    return brochure.Passage(str(text), text.language)


def body_blocks(body: Text) -> tuple[brochure.Block, ...]:
    """Headings, paragraphs, lists, quotations, tables and call-outs; pictures and files stay on the page."""
    return tuple(_blocks(body)) if body else ()


def _blocks(body: Text) -> Iterator[brochure.Block]:
    language = body.language

    def plain(words: str) -> brochure.Passage:
        return brochure.Passage(words, language)

    for child, level in outline(body.value):
        value = child.value
        match child.block_type:
            case "heading":
                yield brochure.Heading(plain(value["text"]), level)
            case "paragraph":
                yield from (brochure.Paragraph(inline) for inline in _paragraphs(value.source, language))
            case "listing":
                yield brochure.Listing(tuple(plain(item) for item in value["items"]), ordered=value["numbered"])
            case "quote":
                yield brochure.Quotation(plain(value["text"]), plain(value["source"]) if value["source"] else None)
            case "callout":
                title = plain(value["title"]) if value["title"] else None
                paragraphs = list(_paragraphs(value["text"].source, language))
                if paragraphs:
                    yield brochure.Callout(title, paragraphs[0], tuple(paragraphs[1:]))
            case "table":
                if value and value.get("data"):
                    yield _table(value, plain)


def _table(value: dict, plain) -> brochure.Table:
    rows = [tuple(plain(str(cell or "")) for cell in row) for row in value["data"]]
    header = rows.pop(0) if value.get("first_row_is_table_header") else tuple(plain("") for _cell in rows[0])
    caption = value.get("table_caption")
    return brochure.Table(plain(caption) if caption else None, header, tuple(rows))


def _paragraphs(source: str, language: str) -> Iterator[tuple[brochure.Passage, ...]]:
    """The paragraphs of rich text with what is bold and what is a link."""
    soup = BeautifulSoup(expand_db_html(source), "html.parser")
    for block in soup.find_all(["p", "li"]) or [soup]:
        inline = tuple(
            brochure.Passage(
                str(piece),
                language,
                link=_link(piece),
                strong=piece.find_parent(["b", "strong"]) is not None,
            )
            for piece in block.descendants
            if isinstance(piece, NavigableString) and str(piece)
        )
        if "".join(part.text for part in inline).strip():
            yield inline


def _link(piece: NavigableString) -> str | None:
    anchor = piece.find_parent("a")
    address = anchor.get("href") if anchor else None
    if not address:
        return None
    return absolute(address) if address.startswith("/") else address
