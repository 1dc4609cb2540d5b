"""Entries of the menus in which the admin keeps what can be done with one page."""

from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem


def put_into_menus(item: type[PageMenuItem], in_row: int, in_head: int, not_in: str = "") -> None:
    """Into the menu of a page's row and that of its head, each at its place; not into the head of the view `not_in`."""

    @hooks.register("register_page_listing_more_buttons")
    def in_the_menu_of_a_row(page, user, next_url=None):
        yield item(page=page, priority=in_row)

    @hooks.register("register_page_header_buttons")
    def in_the_menu_of_a_page(page, user, view_name, next_url=None):
        if view_name != not_in:
            yield item(page=page, priority=in_head)
