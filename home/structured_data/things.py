"""The things that pages speak of, as schema.org calls them; all texts in the active language."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from bilingual import languages
from bilingual.addresses import absolute
from bilingual.text import Text, text_of
from brochures.models import AttachedFile
from georgian.numbers import format_file_size
from home.site_settings import SiteDetails
from projects.models import Organisation, ProjectPage
from projects.organisations import Role

Thing = dict[str, Any]
TYPES = {
    Organisation.Kind.GOVERNMENT: "GovernmentOrganization",
    Organisation.Kind.FOREIGN_GOVERNMENT: "GovernmentOrganization",
    Organisation.Kind.LOCAL_GOVERNMENT: "GovernmentOrganization",
    Organisation.Kind.NGO: "NGO",
}


def known(**properties: Any) -> Thing:
    """Without what is not known. `type` and `id` become @type and @id."""
    renamed = {{"type": "@type", "id": "@id"}.get(name, name): value for name, value in properties.items()}
    return {name: value for name, value in renamed.items() if value not in (None, "", [], {})}


def text(value: Text) -> str | Thing | None:
    """A text; one that is borrowed from the other language says so."""
    if not value:
        return None
    return {"@value": str(value), "@language": value.language} if value.borrowed else str(value)


def city_hall(details: SiteDetails) -> Thing:
    """Who publishes the site, with the contact that stands at the foot of each page."""
    other = languages.other(languages.active())
    return known(
        type="GovernmentOrganization",
        id=absolute("/#city-hall"),
        name=text(text_of(details, "name")),
        alternateName=getattr(details, f"name_{other}"),
        url=details.city_site,
        email=details.email,
        telephone=details.phone or details.hotline,
        address=text(text_of(details, "address")),
    )


def organisation(record: Organisation) -> Thing:
    """An organisation as a project names it."""
    return known(
        type=TYPES.get(record.kind, "Organization"),
        id=record.canonical_address,
        name=text(record.heading),
        alternateName=record.acronym,
        url=record.canonical_address,
    )


def project(page: ProjectPage) -> Thing:
    """A project as its own page tells of it."""
    others = [row.organisation for row in page.roles if row.role != Role.FUNDER]
    return known(
        type="Project",
        id=project_id(page),
        name=text(page.heading),
        alternateName=text(text_of(page, "short_title")),
        description=text(text_of(page, "summary")),
        url=page.canonical_address,
        foundingDate=page.opening_day and page.opening_day.isoformat(),
        dissolutionDate=page.final_day and page.final_day.isoformat(),
        location=text(text_of(page, "place")),
        funding=[_grant(page, row) for row in page.roles if row.role == Role.FUNDER],
        member=[organisation(one) for one in dict.fromkeys(others)],
    )


def project_id(page: ProjectPage) -> str:
    """The project itself, as opposed to the page about it."""
    return f"{page.canonical_address}#project"


def project_in_passing(page: ProjectPage) -> Thing:
    return known(type="Project", id=project_id(page), name=text(page.heading), url=page.canonical_address)


def _grant(page: ProjectPage, row) -> Thing:
    """What one funder gives: money where its share is known, or where nobody else could give the budget its money.

    The budget is never the amount of a grant: the city may pay a part that is not known.
    """
    amount = row.contribution
    in_money = amount or (page.budget and len(page.organisations_as(Role.FUNDER)) == 1)
    return known(
        type="MonetaryGrant" if in_money else "Grant",
        funder=organisation(row.organisation),
        amount=_money(*amount) if amount else None,
        fundedItem={"@id": project_id(page)},
    )


def _money(amount: Decimal, currency: str) -> Thing:
    # A text is a Number to schema.org too, and the only one that every program reads exactly.
    return known(type="MonetaryAmount", value=f"{amount:.2f}", currency=currency)


def documents(files: Iterable[AttachedFile]) -> list[Thing]:
    """The files that a page offers; those of one row are translations of each other."""
    files = list(files)
    return [_document(file, files) for file in files]


def _document(file: AttachedFile, files: list[AttachedFile]) -> Thing:
    siblings = [
        {"@id": absolute(other.address)}
        for other in files
        if other is not file and other.attachment.pk and other.attachment.pk == file.attachment.pk
    ]
    size = file.document.file_size
    return known(
        type="DigitalDocument",
        id=absolute(file.address),
        name=text(file.name),
        inLanguage=file.language,
        url=absolute(file.address),
        workTranslation=siblings,
        encoding=known(
            type="MediaObject",
            contentUrl=absolute(file.address),
            encodingFormat="application/pdf",
            contentSize=size and format_file_size(size, languages.ENGLISH),
        ),
    )


def breadcrumbs(steps: Iterable[tuple[Text | str, str]]) -> Thing:
    """`steps` are (name, public address) from the home page down; the last one is the page itself."""
    return known(
        type="BreadcrumbList",
        itemListElement=[
            known(type="ListItem", position=position, name=str(name), item=known(type="WebPage", id=address))
            for position, (name, address) in enumerate(steps, start=1)
        ],
    )
