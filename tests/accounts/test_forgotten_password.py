"""Who has forgotten the password: the screens, the mail and the way through both."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from wagtail.users.models import UserProfile

from tests.reading import MTAVRULI, all_words, latin_words, soup, visible_text

pytestmark = pytest.mark.django_db

ASK = "/admin/password_reset/"
NEW = "sakhli-mdinaris-piras"


def ask(client, user) -> str:
    """Asks for the mail. Returns the link in it."""
    client.post(ASK, {"email": user.email})
    return re.search(r"http://testserver(/admin/password_reset/confirm/\S+)", mail.outbox[-1].body).group(1)


def choose(client, address, first=NEW, second=NEW):
    return client.post(address, {"new_password1": first, "new_password2": second})


def form_of(client, link):
    """The form to which the link leads, and its address."""
    response = client.get(link, follow=True)
    return response, response.redirect_chain[-1][0]


@pytest.fixture
def nino(editor):
    editor.first_name, editor.last_name, editor.email = "ნინო", "ბერიძე", "nino@example.ge"
    editor.save()
    return editor


def test_each_screen_is_georgian(client, nino):
    asked = client.get(ASK)
    sent = client.post(ASK, {"email": nino.email}, follow=True)
    choice, address = form_of(client, ask(client, nino))
    refused = choose(client, address, "12345", "54321")
    changed = client.post(address, {"new_password1": NEW, "new_password2": NEW}, follow=True)
    invalid = client.get("/admin/password_reset/confirm/MQ/long-gone/")
    headings = {
        "პაროლის აღდგენა": asked,
        "შეამოწმეთ ელფოსტა": sent,
        "ახალი პაროლის დაყენება": choice,
        "პაროლი შეიცვალა": changed,
        "ბმული აღარ მოქმედებს": invalid,
    }
    for heading, response in headings.items():
        assert response.status_code == 200
        assert soup(response).h1.get_text(strip=True) == heading
    for response in [*headings.values(), refused]:
        assert soup(response).html["lang"] == "ka"
        assert not latin_words(all_words(response)), visible_text(response)
        assert not MTAVRULI.search(response.content.decode())


def test_each_screen_leads_back_to_the_login(client, nino):
    screens = [client.get(ASK), client.get(f"{ASK}done/"), client.get("/admin/password_reset/confirm/MQ/long-gone/")]
    for response in screens:
        assert soup(response).find("footer", class_="foot").find("a", href="/admin/login/")


def test_the_form_knows_what_a_browser_may_fill_in(client, nino):
    assert soup(client.get(ASK)).find(attrs={"name": "email"})["autocomplete"] == "email"
    response, _address = form_of(client, ask(client, nino))
    for name in ("new_password1", "new_password2"):
        assert soup(response).find(attrs={"name": name})["autocomplete"] == "new-password"


def test_the_rules_are_said_before_and_after(client, nino):
    response, address = form_of(client, ask(client, nino))
    rules = [rule.get_text() for rule in soup(response).select(".help li")]
    assert rules == [
        "არ უნდა ჰგავდეს თქვენს სახელს, გვარს ან ელფოსტას.",
        "უნდა შედგებოდეს სულ მცირე 10 სიმბოლოსგან.",
        "არ უნდა იყოს გავრცელებული პაროლი.",
        "არ უნდა შედგებოდეს მხოლოდ ციფრებისგან.",
    ]
    for typed, complaint in {
        ("12345", "12345"): "პაროლი ძალიან მოკლეა: საჭიროა სულ მცირე 10 სიმბოლო.",
        ("password123", "password123"): "ეს პაროლი ძალიან გავრცელებულია.",
        ("9876543210987", "9876543210987"): "პაროლი მხოლოდ ციფრებისგან შედგება.",
        ("nino@example.ge", "nino@example.ge"): "პაროლი ძალიან ჰგავს სხვა მონაცემს: ",
        (NEW, "something-else-7"): "პაროლები ერთმანეთს არ ემთხვევა.",
    }.items():
        assert complaint in visible_text(choose(client, address, *typed))


def test_a_wrong_address_is_told(client):
    response = client.post(ASK, {"email": "nino"})
    assert "შეიყვანეთ ელფოსტის სწორი მისამართი" in visible_text(response)
    assert soup(response).find(attrs={"name": "email"})["value"] == "nino"


def test_the_link_works_to_the_end_and_only_once(client, nino):
    link = ask(client, nino)
    _form, address = form_of(client, link)
    assert choose(client, address).status_code == 302
    assert client.login(username="editor", password=NEW)
    client.logout()
    assert soup(client.get(link, follow=True)).h1.get_text(strip=True) == "ბმული აღარ მოქმედებს"


def test_the_link_ends_after_the_days_it_names(client, nino, settings):
    settings.PASSWORD_RESET_TIMEOUT = 2 * 24 * 3600
    link = ask(client, nino)
    assert "2 დღის განმავლობაში" in mail.outbox[0].body
    settings.PASSWORD_RESET_TIMEOUT = -1
    response = client.get(link, follow=True)
    assert soup(response).h1.get_text(strip=True) == "ბმული აღარ მოქმედებს"
    assert soup(response).main.find("a", href=ASK)


def test_the_mail_is_georgian(client, nino):
    ask(client, nino)
    (message,) = mail.outbox
    assert message.subject == "რუსთავის მერია: ახალი პაროლი"
    assert message.to == ["nino@example.ge"]
    assert message.body.startswith("მოგესალმებით, ნინო ბერიძე!\n")
    assert "თქვენი მომხმარებლის სახელი: editor\n" in message.body
    assert "ქალაქ რუსთავის მუნიციპალიტეტის მერია\nhttp://testserver\n" in message.body
    assert not latin_words(message.subject + message.body, "editor")
    assert "\n\n\n" not in message.body


def test_a_name_is_written_as_it_is(client, nino):
    get_user_model().objects.filter(pk=nino.pk).update(first_name="O'Neil <b>", last_name="& Co")
    ask(client, nino)
    assert "O'Neil <b> & Co" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("asked_in", "own", "answered_in"), [("ka", "en", "en"), ("en", "ka", "ka"), ("en", None, "en"), ("ka", None, "ka")]
)
def test_mail_and_link_are_in_the_language_of_their_reader(client, nino, asked_in, own, answered_in):
    if own:
        UserProfile.objects.create(user=nino, preferred_language=own)
    client.get(f"{ASK}?language={asked_in}")
    link = ask(client, nino)
    subject = {"ka": "რუსთავის მერია: ახალი პაროლი", "en": "Rustavi City Hall: a new password"}[answered_in]
    assert mail.outbox[0].subject == subject
    another_browser = client.__class__()
    response, address = form_of(another_browser, link)
    heading = {"ka": "ახალი პაროლის დაყენება", "en": "Set your new password"}[answered_in]
    assert soup(response).h1.get_text(strip=True) == heading
    assert choose(another_browser, address).status_code == 302
