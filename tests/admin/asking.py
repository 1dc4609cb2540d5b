"""What is asked of gettext while a screen is made, and what it cannot say in Georgian."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils.translation import trans_real


class Recorder:
    """Stands before the Georgian catalogue and notes each msgid that it does not hold.

    `asked` counts all of them, so that a test can tell that it recorded anything at all.
    """

    def __init__(self, georgian: trans_real.DjangoTranslation):
        self._gettext, self._ngettext, self._catalog = georgian.gettext, georgian.ngettext, georgian._catalog
        self.asked = 0
        self.missing: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked += 1
        if message not in self._catalog and (message, 0) not in self._catalog:
            self.missing.add(message.replace(trans_real.CONTEXT_SEPARATOR, " | "))
        return self._gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        self.asked += 1
        try:
            self._catalog.plural(singular, number)
        except KeyError:
            self.missing.add(singular.replace(trans_real.CONTEXT_SEPARATOR, " | "))
        return self._ngettext(singular, plural, number)


@contextmanager
def recorded() -> Iterator[Recorder]:
    """Records what Python and templates ask while Georgian is active: every function of gettext, lazy ones when they
    are shown, ends in one of these two methods of the one object that holds the language's catalogue.
    """
    georgian = trans_real.translation("ka")
    recorder = Recorder(georgian)
    with (
        mock.patch.object(georgian, "gettext", recorder.gettext),
        mock.patch.object(georgian, "ngettext", recorder.ngettext),
    ):
        yield recorder
