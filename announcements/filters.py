"""What the list of announcements can be asked."""

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from bilingual.filters import Filter, number_in, year_in
from projects.models import ProjectPage

from .kinds import Kind


class ByKind(Filter):
    name = "kind"
    label = _("Kind")

    def parse(self, written):
        return Kind(written) if written in Kind.values else None

    def apply(self, items, value):
        return items.filter(kind=value)

    def options(self, items):
        numbers = dict(items.order_by("kind").values_list("kind").annotate(number=Count("pk")))
        return [(kind, str(kind.label), numbers[kind.value]) for kind in Kind if kind.value in numbers]

    def label_of(self, value):
        return str(value.label)


class ByYear(Filter):
    name = "year"
    label = _("Year")

    def parse(self, written):
        return year_in(written)

    def apply(self, items, value):
        return items.filter(date__year=value)

    def options(self, items):
        dated = items.filter(date__isnull=False).annotate(year=ExtractYear("date"))
        numbers = dated.order_by("-year").values_list("year").annotate(number=Count("pk"))
        return [(year, str(year), number) for year, number in numbers]


class ByProject(Filter):
    name = "project"
    label = _("Project")

    def parse(self, written):
        return number_in(written)

    def apply(self, items, value):
        return items.filter(pk__in=ProjectPage.objects.filter(pk=value).values("announcement_rows__page"))

    def options(self, items):
        projects = (
            ProjectPage.objects.live()
            .filter(announcement_rows__page__in=items)
            .annotate(number=Count("announcement_rows__page", distinct=True))
            .defer_streamfields()
            .newest_first()
        )
        return [(project.pk, project.short_heading, project.number) for project in projects]

    def label_of(self, value):
        project = ProjectPage.objects.live().filter(pk=value).defer_streamfields().first()
        return project.short_heading if project else ""


ANNOUNCEMENT_FILTERS = (ByKind(), ByYear(), ByProject())
