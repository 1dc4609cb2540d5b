"""Interface strings into the Georgian catalogue: `make messages`."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management.commands import makemessages

CHANGES_EACH_TIME = re.compile(r'^"(POT-Creation-Date|Report-Msgid-Bugs-To): .*\\n"\n', re.MULTILINE)


class Command(makemessages.Command):
    help = "Collects the strings of the interface into locale/ka. Needs gettext."

    # A guessed translation looks like a finished one.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args, **options):
        # Without line numbers, line ends and what is out of use, a change of the catalogue shows what changed in it.
        options |= {"locale": ["ka"], "no_location": True, "no_obsolete": True, "no_wrap": True}
        options["ignore_patterns"] = [*options["ignore_patterns"], ".venv", "var", "tests"]
        super().handle(*args, **options)
        catalogue = Path(settings.BASE_DIR) / "locale/ka/LC_MESSAGES/django.po"
        catalogue.write_text(CHANGES_EACH_TIME.sub("", catalogue.read_text(encoding="utf-8")), encoding="utf-8")
