from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagesConfig(AppConfig):
    name = "images"
    verbose_name = _("Pictures")

    def ready(self):
        from wagtail.images.permissions import permission_policy

        from accounts.deletion import restrict_deletion

        restrict_deletion(permission_policy)
