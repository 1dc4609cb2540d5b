"""Files to which the text of a page links: they are used, and their downloads count by the same rules."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from brochures.downloads import downloads_of
from brochures.models import DownloadsOfDay, PdfDocument
from brochures.places import pages_using
from projects.models import ProjectPage
from tests.brochures import friendly
from tests.reading import visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("asked_once")]

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"
WAYS = {
    "block": lambda document: ("document", {"document": document, "text": ""}),
    "link": lambda document: ("paragraph", f'<p><a linktype="document" id="{document.pk}">ფაილი</a></p>'),
    "link, the other way round": lambda document: (
        "paragraph",
        f'<p>ა <a id="{document.pk}" linktype="document">ფაილი</a></p>',
    ),
}


@pytest.fixture
def reader() -> Client:
    return Client(headers={"User-Agent": FIREFOX})


@pytest.fixture
def document() -> PdfDocument:
    document = PdfDocument(title="ბიუჯეტი", file=ContentFile(friendly.file("form without scripts"), name="budget.pdf"))
    document.read_file()
    return document


def link(page, document, *, way="link", language="ka", publish=True):
    page = ProjectPage.objects.get(pk=page.pk)
    setattr(page, f"body_{language}", [WAYS[way](document)])
    revision = page.save_revision()
    if publish:
        revision.publish()


def numbers() -> list[tuple]:
    return list(DownloadsOfDay.objects.values_list("page_id", "attachment_id", "document_id", "language", "number"))


def take(reader, address, method="get", **headers) -> int:
    response = getattr(reader, method)(address, headers=headers)
    if response.status_code in (200, 206):
        response.getvalue()
    response.close()
    return response.status_code


@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("way", WAYS)
def test_a_link_is_a_use(editor_client, hub, document, way, language, publish):
    unused = reverse("files_report") + "?problem=unused"
    assert document.title in visible_text(editor_client.get(unused))
    link(hub, document, way=way, language=language, publish=publish)
    assert pages_using([document.pk]) == {document.pk: [hub.pk]}
    assert document.title not in visible_text(editor_client.get(unused))


def test_a_number_elsewhere_in_a_text_is_no_use(hub, document):
    page = ProjectPage.objects.get(pk=hub.pk)
    page.body_ka = [
        ("paragraph", f'<p>"document": {document.pk} <a linktype="page" id="{document.pk}">გვერდი</a></p>'),
    ]
    page.save_revision()
    assert pages_using([document.pk]) == {document.pk: []}


def test_downloads_are_counted_for_the_page_that_links(reader, hub, document):
    link(hub, document)
    assert take(reader, document.url) == 200
    assert take(reader, document.url, range="bytes=0-99") == 206
    assert numbers() == [(hub.pk, 0, document.pk, "en", 2)]
    assert downloads_of(document) == {"total": 2, "recent": 2}


def test_what_is_no_download_is_not_counted(reader, editor_client, hub, document):
    link(hub, document, publish=False)
    assert take(editor_client, document.url) == 200, "an editor sees what only a draft links to"
    link(hub, document)
    assert take(reader, document.url, "head") == 200
    assert take(reader, document.url, range="bytes=100-") == 206
    assert take(reader, document.url, if_none_match=f'"{document.sha256}"') == 304
    assert take(Client(headers={"User-Agent": "Googlebot/2.1"}), document.url) == 200
    assert numbers() == []


def test_the_reports_name_the_file(editor_client, reader, hub, document):
    link(hub, document)
    take(reader, document.url)
    for name in ("downloads", "downloads_by_day"):
        assert "ბიუჯეტი (ბმული ტექსტში)" in visible_text(editor_client.get(reverse(name)))
    PdfDocument.objects.all().filter(pk=document.pk).delete()
    assert f"აღარ არის გამოქვეყნებული ({document.pk})" in visible_text(editor_client.get(reverse("downloads")))
