"""Every way to readers, tried with an incomplete page, with one that has unticked warnings, and with a good one."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Workflow, get_page_models

from announcements.models import AnnouncementIndexPage, AnnouncementPage
from bilingual.gate import accept, judge_for_publishing, publishing_problems, publishing_warnings
from bilingual.marking import take_all_marks
from bilingual.models import BilingualPage
from bilingual.publishing import PublishingRefused
from brochures.models import Attachment, PdfDocument
from images.models import Picture
from projects.models import ProjectObjective, ProjectPage
from tests.bilingual.editor_form import address_of, filled_form
from tests.images.picture_samples import png
from tests.reading import MTAVRULI, soup, words

pytestmark = pytest.mark.django_db

COMPLETE = {
    "title": "სკვერი",
    "title_en": "Square",
    "summary_ka": "ახალი სკვერი ქალაქის ცენტრში.",
    "summary_en": "A new square in the centre.",
}
# By what is wrong with it: what the page has instead.
INCOMPLETE, UNTICKED, GOOD = {"summary_ka": "", "summary_en": ""}, {"summary_en": ""}, {}
KINDS = {"incomplete": INCOMPLETE, "unticked": UNTICKED}
REASON = {
    "incomplete": "მოკლე შინაარსი: ქართული ტექსტი არ არის.",
    "unticked": "მოკლე შინაარსი: ინგლისური ტექსტი ჯერ არ არის",
}


@pytest.fixture
def index(db):
    return AnnouncementIndexPage.objects.get()


@pytest.fixture
def write(index, author):
    """Makes a draft of an author."""

    def make(**values):
        page = AnnouncementPage(**(COMPLETE | values), live=False, owner=author)
        take_all_marks(page)
        index.add_child(instance=page)
        page.save_revision(user=author)
        return page

    return make


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def told(response) -> str:
    """What the screen says after the redirect, and where its button leads."""
    return words(" ".join(str(message) for message in get_messages(response.wsgi_request)))


def names_and_links(text: str, page, kind: str) -> bool:
    return REASON[kind] in text and f"{address_of(page)}?concerns=1" in text


# --- the ways ---------------------------------------------------------------------------------------------------------


def by_form(client, page):
    return client.post(address_of(page), filled_form(client, page, **{"action-publish": "1"}))


def by_submitting(client, page):
    return client.post(address_of(page), filled_form(client, page, **{"action-submit": "1"}))


@pytest.mark.parametrize("way", [by_form, by_submitting])
@pytest.mark.parametrize("kind", KINDS)
def test_the_form_lists_what_is_amiss_and_leads_to_each_field(editor_client, write, way, kind):
    page = write(**KINDS[kind])
    response = way(editor_client, page)
    assert response.status_code == 200
    concerns = soup(response).select_one("[data-concerns]")
    assert REASON[kind] in words(concerns.get_text(" "))
    field = "summary_ka" if kind == "incomplete" else "summary_en"
    link = concerns.select_one(f"[data-concern={field}]")
    assert soup(response).select_one(link["href"])
    assert not is_live(page)
    assert not page.workflow_states.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_is_kept(editor_client, write, kind):
    page = write(**KINDS[kind])
    form = filled_form(editor_client, page, **{"action-publish": "1", "title": "სხვა სათაური"})
    assert "სხვა სათაური" in editor_client.post(address_of(page), form).content.decode()


def test_what_the_form_itself_refuses_is_listed_too_and_said_once_at_its_field(editor_client, write):
    page = write()
    form = filled_form(editor_client, page, deadline="ხვალ", **{"action-publish": "1"})
    document = soup(editor_client.post(address_of(page), form))
    assert document.select_one("[data-concerns] [data-concern=deadline]")
    field = document.find(attrs={"name": "deadline"}).find_parent(attrs={"data-field": True})
    assert len(field.select(".error-message")) == 1


@pytest.mark.parametrize("way", [by_form, by_submitting])
def test_a_complete_page_passes(editor_client, write, way):
    page = write()
    assert way(editor_client, page).status_code == 302
    assert is_live(page) == (way is by_form)
    assert page.workflow_states.exists() == (way is by_submitting)


def test_a_new_page_is_judged_too_and_is_not_left_in_the_tree(editor_client, index, write):
    sample = write()
    form = filled_form(editor_client, sample, title="ახალი", slug="akhali", summary_ka="", summary_en="")
    form |= {"action-publish": "1"}
    address = reverse("wagtailadmin_pages:add", args=["announcements", "announcementpage", index.pk])
    response = editor_client.post(address, form)
    assert response.status_code == 200
    assert REASON["incomplete"] in words(soup(response).select_one("[data-concerns]").get_text(" "))
    assert not AnnouncementPage.objects.filter(slug="akhali").exists()
    assert editor_client.post(address, form | {"summary_ka": "ა", "summary_en": "a"}).status_code == 302
    assert AnnouncementPage.objects.get(slug="akhali").live


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_never_judged(editor_client, write, kind):
    page = write(**KINDS[kind])
    for accept_header in ("text/html", "application/json"):
        form = filled_form(editor_client, page, title=f"შენახული {accept_header[-4:]}")
        response = editor_client.post(address_of(page), form, headers={"accept": accept_header})
        assert response.status_code in (200, 302)
    assert AnnouncementPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "შენახული json"


def publish_several(client, *pages, **options):
    query = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?{query}&next=/admin/", options)


def test_of_several_pages_the_good_ones_are_published_and_the_others_named(editor_client, write):
    good, incomplete, unticked, last = write(), write(**INCOMPLETE), write(**UNTICKED), write(title_en="Park")
    response = publish_several(editor_client, good, incomplete, unticked, last)
    assert response.status_code == 302
    assert [is_live(page) for page in (good, incomplete, unticked, last)] == [True, False, False, True]
    text = told(response)
    assert names_and_links(text, incomplete, "incomplete")
    assert names_and_links(text, unticked, "unticked")


def test_the_pages_below_are_judged_when_they_are_published_along(editor_client, index, write):
    good, incomplete = write(), write(**INCOMPLETE)
    response = publish_several(editor_client, index, include_descendants="on")
    assert response.status_code == 302
    assert (is_live(good), is_live(incomplete)) == (True, False)
    assert names_and_links(told(response), incomplete, "incomplete")


@pytest.mark.parametrize("kind", KINDS)
def test_where_none_can_be_published_nothing_is_said_to_be(editor_client, write, kind):
    page = write(**KINDS[kind])
    text = told(publish_several(editor_client, page))
    assert names_and_links(text, page, kind)
    assert "გამოქვეყნდა 0" not in text


def in_review(page, author):
    Workflow.objects.get(workflow_pages__page__depth=1).start(page, author)
    return page.current_workflow_task_state


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("comment", ["", "კარგია"])
def test_an_approval_is_refused_and_the_page_goes_on_waiting(editor_client, write, author, kind, comment):
    page = write(**KINDS[kind])
    task = in_review(page, author)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    response = editor_client.post(address, {"comment": comment})
    assert response.status_code == 302
    assert response.url == f"{address_of(page)}?concerns=1"
    assert names_and_links(told(response), page, kind)
    assert not is_live(page)
    assert AnnouncementPage.objects.get(pk=page.pk).workflow_in_progress
    # There it is listed, with the tick.
    assert REASON[kind] in words(soup(editor_client.get(response.url)).select_one("[data-concerns]").get_text(" "))


def test_the_window_of_an_approval_goes_to_the_page(editor_client, write, author):
    page = write(**INCOMPLETE)
    task = in_review(page, author)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    answer = editor_client.post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.json() == {"step": "success", "redirect": f"{address_of(page)}?concerns=1"}


def test_a_complete_page_is_approved(editor_client, write, author):
    page = write()
    task = in_review(page, author)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    assert editor_client.post(address, {"comment": ""}).status_code == 302
    assert is_live(page)


@pytest.mark.parametrize("kind", KINDS)
def test_an_approval_within_the_editor_is_judged_there(editor_client, write, author, kind):
    page = write(**KINDS[kind])
    in_review(page, author)
    form = filled_form(editor_client, page) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    response = editor_client.post(address_of(page), form)
    assert response.status_code == 200
    concerns = soup(response).select_one("[data-concerns]")
    assert REASON[kind] in words(concerns.get_text(" "))
    if kind == "unticked":
        ticked = form | tick(concerns)
        assert editor_client.post(address_of(page), ticked).status_code == 302
        assert is_live(page)


def copied(client, page, **options):
    form = {"new_title": page.title, "new_slug": "asli", "new_parent_page": page.get_parent().pk} | options
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)


def put_live(page, **values):
    """As it came to be before there was a gate, or by code."""
    AnnouncementPage.objects.filter(pk=page.pk).update(live=True, **values)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("option", ["publish_copies", "alias"])
def test_a_copy_goes_live_only_if_it_may(editor_client, write, kind, option):
    page = write(**KINDS[kind])
    put_live(page)
    response = copied(editor_client, page, **{option: "on"})
    assert response.status_code == 200
    text = words(soup(response).get_text(" "))
    assert REASON[kind] in text
    assert f"{address_of(page)}?concerns=1" in response.content.decode()
    assert not Page.objects.filter(slug="asli").exists()
    # As a draft it may be copied always.
    assert copied(editor_client, page).status_code == 302
    assert not Page.objects.get(slug="asli").live


@pytest.mark.parametrize("option", ["publish_copies", "alias"])
def test_a_complete_page_is_copied_live(editor_client, write, option):
    page = write()
    put_live(page)
    assert copied(editor_client, page, **{option: "on"}).status_code == 302
    assert Page.objects.get(slug="asli").live


def test_a_copy_with_another_title_has_an_outdated_english_one(editor_client, write):
    page = write()
    put_live(page)
    response = copied(editor_client, page, publish_copies="on", new_title="სხვა სკვერი")
    assert response.status_code == 200
    assert "სათაური: ინგლისური ტექსტი მოძველებულია" in words(soup(response).get_text(" "))


@pytest.mark.parametrize("kind", KINDS)
def test_wagtails_own_actions_are_asked_wherever_they_are_called(write, editor, kind):
    page = write(**KINDS[kind])
    with pytest.raises(PublishingRefused):
        page.get_latest_revision().publish(user=editor)
    put_live(page)
    for way in (page.copy, page.create_alias):
        options = {"update_slug": "asli"} if way == page.create_alias else {"update_attrs": {"slug": "asli"}}
        with pytest.raises(PublishingRefused):
            way(user=editor, **options)
    assert not Page.objects.filter(slug="asli").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_going_back_to_an_earlier_version_is_judged(editor_client, write, kind):
    page = write(**KINDS[kind])
    early = page.latest_revision
    for name, value in COMPLETE.items():
        setattr(page, name, value)
    page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, early.pk])
    form = filled_form(editor_client, page, **KINDS[kind], **{"revision": early.pk, "action-publish": "1"})
    response = editor_client.post(address, form)
    assert response.status_code == 200
    assert REASON[kind] in words(soup(response).select_one("[data-concerns]").get_text(" "))
    assert not is_live(page)


@pytest.mark.parametrize("kind", KINDS)
def test_a_later_time_is_judged_when_it_is_set(editor_client, write, kind):
    page = write(**KINDS[kind])
    tomorrow = timezone.localtime() + timedelta(days=1)
    form = filled_form(editor_client, page, **{"action-publish": "1", "go_live_at": f"{tomorrow:%d.%m.%Y %H:%M}"})
    assert editor_client.post(address_of(page), form).status_code == 200
    assert not Page.objects.get(pk=page.pk).revisions.filter(approved_go_live_at__isnull=False).exists()
    response = editor_client.post(address_of(page), form | {"summary_ka": "ა", "summary_en": "a"})
    assert response.status_code == 302
    assert Page.objects.get(pk=page.pk).revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_an_ordinary_save_of_a_live_page_is_not_judged(write, kind):
    page = write(**KINDS[kind])
    put_live(page)
    page = AnnouncementPage.objects.get(pk=page.pk)
    page.save()
    assert is_live(page)


# --- the tick ---------------------------------------------------------------------------------------------------------


def tick(concerns) -> dict:
    """What the browser sends of the list when the tick is set."""
    shown = [field["value"] for field in concerns.select("input[name=shown_warning]")]
    return {"publish_in_spite": "1", "shown_warning": shown}


def refused(client, page, **changes):
    response = client.post(address_of(page), filled_form(client, page, **{"action-publish": "1"} | changes))
    assert response.status_code == 200
    return soup(response).select_one("[data-concerns]")


def test_the_tick_publishes_and_is_kept_with_name_and_time(editor_client, editor, write):
    page = write(**UNTICKED)
    concerns = refused(editor_client, page)
    form = filled_form(editor_client, page, **{"action-publish": "1"} | tick(concerns))
    assert editor_client.post(address_of(page), form).status_code == 302
    assert is_live(page)
    version = AnnouncementPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    (accepted,) = version.accepted_warnings
    assert accepted["by"] == "editor"
    assert accepted["at"][:10] == f"{timezone.now():%Y-%m-%d}"
    entry = PageLogEntry.objects.get(page=page.pk, action="bilingual.in_spite")
    assert entry.user == editor
    assert REASON["unticked"] in entry.message


def test_an_authors_tick_at_submitting_holds_for_the_approval(client, editor, author, write):
    page = write(**UNTICKED)
    client.force_login(author)
    concerns = soup(by_submitting(client, page)).select_one("[data-concerns]")
    form = filled_form(client, page, **{"action-submit": "1"} | tick(concerns))
    assert client.post(address_of(page), form).status_code == 302
    client.force_login(editor)
    task = AnnouncementPage.objects.get(pk=page.pk).current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]), {"comment": ""})
    assert is_live(page)


def test_whatever_changes_in_the_text_needs_a_new_tick(editor_client, write):
    page = write(**UNTICKED)
    ticked = tick(refused(editor_client, page))
    editor_client.post(address_of(page), filled_form(editor_client, page, **{"action-publish": "1"} | ticked))
    assert by_form(editor_client, page).status_code == 302  # the same text, the old tick
    refused(editor_client, page, summary_ka="სხვა ტექსტი")


def test_a_warning_that_was_not_shown_is_not_accepted(editor_client, write):
    page = write(**UNTICKED)
    ticked = tick(refused(editor_client, page))
    concerns = refused(editor_client, page, **ticked, title_en="", summary_en="")
    assert "ინგლისური" in concerns.get_text()
    assert not is_live(page)


def test_a_tick_passes_no_problem(editor_client, write):
    page = write(**UNTICKED)
    ticked = tick(refused(editor_client, page))
    refused(editor_client, page, **ticked, summary_ka="")
    assert not is_live(page)


def test_nothing_is_accepted_by_what_the_browser_saves_by_itself(editor_client, write):
    page = write(**UNTICKED)
    form = filled_form(editor_client, page, **tick(refused(editor_client, page)))
    editor_client.post(address_of(page), form, headers={"accept": "application/json"})
    assert not AnnouncementPage.objects.get(pk=page.pk).get_latest_revision_as_object().accepted_warnings


def test_the_refusal_takes_no_mark_and_writes_no_history(editor_client, write):
    page = write(summary_en="A new square in the centre")
    before = PageLogEntry.objects.filter(page=page.pk).count()
    marks = page.get_latest_revision_as_object().marks
    refused(editor_client, page, summary_ka="სულ სხვა ტექსტი")
    fresh = AnnouncementPage.objects.get(pk=page.pk)
    assert fresh.get_latest_revision_as_object().marks == marks
    assert PageLogEntry.objects.filter(page=page.pk).count() == before


def test_still_right_said_with_the_same_press_counts(editor_client, write):
    page = write()
    form = filled_form(editor_client, page, summary_ka="ტექსტი შეიცვალა", **{"action-publish": "1"})
    assert editor_client.post(address_of(page), form).status_code == 200
    assert editor_client.post(address_of(page), form | {"still_right-summary": "1"}).status_code == 302


# --- what is looked at ------------------------------------------------------------------------------------------------


def fields_of(concerns) -> set[str]:
    return {concern.field for concern in concerns}


def test_the_rules_of_every_page(write):
    page = write(title_en="", summary_en="In English", expire_at=timezone.now() - timedelta(days=1))
    page.title = ""
    assert fields_of(publishing_problems(page)) == {"title", "title_en", "expire_at"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"deadline": date(2026, 1, 1), "date": date(2026, 1, 2), "kind": "call"}, "deadline"),
        ({"deadline": date(2026, 1, 1), "date": date(2026, 1, 2), "kind": "event"}, None),
        ({"deadline": date(2026, 1, 2), "date": date(2026, 1, 2), "kind": "call"}, None),
    ],
)
def test_dates_of_an_announcement(write, values, field):
    assert fields_of(publishing_problems(write(**values))) == ({field} if field else set())


@pytest.fixture
def document(db):
    def make(**values):
        made = PdfDocument(title="ფაილი", file="missing.pdf", sha256="0" * 64, **values)
        PdfDocument.objects.bulk_create([made])
        return PdfDocument.objects.get(pk=made.pk)

    return make


def test_a_file_must_be_in_the_language_of_its_place(write, document):
    page = write()
    page.attachments = [Attachment(document_ka=document(text_language="en", has_text=True))]
    (problem,) = publishing_problems(page)
    assert (problem.field, problem.row) == ("document_ka", page.attachments.get())
    assert "ბროშურა ან დოკუმენტი 1" in problem.message


def test_a_row_without_a_file_is_a_problem(write):
    page = write()
    page.attachments = [Attachment()]
    assert "document_ka" in fields_of(publishing_problems(page))


def test_what_else_is_amiss_with_a_file_is_a_warning_until_another_file_comes(write, document):
    page = write()
    page.attachments = [Attachment(document_en=document(text_language="en", has_text=True, is_tagged=False))]
    warnings = publishing_warnings(page)
    assert fields_of(warnings) == {"document_en"}
    accept(page, warnings, by="editor")
    assert not judge_for_publishing(page).refuses
    page.attachments = [Attachment(document_en=document(text_language="en", has_text=True, is_tagged=False))]
    assert judge_for_publishing(page).refuses


@pytest.fixture
def picture(db):
    def make(**values):
        return Picture.objects.create(title="ხიდი", file=ContentFile(png(), name="bridge.png"), **values)

    return make


WITH_PICTURES = [model for model in get_page_models() if hasattr(model, "body_ka")]


@pytest.mark.parametrize("model", WITH_PICTURES, ids=lambda model: model.__name__)
def test_a_picture_needs_its_alternative_text(model, picture):
    page = model(title="ა", title_en="a", summary_ka="ბ", summary_en="b")
    page.body_ka = [("picture", {"image": picture(), "caption": ""})]
    (problem,) = publishing_problems(page)
    assert "„ხიდი“" in problem.message
    assert problem.address.startswith("/admin/images/")
    page.body_ka = [("picture", {"image": picture(alt_ka="ხიდი მტკვარზე"), "caption": ""})]
    assert not publishing_problems(page)
    assert any("„ხიდი“" in warning.message for warning in publishing_warnings(page))


def test_rows_are_judged_and_named(projects):
    page = ProjectPage(title="ა", title_en="a", summary_ka="ბ", summary_en="b", live=False)
    page.objectives = [
        ProjectObjective(text_ka="ერთი", text_en="One", sort_order=0),
        ProjectObjective(text_ka="", text_en="Two", sort_order=1),
    ]
    projects.add_child(instance=page)
    (problem,) = publishing_problems(page)
    assert problem.message.startswith("ამოცანა 2")
    assert (problem.field, problem.row.text_en) == ("text_ka", "Two")


def test_a_difference_between_the_languages_is_a_warning(write):
    page = write(summary_ka="ბიუჯეტი 416 665,00 ევროა.", summary_en="The budget is EUR 416,656.00.")
    messages = [warning.message for warning in publishing_warnings(page)]
    assert any("416 665,00" in message and "416,656.00" in message for message in messages)


def test_a_page_without_any_english_has_one_warning(write):
    assert len(publishing_warnings(write(title_en="", summary_en=""))) == 1


def test_the_first_content_passes(db):
    for page in Page.objects.filter(depth__gt=1).specific():
        judgement = judge_for_publishing(page)
        assert not judgement.refuses, (page, [concern.message for concern in judgement.obstacles])


def test_bodies_that_count_differently_are_told_of_in_georgian(write):
    page = write()
    page.body_ka = [("heading", {"text": "პირველი", "level": "2"}), ("heading", {"text": "მეორე", "level": "2"})]
    page.body_en = [("heading", {"text": "First", "level": "2"})]
    (warning,) = publishing_warnings(page)
    assert "ქართულში – 2, ინგლისურში – 1" in warning.message


def test_a_copy_asks_anew_for_what_was_accepted(write):
    page = write(title_en="", summary_en="", change_note_ka="შესწორდა თარიღი.")
    accept(page, publishing_warnings(page), by="editor")
    page.save()
    copy = page.copy(update_attrs={"slug": "asli"})
    assert copy.accepted_warnings == [] and copy.change_note == ("", "")
    assert judge_for_publishing(copy).refuses


def test_no_word_of_it_is_english_or_a_capital(write, document, picture):
    page = write(title_en="", summary_ka="", deadline_time="12:00")
    page.attachments = [Attachment(document_ka=document(has_text=False, embedded_files=2)), Attachment()]
    page.body_ka = [("picture", {"image": picture(), "caption": ""})]
    for concern in judge_for_publishing(page).obstacles:
        assert not MTAVRULI.search(concern.message)
        assert not re.search("[A-Za-z]{4,}", concern.message), concern.message


def test_all_pages_are_of_ours():
    assert all(issubclass(model, BilingualPage) for model in get_page_models() if model is not Page)
