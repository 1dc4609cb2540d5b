from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    # Wagtail's own search app is called "search" in some of its tables' names.
    label = "site_search"
    verbose_name = _("Search")

    def ready(self):
        from . import occasions  # noqa: F401 - connects them
