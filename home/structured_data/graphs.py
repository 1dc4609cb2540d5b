"""Which things each kind of page speaks of."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from announcements.models import AnnouncementIndexPage, AnnouncementPage
from bilingual import languages
from bilingual.addresses import absolute
from bilingual.models import BilingualPage
from bilingual.text import text_of
from brochures.models import AttachedFile
from brochures.own_page import BrochurePage
from home.data_page import DataFile, DataPage
from home.models import BrochureIndexPage, HomePage
from home.site_settings import SiteDetails
from projects.models import Organisation, ProjectIndexPage, ProjectPage

from . import things
from .things import Thing, known, text

LISTS = (ProjectIndexPage, AnnouncementIndexPage, BrochureIndexPage)


def graph(details: SiteDetails, *nodes: Thing) -> Thing:
    """A whole JSON-LD document: the nodes of a page and who publishes it."""
    return {"@context": "https://schema.org", "@graph": [*nodes, things.city_hall(details)]}


def of_page(page: BilingualPage, sections: Iterable[Page], details: SiteDetails, files: list[AttachedFile]) -> Thing:
    """Of a page of the tree. `sections` stand above it, outermost first; `files` are what it offers."""
    steps = [
        (_("Home"), _home()),
        *((section.short_heading, section.canonical_address) for section in sections),
        (page.short_heading, page.canonical_address),
    ]
    nodes = [_main(page, details), *things.documents(files)]
    if not isinstance(page, HomePage):
        nodes.append(things.breadcrumbs(steps))
    if isinstance(page, ProjectPage) and files:
        nodes[0]["subjectOf"] = [{"@id": absolute(file.address)} for file in files]
    return graph(details, *nodes)


def of_brochure(brochure: BrochurePage, files: list[AttachedFile], details: SiteDetails) -> Thing:
    page = brochure.page
    steps = [
        (_("Home"), _home()),
        (page.short_heading, page.canonical_address),
        (brochure.heading, brochure.canonical_address),
    ]
    return graph(details, *things.documents(files), things.breadcrumbs(steps))


def of_organisation(organisation: Organisation, details: SiteDetails) -> Thing:
    """Its website stands on this page, so here it may be told."""
    node = things.organisation(organisation) | known(sameAs=organisation.website)
    steps = [(_("Home"), _home()), (organisation.heading, organisation.canonical_address)]
    return graph(details, node, things.breadcrumbs(steps))


def of_data(data: DataPage, files: list[DataFile], details: SiteDetails) -> Thing:
    kinds = {"JSON": "application/json", "CSV": "text/csv"}
    node = known(
        type="Dataset",
        id=f"{data.canonical_address}#data",
        name=_("Open data"),
        description=_("The projects as JSON and CSV, with the meaning of each field."),
        url=data.canonical_address,
        license=details.licence.address if details.licence else None,
        publisher={"@id": absolute("/#city-hall")},
        distribution=[
            known(type="DataDownload", name=file.title, contentUrl=file.address, encodingFormat=kinds[file.form])
            for file in files
        ],
    )
    steps = [(_("Home"), _home()), (_("Open data"), data.canonical_address)]
    return graph(details, node, things.breadcrumbs(steps))


def _home() -> str:
    return absolute(f"/{languages.active()}/")


def _main(page: BilingualPage, details: SiteDetails) -> Thing:
    match page:
        case ProjectPage():
            return things.project(page)
        case AnnouncementPage():
            return _article(page)
        case HomePage():
            return known(
                type="WebSite",
                id=absolute("/#site"),
                name=text(text_of(details, "name")),
                description=text(text_of(details, "tagline")),
                **_of_any(page),
            )
        case _:
            kind = "CollectionPage" if isinstance(page, LISTS) else "WebPage"
            return known(
                type=kind,
                id=page.canonical_address,
                name=text(page.heading),
                description=text(text_of(page, page.teaser_field)) if page.teaser_field else None,
                **_of_any(page),
            )


def _article(page: AnnouncementPage) -> Thing:
    published, updated = page.first_published_at, page.last_published_at
    return known(
        type="NewsArticle",
        id=page.canonical_address,
        headline=text(page.heading),
        description=text(text_of(page, "summary")),
        datePublished=published and published.isoformat(timespec="seconds"),
        dateModified=updated and updated.isoformat(timespec="seconds"),
        about=[things.project_in_passing(project) for project in page.projects],
        **_of_any(page),
    )


def _of_any(page: BilingualPage) -> dict[str, Any]:
    return {
        "url": page.canonical_address,
        "inLanguage": page.heading.language,
        "publisher": {"@id": absolute("/#city-hall")},
    }
