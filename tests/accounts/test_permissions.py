"""Who may do what: authors write, editors publish and unpublish, administrators delete and manage users."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from wagtail.models import Page

from brochures.models import PdfDocument
from projects.models import Organisation, ProjectPage
from tests.reading import MTAVRULI, soup, visible_text

pytestmark = pytest.mark.django_db


def test_an_editor_publishes_and_unpublishes_but_does_not_delete(editor, budgeting):
    may = budgeting.permissions_for_user(editor)
    assert may.can_publish()
    assert may.can_unpublish()
    assert may.can_move()
    assert not may.can_delete()


def test_the_rule_holds_for_a_page_whose_type_is_not_known_yet(editor, administrator, budgeting):
    page = Page.objects.get(pk=budgeting.pk)
    assert not page.permissions_for_user(editor).can_delete()
    assert page.permissions_for_user(administrator).can_delete()


def test_an_author_writes_drafts_of_his_own(author, projects, budgeting):
    # The page above holds the information pages.
    for parent in (projects, projects.get_parent()):
        assert parent.permissions_for_user(author).can_add_subpage()
        assert not parent.permissions_for_user(author).can_publish_subpage()
        assert not parent.permissions_for_user(author).can_edit()
    assert not budgeting.permissions_for_user(author).can_edit()


def test_an_editor_cannot_delete_by_address_or_in_bulk(editor_client, budgeting):
    assert editor_client.post(f"/admin/pages/{budgeting.pk}/delete/").status_code in (302, 403)
    editor_client.post(f"/admin/bulk/wagtailcore/page/delete/?id={budgeting.pk}")
    assert ProjectPage.objects.filter(pk=budgeting.pk).exists()


def test_an_administrator_deletes(administrator_client, hub):
    administrator_client.post(f"/admin/pages/{hub.pk}/delete/", follow=True)
    assert not ProjectPage.objects.filter(pk=hub.pk).exists()


def test_documents_and_organisations_are_deleted_by_administrators_only(editor, administrator):
    from wagtail.documents.permissions import permission_policy

    document = PdfDocument.objects.first()
    assert permission_policy.user_has_permission_for_instance(editor, "change", document)
    assert not permission_policy.user_has_permission_for_instance(editor, "delete", document)
    assert permission_policy.user_has_permission_for_instance(administrator, "delete", document)
    assert editor.has_perm("projects.change_organisation")
    assert not editor.has_perm("projects.delete_organisation")
    assert administrator.has_perm("projects.delete_organisation")


def test_a_protected_organisation_says_where_it_is_used(administrator_client, budgeting):
    organisation = Organisation.objects.get(acronym="EU")
    address = f"/admin/snippets/projects/organisation/delete/{organisation.pk}/"
    response = administrator_client.get(address)
    usage = soup(response).find("a", href=lambda link: link and "usage" in link)
    assert usage
    assert budgeting.title in visible_text(administrator_client.get(usage["href"]))
    administrator_client.post(address)
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_users_are_managed_by_administrators_only(editor_client, administrator):
    assert editor_client.get("/admin/users/").status_code == 302
    editor_client.force_login(administrator)
    assert editor_client.get("/admin/users/").status_code == 200


def test_a_forgotten_password_is_renewed_by_mail_in_georgian(client, editor):
    page = client.get("/admin/password_reset/")
    assert page.status_code == 200
    client.post("/admin/password_reset/", {"email": editor.email})
    (message,) = mail.outbox
    assert message.to == [editor.email]
    assert not MTAVRULI.search(message.subject + message.body)
    link = next(word for word in message.body.split() if "/password_reset/confirm/" in word)
    assert link.startswith("http://testserver/")
    form = client.get(link, follow=True)
    assert form.status_code == 200
    address = form.request["PATH_INFO"]
    client.post(address, {"new_password1": "brand-new-words-7", "new_password2": "brand-new-words-7"})
    assert client.login(username="editor", password="brand-new-words-7")


def test_a_stranger_learns_nothing_from_the_password_form(client):
    client.post("/admin/password_reset/", {"email": "nobody@example.org"})
    assert mail.outbox == []


def test_nobody_comes_into_the_admin_without_a_login(client):
    for address in ("/admin/", "/admin/pages/", "/admin/documents/", "/admin/users/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")


def test_the_users_of_the_site_are_our_own_model():
    assert get_user_model()._meta.label == "accounts.User"
