"""When a row of TranslationStatus is written: at each save by hand and at each publishing, never by autosave."""

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save
from django.utils import translation
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from . import languages
from .fields import pairs_of, rows_of, translated_names
from .judging import Judgement, judge
from .marking import take_marks
from .marks import State, states
from .records import BilingualRecord, page_models, shared_models
from .translation_status import Gap, TranslationStatus

_GAP_OF_STATE = {
    State.UNTRANSLATED: Gap.MISSING,
    State.OUTDATED: Gap.OUTDATED,
    State.ENGLISH_ONLY: Gap.WITHOUT_GEORGIAN,
}


def record(what: BilingualRecord) -> None:
    """Writes the row of a page or a shared record as it stands in memory. What readers see of it stays as it was."""
    found = gaps_of(what)
    TranslationStatus.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(what),
        object_id=what.pk,
        defaults={
            **{gap.value: len(names) for gap, names in found.items()},
            **{f"title_{code}": title[:300] for code, title in _titles(what).items()},
            "fields": {gap.value: names for gap, names in found.items() if names},
            "page_id": what.pk if isinstance(what, Page) else None,
        },
    )


def record_live(page: BilingualRecord) -> None:
    """Writes how the version that readers see stands: `page` is that version, or one that they do not see."""
    outdated = _outdated(page) if page.live else 0
    TranslationStatus.objects.filter(page=page.pk).update(live_outdated=outdated)


def gaps_of(what: BilingualRecord) -> dict[Gap, list[str]]:
    """The fields that fall short, those of its rows included, named as in `TranslationStatus.fields`."""
    found = {gap: [] for gap in Gap}
    for place, one in _parts(what):
        for name, judgement in judge(one).items():
            for gap in _gaps(judgement):
                found[gap].append(place + name)
    return found


def _gaps(judgement: Judgement) -> list[Gap]:
    gaps = [_GAP_OF_STATE[judgement.state]] if judgement.state in _GAP_OF_STATE else []
    if any(not one.acceptance for one in judgement.differences):
        gaps.append(Gap.DIFFERENT)
    return gaps


def _parts(what: BilingualRecord) -> list[tuple[str, BilingualRecord]]:
    """The record itself and its rows, each with what stands before the names of its fields."""
    return [("", what), *((f"{relation}.{place}.", row) for relation, place, row in rows_of(what))]


def is_outdated(page: BilingualRecord) -> bool:
    """Whether the English of any field or row of this version is outdated."""
    return _outdated(page) > 0


def text_is_outdated(record: BilingualRecord) -> bool:
    """The same of its own fields alone, without asking the database for rows."""
    return _outdated_of(record) > 0


def _outdated(page: BilingualRecord) -> int:
    return sum(_outdated_of(one) for _place, one in _parts(page))


def _outdated_of(record: BilingualRecord) -> int:
    return list(states(record.marks, pairs_of(record)).values()).count(State.OUTDATED)


def _titles(what: BilingualRecord) -> dict[str, str]:
    """What the record is called in each language."""
    for name in ("title", "name"):
        if name in translated_names(type(what)):
            return {code: getattr(what, f"{name}_{code}") or "" for code in languages.CODES}
    titles = {}
    for code in languages.CODES:
        with translation.override(code):
            titles[code] = str(what)
    return titles


def _take_marks(page: BilingualRecord, revision: Revision) -> None:
    """Publishing takes marks too: what is published may have been saved by the browser alone."""
    changed = False
    for place, one in _parts(page):
        before = (one.marks, one.accepted_differences)
        take_marks(one)
        if before != (one.marks, one.accepted_differences):
            changed = True
            kept = {"marks": one.marks, "accepted_differences": one.accepted_differences}
            type(one)._base_manager.filter(pk=one.pk).update(**kept)
            for serialized in _serialized(revision, place.partition(".")[0], one):
                serialized.update(kept)
    if changed:
        revision.save(update_fields=["content"])


def _serialized(revision: Revision, relation: str, one: BilingualRecord) -> list[dict]:
    """The page ("" for `relation`) or a row of it, as the revision holds it."""
    if not relation:
        return [revision.content]
    return [row for row in revision.content.get(relation, []) if row["pk"] == one.pk]


def after_publishing(sender, instance, revision=None, alias=False, **kwargs):
    if not isinstance(instance, BilingualRecord):
        return
    if revision and not alias:
        _take_marks(instance, revision)
    if alias or not revision or revision.is_latest_revision():
        record(instance)
    record_live(instance)


def after_unpublishing(sender, instance, **kwargs):
    TranslationStatus.objects.filter(page=instance.pk).update(live_outdated=0)


def after_creation(sender, instance, created, raw=False, **kwargs):
    """Of a page, so that none is without its row: its next saves are told by its versions."""
    if created and not raw:
        record(instance)


def after_saving(sender, instance, raw=False, **kwargs):
    if not raw:
        record(instance)


def after_deletion(sender, instance, **kwargs):
    kind = ContentType.objects.get_for_model(sender)
    TranslationStatus.objects.filter(content_type=kind, object_id=instance.pk).delete()


def connect() -> None:
    """Called once, when the apps are ready."""
    page_published.connect(after_publishing)
    page_unpublished.connect(after_unpublishing)
    for model in page_models():
        post_save.connect(after_creation, sender=model)
    for model in shared_models():
        post_save.connect(after_saving, sender=model, dispatch_uid=f"bilingual.recording.{model._meta.label}.saved")
        post_delete.connect(
            after_deletion, sender=model, dispatch_uid=f"bilingual.recording.{model._meta.label}.deleted"
        )
