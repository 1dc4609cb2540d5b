from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Users")

    def ready(self):
        from wagtail.users.models import UserProfile

        from .language import begin_with_georgian, keep_choice

        pre_save.connect(begin_with_georgian, sender=UserProfile)
        user_logged_in.connect(keep_choice)
