"""The permanent address of a file: who gets it, and what must never change it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from announcements.models import AnnouncementPage
from bilingual.gate import accept, publishing_warnings
from brochures.models import Attachment, PdfDocument
from home.models import InfoPage
from projects.models import ProjectPage
from tests.brochures import pdf_samples
from tests.reading import soup

pytestmark = pytest.mark.django_db

NOBODY_KNOWS = 999_999


@pytest.fixture
def row(budgeting) -> Attachment:
    """The brochure of a live page, in both languages."""
    return budgeting.attachments.get()


@pytest.fixture
def address(row) -> str:
    return row.address("ka")


@pytest.fixture
def reader() -> Client:
    """Somebody who never signed in, beside whoever did."""
    return Client()


def make_document(title="ანგარიში", pages=1) -> PdfDocument:
    document = PdfDocument(title=title)
    document.file = ContentFile(pdf_samples.valid(pages), name="report.pdf")
    document.read_file()
    return document


@pytest.fixture
def document() -> PdfDocument:
    """A file that no page mentions."""
    return make_document()


@pytest.fixture
def draft(projects, document) -> ProjectPage:
    """A page that was never published, with a file."""
    page = ProjectPage(title="მონახაზი", slug="draft-project", live=False)
    page.attachments = [Attachment(document_ka=document, kind=Attachment.Kind.REPORT)]
    projects.add_child(instance=page)
    page.save_revision()
    return page


def body(response) -> bytes:
    # The test client closes the file after its last byte.
    return response.getvalue()


def content_of(document: PdfDocument) -> bytes:
    return Path(document.file.path).read_bytes()


def published(page):
    """The page as readers have it, fresh from the database."""
    return Page.objects.get(pk=page.pk).specific


def latest(page):
    """The page as its editor opens it."""
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def assert_made_for_everybody(response):
    """No cookie is set, and a shared cache may keep one copy for all."""
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    body(response)


# --- the answer ------------------------------------------------------------------------------------------------------


def test_the_file_with_all_its_headers(reader, row, address):
    response = reader.get(address)
    assert response.status_code == 200
    content = content_of(row.document_ka)
    assert body(response) == content
    assert address == f"/brochures/{row.pk}/participatory-budgeting-ka.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(content))
    assert response["Content-Language"] == "ka"
    assert response["ETag"] == f'"{row.document_ka.sha256}"'
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert response["Content-Disposition"].startswith('inline; filename="sainpormatsio-broshura.pdf"; filename*=')
    assert "X-Robots-Tag" not in response
    assert_made_for_everybody(response)


def test_each_language_has_its_own(reader, row):
    response = reader.get(row.address("en"))
    assert body(response) == content_of(row.document_en)
    assert response["Content-Language"] == "en"
    assert 'filename="information-brochure.pdf"' in response["Content-Disposition"]


def test_head(reader, row, address):
    response = reader.head(address)
    assert (response.status_code, body(response)) == (200, b"")
    assert response["Content-Length"] == str(row.document_ka.file_size)


def test_not_modified(reader, row, address):
    response = reader.get(address, headers={"If-None-Match": f'"{row.document_ka.sha256}"'})
    assert (response.status_code, body(response)) == (304, b"")
    assert_made_for_everybody(response)


def test_range(reader, row, address):
    response = reader.get(address, headers={"Range": "bytes=5-9"})
    assert response.status_code == 206
    assert body(response) == content_of(row.document_ka)[5:10]


@pytest.mark.parametrize("name", ["another-slug-ka.pdf", "participatory-budgeting-2-ka.pdf", "ka-ka.pdf"])
def test_a_wrong_slug_is_sent_on(reader, row, address, name):
    response = reader.get(f"/brochures/{row.pk}/{name}")
    assert (response.status_code, response["Location"]) == (301, address)
    # A browser that kept it for good would go round in circles once the page has its old name again.
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert_made_for_everybody(response)


def test_not_found(reader, row):
    response = reader.get(f"/brochures/{NOBODY_KNOWS}/participatory-budgeting-ka.pdf")
    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.parametrize(
    "path",
    [
        "0/participatory-budgeting-ka.pdf",
        f"{10**30}/participatory-budgeting-ka.pdf",
        "-1/participatory-budgeting-ka.pdf",
        "{pk}/participatory-budgeting-de.pdf",
        "{pk}/participatory-budgeting.pdf",
        "{pk}/-ka.pdf",
        "{pk}/",
        "{pk}/../../etc/passwd-ka.pdf",
        "{pk}/participatory-budgeting-ka.pdf/",
        "{pk}/%00-ka.pdf",
        "x/participatory-budgeting-ka.pdf",
    ],
)
def test_strange_addresses_are_not_found(reader, row, path):
    assert reader.get(f"/brochures/{path.format(pk=row.pk)}").status_code == 404


def test_a_language_without_a_file_is_not_found(reader, hub, document):
    hub.attachments.all().delete()
    row = Attachment.objects.create(page=hub, document_ka=document)
    response = reader.get(row.address("ka"))
    assert body(response) == content_of(document)
    assert reader.get(row.address("en")).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_only_reading_is_allowed(reader, address, method):
    response = getattr(reader, method)(address)
    assert response.status_code == 405


def test_the_session_of_an_editor_is_not_asked(editor_client, address):
    """What a live page offers is the same for everybody, so also for a shared cache."""
    assert_made_for_everybody(editor_client.get(address))


# --- what must not change it -----------------------------------------------------------------------------------------


def assert_leads_to(reader, address: str, content: bytes):
    """The file itself, or one permanent redirect away."""
    response = reader.get(address)
    if response.status_code == 301:
        response = reader.get(response["Location"])
    assert response.status_code == 200
    assert body(response) == content


def publish(page):
    page.save_revision().publish()


def test_renaming_the_page(reader, budgeting, row, address):
    page = latest(budgeting)
    page.slug = "budget-of-the-citizens"
    publish(page)
    assert reader.get(address).status_code == 301
    assert_leads_to(reader, address, content_of(row.document_ka))
    assert published(budgeting).attachments.get().pk == row.pk


def test_renaming_the_page_and_back(reader, budgeting, row, address):
    for slug in ("budget-of-the-citizens", "participatory-budgeting"):
        page = latest(budgeting)
        page.slug = slug
        publish(page)
    assert reader.get(address).status_code == 200
    assert_leads_to(reader, f"/brochures/{row.pk}/budget-of-the-citizens-ka.pdf", content_of(row.document_ka))


def test_moving_the_page(reader, budgeting, row, address, projects, home):
    other = type(projects)(title="სხვა პროექტები", slug="other-projects")
    home.add_child(instance=other)
    budgeting.move(other, pos="last-child")
    assert reader.get(address).status_code == 200
    assert published(budgeting).attachments.get().pk == row.pk


def test_changing_the_titles(reader, budgeting, row, address):
    page = latest(budgeting)
    page.title, page.title_en = "ახალი სათაური", "New title"
    [draft_row] = page.attachments.get_object_list()
    draft_row.title_ka = draft_row.title_en = ""
    publish(page)
    assert reader.get(address).status_code == 200
    assert published(budgeting).attachments.get().pk == row.pk


def test_putting_another_document_into_the_row(reader, budgeting, row, address, document):
    page = latest(budgeting)
    [draft_row] = page.attachments.get_object_list()
    draft_row.document_ka = document
    publish(page)
    assert_leads_to(reader, address, content_of(document))
    assert published(budgeting).attachments.get().pk == row.pk


def test_unpublishing_and_publishing_again(reader, budgeting, row, address):
    budgeting.unpublish()
    assert reader.get(address).status_code == 404
    publish(latest(budgeting))
    assert_leads_to(reader, address, content_of(row.document_ka))


def test_a_file_that_the_disk_has_lost_is_not_found(reader, row, address, caplog):
    Path(row.document_ka.file.path).unlink()
    assert reader.get(address).status_code == 404
    assert row.document_ka.file.name in caplog.text


# --- rows that begin in a draft --------------------------------------------------------------------------------------


def with_new_row(page, document, title="დანართი"):
    """The page as edited: one row more."""
    draft = latest(page)
    last = len(draft.attachments.all())
    draft.attachments.add(
        Attachment(document_ka=document, kind=Attachment.Kind.REPORT, title_ka=title, sort_order=last)
    )
    return draft


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


# --- drafts ----------------------------------------------------------------------------------------------------------


def assert_for_editors_alone(response):
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    body(response)


def test_a_draft_gives_its_file_to_editors_alone(reader, editor_client, draft):
    address = draft.attachments.get().address("ka")
    response = reader.get(address)
    assert response.status_code == 404
    assert not response.cookies
    assert_for_editors_alone(editor_client.get(address))


def test_an_unpublished_page_gives_its_file_to_editors_alone(reader, editor_client, budgeting, address):
    budgeting.unpublish()
    assert reader.get(address).status_code == 404
    assert_for_editors_alone(editor_client.get(address))


def test_a_row_in_the_draft_of_a_live_page(reader, editor_client, budgeting, row, document):
    """Its editor can open every link of the draft, under the address at which readers will find the file."""
    with_new_row(budgeting, document).save_revision()
    contents = []
    for file in latest(budgeting).attached_files():
        response = editor_client.get(file.address)
        assert response.status_code == 200
        contents.append(body(response))
    [promised] = [file.address for file in latest(budgeting).attached_files() if file.attachment.pk != row.pk]
    assert content_of(document) in contents
    assert reader.get(promised).status_code == 404
    assert_for_editors_alone(editor_client.get(promised))
    publish(latest(budgeting))
    assert_leads_to(reader, promised, content_of(document))


def test_no_redirect_tells_the_name_of_a_draft(reader, editor_client, draft):
    wrong = draft.attachments.get().address("ka").replace("draft-project", "x")
    assert reader.get(wrong).status_code == 404
    response = editor_client.get(wrong)
    assert response.status_code == 301
    assert response["Cache-Control"] == "private, no-store"


def test_a_row_in_a_draft_is_not_for_every_member_of_staff(client, author, budgeting, row, document):
    with_new_row(budgeting, document).save_revision()
    [promised] = [file.address for file in latest(budgeting).attached_files() if file.attachment.pk != row.pk]
    client.force_login(author)
    assert client.get(promised).status_code == 404


def test_a_member_of_staff_without_the_right_to_edit_is_a_reader(client, author, draft):
    client.force_login(author)
    assert client.get(draft.attachments.get().address("ka")).status_code == 404


def test_someone_who_may_no_longer_sign_in_is_a_reader(client, editor, draft):
    client.force_login(editor)
    editor.is_active = False
    editor.save()
    assert client.get(draft.attachments.get().address("ka")).status_code == 404


def test_an_editor_with_a_copy_in_the_browser_is_told_not_to_store_it(editor_client, draft):
    row = draft.attachments.get()
    response = editor_client.get(row.address("ka"), headers={"If-None-Match": f'"{row.document_ka.sha256}"'})
    assert response.status_code == 304
    assert response["Cache-Control"] == "private, no-store"


# --- Wagtail's own address -------------------------------------------------------------------------------------------


def test_wagtails_address_leads_to_the_permanent_one(reader, row):
    for language in ("ka", "en"):
        response = reader.get(row.document_in(language).url)
        assert (response.status_code, response["Location"]) == (302, row.address(language))
        assert_made_for_everybody(response)


def test_guessing_wagtails_addresses_is_of_no_use(reader, editor_client, document):
    response = reader.get(document.url)
    assert response.status_code == 404
    assert not response.cookies
    assert_for_editors_alone(editor_client.get(document.url))


def test_the_file_of_a_draft_has_no_address_for_readers(reader, editor_client, draft, document):
    assert reader.get(document.url).status_code == 404
    assert_for_editors_alone(editor_client.get(document.url))


def test_an_author_sees_the_files_from_which_she_may_choose(client, author, document):
    client.force_login(author)
    assert_for_editors_alone(client.get(document.url))


@pytest.mark.parametrize("name", ["another.pdf", "", "report.pdf/", "REPORT.PDF"])
def test_wagtails_address_needs_the_right_name(editor_client, document, name):
    assert editor_client.get(f"/documents/{document.pk}/{name}").status_code == 404


@pytest.mark.parametrize("number", [0, NOBODY_KNOWS, 10**30])
def test_wagtails_address_of_no_document(reader, number):
    assert reader.get(f"/documents/{number}/report.pdf").status_code == 404


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_file_within_the_text_of_a_live_page_is_served(reader, home, document, language):
    info = InfoPage(
        title="წესები", slug="rules", **{f"body_{language}": [("document", {"document": document, "text": ""})]}
    )
    home.add_child(instance=info)
    publish(info)
    assert document.url in reader.get(info.path_in(language)).content.decode()
    response = reader.get(document.url)
    assert response.status_code == 200
    assert body(response) == content_of(document)
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert response["ETag"] == f'"{document.sha256}"'
    assert_made_for_everybody(response)
    part = reader.get(document.url, headers={"Range": "bytes=5-9"})
    assert (part.status_code, body(part)) == (206, content_of(document)[5:10])
    assert part["Content-Range"] == f"bytes 5-9/{document.file_size}"
    published(info).unpublish()
    assert reader.get(document.url).status_code == 404


def test_a_file_within_the_text_of_a_draft_is_not_served(reader, home, document):
    blocks = [("document", {"document": document, "text": ""})]
    info = InfoPage(title="წესები", slug="rules", live=False, body_ka=blocks)
    home.add_child(instance=info)
    info.save_revision()
    assert reader.get(document.url).status_code == 404


def test_a_file_within_the_draft_of_a_live_page_is_not_served(reader, budgeting, document):
    page = latest(budgeting)
    page.body_ka = [("document", {"document": document, "text": ""})]
    page.save_revision()
    assert reader.get(document.url).status_code == 404
    publish(page)
    response = reader.get(document.url)
    assert response.status_code == 200
    body(response)


def test_a_file_that_left_the_text_is_no_longer_served(reader, budgeting, document):
    page = latest(budgeting)
    page.body_ka = [("document", {"document": document, "text": ""})]
    publish(page)
    page = latest(budgeting)
    page.body_ka = []
    publish(page)
    assert reader.get(document.url).status_code == 404


# --- deleting --------------------------------------------------------------------------------------------------------


def delete_addresses(document) -> list[str]:
    bulk = reverse("wagtail_bulk_action", args=["brochures", "pdfdocument", "delete"])
    return [
        reverse("wagtaildocs:delete", args=[document.pk]),
        reverse("wagtaildocs:delete_multiple", args=[document.pk]),
        f"{bulk}?id={document.pk}",
        f"{bulk}?id=all",
    ]


@pytest.mark.parametrize("way", range(4))
def test_an_editor_deletes_no_document(editor_client, document, way):
    count = PdfDocument.objects.count()
    address = delete_addresses(document)[way]
    for response in (editor_client.get(address), editor_client.post(address)):
        assert response.status_code in (200, 302, 403, 405)
    assert PdfDocument.objects.count() == count


@pytest.mark.parametrize("way", [0, 1, 2])
def test_an_administrator_deletes_what_is_not_in_use(
    administrator_client, document, way, django_capture_on_commit_callbacks
):
    path = Path(document.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        response = administrator_client.post(delete_addresses(document)[way])
    assert response.status_code in (200, 302)
    assert not PdfDocument.objects.filter(pk=document.pk).exists()
    assert not path.exists()


@pytest.mark.parametrize("way", range(4))
def test_a_document_in_use_is_not_deleted(administrator_client, row, way, django_capture_on_commit_callbacks):
    document = row.document_ka
    with django_capture_on_commit_callbacks(execute=True):
        response = administrator_client.post(delete_addresses(document)[way])
    assert response.status_code == {1: 409}.get(way, 302)
    assert PdfDocument.objects.filter(pk=document.pk).exists()
    assert Path(document.file.path).exists()


def test_the_confirmation_says_where_a_document_is_in_use(administrator_client, budgeting, row):
    address = reverse("wagtaildocs:delete", args=[row.document_ka.pk])
    page = BeautifulSoup(administrator_client.get(address).content.decode(), "html.parser")
    main = page.find("main")
    assert "ვერ წაიშლება" in main.text
    assert not main.find("form", method="POST")
    usage = main.find("a", href=lambda href: href and "usage" in href)["href"]
    assert budgeting.title in administrator_client.get(usage).content.decode()


def test_the_list_offers_deletion_to_administrators_alone(client, editor, administrator, document):
    pages = {}
    for user in (editor, administrator):
        client.force_login(user)
        pages[user] = client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    link = reverse("wagtaildocs:delete", args=[document.pk])
    assert link in pages[administrator]
    assert link not in pages[editor]
