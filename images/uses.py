"""Which pictures a page uses, and where: in its fields and in the blocks of its texts, in both languages."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import PROTECT, Field, Q
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.models.reference_index import ReferenceGroups

from bilingual.text import Text

from .models import Picture
from .renditions import ARTICLE, GALLERY, Place


def place_of(path: Iterable[str]) -> Place:
    """Where the names of fields and blocks lead: ["body_ka", "gallery", "image"] (see bilingual.blocks.BodyBlock)."""
    return GALLERY if "gallery" in path else ARTICLE


def pictures_of(page: Page) -> dict[int, set[Place]]:
    """The ids of all pictures of a page as it stands here, saved or not, with their places."""
    found: dict[int, set[Place]] = {}
    for pk, path in _in_fields(page):
        found.setdefault(pk, set()).add(place_of(path))
    # What a kind of page shows beside its own fields it tells itself: the emblems of a project's funders.
    for pk, place in getattr(page, "pictures_beside", tuple)():
        found.setdefault(pk, set()).add(place)
    return found


def places_on_live_pages(picture: Picture) -> set[Place]:
    """Where readers see this picture, as Wagtail's index of references knows it."""
    on_pages = ReferenceIndex.get_references_to(picture).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    references = [(int(pk), path.split(".")) for pk, path in on_pages.values_list("object_id", "model_path")]
    live = set(Page.objects.live().filter(pk__in=[pk for pk, _path in references]).values_list("pk", flat=True))
    return {place_of(path) for pk, path in references if pk in live}


def uses_of(pictures: Iterable[Picture]) -> dict[int, ReferenceGroups]:
    """What uses each of these pictures, by id: records and pages as they are kept, and pages as their drafts have them.

    Wagtail's index of references knows no drafts, and lets a picture go that stands in a text. Here each use forbids to
    delete it, as a row of a page does for its PDF file.
    """
    found: dict[int, list[ReferenceIndex]] = {picture.pk: [] for picture in pictures}
    kept = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Picture), to_object_id__in=[str(pk) for pk in found]
    )
    for reference in [*kept, *_in_drafts()]:
        others = found.get(int(reference.to_object_id), [])
        if not any(_says_the_same(reference, other) for other in others):
            reference.on_delete = PROTECT
            others.append(reference)
    return {pk: ReferenceGroups(references) for pk, references in found.items()}


def _says_the_same(one: ReferenceIndex, other: ReferenceIndex) -> bool:
    return (one.content_type_id, one.object_id, one.model_path) == (
        other.content_type_id,
        other.object_id,
        other.model_path,
    )


def _in_drafts() -> Iterator[ReferenceIndex]:
    """What the index would say of the pages, were their newest versions and those that wait for their time live."""
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    waiting = Q(pk__in=drafts) | Q(approved_go_live_at__isnull=False)
    for revision in Revision.page_revisions.filter(waiting).order_by("pk"):
        page = revision.as_object()
        for pk, path in _in_fields(page):
            yield ReferenceIndex(
                content_type=ContentType.objects.get_for_model(page),
                base_content_type=ContentType.objects.get_for_model(Page),
                object_id=str(page.pk),
                to_content_type=ContentType.objects.get_for_model(Picture),
                to_object_id=str(pk),
                model_path=".".join(path),
            )


def _in_fields(page: Page) -> Iterator[tuple[int, list[str]]]:
    """The id of each picture in the page's own fields, with the names that lead to it."""
    for field in page._meta.get_fields():
        yield from _in_field(page, field)


def texts_of_pictures(body: StreamValue | str) -> Iterator[Text]:
    """What readers see or hear of the pictures in a body, which may be empty. Loads them as showing them does."""
    for child in body:
        if child.block_type == "picture":
            pictures = [child.value]
        else:
            pictures = child.value["pictures"] if child.block_type == "gallery" else []
        for picture in pictures:
            yield from picture["image"].shown_texts if picture["image"] else ()


def _in_field(page: Page, field: Field) -> Iterator[tuple[int, list[str]]]:
    if isinstance(field, StreamField):
        yield from _in_block(field.stream_block, field.value_from_object(page).get_prep_value(), [field.name])
    elif field.many_to_one and field.related_model is Picture and (pk := getattr(page, field.attname)):
        yield pk, [field.name]


def _in_block(block: blocks.Block, stored: Any, path: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Reads a block as it is stored; Wagtail's own way would load every record that a text mentions."""
    match block:
        case ImageChooserBlock() if stored:
            yield stored, path
        case blocks.StreamBlock():
            for child in stored:
                if child["type"] in block.child_blocks:
                    kind = child["type"]
                    yield from _in_block(block.child_blocks[kind], child["value"], [*path, kind])
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                yield from _in_block(child, stored.get(name), [*path, name])
        case blocks.ListBlock():
            for item in stored:
                yield from _in_block(block.child_block, item["value"], path)
