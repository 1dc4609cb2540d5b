"""The way into the admin: the login page, its language, its errors."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation
from wagtail.users.models import UserProfile

from tests.reading import GEORGIAN_LETTER, MTAVRULI, all_words, latin_words, soup, visible_text

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
PASSWORD = "long-enough-password"


def log_in(client, username="editor", password=PASSWORD, **options):
    return client.post(LOGIN, {"username": username, "password": password, "next": "/admin/"}, **options)


def errors(response) -> list[str]:
    return [error.get_text(" ", strip=True) for error in soup(response).select(".messages .error, .error-message")]


# --- what the page says ---------------------------------------------------------------------------------------------


def test_the_page_is_georgian_whatever_the_browser_asks_for(client):
    response = client.get(LOGIN, headers={"accept-language": "en-US,en;q=0.9"})
    document = soup(response)
    assert document.html["lang"] == "ka"
    assert document.h1.get_text(strip=True) == "საიტის მართვის პანელი"
    assert document.title.get_text() == "შესვლა - რუსთავის მერია"
    assert not latin_words(all_words(response))


def test_it_stands_in_the_masthead_of_the_site(client):
    head = soup(client.get(LOGIN)).find("header")
    assert "ქალაქ რუსთავის მუნიციპალიტეტის მერია" in head.get_text()
    assert head.select_one(".brand")["href"] == "/ka/"
    assert head.img["src"].endswith("favicon.svg")


def test_password_managers_and_telephones_know_the_fields(client):
    form = soup(client.get(LOGIN)).form
    username, password = form.find(attrs={"name": "username"}), form.find(attrs={"name": "password"})
    assert username["autocomplete"] == "username"
    assert username["autocapitalize"] == "none"
    assert password["autocomplete"] == "current-password"
    assert password["type"] == "password"
    for field, label in ((username, "მომხმარებლის სახელი"), (password, "პაროლი")):
        assert form.find("label", attrs={"for": field["id"]}).get_text(strip=True).rstrip("*") == label
        assert not field.has_attr("placeholder")


# --- errors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("username", "password"), [("editor", "wrong"), ("nobody", PASSWORD), ("e" * 254, PASSWORD)])
def test_a_wrong_name_or_password_is_told_and_the_name_is_kept(client, editor, username, password):
    response = log_in(client, username, password)
    assert response.status_code == 200
    assert errors(response) == ["მომხმარებლის სახელი ან პაროლი არასწორია. სცადეთ ხელახლა."]
    document = soup(response)
    assert document.find(attrs={"name": "username"})["value"] == username
    assert not document.find(attrs={"name": "password"}).get("value")
    assert document.title.get_text().startswith("შეცდომა: ")


def test_an_empty_form_says_what_is_missing(client):
    response = log_in(client, "", "")
    assert errors(response) == ["ეს ველი აუცილებელია."] * 2
    for name in ("username", "password"):
        assert soup(response).find(attrs={"name": name})["aria-invalid"] == "true"


def test_a_name_that_is_too_long_is_told(client):
    (error,) = errors(log_in(client, "e" * 300))
    assert error == "ტექსტი ძალიან გრძელია: დასაშვებია არაუმეტეს 254 სიმბოლოსი, მასში კი 300 არის."


@pytest.fixture
def switched_off(editor):
    editor.is_active = False
    editor.save()
    return editor


def test_the_owner_of_an_account_that_is_switched_off_learns_it(client, switched_off):
    assert errors(log_in(client)) == ["ეს ანგარიში გამორთულია. მის ჩასართავად მიმართეთ ადმინისტრატორს."]
    assert "_auth_user_id" not in client.session


def test_nobody_else_learns_it(client, switched_off):
    assert errors(log_in(client, password="guessed")) == ["მომხმარებლის სახელი ან პაროლი არასწორია. სცადეთ ხელახლა."]


def test_an_account_that_is_switched_off_is_out_at_once(client, editor):
    log_in(client)
    assert client.get("/admin/").status_code == 200
    get_user_model().objects.filter(pk=editor.pk).update(is_active=False)
    response = client.get("/admin/")
    assert response.url.startswith(LOGIN)
    assert not response.wsgi_request.user.is_authenticated


def test_somebody_without_the_right_to_edit_is_told_in_georgian(client, django_user_model):
    django_user_model.objects.create_user("reader", password=PASSWORD)
    response = log_in(client, "reader", follow=True)
    assert "მართვის პანელში შესვლის უფლება არ გაქვთ." in visible_text(response)


# --- language -------------------------------------------------------------------------------------------------------


def test_english_can_be_chosen_and_stays(client):
    link = soup(client.get(f"{LOGIN}?next=/admin/pages/")).find("a", attrs={"lang": "en"})
    chosen = client.get(LOGIN + link["href"])
    assert (chosen.status_code, chosen.url) == (302, f"{LOGIN}?next=%2Fadmin%2Fpages%2F")
    page = client.get(chosen.url)
    document = soup(page)
    assert document.html["lang"] == "en"
    assert document.find("input", attrs={"name": "next"})["value"] == "/admin/pages/"
    assert soup(client.get("/admin/password_reset/")).html["lang"] == "en"
    wrong = log_in(client, "nobody")
    assert errors(wrong) == ["Your username and password didn't match. Please try again."]
    for response in (page, wrong):
        text = soup(response)
        text.find("a", attrs={"lang": "ka"}).decompose()
        assert not GEORGIAN_LETTER.search(text.get_text())


def test_the_language_of_the_login_becomes_that_of_the_admin(client, editor):
    client.get(f"{LOGIN}?language=en")
    log_in(client)
    assert soup(client.get("/admin/")).html["lang"] == "en"
    assert UserProfile.objects.get(user=editor).preferred_language == "en"


def test_a_login_without_a_choice_leaves_the_own_language(client, editor):
    UserProfile.objects.create(user=editor, preferred_language="en")
    log_in(client)
    assert soup(client.get("/admin/")).html["lang"] == "en"


def test_georgian_can_be_chosen_again_at_the_login(client, editor):
    UserProfile.objects.create(user=editor, preferred_language="en")
    client.get(f"{LOGIN}?language=ka")
    log_in(client)
    assert soup(client.get("/admin/")).html["lang"] == "ka"


@pytest.mark.parametrize("language", ["", "ru", "en-US", "../"])
def test_another_language_is_no_choice(client, language):
    response = client.get(LOGIN, {"language": language})
    assert response.status_code == 200
    assert soup(response).html["lang"] == "ka"


def test_readers_pages_hear_no_such_choice(client):
    client.get(f"{LOGIN}?language=en")
    response = client.get("/ka/?language=en")
    assert (response.status_code, soup(response).html["lang"]) == (200, "ka")


def test_nobody_gets_a_session_who_only_looks_at_the_login(client):
    client.get(LOGIN)
    assert "sessionid" not in client.cookies


def test_a_person_without_a_choice_is_written_to_in_georgian(editor):
    with translation.override("en"):
        assert UserProfile.get_for_user(editor).get_preferred_language() == "ka"


def test_after_the_logout_the_page_says_so_in_georgian(editor_client):
    response = editor_client.post("/admin/logout/", follow=True)
    assert "თქვენ გამოხვედით მართვის პანელიდან." in visible_text(response)
    assert not MTAVRULI.search(response.content.decode())
