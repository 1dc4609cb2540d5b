"""The index follows every change at once, and can be made anew."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.rich_text import RichText

from brochures.models import Attachment, FileText, PdfDocument
from home.models import SiteDetails
from projects.models import Organisation, ProjectPage
from rustavi_site.first_content.build import publish
from search.engine import find
from search.models import IndexedPage, KnownWord, Posting, StoredPassage
from tests.search.judging import document

pytestmark = pytest.mark.django_db


def ids(question: str) -> list[int]:
    return find(question).pages


def test_a_draft_is_not_found_until_it_is_published(projects):
    page = ProjectPage(title="ხალიჩა", live=False)
    projects.add_child(instance=page)
    page.save_revision()
    assert page.pk not in ids("ხალიჩა")
    page.get_latest_revision().publish()
    assert ids("ხალიჩა") == [page.pk]


def test_a_draft_of_a_live_page_is_not_found(hub):
    hub.title = "ხალიჩა"
    hub.save_revision()
    assert ids("ხალიჩა") == []
    hub.save_revision().publish()
    assert ids("ხალიჩა") == [hub.pk]


def test_an_old_title_is_found_no_more(hub):
    assert hub.pk in ids("სერვისლაბი")
    hub.title, hub.title_en = "ხალიჩა", ""
    publish(hub)
    assert hub.pk not in ids("სერვისლაბი")


def test_an_unpublished_page_is_not_found(hub):
    hub.unpublish()
    assert hub.pk not in ids("UNDP")
    assert not IndexedPage.objects.filter(page_id=hub.pk).exists()


def test_a_deleted_page_leaves_nothing(hub):
    pk = hub.pk
    reference = IndexedPage.objects.get(page_id=pk).reference
    ProjectPage.objects.get(pk=pk).delete()
    assert pk not in ids("UNDP")
    assert not Posting.objects.filter(reference=reference).exists()
    for model in (IndexedPage, StoredPassage):
        assert not model.objects.filter(page_id=pk).exists()


def test_pages_below_one_that_is_unpublished_or_deleted_are_not_found(projects, hub, budgeting, administrator):
    UnpublishPageAction(projects, user=administrator, include_descendants=True).execute()
    assert not {hub.pk, budgeting.pk} & set(ids("პროექტი"))
    publish(budgeting)
    assert budgeting.pk in ids("პროექტი")
    projects.delete()
    assert budgeting.pk not in ids("პროექტი")


def test_a_moved_page_is_still_found(hub, projects):
    hub.move(projects, pos="last-child")
    assert hub.pk in ids("სერვისლაბი")


def test_a_copy_is_found_as_it_is_published(hub):
    copy = hub.copy(update_attrs={"title": "ხალიჩა", "slug": "copy"}, keep_live=True)
    assert copy.pk in ids("ხალიჩა")


@pytest.fixture
def row(hub):
    """A brochure of a live page with a word of its own inside."""
    row = Attachment(document_ka=document("one", "აბრაკადაბრა", "ka"))
    hub.attachments.add(row)
    publish(hub)
    return row


def test_the_words_of_a_brochure_are_found_by_its_page(hub, row):
    assert ids("აბრაკადაბრა") == [hub.pk]


def test_a_replaced_file_is_found_by_its_new_words(hub, row):
    FileText.objects.update_or_create(document=row.document_ka, defaults={"text": "ხალიჩა"})
    assert ids("აბრაკადაბრა") == []
    assert ids("ხალიჩა") == [hub.pk]


def test_a_removed_row_is_found_no_more(hub, row):
    hub.attachments.clear()
    publish(hub)
    assert ids("აბრაკადაბრა") == []


def test_a_row_deleted_outside_of_a_page_is_found_no_more(hub, row):
    Attachment.objects.get(pk=row.pk).delete()
    assert ids("აბრაკადაბრა") == []


def test_a_made_brochure_repeats_its_page_and_is_not_read(budgeting):
    assert (
        not StoredPassage.objects.filter(page_id=budgeting.pk, weight=4)
        .exclude(text="")
        .filter(text__contains="სტრატეგიული")
    )


def test_a_renamed_organisation_is_found_by_its_new_name(budgeting):
    organisation = Organisation.objects.get(acronym="MEPCO")
    organisation.acronym = "XENIA"
    organisation.save()
    assert ids("XENIA") == [budgeting.pk]
    organisation.acronym = ""
    organisation.save()
    assert ids("XENIA") == []


def test_the_contact_page_is_found_by_the_address(client):
    details = SiteDetails.objects.get()
    details.address_ka = "კოსტავას გამზირი 20"
    details.save()
    assert len(ids("კოსტავას გამზირი")) >= 1


def everything() -> set:
    return set(Posting.objects.values_list("key", "reference", "weight"))


def test_a_rebuild_gives_what_following_gave(hub, row):
    before = everything()
    Posting.objects.all().delete()
    IndexedPage.objects.create(page_id=10**9, reference=10**9)
    KnownWord.objects.create(stem="გამქრალ", written="გამქრალი", skeleton="gamkral")
    output = io.StringIO()
    call_command("rebuild_search_index", stdout=output)
    assert everything() == before
    assert not IndexedPage.objects.filter(page_id=10**9).exists()
    assert not KnownWord.objects.filter(stem="გამქრალ").exists()
    assert f"{IndexedPage.objects.count()} pages" in output.getvalue()


def test_a_rebuild_makes_missing_tables(hub):
    with connection.cursor() as cursor:
        for table in (Posting._meta.db_table, StoredPassage._meta.db_table):
            cursor.execute(f"DROP TABLE {table}")
    call_command("rebuild_search_index", stdout=io.StringIO())
    assert hub.pk in ids("სერვისლაბი")


def test_documents_on_no_live_page_cost_nothing(django_assert_max_num_queries):
    made = PdfDocument.objects.create(title="x", file="documents/x.pdf", file_size=1)
    with django_assert_max_num_queries(8):
        FileText.objects.create(document=made, text="აბრაკადაბრა")
    assert ids("აბრაკადაბრა") == []


def test_blocks_are_kept_apart_where_a_passage_is_shown(hub):
    """Headings, items and cells end without a full stop; what is found stays the same."""
    hub.body_ka = [
        ("heading", {"text": "ვის ეხება", "level": "2"}),
        ("paragraph", RichText("<p>პირველი აბზაცი.</p><p>მეორე<br/>სტრიქონი</p>")),
        ("listing", {"items": ["ხალიჩა წითელი", "ფარდაგი"], "numbered": False}),
        ("table", {"data": [["წელი", "თანხა"], ["2016", ""]], "first_row_is_table_header": True}),
    ]
    publish(hub)
    stored = StoredPassage.objects.filter(page_id=hub.pk, text__contains="ხალიჩა").get()
    assert stored.text == ("ვის ეხება · პირველი აბზაცი. მეორე სტრიქონი · ხალიჩა წითელი · ფარდაგი · წელი · თანხა · 2016")
    assert hub.pk in ids("წითელი ფარდაგი")


def test_a_passage_does_not_end_with_the_sign_between_blocks(hub):
    hub.body_ka = [
        ("listing", {"items": [f"გრძელი პუნქტი ნომერი {number}" for number in range(60)], "numbered": False})
    ]
    publish(hub)
    stored = StoredPassage.objects.filter(page_id=hub.pk, text__contains="პუნქტი").values_list("text", flat=True)
    assert len(stored) > 1
    assert not [text for text in stored if text.strip("· ") != text]
