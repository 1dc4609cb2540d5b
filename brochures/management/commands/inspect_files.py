"""`manage.py inspect_files`: reads files again that came in under other rules, and sweeps what uploads left."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from brochures.inspection import RULES, RefusalCode, Refused
from brochures.management.progress import ProgressBar
from brochures.management.stopping import returncode_of, stoppable
from brochures.models import PdfDocument
from brochures.places import standing_warnings
from brochures.sweeping import sweep

PATIENCE = 60  # seconds until it is a file's turn; uploads of clerks go on meanwhile


class Command(BaseCommand):
    help = (
        "Inspects the PDF files that the present rules have not seen: pages, language, text, cover, warnings. A file "
        "that would be refused today is reported and left as it is. Stopped, it goes on where it was when it is run "
        "again. Takes away what uploads left behind that nobody completed within a day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="every file; to go on with that, leave --all out")

    def handle(self, *args, **options):
        if options["all"]:
            PdfDocument.objects.update(inspected_by=0)
        waiting = list(PdfDocument.objects.filter(inspected_by__lt=RULES).order_by("pk").values_list("pk", flat=True))
        self.bar = ProgressBar(self.stdout, len(waiting))
        self.counted = Counter()
        try:
            with stoppable():
                for pk in waiting:
                    self.inspect(pk)
        except KeyboardInterrupt as stop:
            self.sum_up(len(waiting))
            raise CommandError("Stopped. Run inspect_files again to go on.", returncode=returncode_of(stop)) from None
        self.sum_up(len(waiting))
        uploads, temporaries = sweep()
        if uploads or temporaries:
            self.stdout.write(
                f"Swept: {uploads} uploads that nobody completed, {temporaries} temporary files or folders."
            )

    def inspect(self, pk: int) -> None:
        document = PdfDocument.objects.filter(pk=pk).first()
        if not document:
            self.bar.step()
            return
        self.bar.draw(document.title)
        outcome = self.outcome(document)
        self.counted[outcome] += 1
        if outcome == "inspected":
            document.refresh_from_db()
            self.counted["with warnings"] += bool(standing_warnings([document])[pk])
        self.bar.step()

    def outcome(self, document: PdfDocument) -> str:
        """Under which word of the summary this one counts."""
        try:
            return "inspected" if document.inspect_again(wait=PATIENCE) else "replaced meanwhile"
        except Refused as refusal:
            if refusal.code is RefusalCode.BUSY:
                return "not reached"
            self.bar.tell(f"{document.pk} “{document.title}”: would be refused today, {refusal}")
            return "refused today"
        except OSError as error:
            self.bar.tell(f"{document.pk} “{document.title}”: cannot be read, {error}")
            return "unreadable"
        except RuntimeError as fault:
            self.bar.clear()
            raise CommandError(str(fault)) from fault

    def sum_up(self, total: int) -> None:
        self.bar.clear()
        if not total:
            self.stdout.write("The present rules have seen every file.")
            return
        words = ["inspected", "with warnings", "refused today", "unreadable", "replaced meanwhile", "not reached"]
        told = [f"{self.counted[word]} {word}" for word in words if self.counted[word] or word == "inspected"]
        self.stdout.write(f"{total} {'file' if total == 1 else 'files'}: {', '.join(told)}.")
