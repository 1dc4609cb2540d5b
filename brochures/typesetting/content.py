"""What a brochure says: the text of one page in one language, with every label already chosen.

Plain values and nothing else: whoever makes them decides what is known and which language speaks; the
typesetter decides how it looks. Every part with a default may be missing and then leaves no trace: no empty
heading, no dash. Labels (`str`) are in the language of the brochure; what comes from a page is a `Passage`
and carries its own language, because a page without an English text shows the Georgian one.

Text is plain text. Markup in it is printed as it stands, runs of white space become one space (no-break spaces
stay), and a character that the typeface lacks is replaced (see `glyphs`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Passage:
    """A piece of text in one language.

    language: "ka", "en", or another code of two or three small letters.
    link: absolute address behind the whole passage; anything but http, https and mailto is set as plain text.
    """

    text: str
    language: str
    link: str | None = None
    strong: bool = False


# One passage, or several that run on in one line: a link in a sentence, an English name in a Georgian one.
# Nothing is put between them, so the spaces belong to the texts.
Inline = Passage | tuple[Passage, ...]


@dataclass(frozen=True)
class Fact:
    """A label and what stands beside it: one line for each value, then the smaller lines of `sub`."""

    label: str
    values: tuple[Inline, ...]
    sub: tuple[Inline, ...] = ()


# The site's sign for where a project stands: hot (going on), cold (done), hollow (planned), cut (stopped).
Billet = Literal["hot", "done", "planned", "stopped"]


@dataclass(frozen=True)
class Status:
    """The word for where a project stands, and the billet that goes with it."""

    word: str
    billet: Billet


@dataclass(frozen=True)
class Paragraph:
    passage: Inline


@dataclass(frozen=True)
class Heading:
    """level 2 or 3; the title of the brochure is the only heading of level 1."""

    passage: Inline
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Listing:
    items: tuple[Inline, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quotation:
    passage: Inline
    attribution: Inline | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells; short rows are filled up with empty cells, and a header without a word is left out."""

    caption: Inline | None
    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True)
class Callout:
    """`more` are its further paragraphs."""

    title: Inline | None
    passage: Inline
    more: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Illustration:
    """A picture as a JPEG or PNG file. Without an alternative text it is ornament."""

    file: bytes
    alternative: Passage | None = None
    caption: Passage | None = None
    credit: Passage | None = None


@dataclass(frozen=True)
class Gallery:
    """Pictures side by side."""

    pictures: tuple[Illustration, ...]


Block = Paragraph | Heading | Listing | Quotation | Table | Callout | Illustration | Gallery


@dataclass(frozen=True)
class Step:
    """An item with more to it: further paragraphs, and smaller lines beneath."""

    passage: Inline
    more: tuple[Inline, ...] = ()
    small: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Section:
    """Objectives or results: numbered, with the figures of the site's steps."""

    heading: str
    items: tuple[Inline | Step, ...]


@dataclass(frozen=True)
class Acknowledgement:
    """How a funder wants to be named: its agreed words, its emblem, or both.

    The emblem is drawn whole and in its own colours and proportions, at least 10 mm high, with white around it.
    """

    statement: Inline | None = None
    emblem: Illustration | None = None


@dataclass(frozen=True)
class Reference:
    """Another page that this one is about: its title, its absolute address, and a short name to go before them."""

    title: Passage
    address: str
    label: Passage | None = None


@dataclass(frozen=True, kw_only=True)
class BrochureContent:
    """All of a brochure, in the order in which it is read.

    language: of the brochure, its labels and its own name (`language_name`: "ქართულად", "In English").
    publisher: the name beside the mark.
    kind: what the page is, in one word ("პროექტი").
    title: the full title, never cut; at most 400 characters.
    cover_facts: the two to four facts of the cover, in short form ("2016–2018"); more are left to the sheet.
    contact: facts, too; an e-mail address is a passage with a mailto link.
    milestones: steps on the way; the label of each is its day, the small line how it stands.
    funders: their agreed words and emblems, in the order of the page.
    disclaimers: what a funder wants said of the contents.
    address: absolute http(s) address of the page; stands in the imprint as text and as a QR code.
    code_alternative: what the QR code is, for those who cannot see it; without it there is no code.
    origin_note: the sentence that says that the brochure is made from the text of the page.
    date, version: when and from which content it was made, each with its label.
    page_label: with {page} and {total}, e.g. "გვერდი {page}, სულ {total}".
    keywords: go into the file's properties only.
    """

    language: str
    publisher: str
    kind: str
    title: Passage
    language_name: str
    page_label: str
    address: str
    address_label: str
    origin_note: str
    code_alternative: str = ""
    date_label: str = ""
    date: str = ""
    version_label: str = ""
    version: str = ""
    short_title: Passage | None = None
    status: Status | None = None
    cover_facts: tuple[Fact, ...] = ()
    summary: Inline | None = None
    picture: Illustration | None = None
    facts_heading: str = ""
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    references_heading: str = ""
    references: tuple[Reference, ...] = ()
    milestones_heading: str = ""
    milestones: tuple[Fact, ...] = ()
    funders: tuple[Acknowledgement, ...] = ()
    disclaimers: tuple[Inline, ...] = ()
    contact_heading: str = ""
    contact: tuple[Fact, ...] = ()
    keywords: tuple[str, ...] = ()
