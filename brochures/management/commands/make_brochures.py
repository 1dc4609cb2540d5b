from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page, get_page_models

from brochures.making import Outcome, has_brochure, make_brochures
from brochures.management.progress import ProgressBar
from brochures.models import MadeBrochure


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
        bar = ProgressBar(self.stdout, len(listed))
        try:
            for at in listed:
                page = Page.objects.live().filter(pk=at).specific().first()
                if page:
                    bar.draw(page.get_admin_display_title())
                    counted.update(make_brochures(page, anew=options["all"]).values())
                bar.step()
        except KeyboardInterrupt:
            again = "make_brochures --all" if options["all"] else "make_brochures"
            bar.clear()
            self.stdout.write(self._counts(counted))
            raise CommandError(f"Stopped. Continue with: {again} --from {at}", returncode=130) from None
        except RuntimeError as fault:
            raise CommandError(str(fault)) from fault
        finally:
            bar.clear()
        self._sum_up(counted)

    def _counts(self, counted: Counter[Outcome]) -> str:
        return ", ".join(f"{counted[outcome]} {outcome}" for outcome in Outcome)

    def _sum_up(self, counted: Counter[Outcome]) -> None:
        self.stdout.write(self._counts(counted))
        for made in MadeBrochure.objects.exclude(problem="").select_related("page").order_by("page", "language"):
            self.stderr.write(f"{made.page} ({made.page_id}), {made.language}: {made.problem_message}")
        if counted[Outcome.FAILED]:
            raise CommandError(f"{counted[Outcome.FAILED]} could not be made.")
