from django.core.management.base import BaseCommand
from wagtail.models import Page

from images.making import make_missing
from images.models import Picture
from images.uses import pictures_of


class Command(BaseCommand):
    help = "Makes the smaller copies of pictures that live pages need and that are missing, in the table or on disk."

    def handle(self, *args, verbosity=1, **options):
        uses = {}
        for page in Page.objects.live().specific().iterator(chunk_size=100):
            for pk, places in pictures_of(page).items():
                uses.setdefault(pk, set()).update(places)
        pictures = Picture.objects.filter(pk__in=uses).order_by("pk")
        made = failed = 0
        for number, picture in enumerate(pictures, start=1):
            try:
                _forget_lost_files(picture)
                count = make_missing(picture, uses[picture.pk])
            except Exception as error:
                # Nobody lists what can be wrong with a file; the next picture may be sound.
                failed += 1
                self.stderr.write(f"{number}/{len(pictures)} {picture.file.name}: {error}")
            else:
                made += count
                if count and verbosity:
                    self.stdout.write(f"{number}/{len(pictures)} {picture.file.name}: {count}")
        if verbosity:
            self.stdout.write(
                f"{len(pictures)} pictures on live pages, {made} renditions made, {failed} pictures failed."
            )


def _forget_lost_files(picture: Picture) -> None:
    """After a restored backup the table may know renditions that the disk has not."""
    for rendition in picture.renditions.all():
        if not rendition.file.storage.exists(rendition.file.name):
            rendition.delete()
