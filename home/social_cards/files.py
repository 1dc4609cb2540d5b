"""Where social cards are kept: beside the renditions of pictures, under names that carry everything that is drawn.

`cards/<id of the page>-<language>-<fingerprint>.png`: a changed title gets a new address, so no network shows an old
picture from its cache, and whoever knows what a page says knows whether its card is there.
"""

import hashlib
import json
import logging
from collections import defaultdict
from dataclasses import astuple, dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from wagtail.models import Page

from bilingual.addresses import absolute
from bilingual.models import BilingualPage
from home.frame import Frame
from home.models import SiteDetails

from .content import CardContent, card_of, cards_of
from .drawing import design, draw

logger = logging.getLogger(__name__)

FOLDER = "cards"


@dataclass
class Done:
    """How many cards were drawn, could not be drawn (the log says why), and were taken away."""

    made: int = 0
    failed: int = 0
    removed: int = 0

    def __add__(self, other: "Done") -> "Done":
        return Done(self.made + other.made, self.failed + other.failed, self.removed + other.removed)


def name_of(page: Page, content: CardContent) -> str:
    """The name of a card in the storage, whether it is there or not."""
    drawn = json.dumps([astuple(content), design()]).encode()
    return f"{FOLDER}/{page.pk}-{content.language}-{hashlib.sha256(drawn).hexdigest()[:16]}.png"


def address_of(page: BilingualPage, details: SiteDetails, language: str) -> str:
    """The public address of the card that tells of the page today; "" where there is none. Asks the storage once."""
    name = name_of(page, card_of(page, details, language))
    if not _storage().exists(name):
        return ""
    address = _storage().url(name)
    return absolute(address) if address.startswith("/") else address


def kept_cards() -> dict[int, set[str]]:
    """The names of all cards in the storage, by the id of their page."""
    kept = defaultdict(set)
    try:
        _folders, files = _storage().listdir(FOLDER)
    except FileNotFoundError:
        return kept
    for file in files:
        page_id = file.partition("-")[0]
        if page_id.isdecimal():
            kept[int(page_id)].add(f"{FOLDER}/{file}")
    return kept


def refresh(page_id: int, kept: set[str], *, anew: bool = False) -> Done:
    """Makes the cards that a page lacks, then takes away those that do not tell of it (any more).

    `kept` are the names of its cards in the storage. A page that is not live, or gone, keeps none. `anew` draws those
    that are there, too.
    """
    page = Page.objects.live().filter(pk=page_id).specific().first()
    contents = cards_of(page, Frame(None).details) if isinstance(page, BilingualPage) else []
    wanted = {name_of(page, content): content for content in contents}
    done = Done()
    for name, content in wanted.items():
        if name in kept and not anew:
            continue
        try:
            _keep(name, draw(content))
        except Exception:
            logger.exception("A social card of page %s could not be made", page_id)
            done.failed += 1
        else:
            done.made += 1
    for name in kept - wanted.keys():
        _storage().delete(name)
        done.removed += 1
    return done


def _storage() -> Storage:
    return storages["public"]


def _keep(name: str, png: bytes) -> None:
    # A storage would keep both and give the second one another name.
    _storage().delete(name)
    _storage().save(name, ContentFile(png))
