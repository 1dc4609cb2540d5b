"""What readers are told of the changes of a page: a note that an editor writes for one publishing."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail.signals import page_published

LONGEST = 300


class PageWithChangeNote(models.Model):
    """The note for the next publishing. It is part of the draft and waits with it for a review or for a later day."""

    change_note_ka = models.CharField(
        _("what has changed [ka]"),
        max_length=LONGEST,
        blank=True,
        help_text=_(
            "One sentence for readers and for those who follow the site: “Corrected the date on which the project "
            "ends.” It appears on the page when this version is published. Leave it empty for small corrections."
        ),
    )
    change_note_en = models.CharField(
        _("what has changed [en]"),
        max_length=LONGEST,
        blank=True,
        help_text=_("The same in English. Empty: English readers see the Georgian sentence, marked as Georgian."),
    )

    class Meta:
        abstract = True

    @property
    def change_note(self) -> tuple[str, str]:
        """(Georgian, English), without white space around them."""
        return self.change_note_ka.strip(), self.change_note_en.strip()

    def told_changes(self) -> "models.QuerySet[PageChange]":
        """What readers were told, the newest first."""
        return self.changes.all()


class PageChange(models.Model):
    """One publishing of which readers were told what it changed."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="changes")
    changed_at = models.DateTimeField(_("published at"))
    note_ka = models.CharField(_("what has changed [ka]"), max_length=LONGEST, blank=True)
    note_en = models.CharField(_("what has changed [en]"), max_length=LONGEST, blank=True)

    # A note is no use of its page.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change of a page")
        verbose_name_plural = _("changes of pages")
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return self.note_ka or self.note_en


def after_publishing(instance, revision=None, **kwargs) -> None:
    """The note becomes part of the page's history; the next draft starts without one."""
    if not isinstance(instance, PageWithChangeNote) or not instance.live or not any(instance.change_note):
        return
    note_ka, note_en = instance.change_note
    PageChange.objects.create(
        page_id=instance.pk, changed_at=instance.last_published_at, note_ka=note_ka, note_en=note_en
    )
    published = (instance.change_note_ka, instance.change_note_en)
    instance.change_note_ka = instance.change_note_en = ""
    type(instance).objects.filter(pk=instance.pk).update(change_note_ka="", change_note_en="")
    # A draft that was begun meanwhile carries the same note; another one is for its own publishing.
    newest = Revision.objects.filter(pk=instance.latest_revision_id).first()
    for draft in {one.pk: one for one in (revision, newest) if one}.values():
        _forget(draft, published)


def _forget(draft: Revision, note: tuple[str, str]) -> None:
    names = ("change_note_ka", "change_note_en")
    if tuple(draft.content.get(name, "") for name in names) == note:
        draft.content |= dict.fromkeys(names, "")
        draft.save(update_fields=["content"])


def connect() -> None:
    """Called once, when the apps are ready."""
    page_published.connect(after_publishing, dispatch_uid="bilingual.changes")
