"""The rules of the house, kept by machine."""

import ast
import dataclasses
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
import wagtail
from django.apps import apps
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation.trans_real import DjangoTranslation
from modelcluster.fields import ParentalKey
from modeltranslation.translator import translator
from wagtail.models import Page

from announcements.models import AnnouncementPage
from brochures.models import Attachment
from georgian.capitals import has_capitals
from home.models import AlertBanner, SiteDetails
from images.models import Picture
from projects.course import Milestone, Result
from projects.models import Organisation, ProjectMilestone, ProjectPage, ProjectResult
from projects.visibility import FunderVisibility

ROOT = Path(__file__).resolve().parents[1]
# Imports run from left to right, never back.
FLOORS = [
    ["rustavi_site"],
    ["search"],
    ["home"],
    ["announcements"],
    ["projects"],
    ["signoff"],
    ["brochures"],
    ["images"],
    ["bilingual"],
    ["accounts"],
    ["georgian"],
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
SOURCES = [file for room in LEVEL for file in (ROOT / room).rglob("*.py") if "migrations" not in file.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def imported_rooms(file: Path) -> set[str]:
    """Rooms that a module imports by absolute name."""
    rooms = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            rooms |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            rooms.add(node.module.split(".")[0])
    return rooms & LEVEL.keys()


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_run_one_way(file):
    room = file.relative_to(ROOT).parts[0]
    # The settings stand before all rooms and must turn off the capitals before any model is loaded.
    for other in imported_rooms(file) - {room}:
        assert LEVEL[other] > LEVEL[room], f"{room} must not import {other}"


@pytest.mark.django_db
def test_no_migration_is_pending():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def _translated(*models) -> set[str]:
    return {name for model in models for name in translator.get_options_for_model(model).all_fields}


def _fields_of(dataclass) -> set[str]:
    return {field.name for field in dataclasses.fields(dataclass)}


REGISTERED = translator.get_registered_models(abstract=False)
ROWS = [model for model in REGISTERED if any(isinstance(field, ParentalKey) for field in model._meta.fields)]
PAGES = [model for model in REGISTERED if issubclass(model, Page)]
# Wagtail's own columns, of which modeltranslation knows nothing.
OF_PAGES = {"seo_title", "search_description"}
# What readers get of a row or a funder bears the same names and holds each text with its language already.
READ = {"result": Result, "milestone": Milestone, "funder": FunderVisibility}
# By what a variable is called: the texts of what it holds.
VARIABLES = {
    "page": _translated(*PAGES) | OF_PAGES,
    "project": _translated(ProjectPage) | OF_PAGES,
    "announcement": _translated(AnnouncementPage) | OF_PAGES,
    "organisation": _translated(Organisation),
    "details": _translated(SiteDetails),
    "alert": _translated(AlertBanner),
    "banner": _translated(AlertBanner),
    "picture": _translated(Picture),
    "image": _translated(Picture),
    "row": _translated(*ROWS),
    "attachment": _translated(Attachment),
    "result": _translated(ProjectResult) - _fields_of(Result),
    "milestone": _translated(ProjectMilestone) - _fields_of(Milestone),
}
# Names that other things bear too: a file, a form field, a block's own text.
OF_OTHERS = {"name", "text", "title", "address"}.union(*map(_fields_of, READ.values()))
UNMISTAKABLE = (_translated(*REGISTERED) | OF_PAGES) - OF_OTHERS


def _reads(variables: dict[str, set[str]]) -> str:
    """A pattern of these attributes; a method of the same name is none."""
    of_each = [rf"{name}\.(?:{'|'.join(sorted(texts))})" for name, texts in variables.items() if texts]
    return rf"\b(?:{'|'.join(of_each)})\b(?!\s*\()"


BARE_IN_CODE = re.compile(_reads(VARIABLES | {"self": UNMISTAKABLE}))
BARE_IN_TEMPLATE = re.compile(rf"{{[{{%][^}}]*?({_reads(VARIABLES | {r'[a-z_]+': UNMISTAKABLE})})(?!\s*=)")


def bare_in_code(text: str) -> list[str]:
    return BARE_IN_CODE.findall(re.sub(r'"""[\s\S]*?"""|#.*', "", text))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_templates_read_translated_text_by_the_tag(file):
    assert not BARE_IN_TEMPLATE.findall(file.read_text())


def test_code_reads_translated_text_by_its_function():
    found = {str(file.relative_to(ROOT)): bare_in_code(file.read_text()) for file in SOURCES}
    assert not {file: reads for file, reads in found.items() if reads}


@pytest.mark.parametrize(
    "read",
    [
        *["row.text", "row.achieved", "row.disclaimer", "result.text", "attachment.title", "picture.alt", "image.alt"],
        *["page.summary", "project.place", "project.figures_source", "self.contact_name", "organisation.name"],
        *["details.address", "alert.text", "announcement.body", "page.seo_title"],
    ],
)
def test_a_bare_read_would_be_found(read):
    assert bare_in_code(f"label = str({read})") == [read]
    assert BARE_IN_TEMPLATE.findall(f"<p>{{{{ {read} }}}}</p>") == [read]
    assert BARE_IN_TEMPLATE.findall(f"{{% if other and {read} %}}") == [read]


@pytest.mark.parametrize(
    "read", ["row.text_ka", "row.address('ka')", "result.achieved", "milestone.text", "file.name", "self.text"]
)
def test_what_is_no_bare_read_is_left_alone(read):
    assert not bare_in_code(f"label = str({read})")
    assert not BARE_IN_TEMPLATE.findall(f"<p>{{{{ {read} }}}}</p>")


# The one script of the site: a file of our own, that nothing on a page depends on.
MODULE = """<script type="module" src="{% static 'js/site.js' %}"></script>"""

# A mail has no style sheet; its elements bear their own.
OF_MAILS = ROOT / "templates/wagtailadmin/notifications"


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_templates_hold_no_style_no_script_and_nothing_marked_safe(file):
    text = file.read_text().replace(MODULE, "")
    for forbidden in ("<style", "<script", "style=", "|safe", "autoescape off", "|upper", "|title"):
        if forbidden != "style=" or OF_MAILS not in file.parents:
            assert forbidden not in text


CATALOGUES = sorted((ROOT / "locale").rglob("*.po"))


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_string_has_its_georgian(catalogue):
    entries = polib.pofile(str(catalogue))
    assert not [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy]
    for entry in entries:
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert not has_capitals(text)


def test_what_is_translated_of_wagtail_and_django_exists_there():
    """A text that they have changed is English again, and its Georgian is never used."""
    known = {}
    packages = Path(wagtail.__file__).parents[1]
    # The filters have no English catalogue, only those of other languages.
    files = [
        *packages.glob("*/**/locale/en/LC_MESSAGES/django*.po"),
        *packages.glob("django_filters/locale/de/LC_MESSAGES/django.po"),
    ]
    for file in files:
        for entry in polib.pofile(str(file)):
            known.setdefault((file.stem, entry.msgctxt, entry.msgid), set()).add(entry.msgid_plural)
    for catalogue in (ROOT / "locale/wagtail").rglob("*.po"):
        entries = polib.pofile(str(catalogue))
        assert not [
            entry.msgid
            for entry in entries
            if entry.msgid_plural not in known.get((catalogue.stem, entry.msgctxt, entry.msgid), set())
        ]
        assert len({(entry.msgctxt, entry.msgid) for entry in entries}) == len(entries)


# Of Wagtail's texts: names of parts that no screen shows, news about Wagtail, and pages with a translated twin; this
# site has none of the three.
NEVER_SHOWN = re.compile(
    r"^Wagtail [\w ]+$|[Tt]ranslat|release notes|Your version|\(version\)|editor_guide|upgrade available"
)


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_wagtail_says_all_in_georgian(domain):
    """Also what only an error or a rare permission brings to a screen."""
    georgian = DjangoTranslation("ka", domain=domain, localedirs=None if domain == "django" else [])
    apps_of_wagtail = [app for app in apps.get_app_configs() if app.name.startswith("wagtail")]
    catalogues = [file for app in apps_of_wagtail for file in Path(app.path).glob(f"locale/en/LC_MESSAGES/{domain}.po")]
    assert catalogues
    for catalogue in catalogues:
        assert not [
            entry.msgid
            for entry in polib.pofile(str(catalogue))
            if not _says(georgian, entry) and not NEVER_SHOWN.search(entry.msgid)
        ]


def _says(language: DjangoTranslation, entry: polib.POEntry) -> bool:
    key = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
    return (key, 0) in language._catalog if entry.msgid_plural else key in language._catalog


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: str(file.relative_to(ROOT)))
def test_georgian_fills_in_what_its_english_does(catalogue):
    """A misspelt place would be an error when the text is shown. What is left out on purpose is fine."""
    places = re.compile(r"%\([a-z_]+\)[sd]|%d|%s|\{[a-z_]*\}")
    for entry in polib.pofile(str(catalogue)):
        allowed = set(places.findall(entry.msgid)) | set(places.findall(entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert set(places.findall(text)) <= allowed, entry.msgid


@pytest.mark.skipif(
    not shutil.which("xgettext"), reason="no xgettext: strings missing from the catalogue not looked for"
)
def test_every_string_of_the_interface_is_in_the_catalogue(tmp_path):
    """Collects the strings anew, in a copy, and compares."""
    for room in [*LEVEL, "templates", "locale"]:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    subprocess.run(
        [sys.executable, "manage.py", "collect_messages"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "rustavi_site.settings.test"},
        check=True,
        capture_output=True,
    )
    collected = polib.pofile(str(tmp_path / "locale/ka/LC_MESSAGES/django.po"))
    ours = polib.pofile(str(ROOT / "locale/ka/LC_MESSAGES/django.po"))
    wanted = {(entry.msgctxt, entry.msgid) for entry in collected}
    assert wanted == {(entry.msgctxt, entry.msgid) for entry in ours}
    assert {entry.msgid: entry.msgstr for entry in collected} == {entry.msgid: entry.msgstr for entry in ours}


def test_the_georgian_catalogue_is_loaded():
    with translation.override("ka"):
        assert gettext("Key facts") == "ძირითადი მონაცემები"
        assert gettext("Save draft") != "Save draft"
        assert gettext("Funder") == "დამფინანსებელი"
    with translation.override("en"):
        assert gettext("Key facts") == "Key facts"
