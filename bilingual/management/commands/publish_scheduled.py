from django.core.management.base import BaseCommand

from bilingual import schedule


class Command(BaseCommand):
    """Stands in the place of Wagtail's command of the same name."""

    help = (
        "Publishes and takes down the pages whose time has come. Meant for every five minutes. Each page goes by "
        "itself: one that may not be published is skipped and reported to its owner, and tried again at the next run."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dryrun", action="store_true", help="Only say what would happen.")

    def handle(self, *args, dryrun=False, **options):
        for record in schedule.expired():
            if dryrun:
                self._say("Would be taken down", schedule.would_be_taken_down(record), "Would be skipped")
            else:
                self._say("Taken down", schedule.take_down(record))
        for revision in schedule.due():
            if dryrun:
                self._say("Would be published", schedule.would_be_live(revision), "Would be skipped")
            else:
                self._say("Published", schedule.put_live(revision))

    def _say(self, done: str, outcome: schedule.Outcome, otherwise: str = "Skipped") -> None:
        if outcome.failures:
            self.stderr.write(f"{otherwise}: {outcome.name} ({'; '.join(outcome.failures)})")
        else:
            self.stdout.write(f"{done}: {outcome.name}")
