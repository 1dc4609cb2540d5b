"""The screens on which pages are found, written, published and judged."""

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Page

from announcements.models import AnnouncementPage
from projects.models import ProjectPage

from .desk import ADMINISTRATOR, EDITOR, NO_TEXT, PUBLISHERS, Desk, screen

PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}
COMMENTS = {"comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "0"}


def empty_rows(*names: str) -> dict[str, str]:
    """One more row of each kind than there are, and nothing in it."""
    return {
        key: value
        for name in names
        for key, value in ((f"{name}-TOTAL_FORMS", "10"), *((f"{name}-{row}-ORDER", str(row + 1)) for row in range(10)))
    }


def draft(desk: Desk, title: str = "ახალი განცხადება", **values) -> AnnouncementPage:
    """An announcement that this person has just written."""
    parent = desk.pages["announcements"]
    address = reverse("wagtailadmin_pages:add", args=["announcements", "announcementpage", parent.pk])
    form = desk.open(address).select_one("form[data-edit-form]")
    desk.send(address, form, **NO_TEXT | {"title": title, "slug": ""} | values)
    return AnnouncementPage.objects.get(title=title)


def waiting(desk: Desk, **values) -> AnnouncementPage:
    """An announcement that waits for its review."""
    page = draft(desk, title="განსახილველი განცხადება", summary_ka="რა ხდება.", **values)
    desk.edit(page, **SUBMIT)
    page.refresh_from_db()
    assert page.current_workflow_state
    return page


@screen("dashboard")
def dashboard(desk: Desk):
    waiting(desk)
    page = draft(desk)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=desk.user, locked_at=timezone.now())
    desk.open("wagtailadmin_home")


@screen("explorer")
def explorer(desk: Desk):
    draft(desk)
    desk.open("wagtailadmin_explore_root")
    for page in desk.pages.values():
        desk.open("wagtailadmin_explore", page.pk)
    parent = desk.pages["projects"].pk
    desk.open("wagtailadmin_explore", parent, query={"ordering": "-title", "q": "ბიუჯეტირება"})
    desk.open("wagtailadmin_explore", parent, query={"q": "ჰიპოპოტამი"})
    desk.open("wagtailadmin_explore", parent, query={"translation": "missing", "latest_revision_created_at_from": "x"})
    desk.open("wagtailadmin_explore_results", parent)


@screen("order of the menu")
def order(desk: Desk):
    found = desk.open("wagtailadmin_explore", desk.pages["projects"].pk, query={"ordering": "ord"})
    assert found.select("[data-controller~=w-orderable], .handle")


@screen("search of pages")
def search(desk: Desk):
    for words in ("", "ბიუჯეტირება", "ჰიპოპოტამი"):
        desk.open("wagtailadmin_pages:search", query={"q": words})
    desk.open("wagtailadmin_pages:search", query={"q": "ქ", "content_type": "projects.projectpage"})


@screen("lists of projects and announcements")
def flat_lists(desk: Desk):
    for kind in ("projects", "announcements"):
        desk.open(f"{kind}:index")
        desk.open(f"{kind}:index", query={"q": "ჰიპოპოტამი"})
        desk.open(f"{kind}:choose_parent")


@screen("choice of a type")
def types(desk: Desk):
    for name in ("home", "projects", "announcements"):
        desk.open("wagtailadmin_pages:add_subpage", desk.pages[name].pk)


@screen("new page")
def create(desk: Desk):
    for kind in (ProjectPage, AnnouncementPage):
        parent = desk.pages["projects" if kind is ProjectPage else "announcements"]
        desk.open("wagtailadmin_pages:add", kind._meta.app_label, kind._meta.model_name, parent.pk)
    draft(desk)


@screen("new information page")
def create_information(desk: Desk):
    desk.open("wagtailadmin_pages:add", "home", "infopage", desk.pages["home"].pk)


@screen("editor of an own draft")
def edit_draft(desk: Desk):
    page = draft(desk)
    desk.edit(page, title="შეცვლილი სათაური", title_en="A changed title")


@screen("editor of each kind of page", *PUBLISHERS)
def edit(desk: Desk):
    for page in desk.pages.values():
        desk.open("wagtailadmin_pages:edit", page.pk)


@screen("errors in a page")
def errors(desk: Desk):
    page = draft(desk)
    wrong = {"title": "", "date": "x", "deadline": "31.02.2030", "deadline_time": "x", "go_live_at": "x", "slug": "ა ბ"}
    assert desk.edit(page, **wrong).select(".error-message")
    desk.edit(page, deadline_time="10:00", go_live_at="2035-01-02", expire_at="2035-01-01")
    desk.edit(page, slug=desk.pages["announcement"].slug)
    rows = empty_rows("attachments", "project_rows")
    desk.edit(page, **rows, **PUBLISH if desk.user.groups.filter(name="რედაქტორები") else SUBMIT)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    desk.client.post(address, wrong | NO_TEXT, headers={"Accept": "application/json"})


@screen("errors in a project", *PUBLISHERS)
def errors_of_a_project(desk: Desk):
    wrong = {
        "title": "",
        "start_date": "x",
        "budget_amount": "ბევრი",
        "duration_months": "-1",
        "contact_email": "x",
        **empty_rows("organisations", "objectives", "expected_results", "milestones"),
    }
    assert desk.edit(desk.pages["project"], **wrong).select(".error-message")
    desk.edit(desk.pages["project"], start_date="2030-01-02", end_date="2030-01-01", **PUBLISH)


@screen("preview")
def preview(desk: Desk):
    page = draft(desk)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    form = desk.open("wagtailadmin_pages:edit", page.pk).select_one("form[data-edit-form]")
    desk.send(address, form, **NO_TEXT)
    desk.open(address, query={"mode": "ka", "in_preview_panel": "true"})
    desk.open("wagtailadmin_pages:view_draft", page.pk)


@screen("publishing, schedule and unpublishing", *PUBLISHERS)
def publish(desk: Desk):
    page = draft(desk, summary_ka="რა ხდება.")
    desk.edit(page, go_live_at="2035-01-01 10:00", expire_at="2036-01-01 10:00", **PUBLISH)
    desk.open("wagtailadmin_pages:edit", page.pk)
    page.refresh_from_db()
    if page.scheduled_revision:
        address = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.scheduled_revision.pk])
        desk.open(address)
        desk.send(address)
    desk.edit(page, go_live_at="", expire_at="", **PUBLISH)
    address = reverse("wagtailadmin_pages:unpublish", args=[desk.pages["project"].pk])
    desk.open(address)
    desk.send(address)


@screen("deletion", ADMINISTRATOR)
def delete(desk: Desk):
    desk.open("wagtailadmin_pages:delete", desk.pages["projects"].pk)
    address = reverse("wagtailadmin_pages:delete", args=[desk.pages["announcement"].pk])
    desk.open(address)
    desk.send(address)


@screen("move", *PUBLISHERS)
def move(desk: Desk):
    page, here = desk.pages["announcement"], desk.pages["announcements"]
    desk.open("wagtailadmin_pages:move", page.pk)
    desk.open("wagtailadmin_pages:move_confirm", page.pk, here.pk)


@screen("copy")
def copy(desk: Desk):
    page = draft(desk)
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    form = desk.open(address).select_one("form[method=post], form[action*=copy]")
    desk.send(address, form, new_title="", new_slug="ა ბ")
    desk.send(address, form, new_title="ასლი", new_slug=page.slug)
    desk.send(address, form, new_title="ასლი", new_slug="asli")


@screen("history")
def history(desk: Desk):
    page = draft(desk)
    desk.edit(page, title="მეორე სათაური")
    desk.open("wagtailadmin_pages:history", page.pk)
    desk.open("wagtailadmin_pages:history", page.pk, query={"action": "wagtail.create"})
    desk.open("wagtailadmin_pages:history_results", page.pk)
    desk.open("wagtailadmin_pages:usage", page.pk)


@screen("comparison and earlier versions")
def compare(desk: Desk):
    page = draft(desk)
    desk.edit(page, title="მეორე სათაური", summary_ka="სხვა.", kind="call", date="2030-01-01")
    first = page.revisions.order_by("pk").first()
    desk.open("wagtailadmin_pages:revisions_compare", page.pk, "earliest", "latest")
    desk.open("wagtailadmin_pages:revisions_compare", page.pk, first.pk, first.pk)
    desk.open("wagtailadmin_pages:revisions_view", page.pk, first.pk)
    desk.open("wagtailadmin_pages:revisions_revert", page.pk, first.pk)


@screen("sending to review")
def submit(desk: Desk):
    page = waiting(desk)
    desk.open("wagtailadmin_pages:edit", page.pk)
    desk.open("wagtailadmin_pages:workflow_history", page.pk)
    desk.open("wagtailadmin_pages:workflow_history_detail", page.pk, page.current_workflow_state.pk)
    address = reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[page.pk])
    desk.window(address)
    desk.edit(page, **{"action-cancel-workflow": "x"})
    desk.read_mails()


@screen("review", EDITOR)
def review(desk: Desk):
    page = waiting(desk)
    desk.open("wagtailadmin_pages:edit", page.pk)
    desk.open("wagtailadmin_pages:workflow_preview", page.pk, page.current_workflow_task_state.task.pk)
    task = page.current_workflow_task_state.pk
    for action in ("reject", "approve"):
        desk.window("wagtailadmin_pages:workflow_action", page.pk, action, task)
        desk.window("wagtailadmin_pages:collect_workflow_action_data", page.pk, action, task)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", task])
    desk.send(address, comment="დაამატეთ ბიუჯეტი")
    desk.open("wagtailadmin_pages:edit", page.pk)
    desk.edit(page, **{"action-restart-workflow": "x"})
    task = AnnouncementPage.objects.get(pk=page.pk).current_workflow_task_state.pk
    desk.send(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task]))
    desk.open("wagtailadmin_pages:workflow_history", page.pk)
    desk.read_mails()


@screen("comments")
def comments(desk: Desk):
    page = draft(desk)
    Comment.objects.create(page=page, user=desk.user, text="რატომ?", contentpath="summary_ka")
    desk.open("wagtailadmin_pages:edit", page.pk)
    row = {"comments-0-text": "სად?", "comments-0-contentpath": "title", "comments-0-position": ""}
    desk.edit(page, **COMMENTS, **row)
    desk.read_mails()


@screen("locked page", *PUBLISHERS)
def locked(desk: Desk):
    page = desk.pages["announcement"]
    desk.send(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    desk.open("wagtailadmin_pages:edit", page.pk)
    desk.send(reverse("wagtailadmin_pages:unlock", args=[page.pk]))


@screen("several pages at once")
def bulk(desk: Desk):
    page = draft(desk)
    for action in ("publish", "unpublish", "move"):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        form = desk.open(f"{address}?id={page.pk}&next=/admin/announcements/").select_one(
            "form[method=POST], form[method=post]"
        )
        desk.send(f"{address}?id={page.pk}&next=/admin/announcements/", form)


@screen("several pages deleted at once")
def bulk_delete(desk: Desk):
    page = draft(desk)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    desk.open(f"{address}?id={page.pk}&next=/admin/")
    desk.send(f"{address}?id={page.pk}&next=/admin/")


@screen("translation side by side", *PUBLISHERS)
def translate(desk: Desk):
    for page in desk.pages.values():
        desk.open("translate_page", page.pk)
    address = reverse("translate_page", args=[desk.pages["announcements"].pk])
    desk.send(address, desk.open(address).select_one("form[data-edit-form]"), title_en="News")


@screen("links to a draft", *PUBLISHERS)
def links_to_a_draft(desk: Desk):
    page = draft(desk)
    address = reverse("draft_links", args=[page.pk])
    desk.open(address)
    desk.send(address, recipient="", days="x")
    desk.send(address, recipient="UNDP", days="7")
    desk.send(desk.open(address).select_one(".draft-link form")["action"])
    desk.open("wagtailadmin_pages:history", page.pk)


@screen("both languages beside each other")
def both_languages(desk: Desk):
    desk.open("both_languages", draft(desk).pk)
