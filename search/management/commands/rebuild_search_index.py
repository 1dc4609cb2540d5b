from django.core.management.base import BaseCommand

from brochures.management.progress import ProgressBar
from search.indexing import drop_what_is_gone, know_words_anew, mend_tables, searchable_pages, write

# Pages that are in memory at one time.
BATCH = 50


class Command(BaseCommand):
    help = (
        "Writes all live pages into the search index anew, and makes its tables if they are missing. Readers can "
        "search meanwhile. May be stopped and started again at any time."
    )

    def handle(self, *args, **options):
        mend_tables()
        ids = list(searchable_pages().order_by("pk").values_list("pk", flat=True))
        bar = ProgressBar(self.stdout, len(ids))
        for start in range(0, len(ids), BATCH):
            for page in searchable_pages().filter(pk__in=ids[start : start + BATCH]).order_by("pk").specific():
                write(page)
                bar.step(page.title)
        bar.clear()
        drop_what_is_gone()
        know_words_anew()
        self.stdout.write(f"{len(ids)} pages are in the search index.")
