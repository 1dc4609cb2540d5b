"""Georgian for what Wagtail writes into its screens without gettext: labels that Django makes of a field's name,
filters that asked for their words when they were loaded, before any language was chosen, and plurals after a number.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet, WorkflowTasksReportFilterSet
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm

LABELS = {
    choosers.ExternalLinkChooserForm: {"link_text": _("Link text")},
    choosers.AnchorLinkChooserForm: {"link_text": _("Link text")},
    choosers.EmailLinkChooserForm: {
        "email_address": _("E-mail address"),
        "link_text": _("Link text"),
        "subject": _("Subject of the mail"),
        "body": _("Text of the mail"),
    },
    choosers.PhoneLinkChooserForm: {"phone_number": _("Telephone number"), "link_text": _("Link text")},
    RoleForm: {"role": _("Group")},
}
HELP = {
    RedirectForm: {
        "old_path": _("The old address without the name of the site: /page/224"),
        "redirect_page": _("Chosen here, the redirect follows the page wherever it is moved."),
        "redirect_link": _("Only where it is no page of this site: the whole address, with https://"),
    }
}
FILTERS = {
    RedirectsReportFilterSet: {"is_permanent": _("Kind of redirect")},
    WorkflowReportFilterSet: {"requested_by": _("Sent by")},
    WorkflowTasksReportFilterSet: {"started_at": _("Begun"), "finished_at": _("Finished")},
}


def count_of(paginator: WagtailPaginator) -> str:
    """How many things a list holds, "3 გვერდი": Georgian has the singular after every number."""
    is_singular = paginator.count == 1 or get_language() == "ka"
    return f"{paginator.count} {paginator.verbose_name if is_singular else paginator.verbose_name_plural}"


def install() -> None:
    """Gives each its label and help, in the language of whoever looks."""
    WagtailPaginator.items_count_label = property(count_of)
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    for form, helps in HELP.items():
        for name, help_text in helps.items():
            form.base_fields[name].help_text = help_text
    for filterset, labels in FILTERS.items():
        for name, label in labels.items():
            filterset.base_filters[name].label = label
    kinds = RedirectsReportFilterSet.base_filters["is_permanent"].extra
    kinds["choices"] = ((True, _("For good")), (False, _("For a time")))
    kinds["empty_label"] = _("All")
