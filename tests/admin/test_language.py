"""The screens on which a day in the office begins: Georgian to the last word, English for whoever chose it."""

import re

import pytest
from wagtail.users.models import UserProfile

from tests.reading import GEORGIAN_LETTER, latin_words, soup, visible_text

pytestmark = pytest.mark.django_db

# Keys are named as they are on the keyboard.
KEYS = ["Alt", "Ctrl", "Esc", "Shift"]


def words_of_scripts(client) -> str:
    """What the admin's scripts say; the answer writes letters as JavaScript escapes."""
    script = client.get("/admin/jsi18n/").content.decode()
    return re.sub(r"\\u([0-9a-f]{4})", lambda escape: chr(int(escape[1], 16)), script)


@pytest.mark.parametrize("address", ["/admin/", "/admin/account/", "/admin/nothing/", "/admin/test404/"])
def test_a_screen_has_no_english_word(administrator_client, address):
    text = visible_text(administrator_client.get(address))
    assert GEORGIAN_LETTER.search(text)
    assert not latin_words(text, "administrator", *KEYS), text


def test_the_explorer_has_no_english_word_in_its_table(administrator_client, home):
    document = soup(administrator_client.get(f"/admin/pages/{home.pk}/"))
    table = document.select_one("table.listing").get_text(" ")
    # The heading of the column that tells which pages have English.
    assert not latin_words(table)


def test_whoever_chose_english_has_it_everywhere(client, administrator):
    UserProfile.objects.create(user=administrator, preferred_language="en")
    client.force_login(administrator)
    document = soup(client.get("/admin/"))
    assert document.html["lang"] == "en"
    assert document.title.get_text() == "Dashboard - Rustavi City Hall"
    assert document.h1.get_text(strip=True) == "Welcome, administrator"
    assert "სამუშაო დაფა" not in words_of_scripts(client)


def test_scripts_of_the_admin_speak_georgian(administrator_client):
    assert "სამუშაო დაფა" in words_of_scripts(administrator_client)
