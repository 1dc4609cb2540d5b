"""What is not published gives its files to its editors alone."""

import pytest

from tests.brochures.addresses.offered import (
    assert_for_editors_alone,
    assert_leads_to,
    body,
    content_of,
    latest,
    publish,
    with_new_row,
)

pytestmark = pytest.mark.django_db


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
