"""The way of a page through the office, and what its history tells to whom."""

import csv
import io
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.log_actions import log
from wagtail.models import GroupApprovalTask, Page, Workflow

from announcements.models import AnnouncementIndexPage, AnnouncementPage
from tests.bilingual.editor_form import address_of, filled_form
from tests.reading import MTAVRULI, soup

pytestmark = pytest.mark.django_db

AUTHORS, EDITORS, ADMINISTRATORS = "ავტორები", "რედაქტორები", "ადმინისტრატორები"
migration = import_module("rustavi_site.migrations.0002_press_service")


@pytest.fixture
def draft(author):
    page = AnnouncementPage(
        title="სკვერი", title_en="Square", summary_ka="ახალი.", summary_en="New.", live=False, owner=author
    )
    AnnouncementIndexPage.objects.get().add_child(instance=page)
    page.save_revision(user=author)
    return page


def press(client, page, button: str):
    return client.post(address_of(page), filled_form(client, page, **{button: "1"}))


def test_the_press_service_looks_at_every_page():
    workflow = Workflow.objects.get()
    assert workflow.name == "განხილვა პრესსამსახურში"
    assert [task.name for task in workflow.tasks] == ["პრესსამსახური"]
    assert list(GroupApprovalTask.objects.get().groups.all()) == [Group.objects.get(name=EDITORS)]
    assert all(page.get_workflow() == workflow for page in Page.objects.filter(depth__gt=1))


def test_the_migration_goes_back_and_touches_no_name_of_the_office():
    migration.name_the_editor(apps, None)
    assert Workflow.objects.get().name == GroupApprovalTask.objects.get().name == "რედაქტორის დამტკიცება"
    Workflow.objects.update(name="ჩვენი განხილვა")
    migration.name_the_press_service(apps, None)
    assert Workflow.objects.get().name == "ჩვენი განხილვა"
    assert GroupApprovalTask.objects.get().name == "პრესსამსახური"


def test_an_author_writes_and_sends_the_press_service_approves(client, author, editor, draft):
    client.force_login(author)
    buttons = {button.get("name") for button in soup(client.get(address_of(draft))).select("footer button")}
    assert "action-submit" in buttons
    assert "action-publish" not in buttons
    assert press(client, draft, "action-submit").status_code == 302
    task = Page.objects.get(pk=draft.pk).current_workflow_task_state
    approval = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])
    assert client.post(approval, {"comment": ""}).status_code == 302  # refused: it is not the author's to approve
    assert not Page.objects.get(pk=draft.pk).live
    client.force_login(editor)
    client.post(approval, {"comment": ""})
    assert Page.objects.get(pk=draft.pk).live


def test_an_author_does_not_publish_by_a_button_that_is_not_shown(client, author, draft):
    client.force_login(author)
    press(client, draft, "action-publish")
    assert not Page.objects.get(pk=draft.pk).live


OURS = {
    "bilingual.still_right": "ინგლისური კვლავ სწორია",
    "bilingual.in_spite": "გაიგზავნა გაფრთხილებების მიუხედავად",
    "bilingual.not_published": "დანიშნულ დროს არ გამოქვეყნდა",
    "bilingual.not_taken_down": "დანიშნულ დროს გამოქვეყნება არ გაუქმდა",
}


@pytest.mark.parametrize("group", [AUTHORS, EDITORS, ADMINISTRATORS])
def test_the_history_of_the_site_is_there_for_everybody_and_goes_into_a_table(client, author, draft, group):
    author.groups.set([Group.objects.get(name=group)])
    for action in OURS:
        log(instance=draft, action=action, user=author, data={"entries": ["სათაური"]})
    client.force_login(author)
    address = reverse("wagtailadmin_reports:site_history")
    assert "სკვერი" in client.get(address).content.decode()
    rows = list(csv.reader(io.StringIO(_whole(client.get(address, {"export": "csv"})).decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(_whole(client.get(address, {"export": "xlsx"})))).active
    written = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    for table in (rows, written):
        cells = {cell for row in table for cell in row}
        assert set(OURS.values()) <= cells
        assert "author" in cells
        assert not any(MTAVRULI.search(cell) for cell in cells)


def _whole(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_only_administrators_manage_users(client, author):
    for group, may in ((AUTHORS, False), (EDITORS, False), (ADMINISTRATORS, True)):
        author.groups.set([Group.objects.get(name=group)])
        client.force_login(author)
        assert (client.get(reverse("wagtailusers_users:index")).status_code == 200) == may
