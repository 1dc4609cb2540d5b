"""Who may edit."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff who edits the site."""

    class Meta(AbstractUser.Meta):
        # The reader of this text is whoever gives permissions to a group.
        permissions = [("delete_content", _("Can delete pages, brochures, pictures and organisations"))]
