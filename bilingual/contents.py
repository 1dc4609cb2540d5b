"""What a bilingual value says, its formatting apart: what marks compare over time and parity between languages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from georgian.capitals import fold_capitals

# Not looked for anew within a word: a very long one would take hours.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"„“”«»]+[^\s<>\"„“”«».,;:!?)]", re.IGNORECASE)
_ENDED = re.compile("[.!?…:;][“”»’)]*$")
# White space like any other, but in no text that people type.
_END_OF_BLOCK = "\N{PARAGRAPH SEPARATOR}"
_LANGUAGE_OF_ADDRESS = re.compile(r"(?<=/)(?:ka|en|ge|eng|geo)(?=/|$)")
# Written one way or another, these say the same.
_SIGNS = str.maketrans(dict.fromkeys('„“”«»‟"', '"') | dict.fromkeys("’‘‚'`", "'") | dict.fromkeys("–—−‐‑", "-"))


@dataclass
class Contents:
    """`text` is plain, `blocks` hold it by paragraphs, items and cells; the lists keep the order of the page.

    `links` are normalised web addresses, "page 7", "document 3", "tel:+995322…" and, within the site, "/path" and
    "#part"; `lists` hold the number of items of each list, `tables` (rows, columns), `empty_cells` those (row, column)
    of each table, counted from 1; `pictures` and `documents` hold ids. `doubled` are the addresses that stand in the
    words of their own link too.
    """

    text: str = ""
    blocks: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    empty_cells: list[list[tuple[int, int]]] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        """One more block of text, if any. Its addresses are taken out: a number inside one is no figure."""
        text = _plain(text or "")
        self.emails += [found.lower() for found in EMAIL.findall(text)]
        text = EMAIL.sub(" ", text)
        self.links += [normal_address(found) for found in WEB_ADDRESS.findall(text)]
        text = WEB_ADDRESS.sub(" ", text)
        if words := text.split():
            self.blocks.append(" ".join(words))
            self.text = " ".join([self.text, *words]).strip()

    @property
    def passage(self) -> str:
        """The text to be read in one line: a sign stands where a block ends without one of its own."""
        ended = [block if _ENDED.search(block) else f"{block} ·" for block in self.blocks[:-1]]
        return " ".join([*ended, *self.blocks[-1:]])

    @property
    def essence(self) -> str:
        """The same for two values that say the same: without white space, typographic signs and formatting."""
        signs = " ".join(self.text.translate(_SIGNS).split())
        others = [self.links, self.emails, self.pictures, self.documents]
        return "\n".join([signs, *(" ".join(map(str, sorted(map(str, part)))) for part in others)])

    def counted(self, addresses: list[str]) -> Counter[str]:
        """How often each stands there for a reader, to whom a link whose words are its address is one."""
        counts = Counter(addresses)
        return counts - Counter({one: number for one, number in Counter(self.doubled).items() if one in counts})

    def __bool__(self) -> bool:
        return bool(self.text or self.links or self.emails or self.pictures or self.documents)


def contents_of(value: Any) -> Contents:
    """Of a text, a rich text or a body. None and "" have empty contents; raises TypeError for anything else."""
    contents = Contents()
    match value:
        case None:
            pass
        case str():
            contents.add(value)
        case RichText():
            _read_html(value.source, contents)
        case StreamValue():
            for child in value:
                _read_block(child.block_type, child.value, contents)
        case _:
            raise TypeError(f"{type(value).__name__} is no bilingual value")
    return contents


def normal_address(address: str) -> str:
    """A web address without what does not change where it leads, nor in which language."""
    address = re.sub(r"^https?://", "", address.strip(), flags=re.IGNORECASE)
    address = re.sub(r"^www\.", "", address, flags=re.IGNORECASE)
    host, slash, path = address.partition("/")
    path = _LANGUAGE_OF_ADDRESS.sub("", slash + path).replace("//", "/")
    return f"{host.lower()}{path}".rstrip("/")


def _plain(text: str) -> str:
    # A soft hyphen and a zero-width space are formatting.
    folded = fold_capitals(unicodedata.normalize("NFC", text))
    return re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", folded)


def _read_html(source: str, contents: Contents) -> None:
    soup = BeautifulSoup(source, "html.parser")
    for link in soup.find_all("a"):
        targets, emails = list(_targets(link)), list(_emails(link))
        contents.links += targets
        contents.emails += emails
        words = _plain(link.get_text())
        written = {*map(normal_address, WEB_ADDRESS.findall(words)), *map(str.lower, EMAIL.findall(words))}
        contents.doubled += written.intersection([*targets, *emails])
    for listing in soup.find_all(["ul", "ol"]):
        contents.lists.append(len(listing.find_all("li", recursive=False)))
    for line_break in soup.find_all("br"):
        line_break.append(" ")
    for block in soup.find_all(["p", "li", "h2", "h3", "h4"]):
        block.append(_END_OF_BLOCK)
    for text in soup.get_text().split(_END_OF_BLOCK):
        contents.add(text)


def _targets(link) -> Iterator[str]:
    kind, target, href = link.get("linktype"), link.get("id"), link.get("href", "")
    if kind and target:
        yield f"{kind} {target}"
    elif re.match("tel:", href, re.IGNORECASE):
        yield "tel:" + re.sub(r"[^\d+]", "", href)
    elif href and not re.match("mailto:", href, re.IGNORECASE):
        # Of another page of the web, or within this site.
        yield normal_address(href)


def _emails(link) -> Iterator[str]:
    scheme, _colon, address = link.get("href", "").partition(":")
    if scheme.lower() == "mailto":
        yield address.partition("?")[0].lower()


def _read_block(kind: str, value: Any, contents: Contents) -> None:
    if kind not in _READERS:
        raise TypeError(f"a body has no block {kind!r}")
    _READERS[kind](value, contents)


def _read_heading(value: Any, contents: Contents) -> None:
    contents.headings.append(value["text"])
    contents.add(value["text"])


def _read_listing(value: Any, contents: Contents) -> None:
    contents.lists.append(len(value["items"]))
    for item in value["items"]:
        contents.add(item)


def _read_quote(value: Any, contents: Contents) -> None:
    contents.add(value["text"])
    contents.add(value["source"])


def _read_callout(value: Any, contents: Contents) -> None:
    contents.add(value["title"])
    _read_html(value["text"].source, contents)


def _read_gallery(value: Any, contents: Contents) -> None:
    for picture in value["pictures"]:
        _read_picture(picture, contents)


def _read_document(value: Any, contents: Contents) -> None:
    if value["document"]:
        contents.documents.append(value["document"].pk)
    contents.add(value["text"])


def _read_picture(value: Any, contents: Contents) -> None:
    if value["image"]:
        contents.pictures.append(value["image"].pk)
    contents.add(value["caption"])


def _read_table(value: dict | None, contents: Contents) -> None:
    value = value or {}  # nobody has written into it yet
    rows = value.get("data") or []
    if rows:
        columns = max(map(len, rows))
        contents.tables.append((len(rows), columns))
        contents.empty_cells.append(
            [
                (row, column)
                for row, cells in enumerate(rows, 1)
                for column in range(1, columns + 1)
                if column > len(cells) or not str(cells[column - 1] or "").strip()
            ]
        )
    contents.add(value.get("table_caption"))
    for row in rows:
        for cell in row:
            contents.add(str(cell or ""))


# By the names of the blocks of bilingual.blocks.BodyBlock; a test keeps them in step.
_READERS = {
    "heading": _read_heading,
    "paragraph": lambda value, contents: _read_html(value.source, contents),
    "listing": _read_listing,
    "quote": _read_quote,
    "picture": _read_picture,
    "gallery": _read_gallery,
    "document": _read_document,
    "table": _read_table,
    "callout": _read_callout,
}
