"""What stands around every page: name, menu, foot, banner. Error pages stand in it too, even without a database."""

import logging
from dataclasses import dataclass

from django.db import DatabaseError
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from bilingual import addresses, languages

from .joins import joined
from .site_settings import AlertBanner, SiteDetails

logger = logging.getLogger(__name__)

SECTIONS = ("projectindexpage", "announcementindexpage", "brochureindexpage")
# Below the root of the tree stands the home page, and the sections below that.
SECTION_DEPTH = 3
LINK_OF_A_SECTION = [
    *("path", "title", "url_path", "show_in_menus"),
    *(f"{kind}__title_en" for kind in (*SECTIONS, "infopage")),
    *(f"infopage__{name}" for name in ("short_title_ka", "short_title_en", "show_contact")),
]


@dataclass(frozen=True)
class FeedLink:
    """A feed in the active language, by the name of its address."""

    name: str
    label: str

    @property
    def path(self) -> str:
        return reverse(f"{self.name}_feed")


class Frame:
    """Reads from the database only what a template asks for, each thing once."""

    def __init__(self, request, use_database: bool = True):
        self.request = request
        self.use_database = use_database

    def _read(self, function, default):
        if not self.use_database:
            return default()
        try:
            return function()
        except DatabaseError:
            # A page without its menu is better than none; whoever runs the site reads of it here.
            logger.exception("The frame of a page could not be read from the database")
            self.use_database = False
            return default()

    @cached_property
    def details(self) -> SiteDetails:
        """Name and contact; where they were never set, or cannot be read, the name of City Hall."""

        def default():
            names = {f"name_{code}": name_of_city_hall(code) for code in languages.CODES}
            return SiteDetails(**names)

        def load():
            details = SiteDetails.objects.first()
            return details if details and (details.name_ka or details.name_en) else default()

        return self._read(load, default)

    @cached_property
    def alert(self) -> AlertBanner | None:
        """The banner, while it is shown."""
        banner = self._read(AlertBanner.objects.first, lambda: None)
        return banner if banner and banner.is_shown else None

    @cached_property
    def _children_of_home(self) -> list[Page]:
        def load():
            # Read on every page, so only what its links show, and joined instead of .specific(): one query for all
            # kinds. Where home is Wagtail keeps in its cache.
            pages = Page.objects.live().select_related(*SECTIONS, "infopage").only(*LINK_OF_A_SECTION)
            sites = Site.get_site_root_paths()
            children = pages.filter(depth=SECTION_DEPTH, url_path__startswith=sites[0].root_path) if sites else []
            return [specific for page in children if (specific := joined(page, (*SECTIONS, "infopage")))]

        return self._read(load, list)

    @property
    def sections(self) -> list[Page]:
        """The main menu."""
        return [page for page in self._children_of_home if page._meta.model_name != "infopage"]

    @property
    def info_pages(self) -> list[Page]:
        """The links at the foot."""
        return [page for page in self._children_of_home if page._meta.model_name == "infopage" and page.show_in_menus]

    @property
    def contact_page(self) -> Page | None:
        """The page of information that says whom to ask."""
        return next((page for page in self._children_of_home if getattr(page, "show_contact", False)), None)

    @property
    def home_path(self) -> str:
        return f"/{languages.active()}/"

    @property
    def search_path(self) -> str:
        return f"/{languages.active()}/search/"

    @property
    def data_path(self) -> str:
        return f"/{languages.active()}/data/"

    @property
    def feeds(self) -> list[FeedLink]:
        """What can be followed."""
        return [
            FeedLink("changes", _("everything new and changed")),
            FeedLink("announcements", _("new announcements")),
        ]

    @property
    def switches(self) -> list[tuple[str, str]]:
        """(code, address) of this very page in each language, its query kept."""
        return addresses.switches(self.request.path, self.request.META.get("QUERY_STRING", ""))


def name_of_city_hall(code: str) -> str:
    with translation.override(code):
        return _("Rustavi Municipality City Hall")


def frame(request) -> dict:
    """The context processor."""
    return {"frame": Frame(request)}
