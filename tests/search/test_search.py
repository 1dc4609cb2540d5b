"""The search page: both languages, live pages only, and every odd query answered."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from announcements.models import AnnouncementPage
from brochures.models import Attachment
from georgian.capitals import fold_capitals, has_capitals
from rustavi_site.first_content import build
from search.engine import find
from search.indexing import write
from search.models import IndexedPage, KnownWord, StoredPassage, UnfoundQuery, WordGroup
from tests.reading import soup, visible_text
from tests.search.judging import document as made_document

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"


def news(announcement, title: str, text: str = "") -> AnnouncementPage:
    """A further announcement, live."""
    page = AnnouncementPage(title=title, body_ka=build.body([{"paragraph": text}] if text else []))
    announcement.get_parent().add_child(instance=page)
    page.save_revision().publish()
    return page


def attach(page, text: str) -> Attachment:
    """A further brochure of a page, in Georgian, with this text inside."""
    row = Attachment(document_ka=made_document(f"{page.slug}-more", text, "ka"), sort_order=9)
    page.attachments.add(row)
    page.save_revision().publish()
    return row


def found(client, code: str, query: str) -> list[str]:
    document = soup(client.get(f"/{code}/search/", {"q": query}))
    return [link["href"] for link in document.select("ol.entries h2 a")]


@pytest.mark.parametrize("code", ["ka", "en"])
@pytest.mark.parametrize("query", ["UNDP", "სერვისლაბის", "ServiceLab", "Revitalising", "რევიტალიზაცია"])
def test_texts_of_both_languages_are_found_from_either_side(client, hub, code, query):
    assert hub.path_in(code) in found(client, code, query)


def test_a_beginning_of_a_word_is_enough(client, budgeting):
    assert budgeting.path_in("ka") in found(client, "ka", "ბიუჯეტ")


def test_organisations_and_objectives_are_found(client, budgeting):
    assert found(client, "ka", "MEPCO") == [budgeting.path_in("ka")]
    assert budgeting.path_in("ka") in found(client, "ka", "ინსტიტუციური")


def test_drafts_are_not_found(client, hub):
    hub.unpublish()
    assert hub.path_in("ka") not in found(client, "ka", "UNDP")


def test_an_empty_query_is_a_helpful_page(client):
    response = client.get("/ka/search/")
    assert response.status_code == 200
    assert "აკრიფეთ სიტყვა" in visible_text(response)
    assert soup(response).main.find("a", href="/ka/projects/")


def test_no_result_is_a_helpful_page(client):
    response = client.get("/en/search/", {"q": "zzzzqqq"})
    assert "No results" in visible_text(response)
    assert soup(response).main.find("a", href="/en/projects/")


@pytest.mark.parametrize(
    "query",
    [
        "'",
        '"',
        '"UNDP',
        "*",
        "UNDP*",
        "a AND",
        "NOT",
        "(",
        "%",
        "_",
        "\x00",
        "ა" * 5000,
        "-",
        "UNDP-ის",
        "<script>",
        "a:b",
        "^",
        "{}",
        "\\",
        " ",
    ],
)
def test_odd_queries_are_answered(client, query):
    response = client.get("/ka/search/", {"q": query, "page": "x"})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_the_query_survives_the_language_switch_and_is_not_indexed(client):
    document = soup(client.get("/ka/search/", {"q": "ბიუჯეტი"}))
    assert document.select_one(".langs a[lang=en]")["href"].startswith("/en/search/?q=%E1")
    assert document.select_one("main input[name=q]")["value"] == "ბიუჯეტი"
    assert document.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def result(client, code: str, query: str, **asked):
    """The first result, as an element."""
    return soup(client.get(f"/{code}/search/", {"q": query, **asked})).select_one("ol.entries article")


def test_words_are_marked_whatever_their_form(client, budgeting):
    first = result(client, "ka", "ბიუჯეტში")
    assert [mark.text for mark in first.select("h2 mark")] == ["ბიუჯეტირება"]
    assert "ბიუჯეტ" in first.select_one(".text > p mark").text


def test_a_passage_in_the_other_language_says_so(client, hub):
    first = result(client, "ka", "horizon scanning")
    assert first.select_one("p[lang=en]").select("mark")
    assert "ნაპოვნია ინგლისურ ტექსტში" in first.get_text()


def test_a_word_inside_a_brochure_names_the_brochure(client, hub):
    row = attach(hub, "საიდუმლო სიტყვა: აბრაკადაბრა.")
    first = result(client, "en", "აბრაკადაბრამ")
    assert [mark.text for mark in first.select("mark")] == ["აბრაკადაბრა"]
    assert first.select_one("a[type='application/pdf']")["href"] == row.address("ka")


def test_a_word_in_a_title_comes_before_one_in_a_brochure(client, hub, budgeting):
    attach(hub, "მონაწილეობითი ბიუჯეტირება " * 20)
    assert found(client, "ka", "მონაწილეობითი ბიუჯეტირება")[0] == budgeting.path_in("ka")


def test_words_in_order_come_before_the_same_words_apart(client, announcement):
    apart = news(announcement, "ხიდი და ძველი ბაზარი")
    in_order = news(announcement, "ძველი ხიდი და ბაზარი")
    news(announcement, "ბაზარი")
    assert found(client, "ka", "ძველი ხიდი")[:2] == [in_order.path_in("ka"), apart.path_in("ka")]


def test_a_page_with_all_words_comes_before_one_with_some(client, announcement):
    some = news(announcement, "ანტენა ანტენა")
    everything = news(announcement, "გზა", "ანტენა და კოშკურა")
    assert found(client, "ka", "ანტენა კოშკურა")[0] == everything.path_in("ka")
    assert some.path_in("ka") != everything.path_in("ka")


def test_results_can_be_narrowed_to_a_type(client, announcement):
    everything = soup(client.get("/ka/search/", {"q": "პროექტი"}))
    chips = {chip.get_text(" ", strip=True).rsplit(" ", 1)[0]: chip["href"] for chip in everything.select(".chips a")}
    assert chips.keys() >= {"ყველა", "პროექტები", "განცხადებები"}
    document = soup(client.get(chips["განცხადებები"]))
    assert [link["href"] for link in document.select("ol.entries h2 a")] == [announcement.path_in("ka")]
    assert document.select_one(".chips a[aria-current]").get_text(" ", strip=True) == "განცხადებები 1"


def test_the_numbers_of_the_types_make_the_whole(client):
    document = soup(client.get("/ka/search/", {"q": "პროექტი"}))
    everything, *kinds = [int(count.text) for count in document.select(".chips .count")]
    assert everything == sum(kinds)


def test_many_results_stand_on_several_pages(client, announcement):
    for number in range(23):
        news(announcement, f"ანტენა {number}")
    first = soup(client.get("/ka/search/", {"q": "ანტენა", "type": "announcements"}))
    second = soup(client.get("/ka/search/" + first.select_one("a[rel=next]")["href"]))
    assert len(first.select("ol.entries article")) == len(second.select("ol.entries article")) == 10
    titles = {link["href"] for page in (first, second) for link in page.select("ol.entries h2 a")}
    assert len(titles) == 20
    assert second.select_one("ol.entries")["start"] == "11"


@pytest.mark.parametrize("asked", [{"type": "x"}, {"type": ["projects", "x"]}, {"page": "-1"}, {"page": "9" * 30}])
def test_nonsense_in_the_address_is_ignored(client, asked, budgeting):
    response = client.get("/ka/search/", {"q": "ბიუჯეტი", **asked})
    assert response.status_code == 200
    assert budgeting.path_in("ka") in response.content.decode()


def test_a_misspelt_word_leads_to_one_that_the_site_has(client):
    document = soup(client.get("/ka/search/", {"q": "ბიუჯტი"}))
    assert not document.select("ol.entries")
    offer = document.select_one(".suggestions a")
    assert "იქნებ გულისხმობდით" in document.main.get_text()
    assert soup(client.get(offer["href"])).select("ol.entries article")


def test_a_misspelt_word_among_right_ones_is_replaced_in_its_place(client):
    document = soup(client.get("/en/search/", {"q": "participatory budgetting"}))
    assert "participatory budget" in document.select_one("ol.entries, .suggestions").get_text().lower()


def test_what_the_asker_will_do_need_not_stand_on_the_page(client, announcement):
    page = news(announcement, "სანათი", "ნახმარი ტიუნერი მერიაში მიიღება.")
    for question in ("სად მივიტანო ტიუნერი", "sad mivitano tiuneri", "ტიუნერი ვინ წაიყვანა", "როდის მოვა ტიუნერი"):
        assert found(client, "ka", question) == [page.path_in("ka")]


@pytest.mark.parametrize("question", ["ტიუნერის გადაგდება", "tiuneris gadagdeba"])
def test_what_is_done_may_stand_on_the_page_in_other_words(client, announcement, question):
    page = news(announcement, "სანათი", "ნახმარი ტიუნერი მერიაში მიიღება.")
    assert found(client, "ka", question) == [page.path_in("ka")]


@pytest.mark.parametrize("question", ["ტიუნერის ლიცენზია", "რადიოს ტიუნერის გადაგდება"])
def test_a_matter_that_the_site_does_not_know_has_no_answer(client, announcement, question):
    news(announcement, "სანათი", "ნახმარი ტიუნერი მერიაში მიიღება.")
    assert found(client, "ka", question) == []


@pytest.mark.parametrize("query", ["ტრამპლინებისტვის", "სატრამპლინო", "trampliniT", "tramlini"])
def test_a_word_that_no_page_has_finds_those_that_sound_like_it_or_are_akin(client, announcement, query):
    page = news(announcement, "ტრამპლინი")
    document = soup(client.get("/ka/search/", {"q": query}))
    if offer := document.select_one(".suggestions a"):
        document = soup(client.get(offer["href"]))
    assert [link["href"] for link in document.select("ol.entries h2 a")] == [page.path_in("ka")]


@pytest.mark.parametrize(
    ("known", "asked"),
    [("start", "smart"), ("აზია", "აუზი"), ("დაავადებულები", "dabadebis"), ("დაავადებულები", "დაბადების")],
)
def test_a_word_is_not_taken_for_another(client, announcement, known, asked):
    news(announcement, known)
    assert not soup(client.get("/en/search/", {"q": asked})).select(".suggestions, ol.entries")


def test_what_is_misspelt_among_words_that_were_found_is_offered_too(client, announcement):
    news(announcement, "ტრამპლინი და ესტაკადა")
    document = soup(client.get("/ka/search/", {"q": "ტრამპლინი ესტკადა"}))
    assert document.select("ol.entries article")
    assert document.select_one(".suggestions a").text == "ტრამპლინი ესტაკადა"


def test_a_group_of_words_finds_all_by_each(client, announcement):
    page = news(announcement, "ხალიჩა")
    assert page.path_in("ka") not in found(client, "ka", "ფარდაგი")
    WordGroup.objects.create(words="ხალიჩა, ფარდაგი, floor carpet")
    assert page.path_in("ka") in found(client, "ka", "ფარდაგების")
    assert page.path_in("en") in found(client, "en", "floor carpets")


@pytest.mark.parametrize(
    ("query", "other"), [("გრანტი", "საგრანტო"), ("ბიუჯეტი", "საბიუჯეტო"), ("პროექტი", "საპროექტო")]
)
def test_the_derivations_that_matter_are_known(client, announcement, query, other):
    page = news(announcement, other)
    assert page.pk in find(query).pages


@pytest.mark.parametrize("words", ["გრანტი", "გრანტი, გრანტები", "ა და, და", "ერთი ორი სამი, ოთხი", ","])
def test_a_group_that_says_nothing_is_refused(words):
    with pytest.raises(ValidationError):
        WordGroup(words=words).full_clean()


@pytest.mark.parametrize(
    "missing",
    [
        "site_search_posting",
        "site_search_knownword",
        "site_search_indexedpage",
        "site_search_storedpassage",
        "site_search_wordgroup",
    ],
)
def test_a_missing_index_breaks_no_page(client, announcement, missing):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {missing} RENAME TO {missing}_away")
    try:
        response = client.get("/ka/search/", {"q": "biujeti"})
        assert response.status_code == 200
        assert "ძიება ამჟამად არ მუშაობს" in visible_text(response)
        assert soup(response).main.find("a", href="/ka/projects/")
        page = news(announcement, "ხალიჩა")
        page.unpublish()
        page.delete()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {missing}_away RENAME TO {missing}")


def test_searches_in_vain_are_counted_by_their_words_alone(client, editor_client):
    for _ in range(2):
        client.get("/ka/search/", {"q": "  „Ლომბარდი“!  "}, headers={"User-Agent": FIREFOX})
    client.get("/ka/search/", {"q": "ბიუჯეტი"}, headers={"User-Agent": FIREFOX})
    client.get("/ka/search/", {"q": "someone@example.org"}, headers={"User-Agent": FIREFOX})
    client.get("/ka/search/", {"q": "ხაჭაპური 599123456"}, headers={"User-Agent": FIREFOX})
    client.get("/ka/search/", {"q": "რობოტისთვის"}, headers={"User-Agent": "Googlebot/2.1"})
    assert [(row.words, row.times) for row in UnfoundQuery.objects.all()] == [("ლომბარდი", 2)]
    assert {field.name for field in UnfoundQuery._meta.fields} == {"id", "words", "times", "last_day"}
    report = editor_client.get(reverse("unfound_searches"))
    assert "ლომბარდი" in visible_text(report)
    assert "უშედეგო ძიებები" in visible_text(report)


@pytest.mark.parametrize("missing", [IndexedPage, StoredPassage, KnownWord])
def test_an_index_that_lost_its_rows_breaks_no_page(client, budgeting, missing):
    missing.objects.all().delete()
    for question in ("ბიუჯეტი", "biujeti", "ბიუჯტი"):
        assert client.get("/ka/search/", {"q": question}).status_code == 200


def test_a_posting_of_a_page_that_is_gone_is_passed_over(client, announcement):
    page = news(announcement, "ტრამპლინი")
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert found(client, "ka", "ტრამპლინი") == []


def test_more_results_cost_no_more_queries(client, announcement, budgeting):
    def queries() -> int:
        client.get("/ka/search/", {"q": "ტრამპლინი"})
        with CaptureQueriesContext(connection) as captured:
            response = client.get("/ka/search/", {"q": "ტრამპლინი"})
        assert len(soup(response).select("ol.entries article")) == 10
        return len(captured)

    def add(number: int, start: int) -> None:
        for place in range(start, start + number):
            page = AnnouncementPage(title=f"ტრამპლინი {place}", title_en=f"Springboard {place}")
            announcement.get_parent().add_child(instance=page)
            write(page)

    add(10, 0)
    ten = queries()
    add(90, 10)
    assert len(find("ტრამპლინი").pages) == 100
    assert queries() <= ten


def test_an_author_edits_no_groups_of_words_and_an_editor_does(client, author, editor):
    address = reverse("wagtailsnippets_site_search_wordgroup:add")
    client.force_login(author)
    assert client.get(address).status_code == 302
    client.force_login(editor)
    assert client.get(address).status_code == 200


def test_the_words_of_a_group_are_not_called_those_of_a_quotation(editor_client):
    screen = visible_text(editor_client.get(reverse("wagtailsnippets_site_search_wordgroup:add")))
    assert "სიტყვები" in screen
    assert "ციტატ" not in screen


@pytest.mark.parametrize("query", ["ᲑᲘᲣᲯᲔᲢᲘᲠᲔᲑᲐ", "ᲰᲘᲞᲝᲞᲝᲢᲐᲛᲘ"])
def test_the_capitals_of_a_question_are_not_repeated(client, query):
    response = client.get("/ka/search/", {"q": query})
    document = soup(response)
    asked = fold_capitals(query)
    assert asked in document.title.get_text()
    assert document.h1.q.get_text() == asked
    assert document.select_one("main input[name=q]")["value"] == asked
    assert not has_capitals(response.content.decode())
