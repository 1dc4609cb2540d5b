"""A project as plain data, as the JSON holds it. Reads only what is published and asks for it in batches."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from bilingual import languages
from bilingual.addresses import absolute
from brochures.models import Attachment, PdfDocument, address_of_made
from projects.models import ProjectOrganisation, ProjectPage
from projects.organisations import Organisation

# Projects in memory at a time.
BATCH = 100


def published() -> Iterator[ProjectPage]:
    """Every live project, by its number, with all that its data needs; never more than a batch in memory."""
    rows = Attachment.objects.with_documents().select_related("page")
    projects = (
        ProjectPage.objects.live()
        .order_by("pk")
        .defer_streamfields()
        .prefetch_related(
            "organisations__organisation__identifiers",
            "objectives",
            "expected_results",
            "milestones",
            Prefetch("attachments", queryset=rows),
            "made_brochures__document",
        )
    )
    return projects.iterator(chunk_size=BATCH)


def project_record(project: ProjectPage) -> dict[str, Any]:
    """By the names of `fields.PROJECT`, in that order; None is what is not known, amounts are exact texts."""
    return {
        "id": project.pk,
        "url": {code: project.address_in(code) if project.has_language(code) else None for code in languages.CODES},
        "title": _both(project, "title"),
        "short_title": _both(project, "short_title"),
        "summary": _both(project, "summary"),
        "status": project.status.value if project.status else None,
        "award_date": _day(project.award_date),
        "start_date": _day(project.start_date),
        "end_date": _day(project.agreed_last_day),
        "duration_months": project.duration_months,
        "actual_start_date": _day(project.actual_start_date),
        "actual_end_date": _day(project.actual_end_date),
        "budget": _money(project.budget),
        "figures_source": _both(project, "figures_source"),
        "place": _both(project, "place"),
        "organisations": [role_record(row) for row in project.roles],
        "objectives": [_both(row, "text") for row in project.objectives.all()],
        "results": [
            {
                "expected": _both(row, "text"),
                "achieved": _both(row, "achieved"),
                "expected_figure": _figure(row.expected_figure),
                "achieved_figure": _figure(row.achieved_figure),
                "unit": _both(row, "unit"),
            }
            for row in project.result_rows
        ],
        "milestones": [
            {"date": _day(row.date), "state": row.state, "text": _both(row, "text")} for row in project.milestones.all()
        ],
        "files": list(_files(project)),
        "published": _moment(project.first_published_at),
        "modified": _moment(project.last_published_at),
    }


def role_record(row: ProjectOrganisation) -> dict[str, Any]:
    """By the names of `fields.ROLE`, in that order, without the project's."""
    organisation: Organisation = row.organisation
    return {
        "organisation_id": organisation.pk,
        "role": row.role,
        "name": _both(organisation, "name"),
        "acronym": organisation.acronym or None,
        "kind": organisation.kind,
        "identifiers": [identifier.code for identifier in organisation.identifiers.all()],
        "contribution": _money(row.contribution),
        "record_url": row.record_url or None,
    }


def _files(project: ProjectPage) -> Iterator[dict[str, Any]]:
    """The files that the page offers: those of its rows, and made brochures in the languages that have no other."""
    with_brochure = set()
    for row in project.attachments.all():
        for code in languages.CODES:
            if document := row.document_in(code):
                if row.kind == Attachment.Kind.BROCHURE:
                    with_brochure.add(code)
                yield _file(row.kind, _both(row, "title"), code, row.address(code), document)
    for made in project.made_brochures.all():
        if made.language not in with_brochure and project.has_language(made.language):
            address = address_of_made(project, made.language)
            yield _file(Attachment.Kind.BROCHURE.value, _both(project, "title"), made.language, address, made.document)


def _file(kind: str, title: dict, code: str, address: str, document: PdfDocument) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": title,
        "language": code,
        "url": absolute(address),
        "type": "application/pdf",
        "bytes": document.file_size,
        "pages": document.page_count,
        "sha256": document.sha256 or None,
    }


def _both(record, name: str) -> dict[str, str | None]:
    """Each language's own text and never the other's."""
    return {code: getattr(record, f"{name}_{code}") or None for code in languages.CODES}


def _money(money: tuple[Decimal, str] | None) -> dict[str, str] | None:
    """The amount is a text: a number of JSON is a binary fraction to most programs, and no such thing is 416665.10."""
    if money is None:
        return None
    amount, currency = money
    return {"amount": f"{amount:.2f}", "currency": currency}


def _figure(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure.normalize():f}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
