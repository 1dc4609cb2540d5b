"""What a browser sends from the editor of a page."""

from django.urls import reverse
from wagtail.models import Page


def filled_form(client, page: Page, **changes) -> dict:
    """The form of a page as it stands in the editor, but for these changes."""
    return data_of(client.get(address_of(page)).context["form"]) | changes


def address_of(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def data_of(form) -> dict:
    """Every field of a form and of its rows as it is first shown."""
    data = {field.html_name: _sent(field) for field in form}
    for prefix, formset in form.formsets.items():
        data |= {f"{prefix}-TOTAL_FORMS": len(formset.forms), f"{prefix}-INITIAL_FORMS": len(formset.initial_forms)}
        for row in formset.forms:
            data |= {field.html_name: _sent(field) for field in row if field.name != "DELETE"}
    return data | {"body_ka-count": 0, "body_en-count": 0}


def _sent(field):
    value = field.value()
    return "" if value is None else value
