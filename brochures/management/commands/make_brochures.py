import logging
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page, get_page_models

from brochures.making import Outcome, has_brochure, make_brochures
from brochures.management.progress import ProgressBar
from brochures.management.stopping import returncode_of, stoppable
from brochures.models import MadeBrochure
from brochures.typesetting.bounded import MachineError

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Makes the brochures of all live pages that say something else than before, or that are missing. May be "
        "stopped and started again at any time. Meant for once a day: some texts change with the date alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Also those that say the same as before.")
        parser.add_argument("--from", type=int, default=0, metavar="ID", help="Begin at the page with this id.")

    def handle(self, *args, **options):
        kinds = [model for model in get_page_models() if has_brochure(model)]
        pages = Page.objects.live().type(*kinds).filter(pk__gte=options["from"]).order_by("pk")
        counted: Counter[Outcome] = Counter()
        at = options["from"]
        listed = list(pages.values_list("pk", flat=True))
        self.bar = ProgressBar(self.stdout, len(listed))
        try:
            with stoppable():
                for at in listed:
                    counted.update(self._make(at, anew=options["all"]))
                    self.bar.step()
        except KeyboardInterrupt as stop:
            again = "make_brochures --all" if options["all"] else "make_brochures"
            self.bar.clear()
            self.stdout.write(self._counts(counted))
            told = f"Stopped. Continue with: {again} --from {at}"
            raise CommandError(told, returncode=returncode_of(stop)) from None
        except MachineError as fault:
            raise CommandError(str(fault)) from fault
        finally:
            self.bar.clear()
        self._sum_up(counted)

    def _make(self, pk: int, *, anew: bool) -> list[Outcome]:
        """What became of the brochures of a page; whatever goes wrong with one is no reason to leave the others."""
        try:
            page = Page.objects.live().filter(pk=pk).specific().first()
            if page is None:
                return []
            self.bar.draw(page.get_admin_display_title())
            return list(make_brochures(page, anew=anew).values())
        except MachineError:
            raise
        except Exception as error:
            logger.exception("The brochures of page %s", pk)
            self.bar.tell(f"Page {pk}: {error!r}; the log tells more")
            return [Outcome.FAILED]

    def _counts(self, counted: Counter[Outcome]) -> str:
        return ", ".join(f"{counted[outcome]} {outcome}" for outcome in Outcome)

    def _sum_up(self, counted: Counter[Outcome]) -> None:
        self.stdout.write(self._counts(counted))
        for made in MadeBrochure.objects.exclude(problem="").select_related("page").order_by("page", "language"):
            self.stderr.write(f"{made.page} ({made.page_id}), {made.language}: {made.problem_message}")
        if counted[Outcome.FAILED]:
            raise CommandError(f"{counted[Outcome.FAILED]} could not be made.")
