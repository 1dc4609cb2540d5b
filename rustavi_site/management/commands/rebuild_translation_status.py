from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from bilingual.models import TranslationStatus
from bilingual.recording import record, record_live
from bilingual.records import page_models, shared_models
from brochures.management.progress import ProgressBar


class Command(BaseCommand):
    help = (
        "Writes anew how far the two languages of every page and shared record are in step: for lists, the dashboard "
        "and the notice to readers. Needed once after an upgrade from a version that did not keep it; harmless at any "
        "time."
    )

    def handle(self, *args, **options):
        pages = Page.objects.type(*page_models()).order_by("pk")
        tasks = [(None, pk) for pk in pages.values_list("pk", flat=True)]
        for model in shared_models():
            tasks += [(model, pk) for pk in model._default_manager.order_by("pk").values_list("pk", flat=True)]
        bar = ProgressBar(self.stdout, len(tasks))
        try:
            for model, pk in tasks:
                if model:
                    self.rebuild_shared(model, pk)
                else:
                    self.rebuild_page(pk)
                bar.step()
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped. Run rebuild_translation_status again: it does no harm.", returncode=130
            ) from None
        finally:
            bar.clear()
        stale = self.delete_stale()
        self.stdout.write(f"{len(tasks)} written, {stale} removed.")

    def rebuild_page(self, pk: int) -> None:
        page = Page.objects.filter(pk=pk).specific().first()
        if page:
            record(page.get_latest_revision_as_object())
            record_live(page)

    def rebuild_shared(self, model, pk: int) -> None:
        if what := model._default_manager.filter(pk=pk).first():
            record(what)

    def delete_stale(self) -> int:
        """Rows of records that were deleted where no signal is sent. Returns how many."""
        removed = 0
        for model in shared_models():
            rows = TranslationStatus.objects.filter(content_type=ContentType.objects.get_for_model(model))
            removed += rows.exclude(object_id__in=model._default_manager.values("pk")).delete()[0]
        return removed
