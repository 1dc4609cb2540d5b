"""Two pages in the reports of the admin: the record of all projects, and the rules of their funders."""

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


class OfficeReport(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Of the projects with which the user has to do."""

    permission_policy = page_permission_policy
    any_permission_required = MAY_READ

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

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
            "overdue": overdue(self.projects, timezone.localdate()),
            "missing": missing_facts(self.projects),
            "charts": charts(self.projects),
        }


class FunderRulesReport(OfficeReport):
    page_title = _("How funders are named")
    header_icon = "group"
    template_name = "admin/funder_rules_report.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"checks": funder_checks(self.projects)}


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
