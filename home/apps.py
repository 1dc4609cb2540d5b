from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home and information")

    def ready(self):
        from django.db.models.signals import post_save
        from wagtail.signals import page_published, page_unpublished

        from projects.models import Organisation

        from .social_cards.publishing import organisation_changed, page_changed

        page_published.connect(page_changed)
        page_unpublished.connect(page_changed)
        post_save.connect(organisation_changed, sender=Organisation)
