"""What is said to people is found by the collector of strings: it reads source, it does not run it."""

import ast
from pathlib import Path

import pytest

from tests.test_house import ROOT, SOURCES

OF_GETTEXT = {"gettext", "gettext_lazy", "gettext_noop"}
# By function: how many of its first arguments are texts.
TEXTS = dict.fromkeys(OF_GETTEXT, 1) | {
    "ngettext": 2,
    "ngettext_lazy": 2,
    "pgettext": 2,
    "pgettext_lazy": 2,
    "npgettext": 3,
    "npgettext_lazy": 3,
}
MODULES = ("django.utils.translation", "gettext")


def put_together(source: str) -> list[int]:
    """The lines of the calls of gettext, by whatever name it was imported, that are given anything but literals."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: TEXTS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in MODULES
        for alias in node.names
        if alias.name in TEXTS
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (number := _texts_of(node.func, names)) and not _are_literals(node, number)
    ]


def _texts_of(function: ast.expr, names: dict[str, int]) -> int:
    if isinstance(function, ast.Name):
        return names.get(function.id, 0)
    # translation.gettext(…)
    return TEXTS.get(function.attr, 0) if isinstance(function, ast.Attribute) else 0


def _are_literals(call: ast.Call, number: int) -> bool:
    texts = call.args[:number]
    return len(texts) == number and all(
        isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts
    )


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_text_that_is_translated_stands_there_whole(file: Path):
    assert not put_together(file.read_text())


@pytest.mark.parametrize(
    ("call", "is_found"),
    [
        ('_("Save")', False),
        ('_("One sentence "\n  "in two lines")', False),
        ('_("%(number)s pages") % {"number": 3}', False),
        ('n("%(n)s page", "%(n)s pages", 3)', False),
        ('p("of a page", "Open")', False),
        ('_(f"Save {name}")', True),
        ('_("Save " + name)', True),
        ('_("Save %s" % name)', True),
        ('_("Save {}".format(name))', True),
        ("_(name)", True),
        ("_()", True),
        ('_(*["Save"])', True),
        ('n("%(n)s page", many, 3)', True),
        ('p(context, "Open")', True),
        ("translation.gettext(name)", True),
        ("other(name)", False),
    ],
)
def test_a_text_that_is_put_together_is_found(call, is_found):
    imported = "from django.utils.translation import gettext as _, ngettext as n, pgettext_lazy as p\n"
    assert bool(put_together(imported + call)) == is_found
