import mimetypes

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagesConfig(AppConfig):
    name = "images"
    verbose_name = _("Pictures")

    def ready(self):
        from wagtail.images.permissions import permission_policy
        from wagtail.signals import page_published

        from accounts.deletion import restrict_deletion

        from .making import after_publishing
        from .renditions import FORMATS

        restrict_deletion(permission_policy)
        page_published.connect(after_publishing)
        # Python 3.11 knows WebP only where the system has a list of types.
        for kind in FORMATS:
            mimetypes.add_type(kind.mime_type, f".{kind.ending}")
