"""The search page: both languages, live pages only, and every odd query answered."""

import pytest

from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


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
