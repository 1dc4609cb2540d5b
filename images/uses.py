"""Which pictures a page uses, and where: in its fields and in the blocks of its texts, in both languages."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page, ReferenceIndex

from .models import Picture
from .renditions import ARTICLE, GALLERY, Place


def place_of(path: Iterable[str]) -> Place:
    """Where the names of fields and blocks lead: ["body_ka", "gallery", "image"] (see bilingual.blocks.BodyBlock)."""
    return GALLERY if "gallery" in path else ARTICLE


def pictures_of(page: Page) -> dict[int, set[Place]]:
    """The ids of all pictures of a page as it stands here, saved or not, with their places."""
    found: dict[int, set[Place]] = {}
    for field in page._meta.get_fields():
        for pk, path in _in_field(page, field):
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
