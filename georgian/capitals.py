"""Keeps Georgian capitals (Mtavruli, U+1C90 to U+1CBF) out of the text.

Georgian sentences and names have no capital letters. Unicode 11 gave Mkhedruli an upper case all the same,
for whole words set in capitals, and since then `"სათაური"[0].upper()` puts a letter in front of a word that
no Georgian would write there. Django's `capfirst` does that to every form label and `verbose_name`; Django
closed the fix unmerged (https://github.com/django/django/pull/12437).

In the first line of the settings: `install()`. In an AppConfig.ready(): `install_template_filters()`. Both
may be called more than once.
"""

import re
import sys
from collections.abc import Callable
from typing import Any

from django.utils import text as django_text
from django.utils.functional import keep_lazy_text

# U+1CBB and U+1CBC are unassigned.
_CAPITALS = [*range(0x1C90, 0x1CBB), *range(0x1CBD, 0x1CC0)]
_FOLDED = {capital: capital - 0x1C90 + 0x10D0 for capital in _CAPITALS}
_CAPITAL = re.compile("[\u1c90-\u1cba\u1cbd-\u1cbf]")


def fold_capitals(text: str) -> str:
    """`text` with every Mtavruli letter as its Mkhedruli; all else, Latin capitals too, as it was."""
    return text.translate(_FOLDED)


def has_capitals(text: str) -> bool:
    """Whether `text` has a Mtavruli letter."""
    return _CAPITAL.search(text) is not None


@keep_lazy_text
def capfirst(text: Any) -> str:
    """`text` with its first letter in upper case, but never a Georgian one: `title` -> `Title`, `სათაური`.

    Takes what Django's capfirst takes: a lazy text stays lazy, what is not text becomes text, what is empty
    stays.
    """
    if not text:
        return text
    text = str(text)
    return fold_capitals(text[0].upper() + text[1:])


def upper(text: str) -> str:
    """`text` in upper case, Georgian in Mkhedruli: `pdf` -> `PDF`, `მერია` as it is."""
    return fold_capitals(text.upper())


def install() -> None:
    """Replace `django.utils.text.capfirst`, also in the modules that have imported it by name already.

    The order of imports so matters in one case only: a lazy text that was passed through the old function
    before keeps it. Hence the first line of the settings, before any model or form is imported.
    """
    _replace(django_text.capfirst, capfirst)


def install_template_filters() -> None:
    """Replace the template filters `capfirst` and `upper`, which are functions of their own in Django.

    Wagtail's admin writes a document's extension with `|upper`. Templates compiled before keep the old
    filters.
    """
    # Not at the top of this module: the settings import it, and templates are not theirs to load.
    from django.template import defaultfilters  # noqa: PLC0415

    for name, function, is_safe in (("capfirst", capfirst, True), ("upper", upper, False)):
        template_filter = defaultfilters.stringfilter(function)
        # Modules hold the filter as a function too: django.contrib.admin.helpers calls it on its labels.
        _replace(getattr(defaultfilters, name), template_filter)
        defaultfilters.register.filter(name, template_filter, is_safe=is_safe)


def _replace(old: Callable, new: Callable) -> None:
    """Put `new` wherever a loaded module has `old`, under whatever name."""
    for module in list(sys.modules.values()):
        # Some entries of sys.modules are not modules and have no names of their own.
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if value is old:
                setattr(module, name, new)
