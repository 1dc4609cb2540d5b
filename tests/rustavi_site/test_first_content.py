"""The first content: every page it makes, in both languages, and every fact of its file."""

from decimal import Decimal

import pytest
from django.urls import reverse
from wagtail.models import Page

from brochures.models import Attachment, PdfDocument
from georgian.dates import format_date
from georgian.figures import figures
from home.models import HomePage
from projects.models import ProjectPage
from rustavi_site.first_content import build
from tests.reading import GEORGIAN_LETTER, MTAVRULI, latin_words, soup, text_outside_language, visible_text, words

pytestmark = pytest.mark.django_db

FACTS = build.read("seed_content.yaml")
TEXTS = build.read("pages.yaml")
LANGUAGES = ["ka", "en"]


def all_pages() -> list[Page]:
    return list(Page.objects.live().filter(depth__gt=1).specific())


def addresses() -> list[tuple[str, str, Page]]:
    return [(code, page.path_in(code), page) for page in all_pages() for code in LANGUAGES]


@pytest.mark.parametrize("rows", ["organisations", "objectives", "attachments"])
def test_rows_have_an_order_of_their_own(budgeting, rows):
    """Without one PostgreSQL may give them back in any."""
    rows = list(getattr(budgeting, rows).all())
    assert rows and [row.sort_order for row in rows] == list(range(len(rows)))


def test_it_makes_every_page_of_the_first_site():
    kinds = sorted(page._meta.label for page in all_pages())
    assert kinds == sorted(
        [
            "home.HomePage",
            "projects.ProjectIndexPage",
            "projects.ProjectPage",
            "projects.ProjectPage",
            "announcements.AnnouncementIndexPage",
            "announcements.AnnouncementPage",
            "home.BrochureIndexPage",
            *["home.InfoPage"] * 4,
        ]
    )


def test_every_page_is_right_in_both_languages(client):
    for code, path, page in addresses():
        response = client.get(path)
        assert response.status_code == 200, path
        document = soup(response)
        assert document.html["lang"] == code, path
        assert len(document.find_all("h1")) == 1, path
        assert getattr(page, f"title_{code}") in document.title.string, path
        assert not MTAVRULI.search(response.content.decode()), path


# Acronyms of organisations, standards and formats; the statement of privacy names cookies by their technical word.
NAMES_IN_LATIN_LETTERS = [
    "EU",
    "VNG",
    "MEPCO",
    "PSDA",
    "WCAG",
    "AA",
    "EN",
    "IP",
    "HTML",
    "JSON",
    "CSV",
    "Atom",
    "axe",
    "Cookies",
]


def test_no_leftover_of_the_other_language(client):
    for code, path, _page in addresses():
        text = text_outside_language(client.get(path), code)
        if code == "en":
            assert not GEORGIAN_LETTER.search(text), (path, GEORGIAN_LETTER.findall(text)[:20])
        else:
            assert not latin_words(text, *NAMES_IN_LATIN_LETTERS), path


def test_pages_never_write_none_or_a_zero_budget(client):
    for _code, path, _page in addresses():
        text = visible_text(client.get(path))
        for nothing in ("None", "null", "0,00", "0.00", "1 იანვარი", "1 January"):
            assert nothing not in text.replace("665,00", "").replace("665.00", ""), (path, nothing)
        assert not [
            heading for heading in soup(client.get(path)).find_all(["h2", "h3"]) if not heading.get_text(strip=True)
        ]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("entry", FACTS["projects"], ids=lambda entry: entry["key"])
def test_every_fact_of_a_project_is_on_its_page(client, code, entry):
    page = ProjectPage.objects.get(slug=entry["slug"])
    response = client.get(page.path_in(code))
    text = visible_text(response)
    assert words(soup(response).h1.get_text()) == words(entry[f"title_{code}"])
    wanted = [entry[f"short_title_{code}"], entry[f"summary_{code}"]]
    for block in entry[f"body_{code}"]:
        ((_kind, value),) = block.items()
        wanted += value if isinstance(value, list) else [value]
    wanted += [row[code] for row in [*entry["objectives"], *entry["expected_results"]]]
    organisations = {organisation["key"]: organisation for organisation in FACTS["organisations"]}
    for key in [*entry["funders"], *entry["implementers"], *entry["partners"]]:
        wanted.append(organisations[key][f"name_{code}"])
        if organisations[key].get("acronym"):
            wanted.append(organisations[key]["acronym"])
    for fact in wanted:
        assert words(fact) in text, fact


def labels(response) -> list[str]:
    return [words(label.get_text()) for label in soup(response).select("aside .facts dt")]


def test_the_budgeting_project_in_georgian(client, budgeting):
    response = client.get(budgeting.path_in("ka"))
    text = visible_text(response)
    assert "416 665,00 €" in text
    assert "2 წელი" in text
    assert "2016 წლის 1 მარტი – 2018 წლის 28 თებერვალი" in text
    known = ["დამფინანსებელი", "ბიუჯეტი", "განხორციელების ვადა", "განმახორციელებელი", "პარტნიორები"]
    assert labels(response) == [*known, "კონტაქტი"]
    assert "დასრულებული" in text
    assert "ევროკავშირის ფინანსური მხარდაჭერით" in [words(p.get_text()) for p in soup(response).select(".statement")]


def test_the_budgeting_project_in_english(client, budgeting):
    response = client.get(budgeting.path_in("en"))
    text = visible_text(response)
    assert "€416,665.00" in text
    assert "2 years" in text
    assert "1 March 2016 – 28 February 2018" in text
    assert labels(response) == ["Funder", "Budget", "Period", "Implemented by", "Partners", "Contact"]
    assert "Completed" in text


def test_nothing_is_said_of_the_hub_that_is_not_known(client, hub):
    response = client.get(hub.path_in("en"))
    assert labels(response) == ["Implemented by", "Partner", "Contact"]
    assert not soup(response).select(".status")
    assert not soup(response).select("main time[datetime^='20']:not(.meta time, .when time)")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_announcement(client, announcement, code):
    (entry,) = FACTS["announcements"]
    response = client.get(announcement.path_in(code))
    text = visible_text(response)
    assert words(soup(response).h1.get_text()) == entry[f"title_{code}"]
    assert words(entry[f"summary_{code}"]) in text
    for project in ProjectPage.objects.all():
        assert soup(response).find("a", href=project.path_in(code)), project
    named = FACTS["brochure_titles"], FACTS["brochure_titles_in_other_language"]
    other = "en" if code == "ka" else "ka"
    for title in (named[0][code], named[1][other]):
        assert title in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_figure_and_no_organisation_is_invented(client, home, budgeting, hub, announcement, code):
    known = set().union(*(figure.values for figure in figures(str(FACTS), code)))
    # What follows from the file: how many projects there are, and the last day, from the first and the duration.
    known |= {Decimal(2), Decimal(28), Decimal(2018)}
    names = {organisation[f"name_{code}"] for organisation in FACTS["organisations"]}
    for page in (home, budgeting, hub, announcement):
        document = soup(client.get(page.path_in(code))).main
        for of_this_site in document.select(".brochure, .dates, .when, .timeline, .tools"):
            of_this_site.decompose()
        for figure in figures(words(document.get_text(" ")), code):
            assert figure.values & known, (page, figure.shown)
        assert {words(link.get_text()) for link in document.select("a[href*='/organisations/']")} <= names


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_information_brochure_is_offered_where_the_announcement_has_it(client, budgeting, announcement, code):
    for page in (budgeting, announcement):
        links = soup(client.get(page.path_in(code))).select(".brochure a[type='application/pdf']")
        languages = [link["hreflang"] for link in links]
        assert languages == ([code] + [other for other in LANGUAGES if other != code])


def test_made_brochures_say_so_and_hold_the_facts(client):
    assert PdfDocument.objects.count() == 4
    for attachment in Attachment.objects.all():
        for code, document in attachment.documents():
            assert document.made_from_id
            assert document.page_count >= 1
            assert len(document.sha256) == 64
            response = client.get(attachment.address(code))
            assert response.status_code == 200
            assert b"".join(response.streaming_content).startswith(b"%PDF-")


def test_the_link_says_that_a_brochure_is_made_from_the_page(client, hub):
    assert "შედგენილია გვერდის ტექსტის მიხედვით" in visible_text(client.get(hub.path_in("ka")))
    assert "Made from the text of the page" in visible_text(client.get(hub.path_in("en")))


@pytest.mark.parametrize("code", LANGUAGES)
def test_home_shows_projects_announcement_brochures_and_sums(client, home, code):
    text = visible_text(client.get(home.path_in(code)))
    assert ("416 665,00 €" if code == "ka" else "€416,665.00") in text
    for entry in [*FACTS["projects"], *FACTS["announcements"]]:
        assert words(entry[f"title_{code}"]) in text
    assert FACTS["site"][f"name_{code}"] in text
    assert FACTS["site"][f"tagline_{code}"] in text


def test_loading_again_changes_nothing():
    before = list(Page.objects.values_list("pk", "latest_revision_id"))
    build.load()
    assert list(Page.objects.values_list("pk", "latest_revision_id")) == before
    assert HomePage.objects.count() == 1


def test_the_content_file_is_used_whole():
    """No key of the file is overlooked by the code that reads it."""
    used = {
        "site",
        "organisations",
        "projects",
        "announcements",
        "brochure_titles",
        "brochure_titles_in_other_language",
    }
    assert set(FACTS) == used
    known = (
        "key slug title_ka title_en short_title_ka short_title_en summary_ka summary_en funders implementers partners "
        "beneficiary budget start_date duration_months body_ka body_en objectives expected_results brochures"
    )
    for entry in FACTS["projects"]:
        assert set(entry) <= set(known.split())


def test_dates_of_the_project_come_from_start_and_duration(budgeting):
    assert format_date(budgeting.last_day, "en").replace("\u00a0", " ") == "28 February 2018"


def test_the_site_row_follows_the_public_address(home):
    assert home.full_url == "http://testserver/ka/"
    assert reverse("search") == "/ka/search/"


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        (
            "ka",
            ["საიტი მათ ნაწილობრივ შეესაბამება: გამონაკლისები ქვემოთ არის ჩამოთვლილი.", "EN 301 549 იმ მოთხოვნების"],
        ),
        (
            "en",
            ["It conforms in part; the exceptions are listed below.", "the requirements of EN 301 549 for web pages"],
        ),
    ],
)
def test_the_accessibility_statement_says_how_far_the_site_conforms(client, code, sentences):
    """In both languages alike, with the exceptions that it promises."""
    page = Page.objects.get(slug="accessibility").specific
    text = visible_text(client.get(page.path_in(code)))
    assert all(sentence in text for sentence in sentences)
    lists = [len(block.value["items"]) for block in getattr(page, f"body_{code}") if block.block_type == "listing"]
    assert lists == [6, 5, 5]
