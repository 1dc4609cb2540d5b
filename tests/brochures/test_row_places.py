"""The places of a row in the page editor: what is told of the files in them, and what the browser gets of a new one."""

import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from brochures.models import Attachment, PdfDocument
from brochures.row_places import signs_of_language
from rustavi_site.first_content.build import publish
from tests.brochures import friendly
from tests.reading import soup, words

pytestmark = pytest.mark.django_db

TEXT = {"ka": "ტექსტი ინგლისურია", "en": "ტექსტი ქართულია"}


def document(case: str, name: str = "file.pdf") -> PdfDocument:
    made = PdfDocument(title=name, file=ContentFile(friendly.file(case), name=name))
    made.read_file()
    return made


def editor(client, page):
    return soup(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


def card(page, language: str, place: str = ""):
    """The card below a chooser, as its script writes it there; `place` is "both" where the two hold the same file."""
    chooser = page.select_one(f"#id_attachments-0-document_{language}-chooser")
    assert chooser["data-place"] == language
    told = json.loads(chooser["data-cards"]).get(place or language, "")
    return soup(type("Answer", (), {"content": told.encode()}))


def test_both_places_stand_side_by_side_with_what_there_is(editor_client, budgeting):
    page = editor(editor_client, budgeting)
    row = budgeting.attachments.get()
    for code in ("ka", "en"):
        file = row.document_in(code)
        told = card(page, code)
        assert told.select_one("source[type='image/webp']")["srcset"] == file.cover.webp
        assert told.img["alt"] == "" and told.img["src"] == file.cover.fallback
        assert f"PDF · {file.page_count} გვერდი · " in words(told.get_text())
        assert not told.select("li, [data-in-the-wrong-place]")


def test_warnings_stand_beside_the_file(editor_client, hub):
    hub.attachments = [Attachment(document_ka=document("scan"))]
    publish(hub)
    page = editor(editor_client, hub)
    assert card(page, "ka").select("li") and not card(page, "ka").select("[data-in-the-wrong-place]")
    assert words(card(page, "en").get_text()) == ""


def test_a_file_in_the_place_of_the_other_language_offers_the_swap(editor_client, budgeting):
    row = budgeting.attachments.get()
    row.document_ka, row.document_en = row.document_en, row.document_ka
    budgeting.attachments = [row]
    publish(budgeting)
    page = editor(editor_client, budgeting)
    for code in ("ka", "en"):
        told = card(page, code)
        assert told.select("[data-in-the-wrong-place]")
        assert TEXT[code] in words(told.get_text())


@pytest.mark.parametrize(("case", "warned"), [("LibreOffice", "მხოლოდ ქართულია"), ("scan", "")])
def test_a_file_in_both_places_is_told_of_as_such(editor_client, hub, case, warned):
    file = document(case)
    hub.attachments = [Attachment(document_ka=file, document_en=file)]
    publish(hub)
    page = editor(editor_client, hub)
    for code in ("ka", "en"):
        told = card(page, code, "both")
        assert not told.select("[data-in-the-wrong-place]")
        assert ("მხოლოდ" in told.get_text()) is bool(warned) and warned in told.get_text()


@pytest.mark.parametrize("way", ["chosen", "uploaded"])
def test_the_browser_gets_a_card_for_either_place(editor_client, budgeting, way):
    file = budgeting.attachments.get().document_en
    if way == "chosen":
        answer = editor_client.get(reverse("wagtaildocs_chooser:chosen", args=[file.pk]))
    else:
        upload = ContentFile(friendly.file("Word"), name="plan-en.pdf")
        form = {"document-chooser-upload-title": "Plan", "document-chooser-upload-file": upload}
        answer = editor_client.post(reverse("wagtaildocs_chooser:create"), form)
    result = answer.json()["result"]
    assert set(result["cards"]) == {"ka", "en", "both"} and len(result["signs"]) == 3
    if way == "chosen":
        assert result["signs"][0] == "en"
        assert "data-in-the-wrong-place" in result["cards"]["ka"]
        assert "data-in-the-wrong-place" not in result["cards"]["en"]


def test_a_title_from_a_file_is_no_markup(editor_client, hub):
    hub.attachments = [Attachment(document_ka=document("scan"))]
    PdfDocument.objects.filter(pk=hub.attachments.get().document_ka_id).update(declared_language='"><b>x</b>')
    publish(hub)
    assert not card(editor(editor_client, hub), "ka").select("b")


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("plan-ka.pdf", "ka"),
        ("Plan_GEO_2026.pdf", "ka"),
        ("ბიუჯეტი (ქართ).pdf", "ka"),
        ("budget.EN.pdf", "en"),
        ("plan_eng.pdf", "en"),
        ("karen-open.pdf", ""),
        ("geo-eng.pdf", ""),
        ("plan.pdf", ""),
    ],
)
def test_the_name_of_a_file_may_tell_its_language(name, sign):
    assert signs_of_language(PdfDocument(file=f"documents/{name}")) == ["", "", sign]


def test_the_text_is_a_surer_sign_than_the_maker():
    file = PdfDocument(file="documents/plan-en.pdf", text_language="ka", declared_language="en-US")
    assert signs_of_language(file) == ["ka", "en", "en"]
    assert signs_of_language(PdfDocument(file="documents/x.pdf", declared_language="fr"))[1] == ""


def test_who_may_not_upload_drops_nothing(client, editor, budgeting):
    GroupCollectionPermission.objects.all().delete()
    client.force_login(editor)
    page = soup(client.get(reverse("wagtailadmin_pages:edit", args=[budgeting.pk])))
    assert page.select("[data-files-of-row]") and not page.select("[data-drop-files]")


def test_an_upload_without_a_choice_of_collection_lands(editor_client, budgeting):
    """As the script sends it, also where there are several collections."""
    Collection.get_first_root_node().add_child(name="წლიური ანგარიშები")
    settings = editor(editor_client, budgeting).select_one("[data-files-of-row]")
    upload = {
        "files[]": ContentFile(friendly.file("Word"), name="plan-en.pdf"),
        "title": "plan-en",
        "collection": settings["data-collection"],
    }
    answer = editor_client.post(settings["data-upload"], upload, headers={"X-Requested-With": "XMLHttpRequest"})
    said = answer.json()
    assert said["success"] and PdfDocument.objects.get(pk=said["doc_id"]).title == "plan-en"
