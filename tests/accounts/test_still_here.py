"""What an open form learns of its login."""

import pytest
from django.urls import reverse

from tests.reading import soup

pytestmark = pytest.mark.django_db


def ask(client):
    return client.get(reverse("still_here"))


def test_each_login_is_told_from_the_others(client, editor):
    client.force_login(editor)
    first, again = ask(client).json(), ask(client).json()
    assert first["login"] == again["login"]
    client.logout()
    client.force_login(editor)
    assert ask(client).json()["login"] != first["login"]


def test_the_token_signs_a_form(client, editor):
    client.handler.enforce_csrf_checks = True
    client.force_login(editor)
    answer = ask(client)
    assert "no-store" in answer["Cache-Control"]
    data = {"title": "", "tags": "", "csrfmiddlewaretoken": answer.json()["token"]}
    assert client.post(reverse("wagtaildocs:add"), data).status_code == 200
    assert client.post(reverse("wagtaildocs:add"), data | {"csrfmiddlewaretoken": "x" * 64}).status_code == 403


def test_nobody_else_learns_anything(client):
    answer = ask(client)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("wagtailadmin_login"))


def test_asking_makes_no_session_last_longer(client, editor):
    client.force_login(editor)
    assert "session" not in "".join(ask(client).cookies).lower()


def test_the_words_are_georgian(client, editor):
    client.force_login(editor)
    script = soup(client.get(reverse("wagtaildocs:add"))).select_one("script[data-words]")
    assert script["data-words"].startswith("თქვენი სესია დასრულდა")
    assert script["data-way"] == "შესვლა ახალ ფანჯარაში"
