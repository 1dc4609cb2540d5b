import subprocess
import sys
from pathlib import Path

import pytest
from django.utils.functional import Promise, lazystr
from hypothesis import given
from hypothesis import strategies as st

from georgian.capitals import capfirst, fold_capitals, has_capitals, upper

ROOT = Path(__file__).parents[2]
GEORGIAN_BOTH_CASES = st.text(
    alphabet=st.characters(min_codepoint=0x10D0, max_codepoint=0x10FF)
    | st.characters(min_codepoint=0x1C80, max_codepoint=0x1CC7)
    | st.sampled_from("aZß ")
)


def test_capitals_are_folded_and_nothing_else():
    assert fold_capitals("ᲛᲔᲠᲘᲐ და Სათაური, EU") == "მერია და სათაური, EU"


@given(st.text() | GEORGIAN_BOTH_CASES)
def test_folding_is_lower_case_for_georgian_only(text):
    expected = "".join(char.lower() if "\u1c90" <= char <= "\u1cbf" else char for char in text)
    assert fold_capitals(text) == expected
    assert fold_capitals(expected) == expected
    assert not has_capitals(expected)


@pytest.mark.parametrize(("text", "expected"), [("მერია", False), ("", False), ("EU", False), ("აᲐ", True)])
def test_capitals_are_found(text, expected):
    assert has_capitals(text) is expected


@pytest.mark.parametrize("code", range(0x1C90, 0x1CC0))
def test_every_assigned_capital_is_found(code):
    assert has_capitals(chr(code)) is (chr(code).lower() != chr(code))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("სათაური", "სათაური"),
        ("title of page", "Title of page"),
        ("ᲛᲔᲠᲘᲐ", "მერია"),
        ("ßa", "SSa"),
        ("", ""),
        (None, None),
        (5, "5"),
    ],
)
def test_capfirst(text, expected):
    assert capfirst(text) == expected


def test_capfirst_of_a_lazy_text_is_lazy():
    language = ["title"]
    lazy = capfirst(lazystr(type("Now", (), {"__str__": lambda self: language[0]})()))
    assert isinstance(lazy, Promise)
    language[0] = "სათაური"
    assert str(lazy) == "სათაური"


@given(st.text() | GEORGIAN_BOTH_CASES)
def test_no_capital_comes_out(text):
    assert not has_capitals(capfirst(text))
    assert not has_capitals(upper(text))


@given(st.text(alphabet=st.characters(max_codepoint=0x0FFF)))
def test_other_scripts_are_capitalised_as_ever(text):
    assert capfirst(text) == text[:1].upper() + text[1:]
    assert upper(text) == text.upper()


def in_a_new_process(code: str) -> str:
    """What `code` prints in a Python that has not replaced anything yet."""
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


LABELS = """
from django.contrib.auth.forms import capfirst as by_name
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
print(models.CharField("სათაური").formfield().label, models.CharField("title").formfield().label)
print(by_name("სათაური"), capfirst("title"), capfirst(gettext_lazy("სათაური")), by_name is capfirst)
"""
START = """
import sys
sys.stdout.reconfigure(encoding="utf-8")
from django.conf import settings
settings.configure(USE_I18N=False, INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"])
"""
INSTALL = "\nfrom georgian import capitals\ncapitals.install()\ncapitals.install()\n"
GOOD = "სათაური Title\nსათაური Title სათაური True"


def test_django_spells_labels_wrongly_without_us():
    # If this fails Django has mended its capfirst, and this module can go.
    labels = in_a_new_process(f"{START}\nimport django\ndjango.setup()\n{LABELS}")
    assert labels.startswith("\u1ca1ათაური Title")


def test_labels_are_right_when_installed_before_django_is_loaded():
    assert in_a_new_process(f"{START}{INSTALL}\nimport django\ndjango.setup()\n{LABELS}") == GOOD


def test_labels_are_right_when_installed_after_models_and_forms_are_loaded():
    early = "\nimport django\ndjango.setup()\nimport django.forms.models, django.contrib.auth.forms\n"
    assert in_a_new_process(f"{START}{early}{INSTALL}{LABELS}") == GOOD


def test_modules_that_hold_capfirst_under_another_name_are_reached():
    code = """
import types
from django.utils.text import capfirst as old
early = types.ModuleType("early")
early.first, early.other = old, "old"
sys.modules["early"] = early
sys.modules["no_module"] = None
sys.modules["no_names"] = object()
"""
    check = "\nprint(early.first('სათაური'), early.first is capitals.capfirst, early.other)"
    assert in_a_new_process(f"{START}{code}{INSTALL}{check}") == "სათაური True old"


def test_settings_can_install_before_they_are_complete():
    code = """
import sys
from georgian import capitals
capitals.install()
from django.conf import settings
print(settings.configured, "django.db.models" in sys.modules, "django.template" in sys.modules)
"""
    assert in_a_new_process(code) == "False False False"


def test_template_filters():
    code = f"""{START}
from django.template import Context, Engine
from django.utils.safestring import mark_safe
from django.contrib.admin import helpers
from georgian import capitals
capitals.install_template_filters()
capitals.install_template_filters()
def render(template, value):
    print(Engine().from_string(template).render(Context({{"value": value}})))
render("{{{{ value|capfirst }}}} {{{{ value|upper }}}}", "სათაური")
render("{{{{ value|capfirst }}}} {{{{ value|upper }}}}", "pdf")
render("{{{{ value|capfirst }}}} {{{{ value|upper }}}}", 5)
render("{{{{ value|capfirst }}}} {{{{ value|upper }}}}", mark_safe("a<b>"))
render("{{{{ value|capfirst }}}}", "a<b>")
print(helpers.capfirst("სათაური"))
"""
    assert in_a_new_process(code).splitlines() == [
        "სათაური სათაური",
        "Pdf PDF",
        "5 5",
        "A<b> A&lt;B&gt;",
        "A&lt;b&gt;",
        "სათაური",
    ]
