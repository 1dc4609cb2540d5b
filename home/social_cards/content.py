"""What the card of a page tells: its title, what kind of page it is, and the few facts that tell most."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from announcements.models import AnnouncementPage
from bilingual import languages
from bilingual.models import BilingualPage
from bilingual.text import Text, text_of
from brochures.typesetting.content import Status
from georgian.capitals import capfirst
from georgian.dates import format_date, format_date_time
from home.models import HomePage, SiteDetails
from projects.facts import Fact
from projects.models import ProjectPage
from projects.status import Status as ProjectStatus
from projects.status import statuses_from

# Letters from which on a title is set so small that a short title tells more.
VERY_LONG_TITLE = 150
FACTS = 3


@dataclass(frozen=True)
class CardFact:
    """A label and what stands below it. Where there is little room, a later, shorter form is taken."""

    label: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class CardContent:
    """Everything that is drawn, in one language ("ka" or "en").

    publisher, tagline: whose site it is; the tagline may be "".
    status: of a project, when it is known.
    kicker: what stands above the title, part by part.
    """

    language: str
    publisher: str
    tagline: str
    title: str
    status: Status | None = None
    kicker: tuple[str, ...] = ()
    facts: tuple[CardFact, ...] = ()


def card_of(page: BilingualPage, details: SiteDetails, language: str) -> CardContent:
    """The card that tells of the page today, in a language that the page has."""
    with translation.override(language):
        content = CardContent(
            language=language,
            publisher=str(text_of(details, "name")),
            tagline=str(text_of(details, "tagline")),
            title=str(_title(page)),
        )
        match page:
            case ProjectPage():
                facts = tuple(_fact(fact) for fact in page.list_facts[:FACTS])
                return replace(content, status=_status(page.status), kicker=(_("Project"),), facts=facts)
            case AnnouncementPage():
                return replace(content, kicker=tuple(_kind_and_date(page)), facts=tuple(_deadline(page)))
        return content


def cards_of(page: BilingualPage, details: SiteDetails) -> list[CardContent]:
    """The cards that a page needs from now on: one per language, and for each status that only time brings.

    So a project that ends tomorrow has its card tomorrow, though nobody touches it.
    """
    cards = []
    for code in filter(page.has_language, languages.CODES):
        card = card_of(page, details, code)
        cards.append(card)
        if isinstance(page, ProjectPage):
            coming = statuses_from(timezone.localdate(), page.opening_day, page.final_day, page.status_by_hand)[1:]
            with translation.override(code):
                cards += [replace(card, status=_status(status)) for status in coming]
    return cards


def heading_of(page: BilingualPage) -> Text:
    """The words by which a page is known outside of the site; the home page's title says no more than "Home"."""
    return text_of(page, "headline", "title") if isinstance(page, HomePage) else page.heading


def _status(status: ProjectStatus | None) -> Status | None:
    return Status(str(status.label), status.billet) if status else None


def _title(page: BilingualPage) -> Text:
    heading = heading_of(page)
    if len(str(heading)) > VERY_LONG_TITLE and not page.short_heading.borrowed:
        return page.short_heading
    return heading


def _fact(fact: Fact) -> CardFact:
    """A fact of a project; an organisation by name and acronym, or by its acronym alone."""
    short = ", ".join(value.acronym or str(value.text) for value in fact.values)
    if fact.key != "funder":
        return CardFact(fact.label, (short,))
    full = ", ".join(f"{value.text} ({value.acronym})" if value.acronym else str(value.text) for value in fact.values)
    return CardFact(fact.label, tuple(dict.fromkeys([full, short])))


def _kind_and_date(page: AnnouncementPage) -> Iterator[str]:
    yield page.kind_label
    if page.date:
        yield format_date(page.date, languages.active())


def _deadline(page: AnnouncementPage) -> Iterator[CardFact]:
    if page.deadline:
        label = str(capfirst(page._meta.get_field("deadline").verbose_name))
        code = languages.active()
        timed = page.deadline_time is not None
        written = format_date_time(page.deadline_moment, code) if timed else format_date(page.deadline, code)
        yield CardFact(label, (written,))
