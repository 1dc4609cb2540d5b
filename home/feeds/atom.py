"""Atom as RFC 4287 has it, with what Django's generator leaves out: full texts, languages and names of links."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

ATOM = "application/atom+xml"
# What no XML may hold, not even escaped (XML 1.0, 2.2).
_NOT_FOR_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Enclosure:
    """A file that belongs to an entry. `address` is absolute, `length` in bytes."""

    address: str
    length: int
    mime_type: str
    language: str
    title: str


@dataclass(frozen=True)
class Entry:
    """One page in one language. Addresses are absolute, `content` is HTML, `identity` never changes."""

    identity: str
    address: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    category: str
    enclosures: list[Enclosure] = field(default_factory=list)


class LocalisedAtom(Atom1Feed):
    """A feed in one language."""

    def add(self, entry: Entry) -> None:
        self.add_item(
            title=_writable(entry.title),
            link=entry.address,
            description=None,
            unique_id=entry.identity,
            pubdate=timezone.localtime(entry.published),
            updateddate=timezone.localtime(entry.updated),
            categories=[_writable(entry.category)],
            entry=entry,
        )

    def latest_post_date(self):
        # Django would take the newest day of publication too, and the moment of asking for a feed without entries.
        return max((item["updateddate"] for item in self.items), default=self.feed["since"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        entry = item["entry"]
        if entry.summary:
            handler.addQuickElement("summary", _writable(entry.summary), {"type": "text"})
        if entry.content:
            handler.addQuickElement("content", _writable(entry.content), {"type": "html"})
        for enclosure in entry.enclosures:
            handler.addQuickElement(
                "link",
                "",
                {
                    "rel": "enclosure",
                    "href": enclosure.address,
                    "length": str(enclosure.length),
                    "type": enclosure.mime_type,
                    "hreflang": enclosure.language,
                    "title": _writable(enclosure.title),
                },
            )


def _writable(text: str) -> str:
    return _NOT_FOR_XML.sub("", text)
