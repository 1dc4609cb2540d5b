"""What the head of a page tells to networks where somebody shares it."""

from dataclasses import dataclass

from django.utils import translation

from announcements.models import AnnouncementPage
from bilingual import languages
from bilingual.addresses import HasAddresses
from bilingual.models import BilingualPage
from bilingual.text import Text, text_of

from .models import SiteDetails
from .social_cards.content import heading_of
from .social_cards.drawing import HEIGHT, WIDTH
from .social_cards.files import address_of

LOCALES = {languages.GEORGIAN: "ka_GE", languages.ENGLISH: "en_GB"}


@dataclass(frozen=True)
class Sharing:
    """Texts in the language of the page's canonical address, addresses absolute; "" for what there is not."""

    kind: str
    title: str
    description: str
    address: str
    site_name: str
    locale: str
    other_locale: str
    card: str
    card_alt: str
    card_width: int = WIDTH
    card_height: int = HEIGHT


def sharing(page: BilingualPage, details: SiteDetails) -> Sharing:
    """Everything of it from the page itself: no query, and one question to the storage of cards.

    The English address of a page without English is known by its Georgian one, so it speaks Georgian here.
    """
    code = languages.active()
    code = code if page.has_language(code) else languages.GEORGIAN
    other = languages.other(code)
    with translation.override(code):
        heading = heading_of(page)
        return Sharing(
            kind="article" if isinstance(page, AnnouncementPage) else "website",
            title=str(_own(page, "seo_title") or heading),
            description=str(page.description),
            address=page.canonical_address,
            site_name=str(text_of(details, "name")),
            locale=LOCALES[code],
            other_locale=LOCALES[other] if page.has_language(other) else "",
            card=address_of(page, details, code) if page.pk else "",
            card_alt=str(heading),
        )


def sharing_of(
    title: Text | str,
    description: str,
    details: SiteDetails,
    record: HasAddresses | None = None,
    page: BilingualPage | None = None,
) -> Sharing:
    """The same of what is no page of the tree: a record at its own address, with the card of the page it belongs to.

    Without a record it has no address that could be shared: the answer to a question.
    """
    code = languages.active()
    other = languages.other(code)
    return Sharing(
        kind="website",
        title=str(title),
        description=description,
        address=record.canonical_address if record else "",
        site_name=str(text_of(details, "name")),
        locale=LOCALES[code],
        other_locale=LOCALES[other] if record and record.has_language(other) else "",
        card=address_of(page, details, code) if page else "",
        card_alt=str(heading_of(page)) if page else "",
    )


def _own(page: BilingualPage, name: str) -> Text | None:
    """A text that the page has in the active language itself: a borrowed one is worse than another of its own."""
    text = text_of(page, name)
    return None if text.borrowed else text
