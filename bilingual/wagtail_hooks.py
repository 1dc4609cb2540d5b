"""The admin of a site in two languages."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.log_actions import LogFormatter

from . import beside, translating, translation_report
from .bulk_publishing import PublishSeveral
from .forms import log_accepted
from .listings import BilingualExplorer

# They register themselves.
__all__ = ["beside", "translating", "translation_report"]

explorer = BilingualExplorer()


@hooks.register("register_admin_viewset")
def replace_the_explorer():
    return explorer


# After Wagtail's own, which has the same name.
hooks.register("register_bulk_action", PublishSeveral, order=1)


@hooks.register("insert_editor_js")
def our_part_of_the_editor():
    return format_html('<script src="{}"></script>', versioned_static("js/editor.js"))


_OF_A_PASTE = {
    "blocks": _("The pasted text stands in parts now: headings, lists, tables. Please look through them."),
    "pictures": _("Pictures were left out. Add each as a part “Picture”, with its alternative text."),
    "addresses": _("Headings, lists and tables hold no links: the addresses were written behind the words."),
    "levels": _("Lists within lists became one list."),
    "merged": _("Merged cells of tables were parted."),
    "undo": _("Undo the paste"),
    "close": _("Close"),
}


@hooks.register("insert_editor_js")
def what_comes_from_word():
    words = format_html_join("", ' data-{}="{}"', _OF_A_PASTE.items())
    return format_html('<script src="{}"{}></script>', versioned_static("js/paste.js"), words)


@hooks.register("before_edit_page")
def an_explicit_save_takes_marks(request, page):
    """The browser saves drafts by itself and then asks for JSON; only a press of a button takes marks."""
    page.saves_by_hand = _saves_by_hand(request)


@hooks.register("before_create_page")
def so_does_that_of_a_new_page(request, parent_page, page_class):
    parent_page.saves_by_hand = _saves_by_hand(request)


@hooks.register("after_create_page")
def what_a_new_page_was_published_in_spite_of(request, page):
    """Only now has it a history."""
    log_accepted(page, getattr(page, "accepted_at_birth", []))


def _saves_by_hand(request) -> bool:
    return request.method == "POST" and request.accepts("text/html")


@hooks.register("register_log_actions")
def our_entries_of_the_history(actions):
    for action, label in (
        ("bilingual.still_right", _("English still right")),
        ("bilingual.right_as_it_is", _("Difference right as it is")),
        ("bilingual.not_right", _("Difference not right after all")),
        ("bilingual.in_spite", _("Sent on in spite of warnings")),
        ("bilingual.not_published", _("Not published at its time")),
        ("bilingual.not_taken_down", _("Not taken down at its time")),
    ):
        actions.register_action(action)(type("_Formatter", (_Entries,), {"label": label}))


class _Entries(LogFormatter):
    """What was done, and to what."""

    def format_message(self, log_entry):
        return f"{self.label}: {'; '.join(log_entry.data.get('entries', []))}"
