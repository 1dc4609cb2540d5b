"""Error pages, in both languages, also when the database is gone."""

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from home import frame
from rustavi_site import errors, urls
from tests.reading import soup, visible_text


def breaks(request):
    raise RuntimeError("a fault of ours")


urlpatterns = [path("ka/breaks/", breaks), path("en/breaks/", breaks), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "heading"), [("ka", "გვერდი ვერ მოიძებნა"), ("en", "Page not found")])
def test_not_found(client, code, heading):
    response = client.get(f"/{code}/nothing/")
    assert response.status_code == 404
    document = soup(response)
    assert document.html["lang"] == code
    assert document.h1.get_text() == heading
    assert document.find("a", href=f"/{code}/projects/")
    assert document.find("meta", attrs={"name": "robots"})["content"] == "noindex"


@pytest.mark.urls("tests.rustavi_site.test_errors")
@pytest.mark.parametrize(("code", "heading"), [("ka", "სერვერის შეცდომა"), ("en", "Server error")])
def test_a_fault_of_ours_is_answered_without_the_database(code, heading):
    # No django_db mark: any query would fail the test.
    response = Client(raise_request_exception=False).get(f"/{code}/breaks/")
    assert response.status_code == 500
    document = soup(response)
    assert document.html["lang"] == code
    assert document.h1.get_text() == heading
    name = "ქალაქ რუსთავის მუნიციპალიტეტის მერია" if code == "ka" else "Rustavi Municipality City Hall"
    assert name in visible_text(response)


@pytest.mark.parametrize("code", ["ka", "en"])
@pytest.mark.parametrize("view", [errors.not_found, errors.forbidden])
def test_other_error_pages_stand_when_the_database_is_down(monkeypatch, code, view):
    def gone(*args, **kwargs):
        raise DatabaseError("the server closed the connection")

    monkeypatch.setattr(frame.SiteDetails.objects, "first", gone)
    monkeypatch.setattr(frame.AlertBanner.objects, "first", gone)
    monkeypatch.setattr(frame.Site, "find_for_request", gone)
    with translation.override(code):
        response = view(RequestFactory().get(f"/{code}/somewhere/"), Exception())
    assert len(soup(response).find_all("h1")) == 1
    assert soup(response).html["lang"] == code


@pytest.mark.parametrize("path", ["/brochures/abc/", "/data/nothing", "/media/none.png", "/nothing/"])
@pytest.mark.django_db
def test_what_is_not_found_stays_so_when_the_database_is_down(client, path):
    def gone(*args, **kwargs):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(gone):
        response = client.get(path)
    assert response.status_code == 404
    assert len(soup(response).find_all("h1")) == 1


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_georgian():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "ფორმის მიღება ვერ მოხერხდა" in visible_text(response)
