"""The name of a link tells where it leads, heard without what stands around it (WCAG 2.2: 2.4.4, 2.4.9)."""

from collections import defaultdict

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Page

from brochures.models import Attachment, PdfDocument
from brochures.versions import replace_file
from home.site_settings import SiteDetails
from projects.models import Organisation
from tests.brochures import pdf_samples
from tests.reading import soup, words

pytestmark = pytest.mark.django_db

LANGUAGES = ["ka", "en"]


def names_of_links(response) -> dict[str, set[str]]:
    """By name, where the links of a page lead."""
    document = soup(response)
    for silent in document.select("[aria-hidden=true]"):
        silent.decompose()
    named = defaultdict(set)
    for link in document.select("a[href]"):
        seen = "".join(part if isinstance(part, str) else part.get("alt", "") for part in link.descendants)
        named[words(link.get("aria-label") or seen)].add(link["href"])
    return named


def every_path(code: str) -> list[str]:
    pages = Page.objects.live().filter(depth__gt=1).specific()
    rows = Attachment.objects.on_live_pages().with_documents().select_related("page")
    records = [*pages, *Organisation.objects.filter(project_roles__page__live=True).distinct(), *rows]
    return [*(record.path_in(code) for record in records), f"/{code}/data/", f"/{code}/search/?q=UNDP"]


@pytest.fixture
def with_letters(db):
    """The site whose readers can write to City Hall, with brochures that were replaced."""
    SiteDetails.objects.update(email="info@example.org")
    rows = Attachment.objects.on_live_pages().with_documents()
    for number, pk in enumerate(sorted({document.pk for row in rows for _code, document in row.documents()})):
        # The first leaves nothing, because what was made is not kept.
        for pages in (2 * number + 5, 2 * number + 6):
            replace_file(PdfDocument.objects.get(pk=pk), ContentFile(pdf_samples.valid(pages), name="new.pdf"), "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_links_of_one_name_lead_to_one_address(client, with_letters, code):
    for path in every_path(code):
        response = client.get(path)
        assert response.status_code == 200, path
        named = names_of_links(response)
        assert "" not in named, path
        assert {name: sorted(addresses) for name, addresses in named.items() if len(addresses) > 1} == {}, path


@pytest.mark.parametrize(
    ("code", "begin"),
    [
        ("ka", ["წინა ვერსიები: 1", "ვერსია 1", "მოითხოვეთ სხვა ფორმატით"]),
        ("en", ["Earlier versions: 1", "Version 1", "Ask for this in another format"]),
    ],
)
def test_links_beside_a_brochure_name_it(client, with_letters, code, begin):
    """What is seen comes first, for who says it to the machine."""
    row = Attachment.objects.on_live_pages().with_documents().select_related("page").order_by("pk").first()
    read = [client.get(row.page.specific.path_in(code)), client.get(row.path_in(code))]
    names = [name for response in read for name in names_of_links(response)]
    for visible in begin:
        found = [name for name in names if name.startswith(visible)]
        assert found, visible
        assert all(str(row.heading) in name for name in found), found
