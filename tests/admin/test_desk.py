"""What staff reach at once: shortcuts, the guide, an announcement after an earlier one; menus hold what is used."""

import json
from datetime import date, time

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from announcements.models import AnnouncementPage
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db

GUIDE = "როგორ გამოვაქვეყნოთ განცხადება"


def shortcuts(answer) -> dict[str, str]:
    return {link.get_text(strip=True): link["href"] for link in soup(answer).select(".shortcuts a")}


def menu(client) -> str:
    props = json.loads(soup(client.get("/admin/")).find(id="wagtail-sidebar-props").string)
    return json.dumps(props, ensure_ascii=False)


def test_the_dashboard_leads_to_the_most_frequent_work(client, editor):
    client.force_login(editor)
    found = shortcuts(client.get("/admin/"))
    assert list(found) == ["ახალი განცხადება", "ახალი განცხადება ძველის მიხედვით", "მნიშვნელოვანი შეტყობინება", GUIDE]
    for address in found.values():
        assert client.get(address, follow=True).status_code == 200


def test_the_alert_banner_is_two_clicks_away_for_those_who_may_change_it(client, editor, author):
    client.force_login(editor)
    banner = client.get(shortcuts(client.get("/admin/"))["მნიშვნელოვანი შეტყობინება"], follow=True)
    assert soup(banner).select_one("[name=text_ka]")
    client.force_login(author)
    assert "მნიშვნელოვანი შეტყობინება" not in shortcuts(client.get("/admin/"))


@pytest.mark.parametrize("role", ["author", "editor", "administrator"])
def test_each_link_of_the_guide_is_live(client, request, role):
    client.force_login(request.getfixturevalue(role))
    answer = client.get(reverse("publishing_guide"))
    guide = soup(answer).select_one(".guide")
    assert len(guide.select("ol > li")) == 7
    links = [link["href"] for link in guide.select("a")]
    assert len(links) >= 4
    for address in links:
        last = client.get(address, follow=True)
        assert last.status_code == 200
        assert address == "/admin/" or not (last.redirect_chain and last.redirect_chain[-1][0] == "/admin/")


def test_the_guide_stands_in_the_menu_and_in_english_too(client, editor):
    client.force_login(editor)
    assert GUIDE in menu(client)
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "en"})
    text = visible_text(client.get(reverse("publishing_guide")))
    assert "How to publish an announcement" in text
    assert "Write the Georgian text" in text


EVERYBODYS_MENU = ["გვერდები", "პროექტები", "განცხადებები", "ბროშურები", "სურათები", "ორგანიზაციები"]
REPORTS = [
    "ანგარიშები", "თარგმანები", "პროექტების მონაცემები", "დამფინანსებლების წესები", "გასასწორებელი PDF ფაილები",
    "გვერდები ბროშურის გარეშე", "ჩამოტვირთვები", "უშედეგო ძიებები", "დაბლოკილი გვერდები", "განხილვის პროცესები",
    "საიტის ცვლილებების ისტორია", "დიდი ხნის წინ განახლებული გვერდები",
]  # fmt: skip
SETTINGS = ["პარამეტრები", "გადამისამართებები", "სახელწოდება და კონტაქტი", "მნიშვნელოვანი შეტყობინება"]
FOOT = ["დახმარება", GUIDE, "კლავიატურის მალსახმობები", "პირადი პარამეტრები", "გამოსვლა"]
MENUS = {
    "author": [*EVERYBODYS_MENU, *[name for name in REPORTS if name != "დაბლოკილი გვერდები"], *FOOT],
    "editor": [*EVERYBODYS_MENU, "ძიების სიტყვები", *REPORTS, *SETTINGS, *FOOT],
    "administrator": [*EVERYBODYS_MENU, "ძიების სიტყვები", "მომხმარებლები", *REPORTS, *SETTINGS, *FOOT],
}


def labels_of(part) -> list[str]:
    """Of the items of the menu, in its order, with those below them."""
    if isinstance(part, list):
        return [label for one in part for label in labels_of(one)]
    if not isinstance(part, dict):
        return []
    own = [part["label"]] if {"name", "label"} <= part.keys() else []
    return own + [label for one in part.values() for label in labels_of(one)]


@pytest.mark.parametrize(("role", "labels"), MENUS.items(), ids=MENUS)
def test_each_role_has_what_it_uses_in_its_menu_and_nothing_else(client, request, role, labels):
    client.force_login(request.getfixturevalue(role))
    assert labels_of(json.loads(menu(client))) == labels


def test_even_a_superuser_sees_no_machinery(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("chief", "chief@example.org", "long-enough-password"))
    unused = ("/admin/sites/", "/admin/collections/", "/admin/workflows/", "/page-types-usage/", "wagtail.org")
    assert not [address for address in unused if address in menu(client)]


def test_a_new_announcement_begins_with_an_earlier_one(client, author, announcement):
    announcement.date, announcement.deadline, announcement.deadline_time = date(2030, 1, 1), date(2030, 1, 2), time(10)
    announcement.save_revision().publish()
    assert announcement.attachments.exists()
    client.force_login(author)
    links = soup(client.get("/admin/announcements/")).select("td a")
    (button,) = [link for link in links if link.get_text(strip=True) == "ახალი ამის მიხედვით"]
    form = {"new_title": "შემდეგი", "new_slug": "shemdegi", "new_parent_page": announcement.get_parent().pk}
    answer = client.post(button["href"].partition("?")[0], form)
    copy = AnnouncementPage.objects.get(slug="shemdegi")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    for page in (copy, copy.get_latest_revision_as_object()):
        assert not page.live
        assert (page.date, page.deadline, page.deadline_time) == (None, None, None)
        assert not page.attachments.all()
        assert page.summary_ka == announcement.summary_ka
        assert len(page.project_rows.all()) == len(announcement.project_rows.all())
    assert client.get(answer.url).status_code == 200
