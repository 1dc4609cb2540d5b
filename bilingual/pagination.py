"""Lists over several addresses."""

from django.core.paginator import Page, Paginator


def paginate(request, items, size: int) -> Page:
    """The page asked for by `?page=`; nonsense leads to the first, a number too high to the last."""
    page = Paginator(items, size).get_page(request.GET.get("page"))
    # What the pagination component needs to keep the rest of the address.
    query = request.GET.copy()
    query.pop("page", None)
    page.query = query.urlencode()
    return page
