"""The files of the data, at addresses that have no language: each holds both."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_http_methods

from bilingual.addresses import absolute
from projects.models import ProjectPage

from . import writing
from .records import project_record, published
from .state import State, state

JSON, CSV = "application/json", "text/csv; charset=utf-8"
# Any site may read what everybody may read; a browser asks before it sends a condition along.
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Content-Disposition",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
readable = require_http_methods(["GET", "HEAD", "OPTIONS"])


@readable
def all_projects(request: HttpRequest) -> HttpResponseBase:
    now = state()
    head = {
        "source": absolute("/"),
        "modified": now.modified.isoformat(timespec="seconds") if now.modified else None,
        "number": now.projects,
    }
    return _answer(request, now, JSON, writing.json_of_all(published(), head), "rustavi-projects.json")


@readable
def one_project(request: HttpRequest, project_id: int) -> HttpResponseBase:
    return _answer(request, state(), JSON, _one(_published(project_id)), f"rustavi-project-{project_id}.json")


@readable
def table_of_one_project(request: HttpRequest, project_id: int) -> HttpResponseBase:
    table = writing.csv_of_projects([_published(project_id)])
    return _answer(request, state(), CSV, table, f"rustavi-project-{project_id}.csv")


@readable
def organisations_of_one_project(request: HttpRequest, project_id: int) -> HttpResponseBase:
    table = writing.csv_of_roles([_published(project_id)])
    return _answer(request, state(), CSV, table, f"rustavi-project-{project_id}-organisations.csv")


def _published(project_id: int) -> ProjectPage:
    return get_object_or_404(ProjectPage.objects.live(), pk=project_id)


def _one(project: ProjectPage) -> Iterator[str]:
    yield writing.written(project_record(project))


@readable
def table_of_projects(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, state(), CSV, writing.csv_of_projects(published()), "rustavi-projects.csv")


@readable
def table_of_organisations(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, state(), CSV, writing.csv_of_roles(published()), "rustavi-organisations.csv")


def _answer(request: HttpRequest, now: State, kind: str, pieces: Iterator[str], name: str) -> HttpResponseBase:
    """The file, or 304 to somebody who has it; the pieces are only asked for when they are sent."""
    tag = quote_etag(now.tag)
    headers = {
        **CROSS_ORIGIN,
        "ETag": tag,
        # A status turns at midnight without any page being published, so the tag alone decides.
        "Cache-Control": "public, max-age=300, must-revalidate",
        "X-Content-Type-Options": "nosniff",
    }
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={**CROSS_ORIGIN, "Access-Control-Max-Age": "86400"})
    if answer := get_conditional_response(request, etag=tag):
        for header, value in headers.items():
            answer[header] = value
        return answer
    if now.modified:
        headers["Last-Modified"] = http_date(now.modified.timestamp())
    headers["Content-Disposition"] = f'inline; filename="{name}"' if kind == JSON else f'attachment; filename="{name}"'
    if request.method == "HEAD":
        return HttpResponse(content_type=kind, headers=headers)
    return StreamingHttpResponse(pieces, content_type=kind, headers=headers)
