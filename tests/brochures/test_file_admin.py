"""Files in the admin: the list, the window for choosing, the page of a file, the reports, the swap."""

import csv
import io

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from brochures.models import Attachment, FileVersion, MadeBrochure, PdfDocument
from brochures.places import Place, pages_using, places_of
from brochures.warnings import BOTH
from tests.brochures import friendly
from tests.reading import soup, visible_text, words

pytestmark = pytest.mark.django_db

FILES = "/admin/reports/pdf-files/"
PAGES = "/admin/reports/pages-without-brochure/"


def uploaded(content: bytes, title: str) -> PdfDocument:
    document = PdfDocument(title=title, file=ContentFile(content, name="file.pdf"))
    document.save()
    return document


@pytest.fixture
def georgian(db):
    return uploaded(friendly.file("LibreOffice"), "ქართული ბროშურა")


@pytest.fixture
def english(db):
    return uploaded(friendly.file("form without scripts"), "English brochure")


@pytest.fixture
def scan(db):
    return uploaded(friendly.file("scan"), "სკანი")


@pytest.fixture
def confused(hub, georgian, english):
    """A live page with a row whose two files stand in each other's places; the row."""
    hub.attachments.add(Attachment(document_ka=english, document_en=georgian, sort_order=9))
    hub.save_revision().publish()
    return Attachment.objects.get(document_ka=english)


def texts_of_row(response, title: str) -> list[str]:
    """The cells of the row of a table that begins with this title."""
    row = next(row for row in soup(response).select("table tr") if title in row.get_text())
    return [words(cell.get_text(" ")) for cell in row.select("td")]


# --- places ----------------------------------------------------------------------------------------------------------


def test_places_of_published_rows(confused, georgian, english, scan):
    page = confused.page_id
    assert places_of([georgian.pk, english.pk, scan.pk]) == {
        georgian.pk: [Place(page, confused.pk, "en")],
        english.pk: [Place(page, confused.pk, "ka")],
        scan.pk: [],
    }


def test_a_file_for_both_languages_is_in_both_places(editor_client, hub, georgian):
    hub.attachments.add(Attachment(document_ka=georgian, document_en=georgian))
    hub.save_revision().publish()
    assert [place.language for place in places_of([georgian.pk])[georgian.pk]] == [BOTH]
    assert listed(editor_client, problem="text_in_one_language") == {"ქართული ბროშურა"}
    assert listed(editor_client, problem="text_in_other_language") == set()


def test_a_draft_is_a_place_too(hub, scan):
    hub.attachments.add(Attachment(document_ka=scan))
    hub.save_revision()
    assert [(place.page_id, place.language) for place in places_of([scan.pk])[scan.pk]] == [(hub.pk, "ka")]
    assert pages_using([scan.pk]) == {scan.pk: [hub.pk]}


def test_a_link_in_the_text_is_a_use(hub, scan):
    hub.body_ka = [("paragraph", f'<p><a linktype="document" id="{scan.pk}">სკანი</a></p>')]
    hub.save_revision().publish()
    assert pages_using([scan.pk]) == {scan.pk: [hub.pk]}


def test_an_earlier_version_is_no_use_of_a_file(scan):
    FileVersion.objects.create(
        document=scan, number=1, file_size=1, file_changed_at=scan.file_changed_at, replaced_at=scan.file_changed_at
    )
    assert scan.get_usage().count() == 0


# --- the list and the window for choosing ----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/admin/documents/", "/admin/documents/results/"])
def test_the_list_says_what_there_is_to_know(address, editor_client, confused, hub, scan):
    response = editor_client.get(address)
    assert response.status_code == 200
    row = texts_of_row(response, "ქართული ბროშურა")
    assert "ქართული" in row and "1" in row and "3 კბ" in row
    assert "სხვა ენის ადგილზეა, სტრუქტურა მონიშნული არ არის" in row
    assert row[-1] == hub.get_admin_display_title()
    assert soup(response).select_one(f"td a[href='{reverse('wagtailadmin_pages:edit', args=[hub.pk])}']")
    assert texts_of_row(response, "სკანი")[-1] == "არსად გამოიყენება"
    assert "ტექსტის ნაცვლად მხოლოდ სურათებია" in " ".join(texts_of_row(response, "სკანი"))


@pytest.mark.parametrize("ordering", ["page_count", "-page_count", "file_size", "-file_size"])
def test_the_list_can_be_ordered(ordering, editor_client, scan):
    response = editor_client.get("/admin/documents/", {"ordering": ordering})
    listed = list(response.context["object_list"])
    name = ordering.removeprefix("-")
    values = [getattr(document, name) for document in listed]
    assert values == sorted(values, reverse=ordering.startswith("-"))


def test_the_list_can_be_searched(editor_client, scan):
    response = editor_client.get("/admin/documents/", {"q": "სკანი"})
    assert [document.pk for document in response.context["object_list"]] == [scan.pk]


def test_the_list_asks_a_fixed_number_of_queries(editor_client, hub, budgeting):
    def counted() -> int:
        editor_client.get("/admin/documents/")
        with CaptureQueriesContext(connection) as queries:
            editor_client.get("/admin/documents/")
        return len(queries)

    few = counted()
    for number in range(10):
        document = PdfDocument.objects.create(
            title=f"ფაილი {number}", sha256=f"{number:064}", file=f"documents/{number}.pdf", text_language="ka"
        )
        Attachment.objects.create(page=[hub, budgeting][number % 2], document_en=document)
    assert counted() == few <= 27


@pytest.mark.parametrize("name", ["wagtaildocs_chooser:choose", "wagtaildocs_chooser:choose_results"])
def test_the_window_for_choosing_warns(name, editor_client, scan):
    response = editor_client.get(reverse(name))
    text = response.json()["html"] if response["Content-Type"] == "application/json" else response.content.decode()
    assert "ტექსტის ნაცვლად მხოლოდ სურათებია" in text


def test_several_can_be_chosen_at_once(editor_client, scan):
    response = editor_client.get(reverse("wagtaildocs_chooser:choose"), {"multiple": "1"})
    assert "chooser-modal-select" in response.json()["html"]


# --- the page of a file ----------------------------------------------------------------------------------------------


def test_the_page_of_a_file_warns(editor_client, scan):
    response = editor_client.get(reverse("wagtaildocs:edit", args=[scan.pk]))
    text = visible_text(response)
    for words_of_warning in (
        "გვერდებზე ტექსტის ნაცვლად მისი სურათებია",
        "ფაილის სტრუქტურა მონიშნული არ არის",
        "ფაილში არ არის მითითებული, რომელ ენაზეა იგი",
        "ფაილში სათაური არ წერია",
    ):
        assert words_of_warning in text
    picture = soup(response).select_one("#file-findings ~ picture img")
    assert picture["src"].endswith(f"{scan.sha256}-256.jpg") and picture["alt"] == ""


def test_the_page_of_a_file_tells_where_it_is_used(editor_client, budgeting, scan):
    def used(document):
        findings = soup(editor_client.get(reverse("wagtaildocs:edit", args=[document.pk]))).select_one("section dl")
        return findings.select("dd")[-1]

    assert used(scan).get_text(strip=True) == "არსად გამოიყენება"
    link = used(budgeting.attachments.get().document_ka).select_one("a")
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[budgeting.pk])


def test_the_page_of_a_file_tells_of_the_same_file_kept_twice(editor_client, scan):
    twin = uploaded(friendly.file("scan"), "<b>სკანი</b> კიდევ")
    response = editor_client.get(reverse("wagtaildocs:edit", args=[scan.pk]))
    assert "იგივე ფაილი აქ კიდევ ერთხელ ინახება: <b>სკანი</b> კიდევ" in visible_text(response)
    address = reverse("wagtaildocs:edit", args=[twin.pk])
    assert soup(response).select_one(f".help-block a[href='{address}']")


def test_a_page_of_a_good_file_warns_of_nothing(editor_client, budgeting):
    document = budgeting.attachments.get().document_ka
    response = editor_client.get(reverse("wagtaildocs:edit", args=[document.pk]))
    assert response.status_code == 200
    assert not soup(response).select(".help-warning")
    assert "ქართული" in soup(response).select_one("section[aria-labelledby=file-findings]").get_text()


def test_a_file_that_was_never_inspected_has_its_page(editor_client):
    document = PdfDocument.objects.create(title="ძველი", file="documents/old.pdf", sha256="0" * 64)
    response = editor_client.get(reverse("wagtaildocs:edit", args=[document.pk]))
    assert response.status_code == 200
    assert "უცნობია" in visible_text(response)


def test_a_title_from_the_file_is_no_markup(editor_client, english):
    PdfDocument.objects.filter(pk=english.pk).update(file_title="<script>alert(1)</script>")
    response = editor_client.get(reverse("wagtaildocs:edit", args=[english.pk]))
    assert "<script>alert(1)" not in response.content.decode()
    assert "<script>alert(1)</script>" in soup(response).select_one("section dl").get_text()


# --- the swap --------------------------------------------------------------------------------------------------------


def swap_button(response, row: Attachment):
    return soup(response).select_one(f'form[action="/admin/brochures/swap/{row.page_id}/{row.pk}/"]')


@pytest.mark.parametrize("which", ["document_ka", "document_en"])
def test_the_page_of_a_file_offers_the_swap(which, editor_client, confused, hub):
    document = getattr(confused, which)
    response = editor_client.get(reverse("wagtaildocs:edit", args=[document.pk]))
    form = swap_button(response, confused)
    assert form["method"] == "post"
    # A form must not stand in another one.
    assert not form.find_parent("form")
    assert form.select_one("[name=csrfmiddlewaretoken]")["value"]
    assert "ფაილი კი" in visible_text(response)
    assert hub.title in visible_text(response)


def test_one_click_makes_a_draft_with_the_files_in_their_places(editor_client, editor, confused, georgian, english):
    page = Page.objects.get(pk=confused.page_id)
    published_at, live_revision = page.last_published_at, page.live_revision_id
    back = reverse("wagtaildocs:edit", args=[english.pk])
    response = editor_client.post(
        reverse("swap_files", args=[confused.page_id, confused.pk]), {"next": back}, follow=True
    )
    assert response.redirect_chain == [(back, 302)]
    assert "მონახაზში ფაილებს ადგილები შეეცვალა" in visible_text(response)
    # The editor needs no second click, and the page says so no more once it is published.
    assert not swap_button(response, confused)

    confused.refresh_from_db()
    assert (confused.document_ka, confused.document_en) == (english, georgian)
    page.refresh_from_db()
    assert (page.last_published_at, page.live_revision_id) == (published_at, live_revision)
    assert page.live and page.has_unpublished_changes
    assert page.latest_revision.user == editor
    assert PageLogEntry.objects.filter(page=page, action="wagtail.edit", user=editor).exists()

    page.latest_revision.publish()
    row = Attachment.objects.get(pk=confused.pk)
    assert (row.document_ka, row.document_en) == (georgian, english)
    assert "ფაილი კი" not in visible_text(editor_client.get(back))


def test_a_draft_that_was_begun_is_kept(editor_client, confused, hub):
    draft = type(hub).objects.get(pk=hub.pk)
    draft.title = "სხვა სათაური"
    draft.save_revision()
    editor_client.post(reverse("swap_files", args=[hub.pk, confused.pk]))
    newest = type(hub).objects.get(pk=hub.pk).get_latest_revision_as_object()
    assert newest.title == "სხვა სათაური"
    row = newest.attachments.get(id=confused.pk)
    assert (row.document_ka, row.document_en) == (confused.document_en, confused.document_ka)
    assert newest.attachments.count() == hub.attachments.count()


def test_the_second_click_changes_nothing(editor_client, confused):
    address = reverse("swap_files", args=[confused.page_id, confused.pk])
    editor_client.post(address)
    revisions = Page.objects.get(pk=confused.page_id).revisions.count()
    response = editor_client.post(address, follow=True)
    assert "ფაილები უკვე თავ-თავის ადგილზეა" in visible_text(response)
    assert Page.objects.get(pk=confused.page_id).revisions.count() == revisions


def test_where_nothing_is_plain_nothing_is_swapped(editor_client, hub, georgian, scan):
    hub.attachments.add(Attachment(document_ka=georgian, document_en=scan))
    hub.save_revision().publish()
    row = Attachment.objects.get(document_ka=georgian)
    for document in (georgian, scan):
        assert not swap_button(editor_client.get(reverse("wagtaildocs:edit", args=[document.pk])), row)
    editor_client.post(reverse("swap_files", args=[hub.pk, row.pk]))
    assert not Page.objects.get(pk=hub.pk).has_unpublished_changes


@pytest.mark.parametrize("neighbour", ["none", "scan"])
def test_one_file_in_the_wrong_place_is_moved_by_one_click(neighbour, editor_client, hub, georgian, scan):
    beside = scan if neighbour == "scan" else None
    hub.attachments.add(Attachment(document_ka=beside, document_en=georgian))
    hub.save_revision().publish()
    row = Attachment.objects.get(document_en=georgian)
    button = swap_button(editor_client.get(FILES), row).button
    assert ("გადატანა" in button.get_text()) is (beside is None)
    editor_client.post(reverse("swap_files", args=[hub.pk, row.pk]))
    moved = Page.objects.get(pk=hub.pk).get_latest_revision_as_object().attachments.get(id=row.pk)
    assert (moved.document_ka, moved.document_en) == (georgian, beside)


def test_only_those_who_may_edit_the_page_swap(client, author, confused):
    client.force_login(author)
    response = client.post(reverse("swap_files", args=[confused.page_id, confused.pk]))
    assert response.status_code in (302, 403)
    assert not Page.objects.get(pk=confused.page_id).has_unpublished_changes


def test_a_locked_page_is_left_alone(editor_client, administrator, confused):
    Page.objects.filter(pk=confused.page_id).update(locked=True, locked_by=administrator)
    response = editor_client.post(reverse("swap_files", args=[confused.page_id, confused.pk]), follow=True)
    assert "გვერდი დაბლოკილია" in visible_text(response)
    assert not Page.objects.get(pk=confused.page_id).has_unpublished_changes


def test_readers_and_links_swap_nothing(client, editor, confused):
    address = reverse("swap_files", args=[confused.page_id, confused.pk])
    assert client.post(address).status_code == 302
    client.force_login(editor)
    assert client.get(address).status_code == 405
    assert not Page.objects.get(pk=confused.page_id).has_unpublished_changes


def test_no_way_out_of_the_site(editor_client, confused):
    address = reverse("swap_files", args=[confused.page_id, confused.pk])
    response = editor_client.post(address, {"next": "https://example.org/"})
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[confused.page_id])


def test_a_row_of_another_page(editor_client, confused, budgeting):
    assert editor_client.post(reverse("swap_files", args=[budgeting.pk, confused.pk])).status_code == 404


# --- files to mend ---------------------------------------------------------------------------------------------------


def listed(client, **options) -> set[str]:
    return {document.title for document in client.get(FILES, options).context["object_list"]}


def test_the_report_lists_what_is_amiss_and_nothing_else(editor_client, confused, scan):
    assert listed(editor_client) == {"ქართული ბროშურა", "English brochure", "სკანი"}
    assert listed(editor_client, problem="text_in_other_language") == {"ქართული ბროშურა", "English brochure"}
    assert listed(editor_client, problem="no_text") == {"სკანი"}
    assert listed(editor_client, problem="unused") == {"სკანი"}
    assert listed(editor_client, problem="embedded_files") == set()


def test_the_report_says_where_and_offers_the_swap(editor_client, confused, hub, scan):
    response = editor_client.get(FILES)
    assert hub.title in " ".join(texts_of_row(response, "English brochure"))
    assert "არსად გამოიყენება" in " ".join(texts_of_row(response, "სკანი"))
    assert swap_button(response, confused)
    assert reverse("wagtailadmin_pages:edit", args=[hub.pk]) in response.content.decode()


def test_a_good_file_that_only_a_draft_uses_is_not_unused(editor_client, hub):
    good = uploaded(friendly.file("typst"), "კარგი")
    assert listed(editor_client, problem="unused") == {"კარგი"}
    hub.attachments.add(Attachment(document_ka=good))
    hub.save_revision()
    assert listed(editor_client, problem="unused") == set()


def test_a_brochure_made_from_a_page_is_not_unused(editor_client, hub):
    good = uploaded(friendly.file("typst"), "შედგენილი")
    made = MadeBrochure.objects.get(page=hub, language="ka")
    before, made.document = made.document, good
    made.save()
    before.delete()
    assert listed(editor_client) == set()
    assert texts_of_row(editor_client.get("/admin/documents/"), "შედგენილი")[-1] == hub.get_admin_display_title()


def exported(client, address: str, **options) -> list[dict]:
    response = client.get(address, {"export": "csv"} | options)
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_the_report_as_a_table(editor_client, confused, hub, scan):
    rows = {row["სათაური"]: row for row in exported(editor_client, FILES)}
    assert rows["სკანი"] == {
        "სათაური": "სკანი",
        "ენა": "",
        "გვერდები": "1",
        "ზომა ბაიტებში": str(scan.file_size),
        "გაფრთხილებები": "ტექსტის ნაცვლად მხოლოდ სურათებია, სტრუქტურა მონიშნული არ არის, ენა მითითებული არ არის, "
        "ფაილში სათაური არ წერია",
        "სად გამოიყენება": "არსად გამოიყენება",
    }
    assert rows["English brochure"]["სად გამოიყენება"] == hub.title
    assert editor_client.get(FILES, {"export": "xlsx"}).status_code == 200


def test_the_reports_are_in_the_menu_of_those_who_may_open_them(editor_client, client, author):
    for who in (None, author):
        if who:
            client.force_login(who)
        menu = client.get("/admin/").content.decode()
        assert FILES in menu and PAGES in menu
        assert client.get(FILES).status_code == client.get(PAGES).status_code == 200


def test_the_reports_are_not_for_readers(client):
    assert client.get(FILES).status_code == client.get(PAGES).status_code == 302


@pytest.mark.parametrize("address", [FILES, PAGES, f"{FILES}results/", f"{PAGES}results/"])
def test_the_reports_open_when_there_is_nothing(address, editor_client):
    Attachment.objects.all().delete()
    PdfDocument.objects.all().delete()
    assert editor_client.get(address).status_code == 200


# --- pages without a brochure ----------------------------------------------------------------------------------------


def without(client) -> dict[str, tuple[str, str]]:
    pages = client.get(PAGES).context["object_list"]
    return {page.title: (page.missing_languages, page.made_languages) for page in pages}


def test_pages_without_a_brochure(editor_client, hub):
    assert without(editor_client) == {hub.title: ("ქართული, English", "ქართული, English")}
    MadeBrochure.objects.filter(page=hub).delete()
    assert without(editor_client) == {hub.title: ("ქართული, English", "")}
    [row] = exported(editor_client, PAGES)
    assert row["სათაური"] == hub.title and "ქართული, English" in row.values()


def test_one_language_may_be_missing(editor_client, budgeting, scan):
    budgeting.attachments.update(document_en=None)
    MadeBrochure.objects.filter(page=budgeting).delete()
    assert without(editor_client)[budgeting.title] == ("English", "")
    MadeBrochure.objects.create(page=budgeting, language="en", document=scan)
    assert without(editor_client)[budgeting.title] == ("English", "English")


def test_what_is_not_translated_lacks_no_english_brochure(editor_client, budgeting):
    budgeting.attachments.update(document_en=None)
    type(budgeting).objects.filter(pk=budgeting.pk).update(title_en="")
    assert budgeting.title not in without(editor_client)


def test_an_agreement_is_no_brochure(editor_client, budgeting):
    budgeting.attachments.update(kind=Attachment.Kind.AGREEMENT)
    assert budgeting.title in without(editor_client)


def test_drafts_and_other_kinds_of_pages_are_not_listed(editor_client, hub, home):
    hub.attachments.all().delete()
    hub.unpublish()
    assert without(editor_client) == {}
