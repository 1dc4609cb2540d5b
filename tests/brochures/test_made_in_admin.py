"""What editors see of the brochures made from pages, and their preview."""

import pytest
from django.urls import reverse

from brochures import preview
from brochures.models import MadeBrochure, PdfDocument, address_of_made
from brochures.typesetting.bounded import MachineError
from projects.models import ProjectPage
from tests.brochures.made import made
from tests.brochures.pdf_reader import read
from tests.reading import soup, visible_text, words

pytestmark = pytest.mark.django_db

LANGUAGES = ["ka", "en"]


def preview_address(page, code: str) -> str:
    return reverse("preview_made_brochure", args=[page.pk, code])


def test_the_editor_sees_what_is_made_and_why_not(editor_client, hub):
    MadeBrochure.objects.filter(page=hub, language="en").update(problem="unknown_letters: 北")
    panel = soup(editor_client.get(reverse("wagtailadmin_pages:edit", args=[hub.pk])))
    links = [link["href"] for link in panel.find_all("a", href=True)]
    for code in LANGUAGES:
        assert preview_address(hub, code) in links
        assert address_of_made(hub, code) in links
    text = words(panel.get_text(" "))
    assert "გვერდის მიხედვით შედგენილი ბროშურა" in text
    assert "ზოგი ასო არ აქვს: 北" in text
    assert made(hub, "ka").version in text


def test_the_editor_sees_which_signs_the_brochure_lacks_and_that_the_last_one_is_kept(editor_client, hub):
    MadeBrochure.objects.filter(page=hub, language="ka").update(left_out="☂")
    MadeBrochure.objects.filter(page=hub, language="en").update(problem="machine")
    text = visible_text(editor_client.get(reverse("wagtailadmin_pages:edit", args=[hub.pk])))
    assert "ბროშურაში გამოტოვებულია: ☂" in text
    assert "მიზეზი ტექსტში არ არის" in text
    assert text.count("მანამდე მკითხველს ბოლო წარმატებით შედგენილი ბროშურა ხვდება") == 1


def test_the_editor_sees_what_readers_get_instead(editor_client, budgeting):
    text = visible_text(editor_client.get(reverse("wagtailadmin_pages:edit", args=[budgeting.pk])))
    assert "მკითხველს გვერდზე დართული ბროშურა შესთავაზდება" in text


def test_a_new_page_has_no_panel_yet(editor_client, projects):
    address = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", projects.pk])
    assert "გვერდის მიხედვით შედგენილი ბროშურა" not in visible_text(editor_client.get(address))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_preview_is_that_of_the_draft(editor_client, hub, code, tmp_path):
    hub.summary_ka, hub.summary_en = "ჯერ მონახაზია.", "Still a draft."
    hub.save_revision()
    before = list(MadeBrochure.objects.values()), PdfDocument.objects.count()
    response = editor_client.get(preview_address(hub, code))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; ")
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    text = read(response.content, tmp_path).text
    assert ("ჯერ მონახაზია." if code == "ka" else "Still a draft.") in text
    assert ("გამოქვეყნებული არ არის" if code == "ka" else "not published") in text
    assert (list(MadeBrochure.objects.values()), PdfDocument.objects.count()) == before


def test_a_page_that_was_never_published_has_a_preview(editor_client, projects):
    page = projects.add_child(instance=ProjectPage(title="მონახაზი", live=False))
    page.save_revision()
    assert editor_client.get(preview_address(page, "ka"))["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("changes", "code", "told"),
    [
        ({"title_en": ""}, "en", "სათაური ჯერ არ აქვს"),
        ({"summary_ka": "北京"}, "ka", "ზოგი ასო არ აქვს: 京北"),
        ({"body_ka": [("paragraph", f"<p>{'ა' * 300_001}</p>")]}, "ka", "ზედმეტად გრძელია"),
    ],
)
def test_a_preview_that_cannot_be_made_says_why(editor_client, hub, changes, code, told):
    for name, value in changes.items():
        setattr(hub, name, value)
    hub.save_revision()
    response = editor_client.get(preview_address(hub, code))
    assert response.status_code == 422
    assert told in visible_text(response)


@pytest.mark.parametrize("fault", [ZeroDivisionError("ours"), OSError("no space"), MachineError("no typst")])
def test_a_preview_that_fails_for_any_other_reason_says_so(editor_client, hub, monkeypatch, caplog, fault):
    def fail(*_args):
        raise fault

    monkeypatch.setattr(preview, "preview", fail)
    response = editor_client.get(preview_address(hub, "ka"))
    assert response.status_code == 503
    assert "წინასწარი ხედი ვერ შედგა" in visible_text(response)
    assert type(fault).__name__ in caplog.text


def test_who_may_not_edit_has_no_preview(client, author, hub, reader):
    assert reader.get(preview_address(hub, "ka")).status_code == 302  # to the login
    # An author edits pages of their own alone.
    client.force_login(author)
    assert not hub.permissions_for_user(author).can_edit()
    response = client.get(preview_address(hub, "ka"))
    assert response.status_code == 302 and "application/pdf" not in response["Content-Type"]


@pytest.mark.parametrize("path", ["home-ka", "hub-de", "nobody-ka"])
def test_previews_of_what_has_none_are_not_found(editor_client, home, hub, path):
    name, code = path.split("-")
    pk = {"home": home.pk, "hub": hub.pk, "nobody": 999_999}[name]
    assert editor_client.get(reverse("preview_made_brochure", args=[pk, code])).status_code == 404
