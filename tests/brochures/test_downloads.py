"""Counting: what is a download, that it costs the reader nothing, and what the clerks read of it."""

import csv
import io
import sqlite3
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import psycopg2
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection, connections
from django.db.utils import ConnectionHandler
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.connection import ConnectionProxy
from wagtail.models import Page

from brochures import downloads
from brochures.downloads import add_one, count_when_sent, downloads_of, is_robot, today
from brochures.models import Attachment, DownloadsOfDay, MadeBrochure
from brochures.serving import FileSlice
from brochures.versions import replace_file
from projects.models import ProjectPage
from tests.brochures.replacing import FILES, body, make, pdf
from tests.reading import GEORGIAN_LETTER, soup, visible_text

pytestmark = pytest.mark.django_db

TABLE = DownloadsOfDay._meta.db_table
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"


@pytest.fixture
def row(budgeting) -> Attachment:
    return budgeting.attachments.get()


@pytest.fixture
def address(row) -> str:
    return row.address("ka")


@pytest.fixture
def reader() -> Client:
    """Somebody with a browser, who never signed in."""
    return Client(headers={"User-Agent": FIREFOX})


def numbers() -> list[tuple]:
    return list(DownloadsOfDay.objects.order_by("language").values_list("attachment_id", "language", "number"))


def total() -> int:
    return sum(number for _attachment, _language, number in numbers())


def take(reader, address, method="get", **headers) -> int:
    """Reads the answer to its end; its status."""
    response = getattr(reader, method)(address, headers=headers)
    body(response)
    return response.status_code


# --- what is a download ----------------------------------------------------------------------------------------------


def test_each_language_of_each_row_has_its_number_of_the_day(reader, row, budgeting):
    for code in ("ka", "ka", "en", "ka"):
        assert take(reader, row.address(code)) == 200
    assert numbers() == [(row.pk, "en", 1), (row.pk, "ka", 3)]
    assert set(DownloadsOfDay.objects.values_list("day", "page")) == {(today(), budgeting.pk)}


def test_the_same_document_on_two_pages_has_two_numbers(reader, row, announcement):
    [other] = announcement.attachments.all()
    assert other.document_ka_id == row.document_ka_id
    for taken in (row, other, other):
        take(reader, taken.address("ka"))
    assert dict(DownloadsOfDay.objects.values_list("attachment_id", "number")) == {row.pk: 1, other.pk: 2}


def test_earlier_versions_count_with_the_newest(reader, hub):
    hub.attachments.all().delete()
    row = Attachment.objects.create(page=hub, document_ka=make())
    replace_file(row.document_ka, pdf(FILES[1]))
    for number in (None, 1, 2):
        assert take(reader, row.address("ka", number)) == 200
    assert numbers() == [(row.pk, "ka", 3)]


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=0-0", "bytes=0-99999999", "bytes=-99999999", "Bytes=0-9"])
def test_a_part_from_the_first_byte_counts(reader, address, header):
    assert take(reader, address, Range=header) == 206
    assert total() == 1


@pytest.mark.parametrize("header", ["bytes=1-", "bytes=5-9", "bytes=-10"])
def test_the_rest_of_a_transfer_does_not_count(reader, address, header):
    assert take(reader, address, Range=header) == 206
    assert total() == 0


@pytest.mark.parametrize("header", ["bytes=9-0", "pages=1", "bytes=0-1,5-6", "nonsense"])
def test_a_range_that_is_not_understood_gets_all_and_counts(reader, address, header):
    assert take(reader, address, Range=header) == 200
    assert total() == 1


def test_a_transfer_that_begins_anew_counts(reader, address):
    """The file has changed since it was broken off."""
    assert take(reader, address, **{"Range": "bytes=5-", "If-Range": '"another"'}) == 200
    assert total() == 1


def test_a_reader_who_has_gone_away_has_taken_it(reader, address):
    response = reader.get(address)
    next(iter(response.streaming_content))
    response.close()
    assert total() == 1


def test_nothing_else_counts(reader, row, address):
    tag = f'"{row.document_ka.sha256}"'
    assert take(reader, address, "head") == 200
    assert take(reader, address, **{"If-None-Match": tag}) == 304
    assert take(reader, address, **{"If-None-Match": tag, "Range": "bytes=0-"}) == 304
    assert take(reader, address, **{"If-Match": '"another"'}) == 412
    assert take(reader, address, Range="bytes=99999999-") == 416
    assert take(reader, address, "post") == 405
    assert take(reader, address.replace("participatory", "x")) == 301
    assert take(reader, row.document_ka.url) == 302
    assert take(reader, f"/brochures/{row.pk}/v9/participatory-budgeting-ka.pdf") == 404
    assert total() == 0


def test_a_file_that_is_lost_does_not_count(reader, row, address):
    Path(row.document_ka.file.path).unlink()
    assert take(reader, address) == 404
    assert total() == 0


def test_what_an_editor_sees_of_a_draft_does_not_count(client, editor, budgeting, address):
    client.force_login(editor)
    budgeting.unpublish()
    assert take(client, address, **{"User-Agent": FIREFOX}) == 200
    assert total() == 0


BROWSERS = [
    FIREFOX,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
    "Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
    "[FBAN/FBIOS;FBAV/400.0;FBBV/1;FBDV/iPhone12,1]",
    "Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Mobile "
    "Safari/537.36",
    "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 "
    "Chrome/122.0.0.0 Mobile Safari/537.36",
    "Opera/9.80 (Android; Opera Mini/66.2/191.314; U; ka) Presto/2.12.423 Version/12.16",
]
ROBOTS = [
    "",
    " ",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 "
    "Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "curl/8.5.0",
    "python-requests/2.32",
    "Wget/1.21",
]


@pytest.mark.parametrize("name", BROWSERS)
def test_people_count(address, name):
    assert not is_robot(name)
    take(Client(), address, **{"User-Agent": name})
    assert total() == 1


@pytest.mark.parametrize("name", ROBOTS)
def test_robots_do_not_count(address, name):
    assert is_robot(name)
    assert take(Client(), address, **{"User-Agent": name}) == 200
    assert total() == 0


def test_the_web_server_sends_and_the_download_counts_as_before(reader, row, address, settings):
    settings.PDF_ACCEL_REDIRECT = "/private-files/"
    for headers, counts in [
        ({}, 1),
        ({"Range": "bytes=0-99"}, 1),
        ({"Range": f"bytes=-{row.document_ka.file_size}"}, 1),
        ({"Range": "bytes=0-1,5-6"}, 1),
        ({"Range": "bytes=5-"}, 0),
        ({"Range": "bytes=-10"}, 0),
        ({"Range": "bytes=99999999-"}, 0),
        ({"If-None-Match": f'"{row.document_ka.sha256}"'}, 0),
    ]:
        before = total()
        take(reader, address, **headers)
        assert total() - before == counts, headers
    take(reader, address, "head")
    assert total() == 4


def test_the_day_is_georgias(reader, address, monkeypatch):
    """At half past nine in the evening in Greenwich it is tomorrow in Rustavi, whatever zone is active."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 1, 21, 30, tzinfo=UTC))
    with timezone.override("America/New_York"):
        assert today() == date(2026, 3, 2)
    take(reader, address)
    assert [day for (day,) in DownloadsOfDay.objects.values_list("day")] == [date(2026, 3, 2)]


def test_nothing_about_the_reader_is_kept():
    columns = {field.column for field in DownloadsOfDay._meta.get_fields()}
    assert columns == {"id", "day", "page_id", "attachment_id", "document_id", "language", "number"}


def test_the_made_brochure_of_a_page_counts_without_a_row(budgeting):
    """For whoever serves it: 0 stands for the brochure made from the page."""
    request = RequestFactory().get("/", headers={"User-Agent": FIREFOX})
    for _ in range(2):
        response = HttpResponse(b"%PDF")
        count_when_sent(request, response, page_id=budgeting.pk, attachment_id=0, language="ka", size=4)
        response.close()
        response.close()  # a server may be careless: still one download
    assert numbers() == [(0, "ka", 2)]


# --- what it costs the reader ----------------------------------------------------------------------------------------


def answered(address: str, **headers):
    """The answer as a server gets it, before it has asked for a byte."""
    request = RequestFactory(headers={"User-Agent": FIREFOX} | headers).get(address)
    return WSGIHandler()(request.environ, lambda _status, _headers: None)


def test_nothing_is_asked_of_the_database_for_counting_before_the_last_byte(row, address):
    answered(address).close()  # whatever is kept in the process is there now
    before = total()
    with CaptureQueriesContext(connection) as captured:
        answer = answered(address)
        content = b"".join(answer)
    assert len(content) == row.document_ka.file_size
    assert len(captured) == 1  # which file, and whether its page is live
    with CaptureQueriesContext(connection) as captured:
        answer.close()
    assert sum("INSERT" in query["sql"] for query in captured) == 1
    assert total() == before + 1


def test_a_version_asks_once_more(hub):
    hub.attachments.all().delete()
    row = Attachment.objects.create(page=hub, document_ka=make())
    replace_file(row.document_ka, pdf(FILES[1]))
    with CaptureQueriesContext(connection) as captured:
        answer = answered(row.address("ka", 1))
        assert b"".join(answer) == FILES[0]
    assert len(captured) == 2
    answer.close()


@pytest.mark.parametrize("error", [OperationalError("database is locked"), RuntimeError("a mistake of ours")])
def test_a_failing_database_never_reaches_the_reader(row, address, monkeypatch, caplog, error):
    def fail(*_args):
        raise error

    monkeypatch.setattr(downloads, "add_one", fail)
    answer = answered(address, **{"X-Forwarded-For": "198.51.100.7"})
    assert len(b"".join(answer)) == row.document_ka.file_size
    answer.close()
    [line] = [record for record in caplog.records if record.name == "brochures.downloads"]
    assert "was not counted" in line.getMessage() and str(error) in caplog.text
    for secret in ("Firefox", "198.51.100.7", "127.0.0.1"):
        assert secret not in caplog.text
    assert total() == 0


def test_the_file_is_closed_even_when_counting_fails(address, monkeypatch):
    monkeypatch.setattr(downloads, "add_one", None)
    closed = []
    close = FileSlice.close
    monkeypatch.setattr(FileSlice, "close", lambda self: closed.append(self) or close(self))
    answer = answered(address)
    next(iter(answer))
    answer.close()
    assert [part.file.closed for part in closed] == [True]


@pytest.fixture
def on_disk(tmp_path, monkeypatch) -> Path:
    """An SQLite database of its own for the numbers: the one in memory has locks of another kind."""
    path = tmp_path / "numbers.sqlite3"
    defaults = connections.settings["default"]
    handler = ConnectionHandler({"default": defaults | {"NAME": str(path), "ATOMIC_REQUESTS": False}})
    proxy = ConnectionProxy(handler, "default")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [TABLE])
        statements = [sql for (sql,) in cursor.fetchall()]
    with proxy.cursor() as cursor:
        cursor.execute("CREATE TABLE wagtailcore_page (id integer PRIMARY KEY)")
        cursor.executemany("INSERT INTO wagtailcore_page VALUES (%s)", Page.objects.values_list("pk"))
        for statement in statements:
            cursor.execute(statement)
    monkeypatch.setattr(downloads, "connection", proxy)
    yield path
    proxy.close()


def patience_of(database) -> int:
    with database.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        return cursor.fetchone()[0]


sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="a lock of SQLite")
postgresql_only = pytest.mark.skipif(connection.vendor != "postgresql", reason="a lock of PostgreSQL")


@sqlite_only
def test_a_locked_database_takes_no_time_of_the_reader(on_disk, row, address, caplog):
    usual = patience_of(downloads.connection)
    assert usual >= 5000
    locked = sqlite3.connect(on_disk, isolation_level=None)
    locked.execute("BEGIN IMMEDIATE")
    answer = answered(address)
    content = b"".join(answer)  # the reader has it all while the database is locked
    assert len(content) == row.document_ka.file_size
    began = time.perf_counter()
    answer.close()
    assert time.perf_counter() - began < 2
    assert "database is locked" in caplog.text
    # The next one in this thread, a clerk's save maybe, waits as patiently as ever.
    assert patience_of(downloads.connection) == usual
    locked.execute("COMMIT")
    assert locked.execute("SELECT count(*) FROM brochures_downloadsofday").fetchone() == (0,)
    answer = answered(address)
    b"".join(answer)
    answer.close()
    assert locked.execute("SELECT number FROM brochures_downloadsofday").fetchall() == [(1,)]
    locked.close()


@postgresql_only
def test_a_locked_table_takes_no_time_of_the_reader(row, address, caplog):
    settings = connection.get_connection_params()
    settings.pop("cursor_factory", None)
    settings.pop("context", None)
    locking = psycopg2.connect(**settings)
    try:
        locking.cursor().execute("LOCK TABLE brochures_downloadsofday IN ACCESS EXCLUSIVE MODE")
        answer = answered(address)
        assert len(b"".join(answer)) == row.document_ka.file_size
        began = time.perf_counter()
        answer.close()
        assert time.perf_counter() - began < 2
    finally:
        locking.rollback()
        locking.close()
    assert "was not counted" in caplog.text
    answer = answered(address)
    b"".join(answer)
    answer.close()
    assert total() == 1


def add_from_many_threads(add) -> list[Exception]:
    """`add()` fifty times from each of six threads; what went wrong."""
    errors = []

    def work():
        try:
            for _ in range(50):
                add()
        except Exception as error:
            errors.append(error)
        finally:
            downloads.connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@sqlite_only
def test_many_at_the_same_time_lose_none(on_disk, monkeypatch):
    monkeypatch.setattr(downloads, "LONGEST_WAIT", 20_000)
    assert not add_from_many_threads(lambda: add_one(date(2026, 3, 1), 1, 7, "ka"))
    with sqlite3.connect(on_disk) as database:
        assert database.execute("SELECT number FROM brochures_downloadsofday").fetchall() == [(300,)]


@postgresql_only
def test_many_at_the_same_time_lose_none_on_postgresql(budgeting, monkeypatch):
    """The page is of the first content, which other connections see too; their numbers are taken away again."""
    monkeypatch.setattr(downloads, "LONGEST_WAIT", 20_000)
    day = date(2020, 3, 1)
    try:
        assert not add_from_many_threads(lambda: add_one(day, budgeting.pk, 7, "ka"))
        assert [number for (number,) in DownloadsOfDay.objects.filter(day=day).values_list("number")] == [300]
    finally:
        clean = threading.Thread(
            target=lambda: (DownloadsOfDay.objects.filter(day=day).delete(), connections["default"].close())
        )
        clean.start()
        clean.join()


# --- what the clerks read --------------------------------------------------------------------------------------------


@pytest.fixture
def history(budgeting, hub, row) -> dict:
    """Downloads of today, of last week and of last year, of two pages, and of a row that is gone."""
    days = {"today": today(), "last week": today() - timedelta(days=7), "last year": today() - timedelta(days=365)}
    other = Attachment.objects.create(page=hub, document_ka=make(), sort_order=0)
    for day, page, attachment, language, number in [
        ("today", budgeting, row.pk, "ka", 3),
        ("today", budgeting, row.pk, "en", 1),
        ("last week", budgeting, row.pk, "ka", 2),
        ("last year", budgeting, row.pk, "en", 10),
        ("last year", hub, other.pk, "ka", 4),
        ("last week", hub, 0, "ka", 1),
        ("last year", hub, 99999, "en", 2),
    ]:
        DownloadsOfDay.objects.create(
            day=days[day], page_id=page.pk, attachment_id=attachment, language=language, number=number
        )
    return days


def exported(client, name, **chosen) -> list[dict]:
    response = client.get(reverse(name), chosen | {"export": "csv"})
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_the_totals_of_each_brochure(editor_client, history, budgeting, hub):
    rows = exported(editor_client, "downloads")
    assert list(rows[0]) == ["ბროშურა", "გვერდი", "ქართული", "ინგლისური", "სულ", "ბოლო 30 დღეში"]
    assert [list(row.values()) for row in rows] == [
        ["საინფორმაციო ბროშურა", budgeting.title, "5", "11", "16", "6"],
        ["ბროშურა", hub.title, "4", "0", "4", "0"],
        ["აღარ არის გამოქვეყნებული (99999)", hub.title, "0", "2", "2", "0"],
        ["შედგენილია გვერდის ტექსტის მიხედვით", hub.title, "1", "0", "1", "1"],
    ]


def test_a_period_and_a_page_can_be_chosen(editor_client, history, budgeting, hub):
    chosen = {"day_from": history["last week"].isoformat(), "day_to": history["last week"].isoformat()}
    rows = exported(editor_client, "downloads", **chosen)
    assert "არჩეულ პერიოდში" in rows[0]
    assert [list(row.values())[2:] for row in rows] == [["2", "0", "2", "6"], ["1", "0", "1", "1"]]
    rows = exported(editor_client, "downloads", page=hub.pk)
    assert {row["გვერდი"] for row in rows} == {hub.title}
    rows = exported(editor_client, "downloads", page=hub.pk, **chosen)
    assert [row["არჩეულ პერიოდში"] for row in rows] == ["1"]


def test_day_by_day(editor_client, history, budgeting):
    rows = exported(editor_client, "downloads_by_day", page=budgeting.pk)
    assert [list(row.values()) for row in rows] == [
        [history["today"].isoformat(), "საინფორმაციო ბროშურა", budgeting.title, "ინგლისური", "1"],
        [history["today"].isoformat(), "საინფორმაციო ბროშურა", budgeting.title, "ქართული", "3"],
        [history["last week"].isoformat(), "საინფორმაციო ბროშურა", budgeting.title, "ქართული", "2"],
        [history["last year"].isoformat(), "საინფორმაციო ბროშურა", budgeting.title, "ინგლისური", "10"],
    ]


@pytest.mark.parametrize(("name", "number"), [("downloads", 4), ("downloads_by_day", 7)])
def test_a_spreadsheet(editor_client, history, name, number):
    response = editor_client.get(reverse(name), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
    rows = list(sheet.values)
    assert len(rows) == number + 1
    assert sum(row[4] for row in rows[1:]) == 23
    if name == "downloads_by_day":
        assert rows[1][0] == history["today"]


@pytest.mark.parametrize("name", ["downloads", "downloads_by_day"])
def test_the_screen_is_georgian_and_links_to_the_other_one(editor_client, history, name):
    response = editor_client.get(reverse(name), {"day_from": "2020-01-01"})
    page = soup(response)
    assert GEORGIAN_LETTER.search(page.select_one("table.listing thead").get_text())
    for english in ("Downloads", "Download", "Brochure", "Language", "Georgian", "match", "Last", "any"):
        assert english not in visible_text(response)
    other = {"downloads": "downloads_by_day", "downloads_by_day": "downloads"}[name]
    assert page.find("a", href=f"{reverse(other)}?day_from=2020-01-01")
    assert editor_client.get(reverse(f"{name}_results")).status_code == 200


@pytest.mark.parametrize("name", ["downloads", "downloads_by_day"])
def test_before_the_first_download(editor_client, name):
    assert "ჩამოტვირთვები არ არის." in visible_text(editor_client.get(reverse(name)))
    assert exported(editor_client, name) == []


@pytest.mark.parametrize("name", ["downloads", "downloads_by_day"])
def test_the_number_of_queries_does_not_grow(editor_client, hub, history, name):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            editor_client.get(reverse(name))
        return len(captured)

    queries()
    few = queries()
    for number in range(20):
        page = ProjectPage(title=f"პროექტი {number}", attachments=[Attachment(document_ka=make(name=f"{number}.pdf"))])
        hub.get_parent().add_child(instance=page)
        add_one(today(), page.pk, page.attachments.get().pk, "ka")
    assert queries() <= few


def test_the_report_is_in_the_menu_of_those_who_edit_and_closed_to_others(client, editor, history):
    address = reverse("downloads")
    assert client.get(address).status_code == 302
    client.force_login(editor)
    assert address in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_page_of_a_document_says_how_often_it_was_taken(editor_client, history, row, hub):
    assert downloads_of(row.document_ka) == {"total": 5, "recent": 5}
    assert downloads_of(row.document_en) == {"total": 11, "recent": 1}
    text = visible_text(editor_client.get(reverse("wagtaildocs:edit", args=[row.document_en_id])))
    assert "ბოლო 30 დღეში: 1. სულ: 11." in text
    document = make()
    assert downloads_of(document) == {"total": 0, "recent": 0}
    MadeBrochure.objects.filter(page=hub, language="ka").update(document=document)
    assert downloads_of(document) == {"total": 1, "recent": 1}


def test_deleting_a_page_takes_its_numbers(history, hub):
    hub.delete()
    assert set(DownloadsOfDay.objects.values_list("page__slug", flat=True)) == {"participatory-budgeting"}
