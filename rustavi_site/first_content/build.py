"""Pages made by code: each function makes one thing, live, in both languages."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext
from modelcluster.models import get_all_child_relations
from wagtail.models import Orderable, Page, Site

from announcements.models import AnnouncementIndexPage, AnnouncementPage, AnnouncementProject
from bilingual import languages
from bilingual.gate import accept, publishing_warnings
from bilingual.marking import take_all_marks
from bilingual.records import BilingualRecord
from brochures.making import make_brochures
from brochures.models import Attachment, PdfDocument
from home.models import BrochureIndexPage, HomePage, InfoPage, SiteDetails
from projects.models import (
    Organisation,
    ProjectIndexPage,
    ProjectObjective,
    ProjectOrganisation,
    ProjectPage,
    ProjectResult,
)
from projects.organisations import Role
from rustavi_site.site_row import follow_public_url

HERE = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """One of the YAML files beside this module."""
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def is_loaded() -> bool:
    """Whether the site has content already, this one or another."""
    return HomePage.objects.exists()


@transaction.atomic
def load() -> None:
    """Everything, once. Does nothing on a site that has a home page."""
    if is_loaded():
        return
    facts, texts = read("seed_content.yaml"), read("pages.yaml")
    with translation.override(languages.GEORGIAN):
        _shared(SiteDetails(**facts["site"]))
        organisations = {entry["key"]: organisation(entry, texts) for entry in facts["organisations"]}
        home = home_page(texts["home"])
        projects_index = index_page(ProjectIndexPage, home, texts["project_index"])
        announcements_index = index_page(AnnouncementIndexPage, home, texts["announcement_index"])
        index_page(BrochureIndexPage, home, texts["brochure_index"])
        for entry in texts["info"]:
            info_page(home, entry)

        projects = {entry["key"]: project(projects_index, entry, organisations) for entry in facts["projects"]}
        information = made_documents(projects["participatory_budgeting"], titles=facts["brochure_titles"])
        row_titles = {code: _title_of_row(facts, code) for code in languages.CODES}
        for entry in facts["projects"]:
            page = projects[entry["key"]]
            if entry.get("brochures") and information:
                attach(page, information, row_titles)
            else:
                make_brochures(page)
        for entry in facts["announcements"]:
            page = announcement(announcements_index, entry, projects)
            if entry.get("brochures") and information:
                attach(page, information, row_titles)


def publish(page: Page) -> None:
    """What a press of the button does."""
    take_all_marks(page)
    page.save_revision().publish()


def _add(parent: Page, page: Page) -> Page:
    _number_rows(page)
    take_all_marks(page)
    parent.add_child(instance=page)
    # What the city has not told yet keeps no page of the first content from its readers.
    accept(page, publishing_warnings(page), by="")
    publish(page)
    page.refresh_from_db()
    return page


def _number_rows(page: Page) -> None:
    """The order of the rows as they stand: only the editor's form writes it by itself, PostgreSQL keeps none."""
    for relation in get_all_child_relations(page):
        for number, row in enumerate(getattr(page, relation.get_accessor_name()).all()):
            if isinstance(row, Orderable):
                row.sort_order = number


def _both(entry: dict, *names: str) -> dict:
    """{"title_ka": …, "title_en": …} of the names that the entry has; YAML's folded lines end in white space."""
    keys = [f"{name}_{code}" for name in names for code in languages.CODES]
    return {key: entry[key].strip() for key in keys if entry.get(key)}


def body(blocks: Iterable[dict]) -> list[tuple[str, Any]]:
    """The blocks of a YAML file ({"paragraph": …}, {"heading": …}, {"list": […]}) as the body of a page."""
    made = []
    for block in blocks:
        ((kind, value),) = block.items()
        match kind:
            case "paragraph":
                made.append(("paragraph", format_html("<p>{}</p>", value.strip())))
            case "heading":
                made.append(("heading", {"text": value.strip(), "level": "2"}))
            case "list":
                made.append(("listing", {"items": [item.strip() for item in value], "numbered": False}))
            case _:
                raise ValueError(f"unknown block {kind!r}")
    return made


def _bodies(entry: dict) -> dict:
    return {key: body(entry[key]) for key in ("body_ka", "body_en") if entry.get(key)}


def organisation(entry: dict, texts: dict) -> Organisation:
    """An organisation; the funder's agreed words stand with the texts, by the same key."""
    statement = texts["organisation_statements"].get(entry["key"], {})
    return _shared(
        Organisation(
            **_both(entry, "name"),
            acronym=entry.get("acronym", ""),
            kind=entry["kind"],
            **{f"funding_statement_{code}": words for code, words in statement.items()},
        )
    )


def _shared(record: BilingualRecord) -> BilingualRecord:
    """A record that is no page, saved with the marks of its texts."""
    take_all_marks(record)
    record.save()
    return record


def home_page(entry: dict) -> HomePage:
    """The home page, in the place of the one that Wagtail's own migrations make."""
    root = Page.objects.get(depth=1)
    welcome = root.get_children().filter(slug="home").first()
    if welcome:
        welcome.slug = "welcome"
        welcome.save()
        root.refresh_from_db()
    home = _add(
        root,
        HomePage(
            slug="home",
            **_both(entry, "title", "lead"),
            headline_ka=entry["heading_ka"],
            headline_en=entry["heading_en"],
        ),
    )
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.root_page = home
    site.save()
    follow_public_url()
    if welcome:
        Page.objects.get(pk=welcome.pk).delete()
    return HomePage.objects.get(pk=home.pk)


def index_page(model: type[Page], parent: Page, entry: dict) -> Page:
    """One of the three lists."""
    return _add(parent, model(slug=entry["slug"], show_in_menus=True, **_both(entry, "title", "intro")))


def info_page(parent: Page, entry: dict) -> InfoPage:
    return _add(
        parent,
        InfoPage(
            slug=entry["slug"],
            show_in_menus=True,
            show_contact=entry.get("show_contact", False),
            **_both(entry, "title", "short_title", "summary"),
            **_bodies(entry),
        ),
    )


def project(parent: Page, entry: dict, organisations: dict[str, Organisation]) -> ProjectPage:
    """A project with the facts that are known; a key that is absent stays unknown."""
    budget = entry.get("budget", {})
    page = ProjectPage(
        slug=entry["slug"],
        **_both(entry, "title", "short_title", "summary"),
        **_bodies(entry),
        start_date=entry.get("start_date"),
        end_date=entry.get("end_date"),
        duration_months=entry.get("duration_months"),
        budget_amount=Decimal(budget["amount"]) if budget else None,
        budget_currency=budget.get("currency", ""),
    )
    roles = [
        (Role.FUNDER, entry.get("funders") or []),
        (Role.IMPLEMENTING, entry.get("implementers") or []),
        (Role.PARTNER, entry.get("partners") or []),
        (Role.BENEFICIARY, [entry["beneficiary"]] if entry.get("beneficiary") else []),
    ]
    page.organisations = [
        ProjectOrganisation(organisation=organisations[key], role=role) for role, keys in roles for key in keys
    ]
    page.objectives = [_row(ProjectObjective, text) for text in entry.get("objectives", [])]
    page.expected_results = [_row(ProjectResult, text) for text in entry.get("expected_results", [])]
    return _add(parent, page)


def _row(model, texts: dict):
    return model(**{f"text_{code}": text.strip() for code, text in texts.items()})


def announcement(parent: Page, entry: dict, projects: dict[str, ProjectPage]) -> AnnouncementPage:
    page = AnnouncementPage(slug=entry["slug"], **_both(entry, "title", "summary"), **_bodies(entry))
    page.project_rows = [AnnouncementProject(project=projects[key]) for key in entry.get("related_projects", [])]
    return _add(parent, page)


def made_documents(page: ProjectPage, titles: dict[str, str]) -> dict[str, PdfDocument]:
    """The brochures made from a page, by language, each called as the titles say; made again when the page changes."""
    make_brochures(page)
    documents = {made.language: made.document for made in page.made_brochures.with_files()}
    for code, document in documents.items():
        document.title = titles[code]
        document.save()
    return documents


def attach(page: Page, documents: dict[str, PdfDocument], titles: dict[str, str] | None = None) -> None:
    """One row with the files of both languages, on a live page."""
    page.attachments.add(
        Attachment(
            **{f"document_{code}": document for code, document in documents.items()},
            **{f"title_{code}": title for code, title in (titles or {}).items()},
        )
    )
    _number_rows(page)
    publish(page)


def _title_of_row(facts: dict, code: str) -> str:
    """The title without the words for the language, which pages add themselves."""
    with translation.override(code):
        named = {
            languages.GEORGIAN: gettext("%(title)s in Georgian"),
            languages.ENGLISH: gettext("%(title)s in English"),
        }
    before, after = named[code].split("%(title)s")
    return facts["brochure_titles"][code].removeprefix(before).removesuffix(after)
