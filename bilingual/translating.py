"""The translator's screen of one page: both languages side by side."""

from django.http import Http404, QueryDict
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component, MediaContainer
from wagtail.admin.ui.menus.pages import PageMenuItem, get_page_header_buttons
from wagtail.admin.views.pages.edit import EditView

from .marking_forms import REASON
from .page_menu import put_into_menus
from .records import BilingualRecord
from .side_by_side import panels_for_translation


class TranslateView(EditView):
    """The editor of a page with its English texts alone. It saves drafts by hand, nothing else.

    The form is laid over the newest version, so what others change meanwhile in Georgian stays. But who translates
    must have read it: a version that is newer than the one she saw is shown to her before anything is saved.
    """

    def get(self, request, *args, **kwargs):
        self._take_own_panels()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self._take_own_panels()
        return super().post(request, *args, **kwargs)

    def _take_own_panels(self) -> None:
        """In the place of those that Wagtail has just taken for its editor."""
        if not issubclass(self.page_class, BilingualRecord):
            raise Http404
        self.edit_handler = panels_for_translation(self.page_class)
        self.form_class = self.edit_handler.get_form_class()
        self.autosave_enabled = False

    @property
    def action_name_and_method(self):
        return "save", self.save_action

    def form_valid(self, form):
        return self._show_newer_version() if self.is_out_of_date else super().form_valid(form)

    def form_invalid(self, form):
        if self.is_out_of_date:
            self._tell_of_newer_version()
        return super().form_invalid(form)

    def _tell_of_newer_version(self) -> None:
        messages.warning(
            self.request,
            _(
                "Nothing has been saved yet: somebody has changed this page while you were writing. Here are its "
                "newest Georgian text and what you have written. Compare the two and save again."
            ),
        )

    def _show_newer_version(self):
        self._tell_of_newer_version()
        # Checking the old form has written its texts into the newest version, row by row. What was said of a text that
        # may be another one now is not taken over; the reasons for differences are, they belong to their words.
        written = QueryDict(mutable=True)
        written.update({name: value for name, value in self.request.POST.items() if REASON in name})
        self.form = self.form_class(
            instance=self.page, subscription=self.subscription, parent_page=self.parent, for_user=self.request.user
        )
        for form in [self.form, *(row for rows in self.form.formsets.values() for row in rows.forms)]:
            form.data = written
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())

    def get_edit_url(self):
        return reverse("translate_page", args=[self.page.pk])

    def get_page_title(self):
        return _("Translating")

    def get_template_names(self):
        return super().get_template_names() if self.page.alias_of_id else ["admin/translate.html"]

    def get_side_panels(self):
        # A preview would be made from the whole form of the page.
        return MediaContainer()

    def get_action_menu(self):
        return SaveMenu(self.locked_for_user)

    @cached_property
    def header_more_buttons(self):
        return get_page_header_buttons(
            page=self.page, user=self.request.user, next_url=self.request.path, view_name="translate"
        )


class SaveMenu(Component):
    """The one button at the foot."""

    def __init__(self, is_locked: bool):
        self.is_locked = is_locked

    @property
    def template_name(self) -> str:
        name = "page_locked" if self.is_locked else "save_draft"
        return f"wagtailadmin/pages/action_menu/{name}.html"


class TranslateItem(PageMenuItem):
    """Leads from a page to its translator's screen."""

    label = gettext_lazy("Translate side by side")
    icon_name = "globe"
    url_name = "translate_page"

    def is_shown(self, user):
        return isinstance(self.page, BilingualRecord) and self.page.permissions_for_user(user).can_edit()


put_into_menus(TranslateItem, in_row=3, in_head=12, not_in="translate")


@hooks.register("register_admin_urls")
def address_of_the_screen():
    return [path("pages/<int:page_id>/translate/", TranslateView.as_view(), name="translate_page")]
