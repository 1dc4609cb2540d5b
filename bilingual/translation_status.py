"""How far the two languages of each record are in step: one row a record, so that lists read no texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import finder_classes
from wagtail.hooks import search_for_hooks
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from .fields import label_of
from .judging import place_of
from .records import shared_models


class Gap(models.TextChoices):
    """In what a field falls short. The values are columns of TranslationStatus."""

    MISSING = "missing", _("No English")
    OUTDATED = "outdated", _("Outdated English")
    DIFFERENT = "different", _("Different facts")
    WITHOUT_GEORGIAN = "without_georgian", _("No Georgian")


IN_STEP = "in_step"
# What a list can be narrowed to, in words.
CHOICES = [*Gap.choices, (IN_STEP, _("In step"))]
# Never told by colour alone.
ICONS = {
    Gap.MISSING: "circle-xmark",
    Gap.OUTDATED: "history",
    Gap.DIFFERENT: "warning",
    Gap.WITHOUT_GEORGIAN: "info-circle",
    IN_STEP: "check",
}


@dataclass(frozen=True)
class ShownGap:
    """What a list says of one gap of a record: how many fields, and which."""

    gap: Gap
    fields: list[str]

    @property
    def number(self) -> int:
        return len(self.fields)

    @property
    def icon(self) -> str:
        return ICONS[self.gap]


class TranslationStatusQuerySet(models.QuerySet):
    def with_state(self, state: str):
        """Those with this gap (a value of Gap), or with none (IN_STEP). Nothing for any other value."""
        if state == IN_STEP:
            return self.filter(**dict.fromkeys(Gap.values, 0))
        return self.filter(**{f"{state}__gt": 0}) if state in Gap.values else self.none()

    def of_pages(self):
        return self.filter(page__isnull=False)

    def editable_by(self, user):
        """Those whose record this user may change."""
        pages = page_permission_policy.instances_user_has_permission_for(user, "change")
        wanted = Q(page__in=pages.values("pk"))
        search_for_hooks()  # they register who may change what
        for model in shared_models():
            finder = finder_classes.get_by_type(model)
            policy = getattr(finder, "permission_policy", None) or ModelPermissionPolicy(model)
            records = policy.instances_user_has_permission_for(user, "change")
            kind = ContentType.objects.get_for_model(model)
            wanted |= Q(content_type=kind, object_id__in=records.order_by().values("pk"))
        return self.filter(wanted)


class TranslationStatus(models.Model):
    """Of one page (its newest version) or shared record, as it was last saved by hand."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    page = models.OneToOneField(
        Page, null=True, on_delete=models.CASCADE, related_name="translation_status", editable=False
    )
    title_ka = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    # How many fields fall short in what, those of the rows included; `fields` names them by the same words:
    # {"missing": ["summary", "objectives.2.text"]}, rows counted from 0.
    missing = models.PositiveIntegerField(default=0)
    outdated = models.PositiveIntegerField(default=0)
    different = models.PositiveIntegerField(default=0)
    without_georgian = models.PositiveIntegerField(default=0)
    fields = models.JSONField(default=dict)
    # Of the version that readers see; 0 where they see none.
    live_outdated = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    objects = TranslationStatusQuerySet.as_manager()

    # A row of bookkeeping is no use of a page.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("state of the translation")
        verbose_name_plural = _("states of translations")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_status_a_record")]

    def __str__(self):
        return self.title_ka

    @property
    def model(self) -> type[models.Model]:
        return ContentType.objects.get_for_id(self.content_type_id).model_class()

    @property
    def gaps(self) -> list[ShownGap]:
        """Those that there are, the gravest first; empty for a record in step."""
        return [ShownGap(gap, self.labels(gap)) for gap in Gap if self.fields.get(gap)]

    def labels(self, gap: Gap) -> list[str]:
        """The fields with this gap as the editor calls them: "summary", "objective 3, text"."""
        return list(self._labels(self.fields.get(gap, [])))

    def _labels(self, names: list[str]) -> Iterator[str]:
        for written in names:
            *row, name = written.split(".")
            if row:
                relation, number = row
                model = getattr(self.model, relation).rel.related_model
                yield f"{place_of(model, int(number))}, {label_of(model, name)}"
            else:
                yield label_of(self.model, name)
