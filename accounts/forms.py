"""Forms that people meet before they are in the admin."""

from datetime import timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from .language import preferred_language


class LoginForm(WagtailLoginForm):
    """Wagtail's, for people with password managers and small telephones.

    Its password field has no label of its own and would be called by its English name; its placeholders repeat the
    labels, longer than the fields are wide.
    """

    error_messages = {
        **WagtailLoginForm.error_messages,
        # Said only to who knows the password: see accounts.backends.
        "inactive": _("This account is switched off. Ask an administrator to switch it on."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        username, password = self.fields["username"], self.fields["password"]
        username.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        password.widget.attrs["autocomplete"] = "current-password"
        password.label = _("Password")
        for field in (username, password):
            del field.widget.attrs["placeholder"]


class PasswordResetForm(WagtailPasswordResetForm):
    """Wagtail's, whose mail is written in the language of its reader, not of the page on which it was asked for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def send_mail(self, subject_template_name, email_template_name, context, *args, **kwargs):
        language = preferred_language(context["user"]) or translation.get_language()
        context |= {"language": language, "days": timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days}
        with translation.override(language):
            super().send_mail(subject_template_name, email_template_name, context, *args, **kwargs)
