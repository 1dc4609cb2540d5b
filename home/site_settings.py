"""What editors change for the whole site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from bilingual.addresses import for_reader
from bilingual.marking_forms import BilingualRecordForm
from bilingual.panels import EnglishPanel
from bilingual.records import BilingualRecord


class Licence(models.TextChoices):
    """Under which anyone may use the data; https://creativecommons.org/licenses/."""

    CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0")
    CC0 = "CC0-1.0", _("Creative Commons Zero 1.0: no conditions")

    @property
    def address(self) -> str:
        return {
            Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
            Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
        }[self]


@register_setting(icon="home")
class SiteDetails(BilingualRecord, BaseGenericSetting):
    """Whose site it is and how to reach them. What is empty is not shown."""

    name = models.CharField(_("name"), max_length=160, default="", help_text=_("At the head of each page."))
    tagline = models.CharField(_("tagline"), max_length=160, blank=True, help_text=_("Below the name."))
    address = models.TextField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    hotline = models.CharField(_("hotline"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    city_site = models.URLField(_("the city's main website"), blank=True)
    data_licence = models.CharField(
        _("licence of the data"),
        max_length=20,
        choices=Licence.choices,
        blank=True,
        help_text=_(
            "Under which anyone may use the files of the data page. Empty: the page says that none was chosen."
        ),
    )
    footer = models.TextField(_("footer"), max_length=400, blank=True, help_text=_("At the foot of each page."))

    base_form_class = BilingualRecordForm
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name_ka"), EnglishPanel("name_en")]),
                FieldRowPanel([FieldPanel("tagline_ka"), EnglishPanel("tagline_en")]),
            ],
            heading=_("Name and tagline"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("address_ka"), EnglishPanel("address_en")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("hotline")]),
                FieldPanel("email"),
            ],
            heading=_("Contact"),
            help_text=_("An empty field is not shown."),
        ),
        FieldPanel("city_site", help_text=_("Linked at the foot of each page.")),
        FieldPanel("data_licence"),
        FieldRowPanel([FieldPanel("footer_ka"), EnglishPanel("footer_en")]),
    ]

    class Meta:
        verbose_name = _("name and contact")

    @property
    def licence(self) -> Licence | None:
        """The chosen licence of the data."""
        return Licence(self.data_licence) if self.data_licence else None

    @property
    def has_contact(self) -> bool:
        """Whether any way to reach City Hall is known."""
        return any([self.address_ka, self.address_en, self.phone, self.hotline, self.email])


@register_setting(icon="warning")
class AlertBanner(BilingualRecord, BaseGenericSetting):
    """One urgent message above every page, until it expires."""

    text = models.CharField(_("message"), max_length=300, blank=True, help_text=_("Empty: no banner."))
    link = models.URLField(_("link"), blank=True, help_text=_("To the page that says more."))
    expires_at = models.DateTimeField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("From then on it is not shown. Needed, so that none is forgotten."),
    )

    base_form_class = BilingualRecordForm
    panels = [
        FieldRowPanel([FieldPanel("text_ka"), EnglishPanel("text_en")]),
        FieldPanel(
            "link",
            help_text=_("To the page that says more. One of this site opens in the language of its reader."),
        ),
        FieldPanel("expires_at"),
    ]

    class Meta:
        verbose_name = _("alert banner")

    def clean(self):
        super().clean()
        if (self.text_ka or self.text_en) and not self.expires_at:
            raise ValidationError({"expires_at": _("Say until when the banner is shown.")})

    @property
    def leads_to(self) -> str:
        """The link for who reads this."""
        return for_reader(self.link)

    @property
    def is_shown(self) -> bool:
        """Whether readers see it now."""
        return bool(self.text_ka or self.text_en) and bool(self.expires_at) and self.expires_at > timezone.now()
