"""Copies of pages: a copy that readers see at once passes the same gate as any other page, and none takes along what
somebody said of its original."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from .fields import rows_of
from .gate import Judgement, judge_for_publishing
from .publishing import pages_that_go_live
from .records import BilingualRecord
from .refusals import address_of_concerns
from .widgets import GeorgianSlugInput


class BilingualCopyForm(CopyForm):
    """Romanises as the editor does, and says before anything is copied what may not be published."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_slug"].widget = GeorgianSlugInput()

    def clean(self):
        data = super().clean()
        name = next((name for name in ("alias", "publish_copies") if data.get(name)), None)
        if name and not self.errors:
            for page, judgement in self._judged(data, is_alias=name == "alias"):
                if judgement.refuses:
                    self.add_error(name, _reasons(page, judgement))
        return data

    def _judged(self, data, is_alias: bool) -> list[tuple[Page, Judgement]]:
        # An alias keeps the title of its original.
        title = "" if is_alias else data.get("new_title", "")
        pages = pages_that_go_live(self.page, with_children=bool(data.get("copy_subpages")), title=title)
        return [(page, judge_for_publishing(page)) for page in pages]


def _reasons(page: Page, judgement: Judgement) -> SafeString:
    return format_html(
        "{} <ul>{}</ul> <a href='{}'>{}</a>",
        _("“%(title)s” cannot be published as a copy. Copy it as a draft, or mend first:")
        % {"title": page.get_admin_display_title()},
        format_html_join("", "<li>{}</li>", ((concern.message,) for concern in judgement.obstacles)),
        address_of_concerns(page),
        _("Open the page"),
    )


_copying = ContextVar("_copying", default=False)


@contextmanager
def _as_copy() -> Iterator[None]:
    token = _copying.set(True)
    try:
        yield
    finally:
        _copying.reset(token)


def forget_what_was_accepted(page: BilingualRecord) -> None:
    """Of the newest version of a page that is being copied, which Wagtail makes of that of the original. Another page
    is left as it is; nothing is saved."""
    if _copying.get():
        for record in [page, *(row for _relation, _number, row in rows_of(page))]:
            record.accepted_differences = {}


def watch() -> None:
    """Lets Wagtail's action forget it of the rows of a copy too: `default_exclude_fields_in_copy` names only columns of
    the page itself."""
    execute = CopyPageAction.execute

    def execute_and_forget(self, *args, **kwargs):
        given = self.process_child_object

        def process(original, copied, relation, row):
            if isinstance(row, BilingualRecord):
                row.accepted_differences = {}
            if given:
                given(original, copied, relation, row)

        self.process_child_object = process
        with _as_copy():
            return execute(self, *args, **kwargs)

    CopyPageAction.execute = execute_and_forget
