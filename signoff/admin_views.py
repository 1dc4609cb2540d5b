"""The links to the draft of one page: who has one, until when, and a new one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page

from bilingual.models import BilingualPage

from .forms import DraftLinkForm


def may_give_links(page: Page, user) -> bool:
    """Those who may publish the page may show it to somebody before."""
    return isinstance(page, BilingualPage) and page.permissions_for_user(user).can_publish()


class OfOnePage:
    """Mixed into views of a page's links."""

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, BilingualPage):
            raise Http404
        if not may_give_links(page, self.request.user):
            raise PermissionDenied
        return page

    def get_success_url(self) -> str:
        return reverse("draft_links", args=[self.page.pk])


class DraftLinks(OfOnePage, WagtailAdminTemplateMixin, FormView):
    """The list, and the form of a new link above it."""

    form_class = DraftLinkForm
    page_title = gettext_lazy("Links to the draft")
    header_icon = "link"
    template_name = "admin/draft_links.html"
    _show_breadcrumbs = True

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        editor = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": editor, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "links": self.page.draft_links.select_related("created_by"),
        }

    @transaction.atomic
    def form_valid(self, form):
        link = form.instance
        link.page, link.created_by = self.page, self.request.user
        link.valid_for(form.cleaned_data["days"])
        link.save()
        data = {"recipient": link.recipient, "until": link.expires_at.isoformat()}
        log(self.page, "signoff.made", user=self.request.user, data=data)
        messages.success(self.request, _("The link is made. Copy it in the language of its reader and send it."))
        return redirect(self.get_success_url())


class RevokeDraftLink(OfOnePage, View):
    """A press of the button beside a link; its address never works again."""

    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request, page_id, link_id):
        link = get_object_or_404(self.page.draft_links, pk=link_id)
        if self.page.draft_links.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
            log(self.page, "signoff.revoked", user=request.user, data={"recipient": link.recipient})
            messages.success(request, _("The link no longer works."))
        return redirect(self.get_success_url())
