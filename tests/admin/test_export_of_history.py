"""The history of the whole site as a table: in Georgian, who did what to which page, and when."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from announcements.models import AnnouncementPage
from tests.reading import MTAVRULI, latin_words

pytestmark = pytest.mark.django_db

REPORT = "wagtailadmin_reports:site_history"


@pytest.fixture
def history(announcement, author, editor):
    """What two people did with one page."""
    page = AnnouncementPage(
        title="სკვერი", title_en="Square", summary_ka="სკვერი.", summary_en="A square.", live=False, owner=author
    )
    announcement.get_parent().add_child(instance=page)
    page.save_revision(user=author, log_action=True)
    page.title = "დიდი სკვერი"
    page.save_revision(user=author, changed=True, log_action=True)
    page.get_latest_revision().publish(user=editor)
    page.refresh_from_db()
    page.unpublish(user=editor)
    entries = {"entries": ["მოკლე შინაარსი & სხვა"]}
    log(instance=page, action="bilingual.still_right", user=editor, data=entries)
    return page


HEADING = [
    "ნომერი", "სახელი", "ტიპი", "მოქმედების ტიპი", "მომხმარებელი", "თარიღი და დრო", "რა გაკეთდა", "კომენტარი",
]  # fmt: skip
ACTIONS = ["გამოქვეყნების გაუქმება", "გამოქვეყნება", "სახელის შეცვლა", "რედაქტირება", "ინგლისური კვლავ სწორია"]


def exported(client, kind: str) -> bytes:
    return b"".join(client.get(reverse(REPORT), {"export": kind}).streaming_content)


def test_as_text(editor_client, history):
    text = exported(editor_client, "csv").decode()
    # By this sign Excel knows that the letters are Georgian.
    assert text.startswith("\ufeff")
    heading, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert heading == HEADING
    by_action = {row[3]: row for row in rows if row[1].endswith("სკვერი")}
    assert set(ACTIONS) <= set(by_action)
    published = by_action["გამოქვეყნება"]
    assert (published[2], published[4]) == ("განცხადება", "editor")
    assert by_action["რედაქტირება"][4] == "author"
    entry = PageLogEntry.objects.get(page=history.pk, action="wagtail.publish")
    assert published[5] == f"{timezone.localtime(entry.timestamp):%Y-%m-%d %H:%M:%S}"
    assert by_action["ინგლისური კვლავ სწორია"][6] == "ინგლისური კვლავ სწორია: მოკლე შინაარსი & სხვა"
    assert by_action["სახელის შეცვლა"][6].count("„") == 2
    assert not latin_words(text, "author", "editor")
    assert not MTAVRULI.search(text)


def test_as_a_table(editor_client, history):
    sheet = openpyxl.load_workbook(io.BytesIO(exported(editor_client, "xlsx"))).active
    heading, *rows = sheet.values
    assert list(heading) == HEADING
    published = next(row for row in rows if row[1] == "დიდი სკვერი" and row[3] == "გამოქვეყნება")
    assert (published[2], published[4]) == ("განცხადება", "editor")
    entry = PageLogEntry.objects.get(page=history.pk, action="wagtail.publish")
    assert abs(published[5] - timezone.localtime(entry.timestamp).replace(tzinfo=None)) < timedelta(seconds=1)
