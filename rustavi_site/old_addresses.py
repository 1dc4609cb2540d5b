"""Addresses of an earlier site, from a table: each line is judged before any redirect is made."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from bilingual.addresses import absolute
from brochures.models import Attachment

LONGEST = 255
HEADINGS = {"old", "from", "ძველი", "საიდან"}
# The addresses of files, by the names of their patterns.
OF_FILES = {"brochure", "brochure_version", "brochure_page"}


class Outcome(Enum):
    NEW = "new"
    KNOWN = "stands already"
    REFUSED = "refused"


@dataclass(frozen=True)
class Verdict:
    """What becomes of a line; `reason` is for people, `page` the page to which the redirect follows every rename."""

    line: int
    outcome: Outcome
    old: str
    new: str
    reason: str = ""
    page: Page | None = None


class Unreadable(Exception):
    """The file is no table of two columns."""


def read(path: Path) -> list[tuple[int, list[str]]]:
    """(number, cells) of each line that holds something, without a line of headings.

    UTF-8, with commas, semicolons or tabs, as spreadsheets save it. Raises Unreadable.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = file.read()
            start = text.lstrip().splitlines()[0] if text.strip() else ""
            delimiter = max(";\t,", key=start.count)
            rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
            lines = [(rows.line_num, [cell.strip() for cell in row]) for row in rows]
    except OSError as fault:
        raise Unreadable(f"{path} cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise Unreadable(f"{path} is not in UTF-8: save it as “CSV UTF-8”.") from fault
    except csv.Error as fault:
        raise Unreadable(f"{path}, line {rows.line_num}: {fault}.") from fault
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if lines and lines[0][1][0].lower() in HEADINGS:
        lines = lines[1:]
    if not lines:
        raise Unreadable(f"{path} holds no line: write the old address and the new one into each.")
    return lines


def judge(lines: Iterable[tuple[int, list[str]]]) -> list[Verdict]:
    """What would become of each line. Changes nothing."""
    first_lines: dict[str, tuple[int, str]] = {}
    return [_judge(number, cells, first_lines) for number, cells in lines]


def make(verdicts: Iterable[Verdict]) -> None:
    """The new redirects, all of them or none. They hold on every host name of the site."""
    with transaction.atomic():
        for verdict in verdicts:
            if verdict.outcome is Outcome.NEW:
                Redirect.add_redirect(verdict.old, verdict.page or _link(verdict))


def _link(verdict: Verdict) -> str:
    """As the form for redirects takes it, whole: a path would keep an editor from saving it."""
    return absolute(verdict.new) if verdict.new.startswith("/") else verdict.new


def _judge(number: int, cells: list[str], first_lines: dict[str, tuple[int, str]]) -> Verdict:
    if len(cells) < 2 or not cells[0] or not cells[1] or any(cells[2:]):
        return Verdict(number, Outcome.REFUSED, *[*cells, "", ""][:2], "a line needs an old address and a new one")
    try:
        old = Redirect.normalise_path(cells[0])
        new, page = _target(old, cells[1])
        reason = _what_is_wrong(cells[0], old, new, page)
    except ValueError:
        return Verdict(number, Outcome.REFUSED, cells[0], cells[1], "one of the addresses is misspelt")
    if reason:
        return Verdict(number, Outcome.REFUSED, old, new, reason)
    if old in first_lines:
        line, there = first_lines[old]
        reason = "" if there == new else f"line {line} leads the same address to {there}"
        return Verdict(number, Outcome.REFUSED if reason else Outcome.KNOWN, old, new, reason)
    first_lines[old] = number, new
    return _against_what_stands(Verdict(number, Outcome.NEW, old, new, page=page))


def _against_what_stands(verdict: Verdict) -> Verdict:
    outcome, reason = Outcome.NEW, ""
    for redirect in Redirect.objects.filter(old_path=verdict.old).select_related("redirect_page"):
        outcome = Outcome.KNOWN
        if redirect.redirect_page_id != (verdict.page.pk if verdict.page else None) or (
            not verdict.page and redirect.redirect_link != _link(verdict)
        ):
            there = redirect.redirect_page.url_path if redirect.redirect_page else redirect.redirect_link
            outcome, reason = Outcome.REFUSED, f"leads to {there} already; change or delete that redirect in the admin"
            break
    return Verdict(verdict.line, outcome, verdict.old, verdict.new, reason, verdict.page)


def _target(old: str, written: str) -> tuple[str, Page | None]:
    """(address, page) of a new address.

    One without a language takes that of the old address, Georgian if it has none. The page is None where a redirect
    to it would answer in another language, and for what is no page.
    """
    parts = urlsplit(written)
    if parts.netloc and parts.netloc.lower() != urlsplit(settings.PUBLIC_URL).netloc.lower():
        return written, None
    path = unquote(parts.path) if parts.path.startswith("/") else f"/{unquote(parts.path)}"
    if _is_of_file(path):
        return path, None
    path = path if path.endswith("/") else f"{path}/"
    read_in = translation.get_language_from_path(old) or settings.LANGUAGE_CODE
    language = translation.get_language_from_path(path)
    if not language:
        language, path = read_in, f"/{read_in}{path}"
    page = _page_at(path)
    return path, page if language == read_in else None


def _what_is_wrong(written: str, old: str, new: str, page: Page | None) -> str:
    """The reason why a line is refused, "" if it is not."""
    if len(old) > LONGEST or len(absolute(new)) > LONGEST:
        return f"an address may have {LONGEST} characters at most"
    if any(not character.isprintable() for character in old + new):
        return "one of the addresses holds a sign that no address can have"
    if old == "/":
        return "the home page cannot lead elsewhere"
    if old == Redirect.normalise_path(new) and "//" not in new:
        return "it would lead to itself"
    if "?" not in old and (_page_at(f"{old}/") or _is_of_file(old)):
        return "the old address is one that the site has today"
    if "//" in new:
        return "" if urlsplit(new).scheme in ("http", "https") else "another site's address begins with https://"
    if not page and not _page_at(new) and not _is_of_file(new):
        return "the new address is none of a published page or file"
    return ""


def _page_at(path: str) -> Page | None:
    """The live page that `/ka/projects/…/` or `/en/projects/…/` shows."""
    language = translation.get_language_from_path(path)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not language or not site:
        return None
    below = path.removeprefix(f"/{language}/").strip("/")
    url_path = f"{site.root_page.url_path}{below}/" if below else site.root_page.url_path
    return Page.objects.live().filter(url_path=url_path).first()


def _is_of_file(path: str) -> bool:
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.url_name not in OF_FILES:
        return False
    return Attachment.objects.on_live_pages().filter(pk=match.kwargs["attachment_id"]).exists()


def told(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Each line in plain words."""
    for verdict in verdicts:
        words = f"line {verdict.line}: {verdict.old} -> {verdict.new}: {verdict.outcome.value}"
        yield f"{words}: {verdict.reason}" if verdict.reason else words
