from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from home.social_cards.files import Done, kept_cards, refresh


class Command(BaseCommand):
    help = "Makes the social cards that pages lack, and takes away those that tell of no live page."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="draw those that are there, too")

    def handle(self, *args, **options):
        kept = kept_cards()
        live = list(Page.objects.live().filter(depth__gt=1).order_by("path").values_list("pk", flat=True))
        total = Done()
        for number, page_id in enumerate([*live, *sorted(kept.keys() - set(live))], start=1):
            done = refresh(page_id, kept[page_id], anew=options["all"])
            total += done
            if done != Done() and number <= len(live):
                self.stdout.write(f"page {number} of {len(live)}: {_words(done)}")
        self.stdout.write(f"Social cards of {len(live)} pages: {_words(total)}.")
        if total.failed:
            raise CommandError(f"{total.failed} cards could not be made; the log says why.")


def _words(done: Done) -> str:
    return f"{done.made} made, {done.failed} failed, {done.removed} removed"
