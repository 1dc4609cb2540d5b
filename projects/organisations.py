"""Organisations, shared by all projects, and the roles they play."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from bilingual import languages
from bilingual.addresses import HasAddresses
from bilingual.marking_forms import BilingualRecordForm
from bilingual.panels import EnglishPanel
from bilingual.records import BilingualRecord
from bilingual.text import Text, text_of

from .registers import Register, fault_of


class OrganisationQuerySet(models.QuerySet):
    def funding(self, projects):
        """Those that fund at least one of these projects, by name in the reader's language."""
        funders = self.filter(project_roles__role=Role.FUNDER, project_roles__page__in=projects)
        return funders.distinct().order_by(f"name_{languages.active()}", "pk")


class Organisation(HasAddresses, BilingualRecord, index.Indexed, ClusterableModel):
    """A funder, partner or agency: written once, shown on every project it takes part in."""

    class Kind(models.TextChoices):
        MULTILATERAL = "multilateral", _("International organisation")
        FOREIGN_GOVERNMENT = "foreign_government", _("Foreign state or its agency")
        GOVERNMENT = "government", _("State body of Georgia")
        LOCAL_GOVERNMENT = "local_government", _("Local self-government")
        ASSOCIATION = "association", _("Association")
        NGO = "ngo", _("Non-governmental organisation")
        COMPANY = "company", _("Company")
        ACADEMIC = "academic", _("University or research institute")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=250)
    acronym = models.CharField(
        _("acronym"), max_length=20, blank=True, help_text=_("In Latin letters, the same in both languages: UNDP.")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.OTHER)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "images.Picture",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    logo_permission = models.TextField(
        _("permission for the logo"),
        blank=True,
        help_text=_("Who allowed us to show the logo, when and how. Without it the logo is not shown."),
    )
    funding_statement = models.CharField(
        _("funding statement"),
        max_length=250,
        blank=True,
        help_text=_("The funder's agreed words, shown on each project that it funds."),
    )
    disclaimer = models.TextField(
        _("disclaimer"),
        max_length=800,
        blank=True,
        help_text=_("What the funder wants said of the contents, word for word, at the foot of each project's page."),
    )
    responsible = models.CharField(
        _("who is responsible for the contents"), max_length=250, blank=True, help_text=_("Named with the disclaimer.")
    )
    visibility_is_binding = models.BooleanField(
        _("the funder's rules are binding"),
        default=False,
        help_text=_(
            "Then no project that it funds is published without the statement and the logo, nor with a disclaimer that "
            "is incomplete."
        ),
    )
    wording_source = models.CharField(
        _("source of the wording"),
        max_length=250,
        blank=True,
        help_text=_(
            "The agreement or letter in which the funder gave these words. Empty: to be confirmed by the city."
        ),
    )

    changed_at = models.DateTimeField(auto_now=True, null=True)

    objects = OrganisationQuerySet.as_manager()

    base_form_class = BilingualRecordForm
    panels = [
        FieldRowPanel(
            [
                FieldPanel("name_ka", help_text=_("The full official name.")),
                EnglishPanel("name_en", help_text=_("The full official name.")),
            ]
        ),
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("kind")]),
        FieldPanel("website", help_text=_("Linked on the page of the organisation. May stay empty.")),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_permission")], heading=_("Logo")),
        InlinePanel(
            "identifiers",
            panels=[FieldRowPanel([FieldPanel("register"), FieldPanel("number")])],
            heading=_("Numbers in official registers"),
            label=_("number"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("funding_statement_ka"), EnglishPanel("funding_statement_en")]),
                FieldRowPanel([FieldPanel("disclaimer_ka"), EnglishPanel("disclaimer_en")]),
                FieldRowPanel([FieldPanel("responsible_ka"), EnglishPanel("responsible_en")]),
                FieldRowPanel([FieldPanel("visibility_is_binding"), FieldPanel("wording_source")]),
            ],
            heading=_("How it wants to be named as a funder"),
        ),
    ]
    search_fields = [
        index.SearchField("name_ka"),
        index.SearchField("name_en"),
        index.SearchField("acronym"),
        index.AutocompleteField("name_ka"),
        index.AutocompleteField("name_en"),
        index.AutocompleteField("acronym"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_ka", "pk"]

    def __str__(self):
        name = text_of(self, "name")
        return f"{name} ({self.acronym})" if self.acronym else str(name)

    @property
    def heading(self) -> Text:
        """The name to read."""
        return text_of(self, "name")

    def path_in(self, code: str) -> str:
        """The path of the page that tells what it does in this city, `/ka/organisations/3/`."""
        with translation.override(code):
            return reverse("organisation", args=[self.pk])

    @property
    def emblem(self):
        """The logo, once somebody wrote down who allowed us to show it."""
        return self.logo if self.logo_id and self.logo_permission.strip() else None


class OrganisationIdentifier(Orderable):
    """The number of an organisation in an official register."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    register = models.CharField(_("register"), max_length=20, choices=Register.choices)
    number = models.CharField(_("number"), max_length=60)

    class Meta(Orderable.Meta):
        verbose_name = _("number in an official register")
        verbose_name_plural = _("numbers in official registers")
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number"],
                name="one_organisation_per_number",
                violation_error_message=_("Another organisation has this number already."),
            )
        ]

    def __str__(self):
        return self.code

    def clean(self):
        super().clean()
        self.number = "".join(self.number.split())
        if self.register and (fault := fault_of(Register(self.register), self.number)):
            raise ValidationError({"number": fault})

    @property
    def code(self) -> str:
        """As data names it, https://org-id.guide: `XM-DAC-41114`."""
        return f"{self.register}-{self.number}"


class Role(models.TextChoices):
    """What an organisation does in a project, in the order of the key facts."""

    FUNDER = "funder", _("Funder")
    IMPLEMENTING = "implementing", _("Implementing organisation")
    COOPERATION = "cooperation", _("In cooperation with")
    PARTNER = "partner", _("Partner")
    BENEFICIARY = "beneficiary", _("Beneficiary")


# Labels on the page for a number of organisations.
ROLE_LABELS = {
    Role.FUNDER: lambda number: ngettext("Funder", "Funders", number),
    Role.IMPLEMENTING: lambda number: gettext("Implemented by"),
    Role.COOPERATION: lambda number: gettext("In cooperation with"),
    Role.PARTNER: lambda number: ngettext("Partner", "Partners", number),
    Role.BENEFICIARY: lambda number: ngettext("Beneficiary", "Beneficiaries", number),
}
