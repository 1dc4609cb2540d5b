"""What stands around every page, and what editors change of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import AlertBanner, InfoPage, SiteDetails
from rustavi_site.first_content.build import publish
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def details():
    return SiteDetails.objects.get()


def test_nothing_is_shown_of_a_contact_that_is_not_known(client):
    response = client.get("/ka/contact/")
    assert not soup(response).select("dl.contact, #contact")
    assert "ცხელი ხაზი:" not in visible_text(response)


def test_the_contact_is_shown_at_the_foot_and_on_the_contact_page(client, details):
    details.address_ka, details.address_en = "ქუჩა 1\nრუსთავი", "Street 1\nRustavi"
    details.hotline, details.email = "1234", "office@example.org"
    details.save()
    response = client.get("/en/contact/")
    document = soup(response)
    assert len(document.select("dl.contact")) == 2
    assert "Street 1 Rustavi" in visible_text(response)
    assert document.select("a[href='tel:1234']")
    assert "Telephone" not in visible_text(response)
    assert len(soup(client.get("/ka/about/")).select("dl.contact")) == 1


def test_the_name_is_the_editors(client, details):
    details.name_ka = "სხვა სახელი"
    details.save()
    assert "სხვა სახელი" in soup(client.get("/ka/")).title.string


def test_a_site_whose_details_were_never_set_still_has_a_name(client):
    SiteDetails.objects.all().delete()
    assert "Rustavi Municipality City Hall" in visible_text(client.get("/en/about/"))


def test_the_link_to_the_citys_main_site_and_the_footer(client, details):
    details.city_site, details.footer_ka = "https://city.example.org/", "ბოლო სიტყვა"
    details.save()
    document = soup(client.get("/ka/"))
    assert document.find("a", href="https://city.example.org/")
    assert "ბოლო სიტყვა" in document.footer.get_text()
    english = soup(client.get("/en/")).footer.find(attrs={"lang": "ka"})
    assert english.get_text() == "ბოლო სიტყვა"


def test_the_banner_stands_above_every_page_until_it_expires(client):
    banner = AlertBanner.objects.create(
        text_ka="მნიშვნელოვანია", text_en="Important", expires_at=timezone.now() + timedelta(hours=1)
    )
    for code, words in (("ka", "მნიშვნელოვანია"), ("en", "Important")):
        for address in (f"/{code}/", f"/{code}/projects/", f"/{code}/nothing/"):
            assert words in soup(client.get(address)).select_one(".alert").get_text()
    banner.expires_at = timezone.now() - timedelta(seconds=1)
    banner.save()
    assert not soup(client.get("/ka/")).select(".alert")


@pytest.mark.parametrize(
    ("link", "georgian", "english"),
    [
        ("https://grants.example.org/ka/about/?a=1#b", "/ka/about/?a=1#b", "/en/about/?a=1#b"),
        ("https://grants.example.org/en/about/", "/ka/about/", "/en/about/"),
        ("https://grants.example.org/brochures/1/a-ka.pdf", None, None),
        ("https://grants.example.org.elsewhere.org/ka/about/", None, None),
        ("https://city.example.org/ka/news/", None, None),
        ("https://grants.example.org/kaleidoscope/", None, None),
    ],
)
def test_the_banner_leads_to_a_page_of_this_site_in_the_readers_language(client, settings, link, georgian, english):
    settings.PUBLIC_URL = "https://grants.example.org"
    banner = AlertBanner(text_ka="მნიშვნელოვანია", text_en="Important", link=link)
    banner.expires_at = timezone.now() + timedelta(hours=1)
    banner.full_clean()
    banner.save()
    for code, address in (("ka", georgian), ("en", english)):
        assert soup(client.get(f"/{code}/")).select_one(".alert a")["href"] == (address or link)


def test_a_banner_needs_its_end():
    with pytest.raises(ValidationError) as refusal:
        AlertBanner(text_ka="მნიშვნელოვანია").full_clean()
    assert "expires_at" in refusal.value.message_dict
    AlertBanner(text_ka="").full_clean()


def test_the_menu_says_where_the_reader_is(client, budgeting):
    current = soup(client.get(budgeting.path_in("ka"))).select(".menu [aria-current]")
    assert [(link.get_text(), link["aria-current"]) for link in current] == [("პროექტები", "true")]
    current = soup(client.get("/en/projects/")).select(".menu [aria-current]")
    assert [(link.get_text(), link["aria-current"]) for link in current] == [("Projects", "page")]


def test_the_breadcrumb(client, budgeting):
    items = [item.get_text(strip=True) for item in soup(client.get(budgeting.path_in("en"))).select(".crumbs li")]
    assert items == ["Home", "Projects", "Participatory budgeting"]


def test_an_info_page_leaves_the_foot_when_it_leaves_the_menus(client):
    page = InfoPage.objects.get(slug="about")
    page.show_in_menus = False
    publish(page)
    assert not soup(client.get("/ka/")).footer.find("a", href="/ka/about/")


def test_settings_are_changed_in_the_admin(editor_client):
    response = editor_client.get("/admin/settings/home/sitedetails/", follow=True)
    assert response.status_code == 200
    document = soup(response)
    for name in ("name_ka", "name_en", "hotline", "city_site", "footer_en"):
        assert document.find(attrs={"name": name}), name


@pytest.mark.parametrize("code", ["ka", "en"])
def test_the_home_page_says_whom_to_ask_at_its_head(client, code):
    def links():
        return [link["href"] for link in soup(client.get(f"/{code}/")).select(".hero a")]

    assert links() == [f"/{code}/contact/"]
    InfoPage.objects.update(show_contact=False)
    assert links() == []
