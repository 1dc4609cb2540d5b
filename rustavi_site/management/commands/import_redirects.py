from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rustavi_site import old_addresses
from rustavi_site.old_addresses import Outcome


class Command(BaseCommand):
    help = (
        "Leads the addresses of an earlier site to pages of this one. FILE is a CSV table of two columns, the old "
        "address and the new one; a new one without /ka/ or /en/ takes the language of the old one, Georgian if it has "
        "none. Says what becomes of each line. If one is refused, no redirect is made. May be run again at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would become of each line.")

    def handle(self, *args, **options):
        try:
            verdicts = old_addresses.judge(old_addresses.read(options["file"]))
        except old_addresses.Unreadable as fault:
            raise CommandError(str(fault)) from fault
        for line in old_addresses.told(verdicts):
            self.stdout.write(line)
        counted = Counter(verdict.outcome for verdict in verdicts)
        self.stdout.write(", ".join(f"{counted[outcome]} {outcome.value}" for outcome in Outcome))
        if counted[Outcome.REFUSED]:
            raise CommandError("Nothing was changed: mend the lines that are refused, and run this again.")
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was changed.")
        else:
            old_addresses.make(verdicts)
