"""City Hall as the brochures name it: what stands at the head of each page, and its contact."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from bilingual.text import text_of
from brochures.body import passage
from brochures.publisher import Publisher
from brochures.typesetting import Fact, Passage

from .frame import name_of_city_hall
from .site_settings import SiteDetails


def publisher(language: str) -> Publisher:
    """The name and the contact of the settings; where they were never set, the name of City Hall."""
    details = SiteDetails.objects.first()
    with translation.override(language):
        name = str(text_of(details, "name")) if details else ""
        contact = tuple(_contact(details, language)) if details else ()
    return Publisher(name or name_of_city_hall(language), contact)


def _contact(details: SiteDetails, language: str) -> Iterator[Fact]:
    if address := text_of(details, "address"):
        yield Fact(_("Address"), (passage(address),))
    for label, number in ((_("Telephone"), details.phone), (_("Hotline"), details.hotline)):
        if number:
            yield Fact(label, (Passage(number, language),))
    if email := details.email:
        yield Fact(_("E-mail"), (Passage(email, language, link=f"mailto:{email}"),))
