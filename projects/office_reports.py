"""Two pages in the reports of the admin: the record of all projects, and the rules of their funders."""

from django.core.paginator import Page, Paginator
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from .models import ProjectPage
from .office import charts, funder_checks, missing_facts, overdue, projects_with_record

MAY_READ = ["add", "change", "publish"]
AT_ONCE = 50


class OfficeReport(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Of the projects with which the user has to do."""

    permission_policy = page_permission_policy
    any_permission_required = MAY_READ

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def part(self, findings: list, key: str) -> Page:
        """Those of the page that the address names under `key`; a wrong number gives the first or the last one."""
        return Paginator(findings, AT_ONCE).get_page(self.request.GET.get(key))

    @cached_property
    def projects(self) -> list[ProjectPage]:
        pages = page_permission_policy.instances_user_has_any_permission_for(self.request.user, MAY_READ)
        return projects_with_record(ProjectPage.objects.filter(pk__in=pages.values("pk")))


class RecordReport(OfficeReport):
    page_title = _("Record of the projects")
    header_icon = "folder-open-inverse"
    template_name = "admin/record_report.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "overdue": self.part(overdue(self.projects, timezone.localdate()), "overdue"),
            "missing": self.part(missing_facts(self.projects), "missing"),
            "charts": charts(self.projects),
        }


class FunderRulesReport(OfficeReport):
    page_title = _("How funders are named")
    header_icon = "group"
    template_name = "admin/funder_rules_report.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"checks": self.part(funder_checks(self.projects), "p")}


class OfficeReportItem(MenuItem):
    """In the menu of those who may open it."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, MAY_READ)


@hooks.register("register_admin_urls")
def addresses_of_office_reports():
    return [
        path("reports/record/", RecordReport.as_view(), name="record_report"),
        path("reports/funder-rules/", FunderRulesReport.as_view(), name="funder_rules_report"),
    ]


@hooks.register("register_reports_menu_item")
def record_in_the_menu():
    return OfficeReportItem(
        RecordReport.page_title, reverse("record_report"), name="record", icon_name=RecordReport.header_icon, order=80
    )


@hooks.register("register_reports_menu_item")
def funder_rules_in_the_menu():
    report = FunderRulesReport
    return OfficeReportItem(
        report.page_title, reverse("funder_rules_report"), name="funder-rules", icon_name=report.header_icon, order=90
    )
