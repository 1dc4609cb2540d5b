"""Georgian capitals (Mtavruli) are typed, pasted and imported like any letter, and kept nowhere."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from bilingual.folding import folded
from bilingual.models import PageChange
from brochures.models import PdfDocument
from home.site_settings import AlertBanner, SiteDetails
from images.models import Picture
from projects.models import Organisation, ProjectMilestone, ProjectObjective, ProjectPage
from rustavi_site.first_content.build import publish
from tests.bilingual.editor_form import address_of, data_of, filled_form
from tests.brochures import friendly
from tests.images import picture_samples
from tests.reading import MTAVRULI, words

pytestmark = pytest.mark.django_db

TYPED, KEPT = "ᲐᲮᲐᲚᲘ ხიდი, EU", "ახალი ხიდი, EU"

BODY = [
    ("heading", {"text": TYPED, "level": "2"}),
    ("paragraph", f"<p>{TYPED} <b>{TYPED}</b></p>"),
    ("listing", {"items": [TYPED], "numbered": False}),
    ("table", {"data": [[TYPED, None]], "first_row_is_table_header": True, "table_caption": TYPED}),
]


def draft_of(page: Page) -> ProjectPage:
    return ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def stored(page: Page, name: str = "body_ka") -> str:
    """A body as it is kept, in one text."""
    return json.dumps(getattr(page, name).get_prep_value(), ensure_ascii=False)


def sent_body(name: str) -> dict:
    """What the browser sends of a body with a heading and a text."""
    text = rich_text(f"<p>{TYPED} <b>{TYPED}</b></p>")
    blocks = [("heading", {"text": TYPED, "level": "2"}), ("paragraph", text)]
    return nested_form_data({name: streamfield(blocks)})


# --- what the editor of a page sends ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["body_ka", "body_en"])
def test_blocks_and_rich_text_of_a_body(editor_client, budgeting, name):
    response = editor_client.post(address_of(budgeting), filled_form(editor_client, budgeting, **sent_body(name)))
    assert response.status_code == 302
    heading, paragraph = getattr(draft_of(budgeting), name)
    assert heading.value["text"] == KEPT
    assert paragraph.value.source.count(KEPT) == 2
    assert not MTAVRULI.search(stored(draft_of(budgeting), name))


def test_what_the_browser_saves_by_itself(editor_client, budgeting):
    data = filled_form(editor_client, budgeting, title=TYPED, **sent_body("body_ka"))
    response = editor_client.post(address_of(budgeting), data, headers={"Accept": "application/json"})
    assert response.status_code == 200
    draft = draft_of(budgeting)
    assert draft.title == Page.objects.get(pk=budgeting.pk).draft_title == KEPT
    assert not MTAVRULI.search(stored(draft))


def test_rows_of_a_page(editor_client, budgeting):
    rows = nested_form_data(
        {
            "objectives": inline_formset([{"text_ka": TYPED, "text_en": TYPED, "ORDER": "1"}]),
            "expected_results": inline_formset([{"text_ka": TYPED, "achieved_ka": TYPED, "ORDER": "1"}]),
            "milestones": inline_formset([{"date": "2026-05-01", "text_ka": TYPED, "state": "planned", "ORDER": "1"}]),
            "attachments": inline_formset([{"kind": "brochure", "title_ka": TYPED, "ORDER": "1"}]),
        }
    )
    response = editor_client.post(address_of(budgeting), filled_form(editor_client, budgeting, **rows))
    assert response.status_code == 302
    draft = draft_of(budgeting)
    objective, result = draft.objectives.get(text_ka=KEPT), draft.expected_results.get(text_ka=KEPT)
    assert objective.text_en == result.achieved_ka == KEPT
    assert draft.milestones.get(text_ka=KEPT)
    assert draft.attachments.get(title_ka=KEPT)


def test_the_preview_of_what_was_not_saved(editor_client, budgeting):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[budgeting.pk])
    data = filled_form(editor_client, budgeting, title=TYPED, summary_ka=TYPED, **sent_body("body_ka"))
    assert editor_client.post(address, data).json()["is_valid"]
    page = words(editor_client.get(f"{address}?mode=ka").content.decode())
    assert KEPT in page
    assert not MTAVRULI.search(page)


def test_a_note_of_changes(editor_client, budgeting):
    editor_client.post(address_of(budgeting), filled_form(editor_client, budgeting, change_note_ka=TYPED))
    Revision.objects.for_instance(budgeting).latest("pk").publish()
    assert PageChange.objects.get(page=budgeting).note_ka == KEPT


def test_the_reason_for_a_difference_between_the_languages(budgeting):
    budgeting.accepted_differences = {"key": {"reason": TYPED}}
    budgeting.save()
    assert ProjectPage.objects.get(pk=budgeting.pk).accepted_differences == {"key": {"reason": KEPT}}


# --- records and files -----------------------------------------------------------------------------------------------


def test_an_organisation(editor_client):
    address = reverse("wagtailsnippets_projects_organisation:add")
    data = data_of(editor_client.get(address).context["form"])
    data |= {"name_ka": TYPED, "name_en": TYPED, "disclaimer_ka": TYPED, "wording_source": TYPED}
    response = editor_client.post(address, data)
    assert response.status_code == 302
    made = Organisation.objects.latest("pk")
    assert {made.name_ka, made.name_en, made.disclaimer_ka, made.wording_source} == {KEPT}


@pytest.mark.parametrize(
    ("model", "name", "more"),
    [(SiteDetails, "tagline", {}), (AlertBanner, "text", {"expires_at": "2099-01-01 00:00"})],
)
def test_a_setting_and_the_alert_banner(editor_client, model, name, more):
    address = reverse("wagtailsettings:edit", args=["home", model._meta.model_name])
    response = editor_client.get(address, follow=True)
    data = {field.html_name: field.value() or "" for field in response.context["form"]}
    data |= {f"{name}_ka": TYPED, f"{name}_en": TYPED, **more}
    assert editor_client.post(response.request["PATH_INFO"], data).status_code == 302
    record = model.objects.get()
    assert getattr(record, f"{name}_ka") == getattr(record, f"{name}_en") == KEPT


def test_the_title_and_the_tags_of_a_pdf(editor_client):
    file = SimpleUploadedFile("a.pdf", friendly.file("LibreOffice"))
    address = reverse("wagtaildocs:add")
    for tags in ("ხიდი", "ᲮᲘᲓᲘ"):
        file.seek(0)
        response = editor_client.post(address, {"title": TYPED, "file": file, "tags": tags})
        assert response.status_code == 302
        document = PdfDocument.objects.latest("pk")
        assert document.title == KEPT
        assert [tag.name for tag in document.tags.all()] == ["ხიდი"]


def test_the_texts_of_a_picture(editor_client):
    file = SimpleUploadedFile("a.jpg", picture_samples.jpeg())
    texts = dict.fromkeys(["title", "alt_ka", "alt_en", "credit_ka", "permission_note"], TYPED)
    response = editor_client.post(reverse("wagtailimages:add"), {"file": file, "tags": "", **texts})
    assert response.status_code == 302
    picture = Picture.objects.latest("pk")
    assert {getattr(picture, name) for name in texts} == {KEPT}


# --- what code keeps -------------------------------------------------------------------------------------------------


def test_a_draft_that_code_makes(budgeting):
    budgeting.title, budgeting.body_ka = TYPED, BODY
    budgeting.objectives = [ProjectObjective(text_ka=TYPED)]
    budgeting.save_revision()
    draft = draft_of(budgeting)
    assert draft.title == draft.objectives.get().text_ka == KEPT
    assert Page.objects.get(pk=budgeting.pk).draft_title == KEPT
    assert stored(draft).count(KEPT) == 6
    assert not MTAVRULI.search(stored(draft))


def test_a_page_that_code_saves(projects):
    page = ProjectPage(title=TYPED, summary_ka=TYPED, body_ka=BODY)
    page.milestones = [ProjectMilestone(date="2026-05-01", text_ka=TYPED)]
    projects.add_child(instance=page)
    page = ProjectPage.objects.get(pk=page.pk)
    assert page.title == page.summary_ka == page.milestones.get().text_ka == KEPT
    assert not MTAVRULI.search(stored(page))


def test_records_that_code_saves():
    organisation = Organisation.objects.create(name_ka=TYPED, disclaimer_en=TYPED)
    organisation.refresh_from_db()
    assert organisation.name_ka == organisation.disclaimer_en == KEPT
    document = PdfDocument(title=TYPED, file=ContentFile(friendly.file("LibreOffice"), name="a.pdf"))
    document.save()
    assert PdfDocument.objects.get(pk=document.pk).title == KEPT


def test_names_by_which_something_is_looked_up_stay(django_user_model):
    """Whoever logs in types the name that was given to her."""
    user = django_user_model.objects.create(username="ᲜᲘᲜᲝ", first_name="ᲜᲘᲜᲝ")
    user.refresh_from_db()
    assert (user.username, user.first_name) == ("ᲜᲘᲜᲝ", "ნინო")


# --- what stays as it was --------------------------------------------------------------------------------------------


def test_a_body_keeps_its_blocks_and_one_without_capitals_is_left_alone(budgeting):
    before = budgeting.body_ka
    assert folded(before) is before
    budgeting.body_ka = BODY
    budgeting.save_revision()
    first = draft_of(budgeting)
    ids = [child.id for child in first.body_ka]
    first.body_ka[0].value["text"] = TYPED
    first.save_revision()
    assert [child.id for child in draft_of(budgeting).body_ka] == ids


def test_no_query_is_asked_for_it(budgeting, django_assert_num_queries):
    page = ProjectPage.objects.defer_streamfields().get(pk=budgeting.pk)
    with django_assert_num_queries(0):
        folded({"title": page.title, "body": budgeting.body_ka})


def test_the_marks_of_a_translation_do_not_mind(budgeting):
    before = dict(budgeting.marks)
    assert before
    budgeting.title = budgeting.title.translate({code: code - 0x10D0 + 0x1C90 for code in range(0x10D0, 0x10F1)})
    assert MTAVRULI.search(budgeting.title)
    publish(budgeting)
    assert ProjectPage.objects.get(pk=budgeting.pk).marks == before
