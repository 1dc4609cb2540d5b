from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrochuresConfig(AppConfig):
    name = "brochures"
    verbose_name = _("Brochures")

    def ready(self):
        from wagtail.documents.permissions import permission_policy

        from accounts.deletion import restrict_deletion

        from . import occasions  # noqa: F401 - connects them

        restrict_deletion(permission_policy)
