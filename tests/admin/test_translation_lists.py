"""In the admin's lists, its report and on the dashboard: which pages and records need English."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bilingual.models import TranslationStatus
from projects.models import Organisation, ProjectObjective, ProjectPage
from tests.reading import soup

pytestmark = pytest.mark.django_db


def add(projects, number: int, **fields) -> ProjectPage:
    page = ProjectPage(title=f"სკვერი {number}", slug=f"square-{number}", live=False, **fields)
    page.objectives = [ProjectObjective(text_ka="ხეები", sort_order=0)]
    projects.add_child(instance=page)
    page.save_revision()
    return page


@pytest.fixture
def untranslated(projects):
    return add(projects, 1)


@pytest.fixture
def outdated(projects):
    page = add(projects, 2, title_en="Square 2")
    page.marks = {"title": ["0" * 16, page_mark("Square 2")]}
    page.objectives = []
    page.save_revision()
    return page


def page_mark(text: str) -> str:
    from bilingual.marks import fingerprint

    return fingerprint(text)


def rows(answer) -> dict[str, str]:
    """By title: what stands in the row."""
    table = soup(answer).select("table.listing tbody tr")
    return {row.select_one("a").get_text(" ", strip=True): row.get_text(" ", strip=True) for row in table}


def titles(answer) -> set[str]:
    return {title for title in rows(answer) if title.startswith("სკვერი")}


EXPLORER = "explorer"


@pytest.fixture(params=[EXPLORER, "listing"])
def listing(request, projects):
    if request.param == EXPLORER:
        return reverse("wagtailadmin_explore", args=[projects.pk])
    return reverse("projects:index")


def test_a_list_of_pages_says_in_words_what_is_missing(editor_client, listing, untranslated, outdated):
    found = rows(editor_client.get(listing))
    assert "ინგლისური აკლია: 2" in found["სკვერი 1"]
    assert "ინგლისური მოძველებულია: 1" in found["სკვერი 2"]
    assert soup(editor_client.get(listing)).select(".translation-gaps svg use[href='#icon-circle-xmark']")


def test_a_list_of_pages_can_be_narrowed(editor_client, listing, untranslated, outdated):
    assert titles(editor_client.get(listing)) == {"სკვერი 1", "სკვერი 2"}
    for state, wanted in {
        "missing": {"სკვერი 1"},
        "outdated": {"სკვერი 2"},
        "different": set(),
        "in_step": set(),
    }.items():
        assert titles(editor_client.get(listing, {"translation": state})) == wanted
    assert titles(editor_client.get(listing, {"translation": "missing", "q": "სკვერი"})) == {"სკვერი 1"}
    assert editor_client.get(listing, {"translation": "<nonsense>"}).status_code == 200


def test_a_page_without_a_row_is_no_error(editor_client, listing, untranslated):
    TranslationStatus.objects.all().delete()
    assert "აკლია" not in rows(editor_client.get(listing))["სკვერი 1"]


REPORT = "/admin/reports/translations/"


def test_the_report_names_the_fields_of_pages_and_of_shared_records(administrator_client, untranslated):
    Organisation.objects.create(name_ka="სკვერის ფონდი")
    found = rows(administrator_client.get(REPORT))
    assert "ინგლისური აკლია: 2" in found["სკვერი 1"]
    assert "Სათაური" not in found["სკვერი 1"]
    assert "სათაური" in found["სკვერი 1"].lower()
    assert "ამოცანა 1" in found["სკვერი 1"]
    assert "ინგლისური აკლია: 1" in found["სკვერის ფონდი"]


def test_the_report_can_be_narrowed(administrator_client, untranslated, outdated):
    Organisation.objects.create(name_ka="სკვერის ფონდი")
    for query, wanted in (
        ({"state": "missing"}, {"სკვერი 1", "სკვერის ფონდი"}),
        ({"state": "missing", "kind": "pages"}, {"სკვერი 1"}),
        ({"kind": "projects.organisation"}, {"სკვერის ფონდი"}),
        ({"state": "outdated"}, {"სკვერი 2"}),
    ):
        assert titles(administrator_client.get(REPORT, query)) == wanted
    assert administrator_client.get(REPORT, {"state": "x", "kind": "auth.group", "ordering": "x"}).status_code == 200


def test_a_row_of_the_report_leads_to_the_record(administrator_client, untranslated):
    organisation = Organisation.objects.create(name_ka="სკვერის ფონდი")
    links = {link.get_text(strip=True): link["href"] for link in soup(administrator_client.get(REPORT)).select("td a")}
    assert links["სკვერი 1"] == reverse("wagtailadmin_pages:edit", args=[untranslated.pk])
    assert links["სკვერის ფონდი"] == reverse("wagtailsnippets_projects_organisation:edit", args=[organisation.pk])


def test_the_report_is_exported_with_counts_and_fields(administrator_client, untranslated):
    csv = b"".join(administrator_client.get(REPORT, {"export": "csv"}).streaming_content).decode()
    heading, *lines = csv.splitlines()
    assert "ინგლისური აკლია" in heading
    assert "ინგლისური აკლია: ველები" in heading
    [line] = [line for line in lines if "სკვერი 1" in line]
    assert ",2," in line
    assert f"/admin/pages/{untranslated.pk}/edit/" in line
    sheet = openpyxl.load_workbook(
        io.BytesIO(b"".join(administrator_client.get(REPORT, {"export": "xlsx"}).streaming_content))
    ).active
    assert any(row[0] == "სკვერი 1" and 2 in row for row in sheet.values)


def test_an_author_reads_only_of_pages_of_her_own(client, author, projects, untranslated):
    own = add(projects, 3)
    ProjectPage.objects.filter(pk=own.pk).update(owner=author)
    client.force_login(author)
    assert titles(client.get(REPORT)) == {"სკვერი 3"}
    assert "1 გვერდს ინგლისური აკლია" in soup(client.get("/admin/")).select_one("#translations-section").get_text()


def test_the_dashboard_counts_pages_and_leads_to_them(editor_client, projects, untranslated, outdated):
    add(projects, 3)
    panel = soup(editor_client.get("/admin/")).select_one("#translations-section")
    links = {link.get_text(strip=True): link["href"] for link in panel.select("a[href*=state]")}
    assert set(links) == {"2 გვერდს ინგლისური აკლია", "1 გვერდის ინგლისური ტექსტი მოძველებულია"}
    assert titles(editor_client.get(links["2 გვერდს ინგლისური აკლია"])) == {"სკვერი 1", "სკვერი 3"}


def test_the_dashboard_says_so_when_nothing_is_left(editor_client):
    TranslationStatus.objects.update(missing=0, outdated=0, different=0, without_georgian=0)
    panel = soup(editor_client.get("/admin/")).select_one("#translations-section")
    assert "შეესაბამება" in panel.get_text()


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
        assert answer.status_code == 200
        b"".join(answer)
    return len(captured)


LIMITS = {
    "/admin/": 25,
    REPORT: 13,
    f"{REPORT}?export=csv": 10,
    "explorer": 35,
    "/admin/projects/": 24,
    "/admin/pages/usage/projects/projectpage/": 26,
}


def test_the_number_of_queries_does_not_grow_with_the_pages(editor_client, projects):
    """All screens over the same pages, which take longer to make than the screens."""
    limits = {
        reverse("wagtailadmin_explore", args=[projects.pk]) if address == "explorer" else address: limit
        for address, limit in LIMITS.items()
    }
    for number in range(3):
        add(projects, number)
    few = {address: queries(editor_client, address) for address in limits}
    assert {address: number for address, number in few.items() if number > limits[address]} == {}
    for number in range(3, 40):
        add(projects, number)
    assert {address: queries(editor_client, address) for address in limits} == few
