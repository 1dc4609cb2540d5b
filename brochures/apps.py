from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrochuresConfig(AppConfig):
    name = "brochures"
    verbose_name = _("Brochures")

    def ready(self):
        from django.db.models.signals import post_delete
        from wagtail.documents.permissions import permission_policy
        from wagtail.documents.signal_handlers import post_delete_file_cleanup
        from wagtail.signals import page_unpublished

        from accounts.deletion import restrict_deletion

        from . import (
            covers,
            occasions,  # noqa: F401 - connects them
        )
        from .models import FileVersion, PdfDocument
        from .models.earlier import keep_what_readers_saw

        restrict_deletion(permission_policy)
        # Wagtail does it for the document's own file.
        post_delete.connect(post_delete_file_cleanup, sender=FileVersion)
        post_delete.connect(covers.follow_deletion, sender=PdfDocument)
        page_unpublished.connect(keep_what_readers_saw)
