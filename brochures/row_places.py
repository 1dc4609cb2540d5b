"""The two places of a row in the page editor, Georgian and English side by side: what stands there, what is amiss.

Whatever comes to stand in a place, by choosing, uploading, dropping or swapping, the browser gets the same answer of
the window for choosing files: beside Wagtail's own part of it, a card for each place and what tells the language.
"""

import json
import re

from django import forms
from django.template.loader import render_to_string
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views import chooser
from wagtail.documents.widgets import AdminDocumentChooser

from bilingual import languages

from .models import PdfDocument
from .warnings import BOTH, Code, warnings_of

# As offices write it in the names of files: "Plan_GEO.pdf", "budget-2026 (en).pdf".
IN_A_NAME = {
    languages.GEORGIAN: re.compile("(?<![a-z])(ka|geo|kartuli)(?![a-z])|ქართ"),
    languages.ENGLISH: re.compile("(?<![a-z])(en|eng|english)(?![a-z])|ინგლ"),
}


def card(document: PdfDocument, place_language: str) -> str:
    """The cover, pages, size and warnings of a file that stands in a place, or in BOTH, as HTML."""
    warnings = warnings_of(document, place_language)
    swap = any(warning.code == Code.TEXT_IN_OTHER_LANGUAGE for warning in warnings)
    return render_to_string("admin/file_card.html", {"document": document, "warnings": warnings, "swap": swap})


def cards(document: PdfDocument) -> dict[str, str]:
    """The card for each place, and for a file that stands in BOTH."""
    return {place: card(document, place) for place in (*languages.CODES, BOTH)}


def signs_of_language(document: PdfDocument) -> list[str]:
    """What its text, its maker and its name say of the language: "ka", "en" or "", the surest sign first."""
    declared = languages.primary(document.declared_language)
    named = [code for code, pattern in IN_A_NAME.items() if pattern.search(document.filename.lower())]
    return [
        document.text_language,
        declared if declared in languages.CODES else "",
        named[0] if len(named) == 1 else "",
    ]


class PlaceChooser(AdminDocumentChooser):
    """Chooses the file for one place of a row, and tells of the file that stands there."""

    template_name = "admin/place_chooser.html"
    js_constructor = "PlaceChooser"

    def __init__(self, language: str, **kwargs):
        super().__init__(**kwargs)
        self.language = language

    @property
    def base_js_init_options(self):
        return super().base_js_init_options | {"language": self.language}

    def get_value_data_from_instance(self, instance):
        return super().get_value_data_from_instance(instance) | {"cards": cards(instance)}

    def get_context(self, name, value_data, attrs):
        return super().get_context(name, value_data, attrs) | {"cards": json.dumps(value_data.get("cards", {}))}

    @property
    def media(self):
        # In one list with Wagtail's own: two lists may be loaded in either order, and ours builds on theirs.
        scripts = [versioned_static("wagtaildocs/js/document-chooser.js"), "js/row-places.js"]
        return super().media + forms.Media(js=scripts, css={"all": ["css/row-places.css"]})


class DropFilesPanel(Panel):
    """Where two files are dropped that fill the places of a row, and the button by which they change places."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/drop_files.html"

        def get_context_data(self, parent_context=None):
            user = self.request.user
            collection = permission_policy.collections_user_has_permission_for(user, "add").first()
            return super().get_context_data(parent_context) | {"collection": collection}


class TellsOfTheFile:
    """Mixed into the views that answer with a chosen file."""

    def get_chosen_response_data(self, document):
        return super().get_chosen_response_data(document) | {
            "cards": cards(document),
            "signs": signs_of_language(document),
        }


class FileChosen(TellsOfTheFile, chooser.DocumentChosenView):
    pass


class FileUploaded(TellsOfTheFile, chooser.DocumentChooserUploadView):
    pass
