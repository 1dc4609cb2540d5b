from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BilingualConfig(AppConfig):
    name = "bilingual"
    verbose_name = _("Two languages")

    def ready(self):
        from georgian import capitals

        from . import (
            changes,
            comparison,
            copies,
            empty_choice,
            folding,
            publishing,
            recording,
            redirects,
            refusals,
            text_inputs,
        )

        capitals.install_template_filters()
        folding.watch()
        publishing.watch()
        copies.watch()
        refusals.watch_forms()
        redirects.connect()
        changes.connect()
        recording.connect()
        text_inputs.install()
        empty_choice.install()
        comparison.register()
