"""The public page of an organisation: what it does in this city, and with how much money as far as that is known."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bilingual.pagination import paginate

from .models import ProjectPage
from .money import from_hundredths, hundredths
from .organisations import Organisation, Role
from .rows import ProjectOrganisation

PAGE_SIZE = 20


@dataclass(frozen=True)
class Total:
    """A sum in one currency, and of how many projects it is."""

    currency: str
    amount: Decimal
    projects: int


@require_safe
def organisation_page(request, organisation_id: int):
    """404 for an organisation of which no live project tells: readers would learn of drafts."""
    organisation = Organisation.objects.filter(pk=organisation_id).select_related("logo").first()
    roles = ProjectOrganisation.objects.filter(organisation=organisation_id, page__live=True)
    own = list(roles.order_by("page", "sort_order").values_list("page", "role"))
    if organisation is None or not own:
        raise Http404
    projects = ProjectPage.objects.live().filter(pk__in=[page for page, _role in own])
    funded = [page for page, role in own if role == Role.FUNDER]
    played = {role for _page, role in own}
    roles_played = [role.label for role in Role if role in played]
    shown = paginate(request, projects.for_lists().newest_first(), PAGE_SIZE)
    context = {
        "organisation": organisation,
        "page_title": organisation.heading,
        "identifiers": list(organisation.identifiers.all()),
        "description": _description(organisation, roles_played, shown.paginator.count),
        "roles": roles_played,
        "contributions": totals(roles, "contribution"),
        "budgets": totals(ProjectPage.objects.live().filter(pk__in=funded), "budget"),
        "projects": shown,
    }
    return TemplateResponse(request, "pages/organisation.html", context)


def _description(organisation: Organisation, roles: list[str], projects: int) -> str:
    """What search engines and networks say of it."""
    number = ngettext("%(number)s project", "%(number)s projects", projects) % {"number": projects}
    return f"{organisation.heading}: {', '.join(map(str, roles))}. {number}."


def totals(records: QuerySet, name: str) -> list[Total]:
    """The sums of an amount and its currency, each currency by itself."""
    rows = (
        records.filter(**{f"{name}_amount__isnull": False})
        .exclude(**{f"{name}_currency": ""})
        .order_by(f"{name}_currency")
        .values_list(f"{name}_currency")
        .annotate(total=hundredths(f"{name}_amount"), number=Count("pk"))
    )
    return [Total(currency, from_hundredths(amount), number) for currency, amount, number in rows]
