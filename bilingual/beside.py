"""Both languages of a draft beside each other, as their readers would see them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from .models import BilingualPage
from .page_menu import put_into_menus


class BothLanguages(WagtailAdminTemplateMixin, TemplateView):
    """The last saved draft in two frames, each as wide as a telephone or half the window."""

    page_title = _("Both languages")
    header_icon = "view"
    template_name = "admin/both_languages.html"
    _show_breadcrumbs = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific

    def dispatch(self, request, *args, **kwargs):
        if not isinstance(self.page, BilingualPage):
            raise Http404
        may = self.page.permissions_for_user(request.user)
        if not (may.can_edit() or may.can_publish()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        editor = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        title = self.page.get_latest_revision_as_object().get_admin_display_title()
        return [*self.breadcrumbs_items, {"url": editor, "label": title}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        draft = reverse("wagtailadmin_pages:view_draft", args=[self.page.pk])
        frames = [(code, name, f"{draft}?mode={code}") for code, name in self.page.preview_modes]
        return super().get_context_data(**kwargs) | {"frames": frames}


class BothLanguagesItem(PageMenuItem):
    """Leads from a page to both."""

    label = BothLanguages.page_title
    icon_name = BothLanguages.header_icon
    url_name = "both_languages"

    def is_shown(self, user):
        return isinstance(self.page, BilingualPage) and self.page.permissions_for_user(user).can_edit()


put_into_menus(BothLanguagesItem, in_row=3, in_head=11)


@hooks.register("register_admin_urls")
def address_of_both():
    return [path("pages/<int:page_id>/both-languages/", BothLanguages.as_view(), name="both_languages")]
