"""The checker of the editor: which rules run, and that it speaks Georgian."""

import json

import pytest
from django.urls import reverse

from home.content_checks import ALSO_RUN
from tests.bilingual.editor_form import filled_form
from tests.reading import GEORGIAN_LETTER, soup

pytestmark = pytest.mark.django_db


def configuration(response) -> dict:
    return json.loads(soup(response).find(id="checker-axe-configuration").string)


def test_all_rules_run_and_each_has_its_georgian_words(editor_client, announcement):
    response = editor_client.get(reverse("wagtailadmin_pages:edit", args=[announcement.pk]))
    found = configuration(response)
    assert "runOnly" not in found["options"]
    assert all(found["options"]["rules"][rule]["enabled"] for rule in ALSO_RUN)
    for message in found["messages"].values():
        assert GEORGIAN_LETTER.search(message["error_name"]) and GEORGIAN_LETTER.search(message["help_text"])
    assert "js/content-checks.js" in response.content.decode()


def test_the_preview_in_the_editor_carries_the_checker_and_no_other_page_does(editor_client, announcement):
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[announcement.pk])
    editor_client.post(preview, filled_form(editor_client, announcement))
    for code in ("ka", "en"):
        shown = editor_client.get(preview, {"mode": code, "in_preview_panel": "true"})
        assert "js/content-checks.js" in shown.content.decode()
        assert GEORGIAN_LETTER.search(configuration(shown)["messages"]["link-says-nothing"]["error_name"])
        for others in (
            editor_client.get(announcement.path_in(code)),
            editor_client.get(preview, {"mode": code}),
            editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[announcement.pk]), {"mode": code}),
        ):
            assert "wagtail-userbar" not in others.content.decode()
