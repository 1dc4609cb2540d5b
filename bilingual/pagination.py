"""Lists over several addresses."""

from django.core.paginator import Page, Paginator


def part_of(page: Page, filters) -> str:
    """The query by which this part of a list is known, "?page=2".

    A list that was filtered is known by the address of the whole one: its entries all stand there.
    """
    return f"?page={page.number}" if page.number > 1 and not filters.chips else ""


def paginate(request, items, size: int) -> Page:
    """The page asked for by `?page=`; nonsense leads to the first, a number too high to the last."""
    page = Paginator(items, size).get_page(request.GET.get("page"))
    # What the pagination component needs to keep the rest of the address.
    query = request.GET.copy()
    query.pop("page", None)
    page.query = query.urlencode()
    return page
