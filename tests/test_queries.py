"""How many queries a page asks: fixed, whatever the size of the site."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from announcements.models import AnnouncementPage, AnnouncementProject
from bilingual.models import BilingualPage
from brochures.models import Attachment, FileVersion, MadeBrochure, PdfDocument
from images.models import Picture
from projects.models import (
    Organisation,
    ProjectMilestone,
    ProjectObjective,
    ProjectOrganisation,
    ProjectPage,
    ProjectResult,
)
from projects.organisations import Role
from rustavi_site.first_content.build import publish
from tests.images import picture_samples as samples

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    client.get(address)  # whatever is cached in the process is cached now
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture
def many(projects, budgeting, announcement):
    """A site of forty more projects with made brochures, and forty more announcements with attached ones."""
    row = budgeting.attachments.first()
    for number in range(40):
        page = ProjectPage(title=f"პროექტი {number}", title_en=f"Project {number}")
        page.organisations = [
            ProjectOrganisation(organisation=organisation, role=role)
            for organisation, role in zip(Organisation.objects.all(), Role, strict=False)
        ]
        projects.add_child(instance=page)
        for language in ("ka", "en"):
            document = PdfDocument.objects.create(
                title=f"ბროშურა {number}", file=f"documents/{number}-{language}.pdf", file_size=1, made_from=page
            )
            MadeBrochure.objects.create(page=page, language=language, document=document)
        news = AnnouncementPage(title=f"განცხადება {number}")
        news.attachments = [Attachment(document_ka=row.document_ka, document_en=row.document_en)]
        announcement.get_parent().add_child(instance=news)


LIMITS = {
    "/ka/": 12,
    "/en/": 12,
    "/ka/projects/": 14,
    "/ka/announcements/": 14,
    "/ka/brochures/": 16,
    "/ka/brochures/{row}/": 10,
    "/ka/projects/participatory-budgeting/": 18,
    "/en/projects/undp-innovation-hub/": 18,
    "/ka/announcements/grant-funded-projects/": 18,
    "/ka/about/": 12,
    "/ka/search/?q=პროექტი": 14,
}


@pytest.fixture
def with_row(budgeting):
    """Puts the number of a brochure's row into an address."""
    return lambda address: address.replace("{row}", str(budgeting.attachments.get().pk))


@pytest.mark.parametrize(("address", "limit"), LIMITS.items())
def test_a_page_stays_within_its_number(client, with_row, address, limit):
    assert queries(client, with_row(address)) <= limit


LISTS = ["/ka/", "/en/projects/", "/ka/announcements/", "/ka/brochures/", "/ka/brochures/{row}/"]


def test_the_number_does_not_grow_with_the_site(client, with_row, request):
    """All lists over the same pages, which take longer to make than the lists."""
    addresses = [with_row(address) for address in LISTS]
    few = {address: queries(client, address) for address in addresses}
    request.getfixturevalue("many")
    many = {address: queries(client, address) for address in addresses}
    assert {address: (few[address], many[address]) for address in addresses if many[address] > few[address]} == {}


def test_a_project_with_many_rows_asks_no_more(client, budgeting):
    few = queries(client, budgeting.path_in("ka"))
    row = budgeting.attachments.first()
    for number in range(10):
        budgeting.attachments.add(Attachment(document_ka=row.document_ka, sort_order=number))
        budgeting.organisations.add(ProjectOrganisation(organisation=Organisation.objects.first(), role=Role.PARTNER))
    publish(budgeting)
    assert queries(client, budgeting.path_in("ka")) <= few


def test_it_costs_no_query_to_tell_what_stands_there_in_one_language_only(client, hub, announcement, monkeypatch):
    """On pages that have everything, in English, so that every text is looked at."""
    picture = Picture(title="ხიდი", alt_ka="ხიდი", alt_en="A bridge")
    picture.file = ContentFile(samples.jpeg(size=(900, 600)), name="bridge.jpg")
    picture.save()
    funder = Organisation.objects.create(name_ka="ფონდი", name_en="The fund", logo=picture, logo_permission="თანახმაა.")
    hub.picture = picture
    hub.body_en = [("picture", {"image": picture, "caption": ""})]
    hub.organisations = [ProjectOrganisation(organisation=funder, role=Role.FUNDER)]
    hub.objectives = [ProjectObjective(text_ka="მიზანი", text_en="An objective")]
    hub.expected_results = [ProjectResult(text_ka="შედეგი", text_en="A result")]
    hub.milestones = [ProjectMilestone(text_ka="ეტაპი", text_en="A step", date=timezone.localdate())]
    announcement.project_rows = [AnnouncementProject(project=hub)]
    announcement.body_en = [("gallery", {"pictures": [{"image": picture, "caption": ""}] * 2})]
    addresses = [page.path_in("en") for page in (hub, announcement)]
    for page in (hub, announcement):
        publish(page)
    asked = [queries(client, address) for address in addresses]
    assert not any(b"wide-notice" in client.get(address).content for address in addresses)
    monkeypatch.setattr(BilingualPage, "borrowed", "")
    assert asked == [queries(client, address) for address in addresses]


def test_a_brochure_with_many_versions_asks_no_more_than_their_number_and_themselves(client, with_row):
    address = with_row("/ka/brochures/{row}/")
    few = queries(client, address)
    row = Attachment.objects.get(pk=address.split("/")[-2])
    for document in (row.document_ka, row.document_en):
        PdfDocument.objects.filter(pk=document.pk).update(version=9)
        for number in range(1, 9):
            FileVersion.objects.create(
                document=document,
                number=number,
                file=f"documents/{number}.pdf",
                file_size=1,
                sha256="0" * 64,
                file_changed_at=timezone.now(),
                replaced_at=timezone.now(),
            )
    assert queries(client, address) <= few + 2


def test_made_brochures_cost_the_home_page_no_query(client, budgeting, announcement):
    few = queries(client, "/ka/")
    for page in (budgeting, announcement):
        page.attachments.all().delete()
    assert queries(client, "/ka/") <= few
