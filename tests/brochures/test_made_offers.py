"""Where brochures made from pages are offered, under which address, and what takes their place."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from brochures.making import make_brochures
from brochures.models import Attachment, PdfDocument, address_of_made
from rustavi_site.first_content import build
from tests.brochures import pdf_samples
from tests.brochures.made import attached, content_of, fresh, made, publish, uploaded
from tests.brochures.pdf_reader import read
from tests.reading import name_of, soup, visible_text, words

pytestmark = pytest.mark.django_db

LANGUAGES = ["ka", "en"]
FACTS = build.read("seed_content.yaml")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_without_brochures_offers_its_own(reader, hub, code):
    articles = soup(reader.get(hub.path_in(code))).select(".brochure")
    other = "en" if code == "ka" else "ka"
    assert [article.a["hreflang"] for article in articles] == [code, other]
    assert [article.a["href"] for article in articles] == [address_of_made(hub, code), address_of_made(hub, other)]
    names = {"ka": "ბროშურა ქართულ ენაზე: ინოვაციების ჰაბი", "en": "Brochure in English: Innovation hub"}
    assert name_of(articles[0].a) == names[code]
    said = {"ka": "შედგენილია გვერდის ტექსტის მიხედვით", "en": "Made from the text of the page"}
    assert all(said[code] in article.get_text() for article in articles)


def test_the_address_and_its_headers(reader, hub):
    address = address_of_made(hub, "ka")
    assert address == f"/brochures/page-{hub.pk}/undp-innovation-hub-ka.pdf"
    response = reader.get(address)
    brochure = made(hub, "ka")
    assert response.getvalue() == content_of(brochure)
    assert response["ETag"] == f'"{brochure.document.sha256}"'
    assert response["Content-Language"] == "ka"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert 'filename="broshura-inovatsiebis-habi.pdf"' in response["Content-Disposition"]
    assert not response.cookies
    assert reader.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert reader.post(address).status_code == 405


def test_a_wrong_slug_is_sent_on(reader, hub):
    response = reader.get(f"/brochures/page-{hub.pk}/another-ka.pdf")
    assert (response.status_code, response["Location"]) == (301, address_of_made(hub, "ka"))


@pytest.mark.parametrize("path", ["page-999999/x-ka.pdf", "page-0/x-ka.pdf", "page-{pk}/x-de.pdf", "page-x/x-ka.pdf"])
def test_strange_addresses_are_not_found(reader, hub, path):
    assert reader.get(f"/brochures/{path.format(pk=hub.pk)}").status_code == 404


def test_a_page_of_another_kind_has_none(reader, home):
    assert reader.get(f"/brochures/page-{home.pk}/home-ka.pdf").status_code == 404


def test_an_unpublished_page_gives_it_to_editors_alone(reader, editor_client, hub):
    address = address_of_made(hub, "ka")
    fresh(hub).unpublish()
    assert reader.get(address).status_code == 404
    assert reader.get(address.replace("undp", "x")).status_code == 404
    response = editor_client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert address not in reader.get("/ka/brochures/").content.decode()
    publish(fresh(hub))
    assert reader.get(address).status_code == 200


def test_with_the_page_go_its_documents_and_files(hub, committed):
    documents = [made(hub, code).document for code in LANGUAGES]
    with committed():
        fresh(hub).delete()
    assert not PdfDocument.objects.filter(pk__in=[document.pk for document in documents]).exists()
    assert not any(Path(document.file.path).exists() for document in documents)


def test_a_document_that_another_page_offers_outlives_its_page(budgeting, announcement, reader, committed):
    with committed():
        fresh(budgeting).delete()
    row = announcement.attachments.get()
    assert row.document_ka.made_from is None
    assert reader.get(row.address("ka")).status_code == 200


def test_an_uploaded_brochure_takes_its_place_in_its_language(reader, hub, committed):
    document = made(hub, "ka").document
    with committed():
        attached(hub, document_ka=uploaded())
    row = fresh(hub).attachments.get()
    links = [link["href"] for link in soup(reader.get(hub.path_in("ka"))).select(".brochure h3 a")]
    assert links == [row.address("ka"), address_of_made(hub, "en")]
    assert not PdfDocument.objects.filter(pk=document.pk).exists()
    # What was printed or sent leads to what is offered now.
    response = reader.get(address_of_made(hub, "ka"))
    assert (response.status_code, response["Location"]) == (302, row.address("ka"))
    page = fresh(hub)
    page.attachments = []
    with committed():
        publish(page)
    assert reader.get(address_of_made(hub, "ka")).status_code == 200


def test_a_report_takes_no_place(reader, hub, committed):
    with committed():
        attached(hub, document_ka=uploaded(), kind=Attachment.Kind.REPORT)
    row = fresh(hub).attachments.get()
    links = [link["href"] for link in soup(reader.get(hub.path_in("en"))).select(".brochure h3 a")]
    assert links == [address_of_made(hub, "en"), address_of_made(hub, "ka"), row.address("ka")]


def test_what_a_row_offers_is_not_offered_twice(reader, budgeting):
    files = soup(reader.get(budgeting.path_in("ka"))).select(".brochure")
    assert len(files) == 2
    listed = [link["href"] for link in soup(reader.get("/ka/brochures/")).select("article h2 a")]
    assert len(listed) == len(set(listed)) == 4


def test_the_first_information_brochures_follow_their_page(reader, budgeting, announcement, committed, tmp_path):
    row = announcement.attachments.get()
    assert row.document_ka == made(budgeting, "ka").document
    budgeting.summary_ka = "შეცვლილი აღწერა."
    with committed():
        publish(budgeting)
    content = reader.get(row.address("ka")).getvalue()
    assert "შეცვლილი აღწერა." in read(content, tmp_path).text
    assert made(budgeting, "ka").document.title == FACTS["brochure_titles"]["ka"]


def test_a_made_document_is_called_after_its_page(hub):
    hub.short_title_ka = "ახალი სახელი"
    publish(hub)
    make_brochures(fresh(hub))
    assert made(hub, "ka").document.title == "ბროშურა: ახალი სახელი"


def test_every_card_of_the_list_has_its_page_above_and_only_there(reader, hub):
    cards = soup(reader.get("/en/brochures/")).select("article.brochure")
    assert all(len(card.select(".kicker a")) == 1 for card in cards)
    (card,) = [card for card in cards if name_of(card.h2.a) == "Brochure in English: Innovation hub"]
    assert [words(link.get_text()) for link in card.find_all("a", href=hub.path_in("en"))] == ["Innovation hub"]
    # Who lists the links hears of which page it is; who sees the card has read it above.
    assert words(card.h2.a.select_one(".hidden").get_text()) == ": Innovation hub"
    assert "Made from the text of the page" in card.get_text()


def test_the_home_page_offers_them_where_there_are_no_others(reader, home, hub, budgeting, announcement):
    for page in (budgeting, announcement):
        page.unpublish()
    links = [link["href"] for link in soup(reader.get(home.path_in("ka"))).select(".brochure h3 a")]
    assert links == [address_of_made(hub, "ka"), address_of_made(hub, "en")]


def test_wagtails_own_address_leads_to_it(reader, hub):
    response = reader.get(made(hub, "ka").document.url)
    assert (response.status_code, response["Location"]) == (302, address_of_made(hub, "ka"))


def test_an_untranslated_page_is_named_in_the_language_of_its_title(reader, hub):
    hub.title_en = hub.short_title_en = ""
    publish(hub)
    make_brochures(fresh(hub))
    link = soup(reader.get(hub.path_in("en"))).select_one(".brochure h3 a")
    assert name_of(link) == "Brochure in Georgian: ინოვაციების ჰაბი"
    assert link.select_one("[lang=ka]").get_text() == "ინოვაციების ჰაბი"


# --- files of one's own in the place of made ones --------------------------------------------------------------------


def replace(client, document: PdfDocument):
    """What the documents' form sends with a new file."""
    return client.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {
            "title": document.title,
            "file": SimpleUploadedFile("own.pdf", pdf_samples.valid(5)),
            "collection": document.collection_id,
            "tags": "",
        },
    )


def test_a_file_put_in_the_place_of_an_attached_one_stays(editor_client, budgeting, announcement, reader, committed):
    document = made(budgeting, "ka").document
    with committed():
        assert replace(editor_client, document).status_code == 302
    document.refresh_from_db()
    assert (document.page_count, document.made_from_id) == (5, None)
    with committed():
        publish(fresh(budgeting))
    document.refresh_from_db()
    assert document.page_count == 5
    text = visible_text(reader.get(announcement.path_in("ka")))
    assert text.count("შედგენილია გვერდის ტექსტის მიხედვით") == 1  # the English one


def test_a_file_in_the_place_of_one_that_no_row_offers_is_refused(editor_client, hub, committed):
    document = made(hub, "ka").document
    with committed():
        response = replace(editor_client, document)
    assert response.status_code == 200
    assert "თქვენი ფაილი ამ გვერდს დაურთეთ" in visible_text(response)
    assert made(hub, "ka").document.sha256 == document.sha256
