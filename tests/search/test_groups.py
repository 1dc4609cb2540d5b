"""What people say finds what officials write: the product's groups of words, those of the editors, and compounds."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from announcements.models import AnnouncementPage
from search.engine import find
from search.groups import Groups, own_groups, parts_of, stems_of
from search.models import WordGroup
from tests.reading import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(announcement):
    def make(title: str) -> int:
        page = AnnouncementPage(title=title)
        announcement.get_parent().add_child(instance=page)
        page.save_revision().publish()
        return page.pk

    return make


@pytest.mark.parametrize("group", own_groups())
def test_each_group_of_the_product_is_one_that_an_editor_could_have_written(group):
    WordGroup(words=group[:300]).full_clean()
    assert len(group) <= 300
    assert all(0 < len(stems_of(part)) <= 2 for part in parts_of(group))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("ლამპიონების", "გარე განათება"),
        ("lampionebi", "გარე განათება"),
        ("ბებია", "ხანდაზმულები"),
        ("სადიკი", "საბავშვო ბაღი"),
        ("მუსორი", "ნარჩენები"),
        ("ვაგზალი", "რკინიგზის სადგური"),
        ("ქუჩის ძაღლი", "მიუსაფარი ცხოველები"),
        ("streetlight", "Street lighting"),
        ("rubbish", "Waste"),
        ("stray dogs", "Homeless animals"),
    ],
)
def test_what_people_say_finds_what_officials_write(news, asked, written):
    page = news(written)
    assert page in find(asked).pages


@pytest.mark.parametrize(("asked", "written"), [("სამსახური", "ვაკანსია"), ("ბნელა", "განათება"), ("work", "vacancy")])
def test_a_word_that_means_other_things_too_is_not_found_by_the_others(news, asked, written):
    by_the_other = news(asked)
    page = news(written)
    assert page in find(asked).pages
    assert by_the_other not in find(written).pages


def test_the_asked_word_comes_before_one_that_means_the_same(news):
    asked, other = news("ლამპიონი"), news("ფანარი")
    assert find("ლამპიონი").pages == [asked, other]
    assert find("ფანარი").pages == [other, asked]


def test_a_name_of_two_words_may_stand_apart(news):
    page = news("დარბაზი, მეტად სპორტული")
    assert page in find("სპორტული დარბაზი").pages


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("ტრამპლინდარბაზი", "ტრამპლინის დარბაზი"),
        ("ტრამპლინის დარბაზი", "ტრამპლინდარბაზი"),
        ("ტრამდარბაზი", "ტრამპლინის დარბაზი"),
        ("ტრამპლინის დარბაზი", "ტრამდარბაზი"),
    ],
)
def test_a_compound_and_its_two_words_find_each_other(news, asked, written):
    page = news(written)
    news("დარბაზი")
    assert find(asked).pages[0] == page


def test_a_compound_is_not_found_by_its_halves_apart(news):
    news("დარბაზი და ტრამპლინი")
    assert find("ტრამპლინდარბაზი").pages == []


def test_the_editors_add_to_the_groups_of_the_product(news):
    page = news("ხანდაზმულები")
    WordGroup.objects.create(words="მეტრი და ნახევარი, ხანდაზმული")
    assert page in find("ბებია").pages
    assert page in find("მეტრი და ნახევარი").pages


def test_groups_are_asked_by_stems():
    groups = Groups(["გრანტი, საგრანტო", "სახლი > ბინა, საცხოვრებელი სახლი"])
    assert groups.others({"გრანტ"}) >= {"საგრანტო"}
    assert groups.others({"სახლ"}) == {"ბინ", "საცხოვრებლ სახლ"}
    assert groups.others({"საცხოვრებლ"}, {"სახლ"}) >= {"ბინ"}
    assert "სახლ" not in groups.others({"ბინ"})


def test_editors_see_the_groups_of_the_product_but_cannot_change_them(editor_client):
    document = soup(editor_client.get(reverse("wagtailsnippets_site_search_wordgroup:list")))
    panel = document.select_one("#own-groups-section") or document.find(id="own-groups")
    shown = [item.get_text() for item in panel.select("li")]
    assert len(shown) == len(own_groups())
    assert "ბნელა" in " ".join(shown)
    assert not panel.select("a[href*=edit], input")
    assert "საკუთარი ჯგუფები" in document.get_text()


def test_the_table_holds_only_what_editors_have_written():
    assert not WordGroup.objects.exists()
    migration = import_module("search.migrations.0006_own_groups_in_a_file")
    migration.add_groups(apps, None)
    WordGroup.objects.create(words="გრანტი, საგრანტო, ბონუსი")
    migration.drop_groups(apps, None)
    assert [group.words for group in WordGroup.objects.all()] == ["გრანტი, საგრანტო, ბონუსი"]
