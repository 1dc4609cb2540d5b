"""Who deletes a document, and which one nobody can."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from brochures.models import PdfDocument

pytestmark = pytest.mark.django_db


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
