"""The mail about a page that was not published at its time."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.admin.mail import send_mail
from wagtail.models import Page, Revision

from accounts.language import preferred_language

from .gate import judge_for_publishing
from .refusals import address_of_concerns

TEMPLATES = "wagtailadmin/notifications/not_published"


def tell_owner(page: Page, revision: Revision) -> None:
    """To the owner of the page and to whoever made this version, each in their own language. Raises what the mail
    server raises."""
    for user in recipients(page, revision):
        with translation.override(preferred_language(user) or settings.LANGUAGE_CODE):
            _send(user, revision.as_object())


def recipients(page: Page, revision: Revision) -> list:
    """Those of them who can be written to."""
    people = get_user_model().objects.filter(pk__in=[page.owner_id, revision.user_id], is_active=True)
    return list(people.exclude(email="").order_by("pk"))


def _send(user, page: Page) -> None:
    # Judged anew: the reasons are sentences in the language of the reader.
    reasons = [concern.message for concern in judge_for_publishing(page).obstacles]
    context = {
        "user": user,
        "page": page,
        "settings": settings,
        "reasons": reasons,
        "address": address_of_concerns(page),
    }
    subject = render_to_string(f"{TEMPLATES}_subject.txt", context).strip()
    html = render_to_string(f"{TEMPLATES}.html", context)
    send_mail(subject, render_to_string(f"{TEMPLATES}.txt", context), [user.email], html_message=html)
