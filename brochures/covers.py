"""Pictures of the first pages, in the public storage.

They are called after the checksum of the file that they show. So nobody guesses where the cover of a draft lies, the
bytes under a name never change while the file does not, and two documents with the same file share one cover.
"""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from wagtail.documents import get_document_model

from .inspection import COVER_FORMATS, COVER_WIDTHS, Cover


def storage() -> Storage:
    return storages["public"]


def name(sha256: str, picture: str) -> str:
    """`covers/<checksum>-512.webp` for the picture "512.webp"."""
    return f"covers/{sha256}-{picture}"


def names(sha256: str) -> list[str]:
    """Every file of a cover."""
    return [name(sha256, f"{width}.{suffix}") for width in COVER_WIDTHS for suffix in COVER_FORMATS]


@dataclass(frozen=True)
class CoverAddresses:
    """A cover as a page shows it. Width and height are those of the largest picture, in pixels."""

    sha256: str
    width: int
    height: int

    def address(self, width: int, suffix: str) -> str:
        return storage().url(name(self.sha256, f"{width}.{suffix}"))

    def _srcset(self, suffix: str) -> str:
        return ", ".join(f"{self.address(width, suffix)} {width}w" for width in COVER_WIDTHS)

    @property
    def webp(self) -> str:
        """For the `srcset` of a `<source type="image/webp">`."""
        return self._srcset("webp")

    @property
    def jpeg(self) -> str:
        """For the `srcset` of the `<img>` in it."""
        return self._srcset("jpg")

    @property
    def fallback(self) -> str:
        """For its `src`."""
        return self.address(COVER_WIDTHS[0], "jpg")


def keep(sha256: str, cover: Cover | None) -> None:
    """Writes the pictures of a file's cover in the place of those of an earlier inspection."""
    for path in names(sha256):
        storage().delete(path)  # left there, it would make the storage choose another name
    for picture, content in cover.pictures.items() if cover else ():
        storage().save(name(sha256, picture), ContentFile(content))


def remove_unused(sha256: str) -> None:
    """Removes a cover unless some document still has that file."""
    if sha256 and not get_document_model().objects.filter(sha256=sha256).exists():
        for path in names(sha256):
            storage().delete(path)


def follow_deletion(sender, instance, **kwargs) -> None:
    """Receiver of post_delete of a document."""
    transaction.on_commit(lambda: remove_unused(instance.sha256), robust=True)
