"""Another document in the place of a row: one address, and what stood there before stays under its number."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from brochures.models import Attachment, EarlierDocument, MadeBrochure, PdfDocument
from brochures.places import pages_using
from brochures.versions import replace_file
from projects.models import ProjectPage
from tests.brochures import pdf_samples
from tests.reading import soup, visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("asked_once")]

FILES = [pdf_samples.valid(pages) for pages in (1, 2, 3, 4, 5)]


def make(content: bytes, title="ანგარიში") -> PdfDocument:
    document = PdfDocument(title=title, file=ContentFile(content, name="report.pdf"))
    document.read_file()
    return document


def body(response) -> bytes:
    return response.getvalue() if response.status_code == 200 else b""


def put(page, georgian=None, english=None, *, publish=True) -> None:
    """A clerk chooses these documents in the one row of a page."""
    page = ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    [row] = page.attachments.all()
    row.document_ka, row.document_en = georgian, english
    page.attachments = [row]
    if not page.live:
        page.save()  # as the editor of an unpublished page does
    revision = page.save_revision()
    if publish:
        revision.publish()


@pytest.fixture
def first() -> PdfDocument:
    """A document whose file was replaced once, so that its present one is the second."""
    document = make(FILES[0])
    replace_file(document, ContentFile(FILES[1], name="second.pdf"), "შესწორდა ბიუჯეტი.")
    return document


@pytest.fixture
def row(hub, first) -> Attachment:
    """That document on a live page, in Georgian alone."""
    page = ProjectPage.objects.get(pk=hub.pk)
    page.attachments = [Attachment(document_ka=first, title_ka="ანგარიში", title_en="Report")]
    page.save_revision().publish()
    return Attachment.objects.get(page=hub)


def files_at(reader, row, code="ka", numbers=range(1, 7)) -> list[bytes]:
    """What the numbered addresses give, up to the first that gives nothing."""
    found = []
    for number in numbers:
        content = body(reader.get(row.address(code, number)))
        if not content:
            break
        found.append(content)
    return found


def page_of(reader, row, code="ka"):
    with translation.override(code):
        return reader.get(row.page_address)


def test_what_stood_there_keeps_its_numbers_and_the_new_file_has_the_next(reader, hub, row, first):
    assert files_at(reader, row) == FILES[:2]
    put(hub, make(FILES[2]))
    assert body(reader.get(row.address("ka"))) == FILES[2], "one address, no redirect"
    assert files_at(reader, row) == FILES[:3]
    answer = reader.get(row.address("ka", 1))
    assert answer["X-Robots-Tag"] == "noindex"
    answer.close()


def test_the_page_of_the_brochure_lists_them(reader, hub, row, first):
    second = make(FILES[2])
    put(hub, second)
    response = page_of(reader, row)
    page, text = soup(response), visible_text(response)
    links = [link["href"] for link in page.select("main a[type='application/pdf']")]
    assert links == [row.address("ka"), row.address("ka", 2), row.address("ka", 1)]
    for document in (first, second, *first.earlier_versions.all()):
        assert document.sha256 in text
    assert "შესწორდა ბიუჯეტი." in text
    assert page.select("main .entry time")[1]["datetime"] == timezone.localdate().isoformat()
    facts = {line.dt.get_text(): line.dd.get_text() for line in page.select("dl.facts > div")}
    assert facts["ვერსია"] == "3"
    card = soup(reader.get(hub.path_in("ka"))).find("a", href=row.page_address)
    assert next(card.strings) == "წინა ვერსიები: 2"


def test_both_ways_of_replacing_one_after_the_other(reader, hub, row):
    second = make(FILES[2])
    put(hub, second)
    replace_file(second, ContentFile(FILES[3], name="fourth.pdf"))
    put(hub, make(FILES[4]))
    assert files_at(reader, row) == FILES
    assert [past.document_id for past in EarlierDocument.objects.all()] == [second.pk, row.document_ka_id]


def test_a_draft_changes_nothing(reader, hub, row):
    put(hub, make(FILES[2]), publish=False)
    assert files_at(reader, row) == FILES[:2]
    assert not EarlierDocument.objects.exists()


def test_what_was_only_in_a_draft_was_never_there(reader, hub, row):
    put(hub, make(FILES[2]), publish=False)
    put(hub, make(FILES[3]))
    assert files_at(reader, row) == [*FILES[:2], FILES[3]]


def test_a_file_that_is_replaced_elsewhere_later_adds_no_version_here(reader, hub, row, first):
    put(hub, make(FILES[2]))
    replace_file(first, ContentFile(FILES[4], name="later.pdf"))
    assert files_at(reader, row) == FILES[:3]
    page = soup(page_of(reader, row))
    assert len(page.select("main .entry")) == 2


def test_a_page_that_is_withdrawn_while_its_brochure_changes(reader, hub, row):
    ProjectPage.objects.get(pk=hub.pk).unpublish()
    assert files_at(reader, row) == []
    put(hub, make(FILES[4]), publish=False)  # a draft that nobody saw
    put(hub, make(FILES[2]))
    assert files_at(reader, row) == FILES[:3]


def test_a_page_that_is_withdrawn_and_comes_back_as_it_was(reader, hub, row, first):
    ProjectPage.objects.get(pk=hub.pk).unpublish()
    put(hub, first)
    assert files_at(reader, row) == FILES[:2]
    assert len(soup(page_of(reader, row)).select("main .entry")) == 1
    replace_file(first, ContentFile(FILES[2], name="third.pdf"))
    put(hub, make(FILES[3]))
    assert files_at(reader, row) == FILES[:4]


def test_a_place_that_was_empty_for_a_while_goes_on_counting(reader, hub, row):
    other = make(FILES[4])
    put(hub, None, other)
    assert body(reader.get(row.address("ka"))) == body(reader.get(row.address("ka", 1))) == b""
    put(hub, make(FILES[2]), other)
    assert files_at(reader, row) == FILES[:3]


def test_a_document_that_comes_back_is_a_new_version(reader, hub, row, first):
    put(hub, make(FILES[2]))
    put(hub, first)
    assert files_at(reader, row) == [*FILES[:3], *FILES[:2]]


def test_files_that_only_change_places_leave_nothing_behind(reader, hub, row, first):
    english = make(FILES[2])
    put(hub, first, english)
    put(hub, english, first)
    assert not EarlierDocument.objects.exists()
    assert (files_at(reader, row, "ka"), files_at(reader, row, "en")) == ([FILES[2]], FILES[:2])


def test_of_a_file_for_both_languages_one_place_gets_its_own(reader, hub, row, first):
    put(hub, first, first)
    put(hub, make(FILES[2]), first)
    assert files_at(reader, row, "ka") == FILES[:3]
    assert files_at(reader, row, "en") == FILES[:2]


def test_a_made_file_leaves_nothing(reader, hub, row):
    made = MadeBrochure.objects.get(page=hub, language="en").document
    put(hub, made)
    EarlierDocument.objects.all().delete()
    put(hub, make(FILES[3]))
    assert not EarlierDocument.objects.exists()


def test_a_row_that_was_taken_away_and_comes_back(reader, hub, row, first):
    revision = ProjectPage.objects.get(pk=hub.pk).latest_revision
    page = ProjectPage.objects.get(pk=hub.pk)
    page.attachments = []
    page.save_revision().publish()
    assert files_at(reader, row) == []
    revision.as_object().save_revision().publish()
    put(hub, make(FILES[2]))
    assert files_at(reader, row) == FILES[:3]


def test_an_earlier_file_is_used_and_an_administrator_takes_it_away(
    reader, administrator_client, hub, row, first, django_capture_on_commit_callbacks
):
    put(hub, make(FILES[2]))
    assert pages_using([first.pk]) == {first.pk: [hub.pk]}
    with django_capture_on_commit_callbacks(execute=True):
        answer = administrator_client.post(reverse("wagtaildocs:delete", args=[first.pk]))
    assert answer.status_code == 302 and not PdfDocument.objects.filter(pk=first.pk).exists()
    for number in (1, 2):
        assert reader.get(row.address("ka", number)).status_code == 404
    assert body(reader.get(row.address("ka", 3))) == FILES[2], "the numbers stay taken"
    assert not soup(page_of(reader, row)).select("main .entry")


def test_a_copy_of_the_page_begins_anew(reader, hub, row):
    put(hub, make(FILES[2]))
    copy = ProjectPage.objects.get(pk=hub.pk).copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert files_at(reader, Attachment.objects.get(page=copy)) == [FILES[2]]


def test_versions_of_an_earlier_document_cost_few_questions(reader, hub, row):
    put(hub, make(FILES[2]))
    body(reader.get(row.address("ka", 3)))  # whatever is kept in the process is there now
    for number, limit in ((3, 1), (2, 2), (1, 3)):
        with CaptureQueriesContext(connection) as captured:
            body(reader.get(row.address("ka", number)))
        assert sum(query["sql"].lstrip().startswith("SELECT") for query in captured) <= limit, number


def test_the_list_of_brochures_asks_no_more_for_many(reader, hub, row):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert page_of(reader, row).status_code == 200
        return len(captured)

    put(hub, make(FILES[2]))
    few = asked()
    for content in FILES[3:]:
        put(hub, make(content))
    assert asked() <= few
