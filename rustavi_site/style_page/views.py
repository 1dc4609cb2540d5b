"""The page itself, and the pages of errors as readers see them."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from brochures.labels import language_noun
from projects.facts import timeline
from projects.status import Status

from . import samples


def style_page(request):
    """All components of the site in the language of the address, light or dark as the browser asks."""
    language = get_language()
    projects = samples.projects()
    context = {
        "page_title": _("Style page"),
        "statuses": list(Status),
        "projects": projects,
        "sheets": [
            {"facts": page.facts(), "timeline": timeline(page), "heading": f"sheet-{number}"}
            for number, page in enumerate(projects.values(), 1)
            if page.facts()
        ],
        "announcements": samples.announcements(),
        "timelines": [timeline(page) for page in samples.projects_of_all_lengths()],
        "files": samples.files(),
        "on_the_shelf": [*samples.files(), *samples.made_files()],
        "offering_pages": [projects["twenty_partners"]],
        "steps": samples.steps(language),
        "language_of_file": language_noun(language),
        "version": samples.earlier_version(),
        "body": samples.body(language),
        "results": samples.results(language),
        "milestones": samples.milestones(language),
        "filters": samples.filters(language),
        "alert": samples.alert(),
        "parts_of_list": samples.parts_of_list(),
        "visibility": samples.visibility(language),
        "details": samples.details(),
        "published": samples.published(),
        "drafts": samples.drafts(),
        "found": samples.found(language),
        "suggestions": [(samples.organisation(number).acronym, "") for number in (1, 2)],
        "borrowed": [{"borrowed": "page"}, {"borrowed": "parts"}],
    }
    return render(request, "style/page.html", context)
