"""From the text of a page to a tagged PDF, with typst."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable
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

# What is short begins below its title on the first of one sheet or two, and has no cover. More characters or passages
# than these have no room there, which need not be tried.
SHORT = 9_000
SHORT_PASSAGES = 250
# All of these in mm. The green field on the first sheet takes what the text leaves of it, and is lower than it should
# be only where that saves a sheet.
LOWEST_GREEN, SAVING_GREEN, HIGHEST_GREEN = 100, 80, 185
# Sheets, tightness and lowest green: what is tried for what is short, in this order.
SHORT_FORMS = (
    (1, 0, LOWEST_GREEN),
    (1, 1, LOWEST_GREEN),
    (1, 2, SAVING_GREEN),
    (2, 0, LOWEST_GREEN),
    (2, 1, LOWEST_GREEN),
    (2, 1, SAVING_GREEN),
)
# Where the text of a sheet begins and ends, from its head; a sheet that is alone has no foot.
HEAD, FOOT, FOOT_ALONE = 36, 269, 284
# What closing up and a lower green can save.
MOST_SAVED = 90
# White that falls away between two sheets, and how much of it the second one may show.
LARGEST_GAP, MOST_WHITE = 12, 50

COVER_FACTS = 4


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
        made = _made(
            data,
            short=reader.length <= SHORT and reader.passages <= SHORT_PASSAGES,
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


def signs_left_out(content: BrochureContent) -> str:
    """The signs and pictures of the text that no brochure can show, each once: "☂🎉"; not what nobody sees.

    Raises TypesettingError as `typeset` does.
    """
    reader = Reader()
    _data(content, reader, False)
    return "".join(sign for sign in sorted(reader.lost) if unicodedata.category(sign)[0] in "SP")


def _made(data: dict, *, short: bool, **output) -> Compiled:
    """The brochure in the form that suits its length: on one sheet, on two, or with a cover."""

    def made_as(**form) -> Compiled:
        return compiled(TEMPLATES / "brochure.typ", data | FORM | form, asked="<end>", **output)

    return (short and _without_cover(made_as)) or _with_cover(made_as)


# What the template asks of its form; `green` in mm.
FORM = {"form": "sheets", "tightness": 0, "green": LOWEST_GREEN, "emblems_in_head": False, "imprint_on_cover": False}


def _without_cover(made_as: Callable[..., Compiled]) -> Compiled | None:
    """The brochure on one sheet, or on both sides of one; None if it needs more."""
    texts: dict[int, dict] = {}
    for sheets, tightness, lowest in SHORT_FORMS:
        if tightness and _overrun(texts[0], sheets, lowest) > MOST_SAVED:
            continue
        if tightness not in texts:
            # On paper without an end it tells how long it is, and where it may be divided.
            (texts[tightness],) = made_as(form="endless", tightness=tightness).told
        text = texts[tightness]
        if _overrun(text, sheets, lowest) > 0:
            continue
        for green in _greens_of_one(text, lowest) if sheets == 1 else _greens_of_two(text, lowest):
            # On a sheet that is alone nothing need be shown twice.
            made = made_as(tightness=tightness, green=green, emblems_in_head=sheets > 1)
            if made.told[0]["sheet"] == sheets and made.told[0]["room"] >= 0:
                return made
    return None


def _ends(text: dict, sheets: int, green: float) -> list[float]:
    """Where the parts of the text end below such a green field, were the paper endless."""
    above = max(green, text["least_green"]) + (text["emblems"] if sheets > 1 else 0)
    return [above + end for end in text["ends"]]


def _overrun(text: dict, sheets: int, green: float) -> float:
    """By how much the text with its imprint is too long for these sheets; negative if it has room."""
    room = FOOT_ALONE if sheets == 1 else 2 * FOOT - HEAD
    return _ends(text, sheets, green)[-1] + text["imprint"] - room


def _greens_of_one(text: dict, lowest: float) -> list[float]:
    """The height of the green field that leaves the sheet full."""
    return [min(max(lowest, text["least_green"]) - _overrun(text, 1, lowest), HIGHEST_GREEN)]


def _greens_of_two(text: dict, lowest: float) -> list[float]:
    """Heights of the green field to be tried, the best one first: those that leave the first sheet full and as little
    white as possible on the second one, then such as divide what they meet."""
    lowest = max(lowest, text["least_green"])
    *ends, last = _ends(text, 2, lowest)
    room = FOOT - HEAD - text["imprint"]
    # After the end of a part the first sheet is full, and what follows has to suit the second one.
    after_a_part = [end for end in ends if -LARGEST_GAP <= room - (last - end) <= MOST_WHITE]
    # Elsewhere a part is divided, or goes over as a whole.
    greens = [lowest + FOOT - end for end in [*after_a_part[:2], last - room + LARGEST_GAP]]
    return list(dict.fromkeys(min(max(green, lowest), HIGHEST_GREEN) for green in [*greens, lowest]))


def _with_cover(made_as: Callable[..., Compiled]) -> Compiled:
    """The brochure with all its air, or with less where that saves a last sheet of a few lines."""
    best, closest = None, 0
    for tightness in TIGHTNESSES:
        made = made_as(form="booklet", tightness=tightness)
        if best is None or made.told[0]["sheet"] < best.told[0]["sheet"]:
            best, closest = made, tightness
        if not _ends_in_a_few_lines(best):
            break
    if best.told[0]["room"] < 0:
        # The last sheet is full, and on one of its own the imprint would be alone.
        best = made_as(form="booklet", tightness=closest, imprint_on_cover=True)
    return best


def _ends_in_a_few_lines(made: Compiled) -> bool:
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
    if strict and (letters := reader.lost_letters()):
        raise TypesettingError(letters, Reason.UNKNOWN_LETTERS)
    if reader.lost:
        lost = ", ".join(f"U+{ord(character):04X}" for character in sorted(reader.lost))
        logger.warning("brochure of %s: characters that the typeface lacks: %s", address, lost)
    return data
