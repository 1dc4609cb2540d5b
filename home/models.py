"""The home page, the pages of information, the list of all brochures."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from announcements.models import AnnouncementPage
from bilingual import languages, recording
from bilingual.blocks import BodyBlock
from bilingual.filters import filtered
from bilingual.models import BilingualPage
from bilingual.pagination import paginate, part_of
from bilingual.panels import tabs
from bilingual.passages import Passage, Weight
from bilingual.text import Text, text_of
from brochures.models import AttachedFile, Attachment, MadeFile, files_of, offered_documents
from images.publishing import pictures_without_english_words, pictures_without_words
from images.uses import texts_of_pictures
from projects.models import Organisation, ProjectPage

from .brochure_filters import BROCHURE_FILTERS
from .joins import joined
from .site_settings import AlertBanner, SiteDetails

__all__ = ["AlertBanner", "BrochureIndexPage", "HomePage", "InfoPage", "SiteDetails"]


class HomePage(BilingualPage):
    """What the city does with whose money, in five seconds."""

    headline = models.CharField(_("headline"), max_length=160, blank=True)
    lead = models.TextField(_("lead"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "projects.ProjectIndexPage",
        "announcements.AnnouncementIndexPage",
        "home.BrochureIndexPage",
        "home.InfoPage",
    ]
    template = "pages/home.html"
    content_fields = ("headline", "lead")
    teaser_field = "lead"
    projects_shown = 5
    announcements_shown = 3
    brochures_shown = 2

    edit_handler = tabs(
        georgian=["headline_ka", "lead_ka"],
        english=["headline_en", "lead_en"],
        facts=[],
        helps={
            "headline": _("The large line at the head of the home page."),
            "lead": _("One or two sentences below it: what a reader finds on this site."),
        },
    )

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def _live_english_is_outdated(self) -> bool:
        # The busiest page, and one without rows: what it holds itself tells it without a query.
        return recording.text_is_outdated(self)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        projects = ProjectPage.objects.live()
        context |= {
            "projects": projects.for_lists().newest_first()[: self.projects_shown],
            "overview": projects.overview(),
            "funders": list(Organisation.objects.funding(projects)),
            "announcements": AnnouncementPage.objects.live()
            .defer_streamfields()
            .newest_first()[: self.announcements_shown],
            "brochures": offered_files(published_documents()[: self.brochures_shown]),
        }
        return context


class InfoPage(BilingualPage):
    """A page of information: about, contact, accessibility statement, privacy."""

    short_title = models.CharField(
        _("short title"), max_length=60, blank=True, help_text=_("For the links at the foot of each page.")
    )
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    show_contact = models.BooleanField(
        _("show the contact details"),
        default=False,
        help_text=_("Below the text: address, telephone, hotline and e-mail, as the site's settings have them."),
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "pages/info.html"
    page_description = _("A page about the site or City Hall. Linked at the foot of each page when shown in menus.")
    content_fields = ("summary", "body")
    teaser_field = "summary"

    edit_handler = tabs(
        georgian=["short_title_ka", "summary_ka", "body_ka"],
        english=["short_title_en", "summary_en", "body_en"],
        facts=[FieldPanel("show_contact")],
        publishing=[FieldPanel("show_in_menus")],
        helps={"summary": _("Two or three sentences, at the head of the page.")},
    )
    search_fields = [
        *BilingualPage.search_fields,
        *[index.SearchField(f"{name}_{code}") for name in ("summary", "body") for code in ("ka", "en")],
    ]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def problems_before_publishing(self):
        return [*super().problems_before_publishing(), *pictures_without_words(self)]

    def warnings_before_publishing(self):
        return [*super().warnings_before_publishing(), *pictures_without_english_words(self)]

    @property
    def short_heading(self) -> Text:
        return text_of(self, "short_title") or self.heading

    def shown_texts(self) -> Iterator[Text]:
        yield from super().shown_texts()
        yield from texts_of_pictures(text_of(self, "body").value)

    def index_passages(self) -> list[Passage]:
        passages = super().index_passages()
        if self.show_contact and (details := SiteDetails.objects.first()):
            numbers = " · ".join(filter(None, [details.phone, details.hotline, details.email]))
            for code in languages.CODES:
                contact = " · ".join(filter(None, [getattr(details, f"address_{code}"), numbers]))
                passages += [Passage(contact, code, Weight.BODY)] if contact else []
        return passages


class BrochureIndexPage(BilingualPage):
    """The list of all brochures that live pages offer."""

    intro = models.TextField(_("introduction"), blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "pages/brochure_index.html"
    content_fields = ("intro",)
    teaser_field = "intro"
    page_size = 24

    edit_handler = tabs(georgian=["intro_ka"], english=["intro_en"], facts=[])

    class Meta:
        verbose_name = _("list of brochures")
        verbose_name_plural = _("lists of brochures")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["filters"] = filters = filtered(request, published_documents(), BROCHURE_FILTERS)
        page = paginate(request, filters.items, self.page_size)
        context["page_of_list"] = page
        self.part = part_of(page, filters)
        context["brochures"] = offered_files(page.object_list)
        return context


# The page types that offer files, by the names of their joins.
PAGES_WITH_BROCHURES = ("projectpage", "announcementpage")


@dataclass
class OfferedFile:
    """A file in a list of brochures: the row by which it is reached, and all live pages that offer it."""

    file: AttachedFile
    pages: list[BilingualPage] = field(default_factory=list)

    @property
    def whom_to_ask(self) -> str:
        """The e-mail of a project that offers it; "" leads to City Hall's own. Announcements would cost queries."""
        asked = (page.whom_to_ask() for page in self.pages if isinstance(page, ProjectPage))
        return next(filter(None, asked), "")

    @property
    def subjects(self) -> list[BilingualPage]:
        """The pages that the card names: projects, or whatever offers the file where no project does."""
        projects = [page for page in self.pages if isinstance(page, ProjectPage)]
        return projects or self.pages


def published_documents():
    """The brochures of live pages, each with the page from which it was made: joined, so that it costs no query."""
    return _with_pages(offered_documents(), "made_brochure__page")


def offered_files(documents) -> list[OfferedFile]:
    """The files of these published documents, in their order; one that several pages offer comes once, with all."""
    documents = list(documents)
    ids = [document.pk for document in documents]
    rows = list(
        _with_pages(Attachment.objects.brochures().on_live_pages().with_documents(), "page")
        .filter(models.Q(document_ka__in=ids) | models.Q(document_en__in=ids))
        .order_by("pk")
    )
    pages = {row.page_id: joined(row.page, PAGES_WITH_BROCHURES) for row in rows}
    offered: dict[int, OfferedFile] = {}
    for file in files_of(rows, known_pages=pages.values()):
        entry = offered.setdefault(file.document.pk, OfferedFile(file))
        page = pages[file.attachment.page_id]
        if page not in entry.pages:
            entry.pages.append(page)
    for document in documents:
        if document.pk not in offered:
            page = joined(document.made_brochure.page, PAGES_WITH_BROCHURES)
            offered[document.pk] = OfferedFile(MadeFile.of(document.made_brochure, page), [page])
    return [offered[pk] for pk in ids]


def _with_pages(records, page: str):
    """Records with the page that `page` leads to, joined instead of .specific(): one query for all kinds of page."""
    texts = [f"{page}__{kind}__{body}" for kind in PAGES_WITH_BROCHURES for body in ("body", "body_ka", "body_en")]
    return records.select_related(*[f"{page}__{kind}" for kind in PAGES_WITH_BROCHURES]).defer(*texts)
