"""Links by which somebody outside, a funder above all, reads a draft in both languages and agrees to it."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from bilingual import languages
from bilingual.addresses import absolute

# A dot, because a colon in an address ends it for some programs that read mails.
_signer = Signer(sep=".", salt="signoff.draft-link")


class DraftLinkQuerySet(models.QuerySet):
    def by_token(self, token: str) -> "DraftLink | None":
        """The link that this token was made for, valid or not; None for a token that this site never signed."""
        try:
            key = _signer.unsign(token)
        except BadSignature:
            return None
        return self.filter(key=key).first()


def _new_key() -> str:
    return get_random_string(12)


class DraftLink(models.Model):
    """Who has the link reads the newest draft of one page, until it expires or an editor revokes it.

    The database holds no secret: the token is the key of this row, signed. So the office can copy the same address
    again, and a stolen copy of the database opens no draft. A key of its own, because after a backup was restored the
    id of a row is given to another one.
    """

    key = models.CharField(max_length=12, unique=True, default=_new_key, editable=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="draft_links")
    recipient = models.CharField(
        _("Whom is it for?"), max_length=150, help_text=_("For the office alone; the reader does not see it.")
    )
    expires_at = models.DateTimeField(_("valid until"))
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    first_opened_at = models.DateTimeField(_("first opened"), null=True, editable=False)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")

    def __str__(self):
        return self.recipient

    def valid_for(self, days: int) -> None:
        """Sets the end, counted from now."""
        self.expires_at = timezone.now() + timedelta(days=days)

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.expires_at

    @property
    def token(self) -> str:
        """The key, a dot and 43 letters, digits, `-` and `_`."""
        return _signer.sign(self.key)

    def path(self, code: str) -> str:
        """The path under which the draft is read in a language ("ka" or "en")."""
        return reverse("draft", args=[self.token, code])

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """(code, public address), Georgian first, as they are sent to somebody."""
        return [(code, absolute(self.path(code))) for code in languages.CODES]

    def file_path(self, document) -> str:
        """The path under which a file of the draft is read."""
        return reverse("draft_file", args=[self.token, document.pk])

    def brochure_path(self, code: str) -> str:
        """The path under which the brochure made from the draft is read in a language."""
        return reverse("draft_brochure", args=[self.token, code])
