"""Text fields of both languages grow with their text, as Wagtail's own do.

Wagtail knows a field by its exact class, and modeltranslation makes a class of its own for each translated one.
"""

from django.db import models
from modeltranslation.translator import translator
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput


def install() -> None:
    """Called once, when the apps are ready."""
    for model in translator.get_registered_models():
        for translated in translator.get_options_for_model(model).all_fields.values():
            for field in translated:
                if type(field.translated_field) is models.TextField:
                    register_form_field_override(type(field), override={"widget": AdminAutoHeightTextInput})
