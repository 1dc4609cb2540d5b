"""The page about the data: what there is, under which licence, what each field means, how to fetch it."""

from dataclasses import dataclass

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bilingual.addresses import HasAddresses, absolute, in_language
from projects.exports.fields import PROJECT, ROLE
from projects.exports.state import state


@dataclass(frozen=True)
class DataFile:
    """A file that the page offers, at its permanent address."""

    title: str
    form: str
    address: str


class DataPage(HasAddresses):
    """What stands in the head of the page."""

    def path_in(self, code: str) -> str:
        return in_language(reverse("data_page"), code)


@require_safe
def data_page(request):
    files = [
        DataFile(_("Projects, with all that is known of them"), "JSON", absolute(reverse("data_json"))),
        DataFile(_("Projects, as a table"), "CSV", absolute(reverse("data_csv"))),
        DataFile(_("Organisations and their roles, as a table"), "CSV", absolute(reverse("data_organisations"))),
    ]
    context = {
        "data": DataPage(),
        "page_title": _("Open data"),
        "files": files,
        "one_project": [
            absolute(reverse(name, args=[0]).replace("/0", "/{id}"))
            for name in ("data_project", "data_project_csv", "data_project_organisations")
        ],
        "state": state(),
        "parts": [(_("Fields of a project"), PROJECT), (_("Fields of a role"), ROLE)],
    }
    return TemplateResponse(request, "pages/data.html", context)
