"""What the list of brochures can be asked."""

from collections import defaultdict

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from bilingual import languages
from bilingual.filters import Filter, number_in
from brochures.labels import language_noun
from brochures.models import Attachment, MadeBrochure
from projects.models import ProjectPage


def in_language(code: str) -> Q:
    """Files that some live page offers in this language."""
    rows = Attachment.objects.brochures().on_live_pages().filter(**{f"document_{code}__isnull": False})
    made = MadeBrochure.objects.offered().filter(language=code)
    return Q(pk__in=rows.values(f"document_{code}")) | Q(pk__in=made.values("document"))


def of_page(page_id: int) -> Q:
    """Files that this page offers in some language, if it is live."""
    rows = Attachment.objects.brochures().on_live_pages().filter(page=page_id)
    offered = Q(pk__in=MadeBrochure.objects.offered().filter(page=page_id).values("document"))
    for code in languages.CODES:
        offered |= Q(pk__in=rows.filter(**{f"document_{code}__isnull": False}).values(f"document_{code}"))
    return offered


class ByProject(Filter):
    name = "project"
    label = _("Project")

    def parse(self, written):
        return number_in(written)

    def apply(self, items, value):
        return items.filter(of_page(value))

    def options(self, items):
        listed = set(items.order_by().values_list("pk", flat=True))
        of_projects = {"page__in": ProjectPage.objects.live().values("pk")}
        files = defaultdict(set)
        rows = Attachment.objects.brochures().filter(**of_projects)
        for page, *documents in rows.values_list("page", *[f"document_{code}" for code in languages.CODES]):
            files[page].update(listed.intersection(documents))
        for page, document in MadeBrochure.objects.offered().filter(**of_projects).values_list("page", "document"):
            files[page].update(listed.intersection([document]))
        projects = ProjectPage.objects.filter(pk__in=[page for page, found in files.items() if found])
        return [
            (project.pk, project.short_heading, len(files[project.pk]))
            for project in projects.defer_streamfields().newest_first()
        ]

    def label_of(self, value):
        project = ProjectPage.objects.live().filter(pk=value).defer_streamfields().first()
        return project.short_heading if project else ""


class ByLanguage(Filter):
    name = "language"
    label = _("Language")

    def parse(self, written):
        return written if written in languages.CODES else None

    def apply(self, items, value):
        return items.filter(in_language(value))

    def options(self, items):
        numbers = items.order_by().aggregate(
            **{code: Count("pk", filter=in_language(code)) for code in languages.CODES}
        )
        return [(code, language_noun(code), numbers[code]) for code in languages.CODES if numbers[code]]

    def label_of(self, value):
        return language_noun(value)


BROCHURE_FILTERS = (ByProject(), ByLanguage())
