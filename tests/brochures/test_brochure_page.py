"""The small public page of a brochure, and whom its reader asks for another format."""

import itertools
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.utils import timezone, translation

from brochures.models import Attachment, MadeBrochure
from home.models import InfoPage, SiteDetails
from projects.models import ProjectPage
from tests.brochures.replacing import FILES, LANGUAGES, NOTES, bytes_of, digest
from tests.reading import GEORGIAN_LETTER, MTAVRULI, soup, text_outside_language, visible_text

pytestmark = pytest.mark.django_db


# --- the page of the brochure ----------------------------------------------------------------------------------------


def page_of(row, code: str) -> str:
    with translation.override(code):
        return row.page_address


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_tells_everything_of_the_files(reader, row, replaced, code):
    address = page_of(row, code)
    assert address == f"/{code}/brochures/{row.pk}/"
    response = reader.get(address)
    assert response.status_code == 200
    page = soup(response)
    assert page.html["lang"] == code
    [heading] = page.find_all("h1")
    assert heading.get_text() == {"ka": "ანგარიში", "en": "Report"}[code]
    links = [link["href"] for link in page.select("main a[type='application/pdf']")]
    other = "en" if code == "ka" else "ka"
    earlier = [row.address("ka", number) for number in (3, 2, 1)]
    newest = [row.address(code), row.address(other)]
    assert links == ([newest[0], *earlier, newest[1]] if code == "ka" else [*newest, *earlier])
    text = visible_text(response)
    for fact in ([digest(content) for content in FILES], [digest(bytes_of(row.document_en))], NOTES[1:]):
        for words in fact:
            assert words in text
    assert {time["datetime"] for time in page.select("main time")} >= {timezone.localdate().isoformat()}
    assert page.find("a", href=row.page.get_url()) or page.find("a", href=f"/{code}/projects/undp-innovation-hub/")
    assert not MTAVRULI.search(text)
    assert not response.cookies
    assert "None" not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_of_the_other_language_is_unmarked(reader, row, replaced, code):
    text = text_outside_language(reader.get(page_of(row, code)), code)
    if code == "en":
        assert not GEORGIAN_LETTER.search(text)
    else:
        for english in ("Corrected", "Version", "Earlier", "Checksum", "Replaced", "Size", "Language", "page"):
            assert english not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_its_addresses_for_search_engines(reader, row, code):
    head = soup(reader.get(page_of(row, code))).head
    public = {name: f"http://testserver{page_of(row, name)}" for name in LANGUAGES}
    assert head.find("link", rel="canonical")["href"] == public[code]
    alternates = {link["hreflang"]: link["href"] for link in head.select("link[rel=alternate][hreflang]")}
    assert alternates == public | {"x-default": public["ka"]}
    assert not head.find("meta", {"name": "robots"})


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_way_back(reader, row, code):
    page = soup(reader.get(page_of(row, code)))
    crumbs = [link["href"] for link in page.select(".crumbs a")]
    assert crumbs == [f"/{code}/", f"/{code}/projects/", f"/{code}/projects/undp-innovation-hub/"]
    [here] = page.select(".crumbs [aria-current]")
    assert here.get_text() == {"ka": "ანგარიში", "en": "Report"}[code]
    assert page.select_one(".menu [aria-current=true]")["href"] == f"/{code}/projects/"
    levels = [int(heading.name[1]) for heading in page.main.select("h1, h2, h3, h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_live_page_that_offers_the_file_is_named_and_no_draft(reader, row, budgeting, announcement, document):
    Attachment.objects.create(page=budgeting, document_en=document)
    hidden = ProjectPage(title="მონახაზი", slug="hidden", live=False, attachments=[Attachment(document_ka=document)])
    announcement.get_parent().add_sibling(instance=hidden)
    response = reader.get(page_of(row, "ka"))
    assert "მონახაზი" not in visible_text(response)
    links = [link["href"] for link in soup(response).select(".page-head a")]
    assert links == ["/ka/projects/undp-innovation-hub/", "/ka/projects/participatory-budgeting/"]


def test_one_language_alone(reader, hub, document):
    hub.attachments.all().delete()
    row = Attachment.objects.create(page=hub, document_ka=document)
    page = soup(reader.get(page_of(row, "en")))
    assert [heading.get_text() for heading in page.select("main h2")] == ["In Georgian"]
    assert page.h1.get_text() == "Brochure"
    assert not page.select(".entry")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_where_there_is_nothing_to_read(reader, editor_client, hub, row, code):
    address = page_of(row, code)
    empty = Attachment.objects.create(page=hub)
    for path in (page_of(empty, code), f"/{code}/brochures/999999/", f"/{code}/brochures/{10**30}/"):
        assert reader.get(path).status_code == 404
    assert reader.post(address).status_code == 405
    hub.unpublish()
    assert reader.get(address).status_code == 404
    assert editor_client.get(address).status_code == 404


def test_the_list_of_all_brochures_is_still_there(reader):
    assert reader.get("/ka/brochures/").status_code == 200
    assert reader.get("/brochures/1/").status_code == 404


# --- cards -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "words"), [("ka", "წინა ვერსიები: 3"), ("en", "Earlier versions: 3")])
def test_a_card_tells_of_earlier_versions(reader, row, replaced, code, words):
    address = page_of(row, code)
    for path in (row.page.specific.path_in(code), f"/{code}/brochures/", f"/{code}/"):
        links = soup(reader.get(path)).find_all("a", href=address)
        [link] = links
        assert next(link.strings) == words, path


def test_a_card_is_silent_where_nothing_was_replaced(reader, row):
    page = soup(reader.get(row.page.specific.path_in("ka")))
    assert not page.find_all("a", href=page_of(row, "ka"))


# --- another format --------------------------------------------------------------------------------------------------


def way_to_ask(reader, row, code="ka") -> str:
    [line] = soup(reader.get(page_of(row, code))).select("main .ask:not(.mistake)")
    return line.a["href"]


def test_whom_to_ask_for_another_format(reader, hub, row):
    assert way_to_ask(reader, row) == "/ka/contact/"
    SiteDetails.objects.update(email="info@example.org")
    assert way_to_ask(reader, row).startswith("mailto:info@example.org?subject=")
    ProjectPage.objects.filter(pk=hub.pk).update(contact_email="hub@example.org")
    assert way_to_ask(reader, row).startswith("mailto:hub@example.org?subject=")


@pytest.mark.parametrize("code", LANGUAGES)
def test_where_nobody_has_an_email_the_line_names_the_brochure(reader, row, code):
    [line] = soup(reader.get(page_of(row, code))).select("main .ask:not(.mistake)")
    assert line.a["href"] == f"/{code}/contact/"
    assert " ".join(line.get_text().split()).endswith(f"{row.heading} ({row.page.specific.short_heading})")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_letter_names_the_brochure(reader, row, settings, code):
    SiteDetails.objects.update(email="info@example.org")
    title = 'A & B? "რუკა" #1 100%\r\nBcc: x'
    Attachment.objects.filter(pk=row.pk).update(title_ka=title, title_en=title)
    letter = urlsplit(way_to_ask(reader, row, code))
    [subject] = parse_qs(letter.query)["subject"]
    assert title in subject and str(row.page.specific.short_heading) in subject
    [text] = parse_qs(letter.query)["body"]
    assert text.strip() == f"{settings.PUBLIC_URL}{row.address(code)}"
    assert list(parse_qs(letter.query)) == ["subject", "body"]


def lines_on_the_page(reader, page, code="ka"):
    return soup(reader.get(page.path_in(code))).select("section[aria-labelledby=brochures] .ask")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_of_the_brochure_says_whom_to_ask(reader, hub, row, code):
    """One letter for both languages of a brochure."""
    [line] = lines_on_the_page(reader, hub, code)
    assert line.a["href"] == f"/{code}/contact/"
    SiteDetails.objects.update(email="info@example.org")
    [line] = lines_on_the_page(reader, hub, code)
    assert str(row.heading) in unquote(line.a["href"])


def test_of_several_brochures_each_has_its_letter(reader, hub, row, document):
    SiteDetails.objects.update(email="info@example.org")
    Attachment.objects.create(page=hub, kind=Attachment.Kind.REPORT, title_ka="წლიური ანგარიში", document_ka=document)
    [line] = lines_on_the_page(reader, hub)
    assert [unquote(link["href"]).count(link.get_text()) for link in line.select("a")] == [1, 1]
    assert line.select("a")[1].get_text() == "წლიური ანგარიში"


def test_a_brochure_made_from_the_page_is_one_in_both_languages(reader, hub):
    hub.attachments.all().delete()
    SiteDetails.objects.update(email="info@example.org")
    [line] = lines_on_the_page(reader, hub)
    [link] = line.select("a")
    assert f"/brochures/page-{hub.pk}/" in unquote(link["href"])


def test_without_a_brochure_nothing_is_asked(reader, hub):
    hub.attachments.all().delete()
    MadeBrochure.objects.filter(page=hub).delete()
    assert not lines_on_the_page(reader, hub)


def test_an_announcement_asks_its_project(reader, announcement, hub, document):
    row = Attachment.objects.create(page=announcement, document_ka=document)
    ProjectPage.objects.filter(pk=hub.pk).update(contact_email="hub@example.org")
    assert way_to_ask(reader, row).startswith("mailto:hub@example.org?")


def test_without_any_contact_nothing_is_promised(reader, row):
    InfoPage.objects.update(show_contact=False)
    assert not soup(reader.get(page_of(row, "ka"))).select(".ask:not(.mistake)")
