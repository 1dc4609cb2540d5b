"""Rows that begin in a draft keep their ids, and so the addresses of their files."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from announcements.models import AnnouncementPage
from bilingual.gate import accept, publishing_warnings
from brochures.models import Attachment, PdfDocument
from projects.models import ProjectPage
from tests.brochures.addresses.offered import (
    assert_leads_to,
    content_of,
    latest,
    publish,
    published,
    with_new_row,
)
from tests.reading import soup

pytestmark = pytest.mark.django_db


def ids(page) -> list[int]:
    return sorted(published(page).attachments.values_list("pk", flat=True))


def test_a_row_added_in_a_draft_keeps_its_id_for_good(budgeting, row, document):
    revision = with_new_row(budgeting, document).save_revision()
    [_old, promised] = [child["pk"] for child in revision.content["attachments"]]
    assert promised
    assert ids(budgeting) == [row.pk]  # readers see nothing of it
    revision.publish()
    assert ids(budgeting) == [row.pk, promised]
    for _ in range(3):
        publish(latest(budgeting))
        assert ids(budgeting) == [row.pk, promised]


def test_several_drafts_before_the_first_publishing(budgeting, row, document):
    promised = with_new_row(budgeting, document).save_revision().content["attachments"][1]["pk"]
    for title in ("a", "b"):
        page = latest(budgeting)
        page.title_en = title
        page.save_revision()
    publish(latest(budgeting))
    assert ids(budgeting) == [row.pk, promised]


def test_rows_of_two_pages_in_drafts_get_different_ids(budgeting, hub, document):
    first = with_new_row(budgeting, document).save_revision().content["attachments"]
    second = with_new_row(hub, document).save_revision().content["attachments"]
    given = [child["pk"] for child in [*first, *second]]
    assert len(set(given)) == len(given)


def test_scheduled_publishing_of_an_older_revision(reader, budgeting, row, document, monkeypatch):
    page = with_new_row(budgeting, document)
    page.go_live_at = timezone.now() + timezone.timedelta(hours=1)
    accept(page, publishing_warnings(page), by="editor")
    scheduled = page.save_revision()
    promised = scheduled.content["attachments"][1]["pk"]
    scheduled.publish()  # approves it for the hour
    assert ids(budgeting) == [row.pk]
    later = latest(budgeting)
    later.title_en = "A later draft"
    later.save_revision()
    monkeypatch.setattr(timezone, "now", lambda: page.go_live_at + timezone.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert ids(budgeting) == [row.pk, promised]
    publish(latest(budgeting))
    assert ids(budgeting) == [row.pk, promised]
    assert_leads_to(reader, Attachment.objects.get(pk=promised).address("ka"), content_of(document))


def test_a_row_that_was_removed_and_restored_has_its_old_id(reader, budgeting, row, address):
    before = published(budgeting).get_latest_revision()
    page = latest(budgeting)
    page.attachments = []
    publish(page)
    assert ids(budgeting) == []
    assert reader.get(address).status_code == 404
    publish(before.as_object())
    assert ids(budgeting) == [row.pk]
    assert_leads_to(reader, address, content_of(row.document_ka))


def test_an_id_of_an_abandoned_draft_is_given_to_nobody(budgeting, hub, document):
    promised = with_new_row(budgeting, document).save_revision().content["attachments"][1]["pk"]
    created = Attachment.objects.create(page=hub, document_ka=document)
    assert created.pk > promised


@pytest.mark.parametrize("copy_revisions", [True, False])
@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_has_ids_of_its_own(reader, budgeting, row, address, document, copy_revisions, keep_live):
    publish(with_new_row(budgeting, document))
    with_new_row(budgeting, document, title="მხოლოდ მონახაზში").save_revision()
    own = ids(budgeting)
    promised = {child["pk"] for child in published(budgeting).get_latest_revision().content["attachments"]}
    copy = budgeting.copy(
        update_attrs={"slug": "a-copy", "title": "ასლი"}, copy_revisions=copy_revisions, keep_live=keep_live
    )
    publish(latest(copy))
    copied = ids(copy)
    assert copied and not set(copied) & promised
    publish(latest(copy))
    assert ids(copy) == copied
    assert ids(budgeting) == own
    publish(latest(budgeting))
    assert set(ids(budgeting)) == promised
    assert ids(copy) == copied
    assert_leads_to(reader, address, content_of(row.document_ka))


def test_making_an_announcement_and_a_project_with_files_in_the_same_breath(projects, announcement, document):
    """Rows of a page that is made live at once keep the id that its first revision says."""
    made = [
        projects.add_child(instance=ProjectPage(title="ა", slug="one", attachments=[Attachment(document_ka=document)])),
        announcement.get_parent().specific.add_child(
            instance=AnnouncementPage(title="ბ", slug="two", attachments=[Attachment(document_ka=document)])
        ),
    ]
    for page in made:
        first = ids(page)
        publish(page)
        publish(latest(page))
        assert ids(page) == first


# --- through the editor's form ---------------------------------------------------------------------------------------


def form_at(client, url) -> tuple[str, dict]:
    """Where the form of the page at `url` is sent, and all that is in it, the texts left out."""
    form = BeautifulSoup(client.get(url).content.decode(), "html.parser").find("form", id="page-edit-form")
    data = querydict_from_html(str(form)).dict()
    return form["action"], data | nested_form_data({name: streamfield([]) for name in ("body_ka", "body_en")})


def sent(client, address, data, action=None):
    """What the button "Save draft" or "Publish" sends; what the editor warns of is read and ticked."""
    data |= {f"action-{action}": action} if action else {}
    response = client.post(address, data)
    if response.status_code == 200 and (shown := soup(response).select("[data-concerns] [name=shown_warning]")):
        response = client.post(
            address, data | {"publish_in_spite": "1", "shown_warning": [one["value"] for one in shown]}
        )
    form = (response.context or {}).get("form")
    assert response.status_code == 302, [form.errors, *(formset.errors for formset in form.formsets.values())]


def edit(client, page, action=None, **changes):
    """Opens the page in the editor, changes some fields, and saves or publishes."""
    address, data = form_at(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    sent(client, address, data | changes, action)


def new_row(number: int, document) -> dict:
    return {
        "attachments-TOTAL_FORMS": str(number + 1),
        f"attachments-{number}-kind": "report",
        f"attachments-{number}-title_ka": "დანართი",
        f"attachments-{number}-title_en": "",
        f"attachments-{number}-document_ka": str(document.pk),
        f"attachments-{number}-document_en": "",
        f"attachments-{number}-id": "",
        f"attachments-{number}-ORDER": str(number + 1),
        f"attachments-{number}-DELETE": "",
    }


def test_a_clerk_adds_a_row_in_a_draft_and_edits_again(editor_client, reader, budgeting, row, document):
    edit(editor_client, budgeting, **new_row(1, document))
    promised = published(budgeting).get_latest_revision().content["attachments"][1]["pk"]
    assert promised and ids(budgeting) == [row.pk]
    edit(editor_client, budgeting, title="სათაური შეიცვალა")  # another draft, from the form that knows the row
    assert published(budgeting).get_latest_revision().content["attachments"][1]["pk"] == promised
    for _ in range(2):
        edit(editor_client, budgeting, action="publish")
        assert ids(budgeting) == [row.pk, promised]
    edit(editor_client, budgeting, action="publish", **{"attachments-1-title_ka": "სხვა სათაური"})
    assert ids(budgeting) == [row.pk, promised]
    assert_leads_to(reader, Attachment.objects.get(pk=promised).address("ka"), content_of(document))


def test_no_page_can_claim_the_address_of_another_page(editor_client, reader, budgeting, hub, row, document):
    hub.attachments = [Attachment(document_ka=document)]
    publish(hub)
    [theirs] = hub.attachments.all()
    claimed = new_row(1, document) | {"attachments-1-id": str(theirs.pk), "attachments-INITIAL_FORMS": "2"}
    edit(editor_client, budgeting, action="publish", **claimed)
    assert theirs.pk not in ids(budgeting) and len(ids(budgeting)) == 2
    assert ids(hub) == [theirs.pk]
    assert_leads_to(reader, theirs.address("ka"), content_of(theirs.document_ka))


def test_a_clerk_removes_a_row_that_was_only_in_a_draft(editor_client, budgeting, row, document):
    edit(editor_client, budgeting, **new_row(1, document))
    edit(editor_client, budgeting, action="publish", **{"attachments-1-DELETE": "1"})
    assert ids(budgeting) == [row.pk]


def test_a_clerk_reverts_to_an_older_revision(editor_client, reader, budgeting, row, address):
    old = published(budgeting).get_latest_revision()
    edit(editor_client, budgeting, action="publish", **{"attachments-0-DELETE": "1"})
    assert ids(budgeting) == []
    url = reverse("wagtailadmin_pages:revisions_revert", args=[budgeting.pk, old.pk])
    sent(editor_client, *form_at(editor_client, url), action="publish")
    assert ids(budgeting) == [row.pk]
    assert_leads_to(reader, address, content_of(row.document_ka))


def test_the_editor_saves_by_itself_while_a_row_is_added(editor_client, reader, budgeting, row, document):
    address, data = form_at(editor_client, reverse("wagtailadmin_pages:edit", args=[budgeting.pk]))
    data |= new_row(1, document)
    promised = set()
    for title in ("დ", "და", "დან"):
        data["attachments-1-title_ka"] = title
        response = editor_client.post(address, data, headers={"Accept": "application/json"})
        answer = response.json()
        assert answer["success"], answer
        # What the script then does in the open form.
        data |= answer["field_updates"] | {"overwrite_revision_id": str(answer["revision_id"])}
        promised |= {child["pk"] for child in published(budgeting).get_latest_revision().content["attachments"]}
    assert len(promised) == 2 and row.pk in promised
    sent(editor_client, address, data, action="publish")
    assert set(ids(budgeting)) == promised


@pytest.fixture
def revision_with_a_lost_document(budgeting, document, administrator_client, django_capture_on_commit_callbacks):
    """The page once offered a file; it offers it no more, and the file was deleted."""
    publish(with_new_row(budgeting, document))
    old = published(budgeting).get_latest_revision()
    page = latest(budgeting)
    page.attachments.remove(next(child for child in page.attachments.all() if child.document_ka_id == document.pk))
    publish(page)
    with django_capture_on_commit_callbacks(execute=True):
        response = administrator_client.post(reverse("wagtaildocs:delete", args=[document.pk]))
    assert response.status_code == 302
    assert not PdfDocument.objects.filter(pk=document.pk).exists()
    return old


@pytest.mark.parametrize("name", ["revisions_revert", "revisions_view"])
def test_a_revision_with_a_deleted_document_opens(administrator_client, budgeting, revision_with_a_lost_document, name):
    url = reverse(f"wagtailadmin_pages:{name}", args=[budgeting.pk, revision_with_a_lost_document.pk])
    assert administrator_client.get(url).status_code == 200


def test_a_revision_with_a_deleted_document_can_be_published(
    reader, budgeting, row, address, revision_with_a_lost_document
):
    publish(revision_with_a_lost_document.as_object())
    assert_leads_to(reader, address, content_of(row.document_ka))
    for child in published(budgeting).attachments.exclude(pk=row.pk):
        assert reader.get(child.address("ka")).status_code == 404
    assert reader.get(published(budgeting).get_url()).status_code == 200
