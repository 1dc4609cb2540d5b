"""Where files are used, as the lists of the admin tell it: the names of the pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .models import PdfDocument
from .swapping import Swap


@dataclass
class Use:
    """A page that uses a file. `address` is that of its editor, for those who may open it."""

    page: Page
    address: str
    # The rows in which this file should change its place.
    swaps: list[Swap] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.page.get_admin_display_title()


class WhereUsedColumn(Column):
    """The pages that use a file, and the buttons of `Use.swaps`."""

    cell_template_name = "admin/where_used.html"


def tell_uses(listed: Iterable[PdfDocument], used: dict[int, list[int]], user) -> None:
    """Gives each document what the column shows. `used` are the ids of the pages of each."""
    page_ids = {page_id for document in listed for page_id in used[document.pk]}
    pages = Page.objects.filter(pk__in=page_ids).specific().defer_streamfields().in_bulk()
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    addresses = {
        page_id: reverse("wagtailadmin_pages:edit", args=[page_id])
        for page_id in editable.filter(pk__in=page_ids).values_list("pk", flat=True)
    }
    for document in listed:
        document.uses = [
            Use(pages[page_id], addresses.get(page_id, "")) for page_id in used[document.pk] if page_id in pages
        ]
