"""The rows of a project: who takes part with how much, what is to be done, what came of it."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from bilingual.records import BilingualRecord
from bilingual.rows import RowWithProtectedLinks
from bilingual.text import text_of

from .money import CURRENCIES, AmountField
from .organisations import Organisation, Role


class ProjectOrganisationManager(models.Manager):
    """A role is never read without its organisation and the emblem of that."""

    def get_queryset(self):
        return super().get_queryset().select_related("organisation__logo")


class ProjectOrganisation(RowWithProtectedLinks, BilingualRecord, Orderable):
    """An organisation's role in a project, what it contributes, and how this project names it as a funder."""

    class Binding(models.TextChoices):
        AS_ORGANISATION = "", _("As written at the organisation")
        BINDING = "binding", _("Binding for this project")
        FREE = "free", _("Not binding for this project")

    objects = ProjectOrganisationManager()

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="project_roles"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    contribution_amount = AmountField(
        _("contribution"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("What this organisation gives, the city's own share too; exact, as in the agreement."),
    )
    contribution_currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, blank=True)
    record_url = models.URLField(
        _("address in the funder's database"),
        blank=True,
        help_text=_("The page of this very project on the funder's own site."),
    )
    funding_statement = models.CharField(
        _("funding statement"),
        max_length=250,
        blank=True,
        help_text=_("Only where this project's agreement words it otherwise than the organisation does."),
    )
    disclaimer = models.TextField(
        _("disclaimer"),
        max_length=800,
        blank=True,
        help_text=_("Only where this project's agreement words it otherwise than the organisation does."),
    )
    responsible = models.CharField(
        _("who is responsible for the contents"),
        max_length=250,
        blank=True,
        help_text=_("Only where it is another one than the organisation names."),
    )
    binding = models.CharField(_("the funder's rules"), max_length=10, choices=Binding.choices, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("organisation of the project")
        verbose_name_plural = _("organisations of the project")

    @property
    def contribution(self) -> tuple[Decimal, str] | None:
        """(amount, ISO 4217 code), or None if it is not known."""
        if self.contribution_amount is None or not self.contribution_currency:
            return None
        return self.contribution_amount, self.contribution_currency

    def who_words(self, name: str) -> "ProjectOrganisation | Organisation":
        """The record that has a text on the naming of a funder: this row where it has it in any language, otherwise
        the organisation. The two languages are never taken from different records: they would not be one text.
        """
        return self if text_of(self, name) else self.organisation

    @property
    def is_binding(self) -> bool:
        """Whether this funder's rules of visibility must be kept in this project."""
        if self.binding:
            return self.binding == self.Binding.BINDING
        return self.organisation.visibility_is_binding


class ProjectObjective(BilingualRecord, Orderable):
    """Something the project sets out to do."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="objectives")
    text = models.TextField(_("text"), max_length=600)

    class Meta(Orderable.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")


class ProjectResult(BilingualRecord, Orderable):
    """Something the project is expected to achieve, and what it did achieve; one of both may be unknown."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="expected_results")
    text = models.TextField(
        _("expected result"), max_length=600, blank=True, help_text=_("Empty for something that nobody had planned.")
    )
    achieved = models.TextField(
        _("what was achieved"),
        max_length=600,
        blank=True,
        help_text=_("Once it is known; a report should tell it too."),
    )
    expected_figure = AmountField(
        _("expected figure"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Where the result can be counted: 120"),
    )
    achieved_figure = AmountField(_("achieved figure"), max_digits=15, decimal_places=2, null=True, blank=True)
    unit = models.CharField(
        _("what is counted"), max_length=80, blank=True, help_text=_("The word after the figure: people trained.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")


class ProjectMilestone(BilingualRecord, Orderable):
    """A step of the project on its day."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        REACHED = "reached", _("reached")
        DELAYED = "delayed", _("delayed")
        DROPPED = "dropped", _("dropped")

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="milestones")
    date = models.DateField(_("date"))
    text = models.CharField(_("text"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta(Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
