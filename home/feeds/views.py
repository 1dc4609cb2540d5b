"""The addresses of the feeds."""

from collections.abc import Iterable
from functools import reduce
from hashlib import sha256
from operator import or_

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from announcements.models import AnnouncementPage
from bilingual import languages
from bilingual.addresses import absolute
from bilingual.models import BilingualPage
from bilingual.text import text_of
from home.frame import Frame
from home.models import InfoPage
from projects.models import ProjectPage

from .atom import ATOM, LocalisedAtom
from .entries import entries_of, identity_of

# The newest; who asks less often than this many pages change has the lists.
SIZE = 20
KINDS = (ProjectPage, AnnouncementPage, InfoPage)


@require_safe
def announcements(request):
    """The announcements, the newest first."""
    frame = Frame(request)
    found = AnnouncementPage.objects.order_by("-first_published_at", "-pk")
    return _answer(request, frame, "announcements", found, ["title_en"])


@require_safe
def changes(request):
    """Projects, announcements and pages of information, the one published last first, for the first time or again."""
    frame = Frame(request)
    found = Page.objects.type(*KINDS).order_by("-last_published_at", "-pk")
    titles = [f"{model._meta.model_name}__title_en" for model in KINDS]
    return _answer(request, frame, "changes", found, titles)


def _answer(request, frame: Frame, name: str, found, titles: Iterable[str]) -> HttpResponse:
    site = Site.find_for_request(request)
    if not site:
        raise Http404
    home = site.root_page.specific
    entries = entries_of(_in_active_language(found.live().descendant_of(home), titles), request)
    own = next(feed for feed in frame.feeds if feed.name == name)
    feed = LocalisedAtom(
        title=f"{text_of(frame.details, 'name')}: {own.label}",
        link=home.address_in(languages.active()),
        description="",
        language=languages.active(),
        author_name=str(text_of(frame.details, "name")),
        author_link=home.address_in(languages.active()),
        feed_url=absolute(own.path),
        feed_guid=identity_of(home, f"{name}-{languages.active()}"),
        since=timezone.localtime(home.first_published_at),
    )
    for entry in entries:
        feed.add(entry)
    body = feed.writeString("utf-8").encode()
    etag = quote_etag(sha256(body).hexdigest()[:32])
    changed = feed.latest_post_date()
    response = HttpResponse(body, content_type=f"{ATOM}; charset=utf-8")
    response["Last-Modified"] = http_date(changed.timestamp())
    response["ETag"] = etag
    return get_conditional_response(request, etag, int(changed.timestamp()), response)


def _in_active_language(found, titles: Iterable[str]) -> list[BilingualPage]:
    """The first of them. A page without English is not told of in English: whoever reads both would get it twice."""
    code = languages.active()
    if code == languages.ENGLISH:
        found = found.filter(reduce(or_, (Q(**{f"{title}__gt": ""}) for title in titles)))
    published = found.filter(first_published_at__isnull=False, last_published_at__isnull=False)
    return [page for page in published.specific()[:SIZE] if page.has_language(code)]
