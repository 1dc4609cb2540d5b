"""The mails about a page that was not published, or not taken down, at its time."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.admin.mail import send_mail
from wagtail.models import Page, Revision

from accounts.language import preferred_language

from .gate import judge_for_publishing
from .refusals import address_of_concerns


def tell_not_published(user, page: Page, version: Revision) -> None:
    """To one of the people of a page, in their own language. Raises what the mail server raises."""
    with translation.override(preferred_language(user) or settings.LANGUAGE_CODE):
        draft = version.as_object()
        # Judged anew: the reasons are sentences in the language of the reader.
        reasons = [concern.message for concern in judge_for_publishing(draft).obstacles]
        _send("not_published", user, page=draft, reasons=reasons, address=address_of_concerns(draft))


def tell_not_taken_down(user, page: Page, version: Revision | None) -> None:
    """The same of a page whose time is over, and which readers still see."""
    with translation.override(preferred_language(user) or settings.LANGUAGE_CODE):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        _send("not_taken_down", user, page=page, reasons=[], address=address)


def recipients(page: Page, version: Revision | None) -> list:
    """The owner of the page and whoever made this version: those of them who can be written to."""
    makers = [page.owner_id, version.user_id if version else None]
    people = get_user_model().objects.filter(pk__in=makers, is_active=True)
    return list(people.exclude(email="").order_by("pk"))


def _send(template: str, user, **context) -> None:
    name = f"wagtailadmin/notifications/{template}"
    context |= {"user": user, "settings": settings}
    subject = render_to_string(f"{name}_subject.txt", context).strip()
    html = render_to_string(f"{name}.html", context)
    send_mail(subject, render_to_string(f"{name}.txt", context), [user.email], html_message=html)
