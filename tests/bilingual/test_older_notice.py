"""Readers of English are told when the Georgian original is newer, by the version that they see."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from bilingual.marking import take_all_marks, take_marks
from bilingual.models import TranslationStatus
from projects.models import ProjectPage
from tests.reading import soup

pytestmark = pytest.mark.django_db

NOTICE = "The Georgian text of this page is newer"


@pytest.fixture
def change(budgeting):
    """Changes the newest version of a project; publishes it or not."""

    def apply(publish=True, still_right=(), **fields) -> ProjectPage:
        draft = ProjectPage.objects.get(pk=budgeting.pk).get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        take_marks(draft, still_right=still_right)
        revision = draft.save_revision()
        if publish:
            revision.publish()
        return draft

    return apply


def test_an_english_page_says_that_its_original_is_newer_and_leads_there(client, budgeting, change):
    change(summary_ka="ახალი ტექსტი.")
    document = soup(client.get(budgeting.path_in("en")))
    [notice] = [one for one in document.select(".notice") if NOTICE in one.get_text()]
    assert notice.a["href"] == budgeting.path_in("ka")
    assert notice.a["hreflang"] == "ka"
    assert NOTICE not in client.get(budgeting.path_in("ka")).content.decode()


def test_a_page_in_step_says_nothing(client, budgeting):
    assert NOTICE not in client.get(budgeting.path_in("en")).content.decode()


def test_every_kind_of_page_says_it(client, home):
    for page in home.get_descendants(inclusive=True).live().specific():
        assert NOTICE not in client.get(page.path_in("en")).content.decode()
        draft = page.get_latest_revision_as_object()
        draft.title = "სხვა სათაური"
        draft.save_revision().publish()
        assert client.get(page.path_in("en")).content.decode().count(NOTICE) == 1


def test_a_draft_changes_nothing_for_readers(client, budgeting, change):
    change(publish=False, summary_ka="ახალი ტექსტი.")
    assert NOTICE not in client.get(budgeting.path_in("en")).content.decode()
    change(publish=True)
    change(publish=False, summary_en="New text.")
    assert NOTICE in client.get(budgeting.path_in("en")).content.decode()


@pytest.mark.parametrize("mended", [{"summary_en": "New text."}, {"still_right": ["summary"]}])
def test_the_notice_goes_when_the_english_is_in_step_again(client, budgeting, change, mended):
    change(summary_ka="ახალი ტექსტი.")
    change(**mended)
    assert NOTICE not in client.get(budgeting.path_in("en")).content.decode()


def test_a_row_that_is_newer_counts_too(client, budgeting):
    draft = budgeting.get_latest_revision_as_object()
    rows = list(draft.objectives.all())
    rows[0].text_ka = "ახალი ამოცანა"
    draft.objectives = rows
    draft.save_revision().publish()
    assert NOTICE in client.get(budgeting.path_in("en")).content.decode()


def test_a_page_that_is_not_translated_has_the_other_notice_alone(client, hub):
    draft = hub.get_latest_revision_as_object()
    draft.title_en = ""
    draft.summary_ka = "ახალი ტექსტი."
    draft.save_revision().publish()
    assert NOTICE not in client.get(hub.path_in("en")).content.decode()


def test_a_preview_tells_of_what_is_previewed(budgeting, change):
    change(summary_ka="ახალი ტექსტი.")
    draft = change(publish=False, summary_en="New text.")

    def preview(page) -> str:
        return page.make_preview_request(RequestFactory().get("/"), preview_mode="en").content.decode()

    assert NOTICE not in preview(draft)
    draft.summary_ka = "კიდევ უფრო ახალი ტექსტი."
    take_all_marks(draft)
    del draft.english_is_older
    assert NOTICE in preview(draft)


def test_georgian_readers_wait_for_nothing_and_english_ones_for_one_query(client, budgeting):
    asked = {}
    for code in ("ka", "en"):
        client.get(budgeting.path_in(code))
        with CaptureQueriesContext(connection) as captured:
            client.get(budgeting.path_in(code))
        asked[code] = len([query for query in captured if TranslationStatus._meta.db_table in query["sql"]])
    assert asked == {"ka": 0, "en": 1}
