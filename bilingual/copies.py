"""Copies of pages: a copy that readers see at once passes the same gate as any other page."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from .gate import Judgement, judge_for_publishing
from .publishing import pages_that_go_live
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
