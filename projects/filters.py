"""What the list of projects can be asked."""

from collections import Counter

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilingual.filters import Filter, number_in, year_in

from .organisations import Organisation, Role
from .status import Status, has_status


class ByStatus(Filter):
    name = "status"
    label = _("Status")

    def parse(self, written):
        return Status(written) if written in Status.values else None

    def apply(self, items, value):
        return items.with_status(value)

    def options(self, items):
        today = timezone.localdate()
        numbers = items.aggregate(**{status.value: Count("pk", filter=has_status(status, today)) for status in Status})
        return [(status, str(status.label), numbers[status.value]) for status in Status if numbers[status.value]]

    def label_of(self, value):
        return str(value.label)


class ByFunder(Filter):
    name = "funder"
    label = _("Funder")

    def parse(self, written):
        return number_in(written)

    def apply(self, items, value):
        # Not by a join: it would multiply the rows that the other filters count.
        funder = Organisation.objects.filter(pk=value, project_roles__role=Role.FUNDER)
        return items.filter(pk__in=funder.values("project_roles__page"))

    def options(self, items):
        funding = Q(project_roles__role=Role.FUNDER, project_roles__page__in=items)
        funders = Organisation.objects.funding(items).annotate(
            number=Count("project_roles__page", filter=funding, distinct=True)
        )
        return [(funder.pk, funder.heading, funder.number) for funder in funders]

    def label_of(self, value):
        funder = Organisation.objects.filter(pk=value).first()
        return funder.heading if funder else ""


class ByYear(Filter):
    """The years in which a project was going on; of one whose end is unknown, the year of its start."""

    name = "year"
    label = _("Year")

    def parse(self, written):
        return year_in(written)

    def apply(self, items, value):
        lasting = Q(first_day__year__lte=value, last_day__year__gte=value)
        return items.filter(lasting | Q(first_day__year=value) | Q(first_day__isnull=True, last_day__year=value))

    def options(self, items):
        years = Counter()
        for start, end in items.order_by().values_list("first_day", "last_day"):
            known = [day.year for day in (start, end) if day]
            if known:
                years.update(range(min(known), max(known) + 1))
        return [(year, str(year), number) for year, number in sorted(years.items(), reverse=True)]


PROJECT_FILTERS = (ByStatus(), ByFunder(), ByYear())
