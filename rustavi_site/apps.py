from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate


class RustaviSiteConfig(AppConfig):
    name = "rustavi_site"
    verbose_name = "Rustavi"

    def ready(self):
        from . import checks  # noqa: F401 - registers them

        # The signal comes only from apps with models; the row is Wagtail's.
        post_migrate.connect(_after_migrations, sender=apps.get_app_config("wagtailcore"))


def _after_migrations(sender, using, **kwargs):
    from .site_row import follow_public_url

    # Migrating back to nothing takes the table away, too.
    if sender.get_model("Site")._meta.db_table in connections[using].introspection.table_names():
        follow_public_url()
