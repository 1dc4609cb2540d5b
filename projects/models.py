"""Projects that international grants pay for."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from bilingual.blocks import BodyBlock
from bilingual.filters import filtered
from bilingual.models import BilingualPage
from bilingual.pagination import paginate, part_of
from bilingual.panels import tabs
from bilingual.passages import Passage
from bilingual.text import Text, text_of
from brochures.models import PageWithBrochures
from brochures.panels import MadeBrochurePanel, attachment_panel
from georgian.dates import format_years, last_day
from images.renditions import EMBLEM, Place
from images.uses import texts_of_pictures

from .binding import broken_binding_rules
from .brochure import brochure_content
from .course import Milestone, Result, milestones, results, results_heading
from .doubts import doubtful_facts
from .facts import Fact, key_facts, passages_of_facts, short_facts, timeline
from .filters import PROJECT_FILTERS
from .money import CURRENCIES, AmountField, from_hundredths, hundredths
from .organisations import Organisation, OrganisationIdentifier, Role
from .publishing import contradictory_facts
from .record_panels import record_panels
from .rows import ProjectMilestone, ProjectObjective, ProjectOrganisation, ProjectResult
from .status import Status, has_status, status_on
from .visibility import FunderVisibility, funders_visibility

__all__ = [
    "Organisation",
    "OrganisationIdentifier",
    "ProjectIndexPage",
    "ProjectMilestone",
    "ProjectObjective",
    "ProjectOrganisation",
    "ProjectPage",
    "ProjectResult",
]


@dataclass(frozen=True)
class Overview:
    """Projects in numbers. `budgets` holds (currency, sum, of how many): currencies are never added to each other."""

    projects: int
    completed: int
    funded: int  # those whose funder is known
    budgets: list[tuple[str, Decimal, int]]


class ProjectPageQuerySet(PageQuerySet):
    def with_status(self, status: Status, today: datetime.date | None = None):
        """Those that have this status on a day (today)."""
        return self.filter(has_status(status, today or timezone.localdate()))

    def completed(self, today: datetime.date | None = None):
        return self.with_status(Status.COMPLETED, today)

    def funded_by(self, organisation: Organisation):
        return self.filter(organisations__organisation=organisation, organisations__role=Role.FUNDER).distinct()

    def newest_first(self):
        """By start, those without a known start last."""
        return self.order_by(F("first_day").desc(nulls_last=True), "-pk")

    def for_lists(self):
        """With what a list shows of each, in a fixed number of queries."""
        return self.defer_streamfields().prefetch_related("organisations")

    def overview(self, today: datetime.date | None = None) -> "Overview":
        """How many there are on a day (today), and the budgets that are known, in one query."""
        over = has_status(Status.COMPLETED, today or timezone.localdate())
        funders = ProjectOrganisation.objects.filter(page=OuterRef("pk"), role=Role.FUNDER)
        rows = list(
            self.order_by("budget_currency")
            .values("budget_currency")
            .annotate(
                projects=Count("pk"),
                completed=Count("pk", filter=over),
                funded=Count("pk", filter=Exists(funders)),
                budgets=Count("budget_amount"),
                amount=hundredths("budget_amount"),
            )
        )
        return Overview(
            *(sum(row[name] for row in rows) for name in ("projects", "completed", "funded")),
            budgets=[
                (row["budget_currency"], from_hundredths(row["amount"]), row["budgets"])
                for row in rows
                if row["budget_currency"] and row["amount"]
            ],
        )


class ProjectIndexPage(BilingualPage):
    """The list of all projects."""

    intro = models.TextField(_("introduction"), blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["projects.ProjectPage"]
    template = "pages/project_index.html"
    content_fields = ("intro",)
    teaser_field = "intro"
    page_size = 20

    edit_handler = tabs(georgian=["intro_ka"], english=["intro_en"], facts=[])

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        projects = ProjectPage.objects.live().child_of(self)
        context["filters"] = filters = filtered(request, projects, PROJECT_FILTERS)
        context["projects"] = paginate(request, filters.items.for_lists().newest_first(), self.page_size)
        self.part = part_of(context["projects"], filters)
        return context


class ProjectPage(PageWithBrochures, BilingualPage):
    """One project: what it is, who pays, how much, from when to when, what is expected of it, whom to ask.

    Every fact may be unknown; the page then does not mention it.
    """

    short_title = models.CharField(
        _("short title"), max_length=80, blank=True, help_text=_("For lists, navigation and brochures.")
    )
    summary = models.TextField(
        _("summary"), max_length=600, blank=True, help_text=_("Two or three sentences; shown in lists too.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    picture = models.ForeignKey(
        "images.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    award_date = models.DateField(
        _("date of the award"), null=True, blank=True, help_text=_("When the funder decided on the grant.")
    )
    start_date = models.DateField(_("start date"), null=True, blank=True, help_text=_("As agreed with the funder."))
    end_date = models.DateField(_("end date"), null=True, blank=True, help_text=_("The last day."))
    duration_months = models.PositiveSmallIntegerField(
        _("duration in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Instead of the end date, when that is how the agreement says it."),
    )
    actual_start_date = models.DateField(
        _("actual start"), null=True, blank=True, help_text=_("Only where it differs from the agreed one.")
    )
    actual_end_date = models.DateField(
        _("actual end"), null=True, blank=True, help_text=_("The last day, once the project is over.")
    )
    first_day = models.DateField(null=True, editable=False)
    last_day = models.DateField(null=True, editable=False)
    status_by_hand = models.CharField(
        _("status by hand"),
        max_length=20,
        choices=Status.choices,
        blank=True,
        help_text=_(
            "Only where dates do not tell it, or when the project was suspended or cancelled. Empty and no dates: "
            "no status is shown."
        ),
    )

    budget_amount = AmountField(
        _("budget"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("The exact amount, as in the agreement: 416665.00"),
    )
    budget_currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, blank=True)
    figures_source = models.CharField(
        _("source of the figures"),
        max_length=250,
        blank=True,
        help_text=_("The document that the amounts are taken from, so that a reader can check them."),
    )
    place = models.CharField(
        _("place"), max_length=250, blank=True, help_text=_("Where it happens: a district, a street, a building.")
    )

    contact_name = models.CharField(_("contact person or department"), max_length=200, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=60, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)

    objects = PageManager.from_queryset(ProjectPageQuerySet)()

    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = []
    template = "pages/project.html"
    page_description = _("A project: what it is, who pays, how much, from when to when, what came of it.")
    content_fields = ("summary", "body")
    teaser_field = "summary"
    brochure_content = brochure_content

    edit_handler = tabs(
        georgian=["short_title_ka", "summary_ka", "body_ka"],
        english=["short_title_en", "summary_en", "body_en"],
        facts=[
            *record_panels(),
            attachment_panel(),
            MadeBrochurePanel(),
            FieldPanel("picture", help_text=_("Above the text of the page. May stay empty.")),
        ],
    )

    search_fields = [
        *BilingualPage.search_fields,
        *[index.SearchField(f"{name}_{code}") for name in ("short_title", "summary", "body") for code in ("ka", "en")],
        index.RelatedFields("objectives", [index.SearchField("text_ka"), index.SearchField("text_en")]),
        index.RelatedFields("expected_results", [index.SearchField("text_ka"), index.SearchField("text_en")]),
        index.RelatedFields(
            "organisations",
            [
                index.RelatedFields(
                    "organisation",
                    [index.SearchField("name_ka"), index.SearchField("name_en"), index.SearchField("acronym")],
                )
            ],
        ),
    ]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [models.Index(fields=["first_day"]), models.Index(fields=["last_day"])]

    # --- rules ------------------------------------------------------------------------------------------------------

    def problems_before_publishing(self):
        return [*super().problems_before_publishing(), *contradictory_facts(self), *broken_binding_rules(self)]

    def warnings_before_publishing(self):
        return [*super().warnings_before_publishing(), *doubtful_facts(self)]

    def save(self, *args, **kwargs):
        # Kept as columns so that lists can ask for them.
        self.first_day, self.last_day = self.opening_day, self.final_day
        super().save(*args, **kwargs)

    @property
    def agreed_last_day(self) -> datetime.date | None:
        """The last day as agreed: given, or reckoned from the duration."""
        if self.end_date:
            return self.end_date
        if self.start_date and self.duration_months:
            return last_day(self.start_date, self.duration_months)
        return None

    # --- what readers see -------------------------------------------------------------------------------------------

    @property
    def short_heading(self) -> Text:
        return text_of(self, "short_title") or self.heading

    @property
    def budget(self) -> tuple[Decimal, str] | None:
        """(amount, ISO 4217 code), or None if it is not known."""
        if self.budget_amount is None or not self.budget_currency:
            return None
        return self.budget_amount, self.budget_currency

    @property
    def opening_day(self) -> datetime.date | None:
        """The first day, the actual one where it is known; also of a draft that was not saved yet."""
        return self.actual_start_date or self.start_date

    @property
    def final_day(self) -> datetime.date | None:
        """The last day, the actual one where it is known; also of a draft that was not saved yet."""
        return self.actual_end_date or self.agreed_last_day

    @property
    def status(self) -> Status | None:
        """What a reader sees today; None is shown as nothing."""
        return status_on(timezone.localdate(), self.opening_day, self.final_day, self.status_by_hand)

    @cached_property
    def roles(self) -> list["ProjectOrganisation"]:
        """The organisations in the editor's order."""
        return list(self.organisations.all())

    def organisations_as(self, role: Role) -> list[Organisation]:
        """The organisations with this role, in the editor's order."""
        return [row.organisation for row in self.roles if row.role == role]

    @property
    def visibility(self) -> list[FunderVisibility]:
        """What each funder wants to see named, in the editor's order; those that want nothing are left out."""
        return funders_visibility(self.roles)

    def pictures_beside(self) -> Iterator[tuple[int, Place]]:
        """The emblems of its funders, for images.uses."""
        return ((one.emblem.pk, EMBLEM) for one in self.visibility if one.emblem)

    @property
    def years(self) -> str:
        """From when to when, `2016–2018`; "" if one of them is unknown: a single year would pass for the whole time."""
        return format_years(self.opening_day, self.final_day) if self.opening_day and self.final_day else ""

    @property
    def has_contact(self) -> bool:
        """Whether the project says itself whom to ask."""
        return bool(text_of(self, "contact_name") or self.contact_phone or self.contact_email)

    def whom_to_ask(self) -> str:
        return self.contact_email

    def facts(self) -> list[Fact]:
        """The key facts that are known, always in the same order."""
        return key_facts(self)

    @property
    def list_facts(self) -> list[Fact]:
        """The few facts that a list shows."""
        return short_facts(self)

    def objective_texts(self) -> list[Text]:
        """The objectives in the editor's order."""
        return [text for row in self.objective_rows if (text := text_of(row, "text"))]

    @cached_property
    def objective_rows(self) -> list[ProjectObjective]:
        return list(self.objectives.all())

    @cached_property
    def result_rows(self) -> list[ProjectResult]:
        return list(self.expected_results.all())

    @cached_property
    def milestone_rows(self) -> list[ProjectMilestone]:
        return list(self.milestones.all())

    @property
    def results(self) -> list[Result]:
        """What was expected beside what was achieved, in the editor's order."""
        return results(self)

    @property
    def milestones_newest_first(self) -> list[Milestone]:
        """What has happened and what is to come, latest first."""
        return milestones(self)

    def shown_texts(self) -> Iterator[Text]:
        yield from super().shown_texts()
        yield from self.picture.shown_texts if self.picture else ()
        yield from texts_of_pictures(text_of(self, "body").value)
        yield from self.objective_texts()
        yield from (milestone.text for milestone in self.milestones_newest_first)
        yield from (value.text for fact in self.facts() for value in fact.values)
        for part in (*self.results, *self.visibility):
            yield from part.shown_texts

    def index_passages(self) -> list[Passage]:
        return [*super().index_passages(), *passages_of_facts(self)]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context |= {
            "key_facts": self.facts(),
            "timeline": timeline(self),
            "objectives": self.objective_texts(),
            "results": self.results,
            "results_heading": results_heading(self),
            "milestones": self.milestones_newest_first,
        }
        return context
