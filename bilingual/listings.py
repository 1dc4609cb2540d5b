"""Lists of pages in the admin, with the state of their English."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet


def _english(page):
    return _("Translated") if getattr(page, "title_en", "") else _("Missing")


ENGLISH_COLUMN = Column("english", label="English", accessor=_english, width="12%")


def _with_english(columns: list[Column]) -> list[Column]:
    """The column stands before the status, which is the last."""
    return [*columns[:-1], ENGLISH_COLUMN, columns[-1]]


class BilingualExplorerView(ExplorableIndexView):
    columns = _with_english(ExplorableIndexView.base_columns)


class BilingualExplorer(PageViewSet):
    """The explorer of the page tree."""

    index_view_class = BilingualExplorerView
    columns = BilingualExplorerView.columns


class BilingualListing(PageListingViewSet):
    """A flat list of all pages of one type, for the menu."""

    columns = _with_english([column for column in IndexView.base_columns if column.name != "parent"])
    add_to_admin_menu = True
