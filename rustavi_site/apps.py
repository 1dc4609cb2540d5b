from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RustaviSiteConfig(AppConfig):
    name = "rustavi_site"
    verbose_name = "Rustavi"

    def ready(self):
        post_migrate.connect(_after_migrations, sender=self)


def _after_migrations(sender, apps, **kwargs):
    from .site_row import follow_public_url

    # Migrating back to nothing takes the table away, too.
    if ("wagtailcore", "site") in {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}:
        follow_public_url()
