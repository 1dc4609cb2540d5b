"""The screens of the office itself: the login, one's own account, colleagues, settings, redirects, reports."""

import re

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Workflow

from .desk import ADMINISTRATOR, PUBLISHERS, SUPERUSER, Desk, screen


@screen("login")
def login(desk: Desk):
    desk.client.logout()
    address = reverse("wagtailadmin_login")
    form = desk.open(address).select_one("form[method=post]")
    desk.send(address, form, username="", password="")
    desk.send(address, form, username=desk.user.username, password="wrong")
    desk.send(address, form, username=desk.user.username, password="long-enough-password")
    desk.send(reverse("wagtailadmin_logout"))


@screen("forgotten password")
def forgotten_password(desk: Desk):
    desk.client.logout()
    address = reverse("wagtailadmin_password_reset")
    form = desk.open(address).select_one("form[method=post]")
    desk.send(address, form, email="x")
    desk.send(address, form, email=desk.user.email)
    link = re.search(r"http://testserver(/admin/password_reset/confirm/\S+)", mail.outbox[-1].body).group(1)
    desk.read_mails()
    desk.open(link)
    chosen = re.sub(r"[^/]+/$", "set-password/", link)
    desk.send(chosen, new_password1="123", new_password2="12")
    desk.send(chosen, new_password1="sakhli-mdinaris-piras", new_password2="sakhli-mdinaris-piras")
    desk.open(link)


@screen("own account")
def account(desk: Desk):
    address = reverse("wagtailadmin_account")
    form = desk.open(address).select_one("form[method=post], form[method=POST]")
    desk.send(address, form, **{"name_email-email": "x", "name_email-first_name": ""})
    wrong = {"password-old_password": "x", "password-new_password1": "1", "password-new_password2": "2"}
    desk.send(address, form, **wrong)
    desk.send(address, form, **{"name_email-first_name": "ნინო"})


@screen("settings", *PUBLISHERS)
def settings(desk: Desk):
    for model in ("sitedetails", "alertbanner"):
        address = desk.client.get(reverse("wagtailsettings:edit", args=["home", model])).url
        form = desk.open(address).select_one("form[method=post], form[method=POST]")
        desk.send(address, form, name_ka="", email="x", link="x", text_ka="ყურადღება", expires_at="")
        desk.send(address, form, expires_at="2035-01-01 10:00")


@screen("redirects", *PUBLISHERS)
def redirects(desk: Desk):
    desk.open("wagtailredirects:index")
    address = reverse("wagtailredirects:add")
    form = desk.open(address).select_one("form[method=post], form[method=POST]")
    desk.send(address, form, old_path="", redirect_link="")
    for _twice in range(2):
        desk.send(address, form, old_path="/old/", redirect_link="https://example.org/")
    one = Redirect.objects.get(old_path="/old")
    desk.open("wagtailredirects:index", query={"q": "old"})
    desk.open("wagtailredirects:index", query={"q": "ჰიპოპოტამი", "is_permanent": "true"})
    address = reverse("wagtailredirects:edit", args=[one.pk])
    desk.send(address, desk.open(address).select_one("form[method=post], form[method=POST]"), is_permanent=None)
    address = reverse("wagtailredirects:delete", args=[one.pk])
    desk.open(address)
    desk.send(address)


@screen("import of redirects", *PUBLISHERS)
def import_of_redirects(desk: Desk):
    address = reverse("wagtailredirects:start_import")
    form = desk.open(address).select_one("form[method=post], form[method=POST]")
    desk.send(address, form)
    for name, content in (
        ("x.exe", b"x"),
        ("empty.csv", b""),
        ("list.csv", b"from,to\n/old/,https://example.org/\n/bad,nowhere\n"),
    ):
        answer = desk.send(address, form, import_file=SimpleUploadedFile(name, content, "text/csv"))
    form = answer.select_one("form[action*=process]")
    process = reverse("wagtailredirects:process_import")
    desk.send(process, form, from_index="", to_index="")
    desk.send(process, form, from_index="0", to_index="1")


REPORTS = ("wagtailadmin_reports:locked_pages", "wagtailadmin_reports:workflow", "wagtailadmin_reports:workflow_tasks",
           "wagtailadmin_reports:site_history", "wagtailadmin_reports:aging_pages",
           "wagtailadmin_reports:page_types_usage", "files_report", "pages_without_brochure", "downloads",
           "downloads_by_day", "translations_report")  # fmt: skip


@screen("reports", *PUBLISHERS)
def reports(desk: Desk):
    for name in REPORTS:
        desk.open(name)
        desk.open(name, query={"export": "csv"})
        desk.open(f"{name}_results")


@screen("users", ADMINISTRATOR)
def users(desk: Desk):
    desk.open("wagtailusers_users:index")
    desk.open("wagtailusers_users:index", query={"q": "ჰიპოპოტამი"})
    address = reverse("wagtailusers_users:add")
    form = desk.open(address).select_one("form[method=post], form[method=POST]")
    desk.send(address, form, username="", email="x", password1="1", password2="2")
    values = {"username": "nino", "first_name": "ნინო", "last_name": "ბერიძე", "email": "nino@example.org"}
    passwords = {"password1": "sakhli-mdinaris-piras", "password2": "sakhli-mdinaris-piras"}
    desk.send(address, form, **values, **passwords, groups=str(Group.objects.first().pk))
    one = get_user_model().objects.get(username="nino")
    address = reverse("wagtailusers_users:edit", args=[one.pk])
    desk.send(address, desk.open(address).select_one("form[method=post], form[method=POST]"), first_name="ნათია")
    for view in ("history", "usage", "delete"):
        desk.open(f"wagtailusers_users:{view}", one.pk)
    for action in ("delete", "assign_role", "set_active_state"):
        bulk = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        desk.open(f"{bulk}?id={one.pk}&next=/admin/")
    desk.send(reverse("wagtailusers_users:delete", args=[one.pk]))


@screen("groups, workflows, collections and sites", SUPERUSER)
def machinery(desk: Desk):
    for name in ("wagtailusers_groups", "wagtailsites", "wagtailadmin_collections", "wagtailadmin_workflows"):
        desk.open(f"{name}:index")
        desk.open(f"{name}:add")
        desk.send(reverse(f"{name}:add"), desk.open(f"{name}:add").select_one("form[method=post], form[method=POST]"))
    desk.open("wagtailusers_groups:edit", Group.objects.first().pk)
    desk.open("wagtailusers_groups:delete", Group.objects.first().pk)
    workflow = Workflow.objects.first()
    for view in ("edit", "usage", "disable"):
        desk.open(f"wagtailadmin_workflows:{view}", workflow.pk)
    desk.open("wagtailadmin_workflows:task_index")
    desk.open("wagtailadmin_workflows:edit_task", workflow.tasks.first().pk)
    desk.open("wagtailadmin_workflows:select_task_type")


@screen("what does not exist or is refused")
def faults(desk: Desk):
    desk.open("/admin/nowhere/", status=404)
    desk.open("/admin/pages/999999/edit/", status=404)
    desk.client.get(reverse("wagtailusers_groups:index"))
    desk.open("wagtailadmin_home")
    strict = desk.client.__class__(enforce_csrf_checks=True)
    strict.force_login(desk.user)
    response = strict.post(reverse("wagtailadmin_account"))
    desk.shown.append(("refused form", response.content.decode()))
