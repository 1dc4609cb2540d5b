"""The line by which a reader tells the office of a mistake: a letter of their own mail program."""

from urllib.parse import parse_qs, urlsplit

import pytest

from home.models import SiteDetails
from rustavi_site.first_content.build import publish
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    SiteDetails.objects.update(email="office@example.org")


def letter(client, address: str) -> tuple[str, dict[str, str]]:
    link = soup(client.get(address)).select_one(".mistake a")["href"]
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    # A mail program takes "+" for a plus.
    assert "+" not in parts.query
    return parts.path, {name: value for name, [value] in parse_qs(parts.query).items()}


def test_the_letter_names_the_page_and_its_address_in_the_readers_language(client, office, budgeting):
    to, georgian = letter(client, budgeting.path_in("ka"))
    assert to == "office@example.org"
    assert georgian["subject"] == f"შეცდომა გვერდზე: {budgeting.title}"
    assert georgian["body"].splitlines()[-2:] == [budgeting.title, budgeting.address_in("ka")]
    _to, english = letter(client, budgeting.path_in("en"))
    assert english["subject"] == f"Mistake on the page: {budgeting.title_en}"
    assert budgeting.address_in("en") in english["body"]


@pytest.mark.parametrize("address", ["/ka/", "/en/projects/", "/en/announcements/", "/ka/brochures/", "/en/about/"])
def test_the_line_stands_on_every_page(client, office, address):
    _to, said = letter(client, address)
    assert f"http://testserver{address}" in said["body"]


def test_on_the_page_of_a_brochure_it_names_the_brochure(client, office, budgeting):
    row = budgeting.attachments.get()
    _to, said = letter(client, row.page_address)
    assert said["subject"].endswith(str(row.heading))
    assert f"http://testserver{row.page_address}" in said["body"]


def test_those_who_know_of_a_project_are_written_to(client, office, budgeting):
    budgeting.contact_email = "budget@example.org"
    publish(budgeting)
    assert letter(client, budgeting.path_in("ka"))[0] == "budget@example.org"


def test_names_with_signs_arrive_as_they_are(client, office, budgeting):
    budgeting.title_en = 'Light & water + "50 %" <b>?'
    publish(budgeting)
    assert letter(client, budgeting.path_in("en"))[1]["subject"] == f"Mistake on the page: {budgeting.title_en}"


def test_where_nobody_can_be_written_to_there_is_no_line(client, budgeting):
    SiteDetails.objects.update(email="")
    response = client.get(budgeting.path_in("en"))
    assert "Report a mistake" not in visible_text(response)
    assert not soup(response).select(".mistake")
