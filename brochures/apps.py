from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrochuresConfig(AppConfig):
    name = "brochures"
    verbose_name = _("Brochures")

    def ready(self):
        from django.db.models.signals import post_delete
        from wagtail.documents.permissions import permission_policy

        from accounts.deletion import restrict_deletion

        from . import covers

        restrict_deletion(permission_policy)
        post_delete.connect(covers.follow_deletion, sender=self.get_model("PdfDocument"))
