"""nginx sends the files itself, as `docs/nginx.conf` tells it to; behind it stands the code that answers for a PDF."""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.handlers.wsgi import WSGIRequest

from brochures.serving import SAFETY_HEADERS, pdf_response

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
EXAMPLE = Path(__file__).resolve().parents[2] / "docs/nginx.conf"
NAME = "documents/ბროშურა 1.pdf"
CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 400
SHA256 = hashlib.sha256(CONTENT).hexdigest()
CHANGED = datetime(2026, 3, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: apt install nginx-light)")


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        """Nothing."""


class Upstream:
    """The application behind nginx: it may answer for one file, and remembers what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        self.file = SimpleNamespace(name=NAME, storage=FileSystemStorage(folder))
        self.server = make_server("127.0.0.1", 0, self, handler_class=Quiet)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        response = pdf_response(
            WSGIRequest(environ),
            self.file,
            etag=SHA256,
            modified=CHANGED,
            download_name="ბროშურა.pdf",
            ascii_name="broshura.pdf",
            language="ka",
        )
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [] if response.streaming else [response.content]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configuration(folder: Path, port: int, upstream: int) -> str:
    """The example with the addresses of this test, without its certificate."""
    example = EXAMPLE.read_text()
    for pattern, words in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port};"),
        (r"ssl_certificate\w* [^;]+;", ""),
        ("http://127.0.0.1:8000;", f"http://127.0.0.1:{upstream};"),
        ("/srv/site/var/media/private/", f"{folder}/private/"),
    ):
        example, found = re.subn(pattern, words, example)
        assert found, pattern
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/errors;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{example}}}\n"
    )


@pytest.fixture(scope="module")
def ways(tmp_path_factory):
    """The port of nginx, and the application behind it."""
    folder = tmp_path_factory.mktemp("nginx")
    path = folder / "private" / NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT)
    upstream = Upstream(folder / "private")
    port = free_port()
    (folder / "nginx.conf").write_text(configuration(folder, port, upstream.port))
    errors = str(folder / "errors")
    with subprocess.Popen([NGINX, "-e", errors, "-p", str(folder), "-c", str(folder / "nginx.conf")]) as nginx:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert nginx.poll() is None, (folder / "errors").read_text()
                time.sleep(0.05)
            yield port, upstream
        finally:
            nginx.terminate()
            upstream.server.shutdown()
            upstream.server.server_close()


@pytest.fixture
def ask(ways, settings):
    """`ask(path, **headers)`: the answer and its bytes."""
    settings.PDF_ACCEL_REDIRECT = "/private-files/"
    port, _upstream = ways

    def asked(path: str = "/brochures/1/any-ka.pdf", method: str = "GET", **headers) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    return asked


def test_nginx_sends_the_bytes_with_our_headers(ask):
    answer, body = ask()
    assert (answer.status, body) == (200, CONTENT)
    expected = SAFETY_HEADERS | {
        "ETag": f'"{SHA256}"',
        "Last-Modified": "Sun, 01 Mar 2026 12:00:00 GMT",
        "Content-Type": "application/pdf",
        "Content-Language": "ka",
        "Content-Length": str(len(CONTENT)),
        "Cache-Control": "public, max-age=300, must-revalidate",
        "Accept-Ranges": "bytes",
    }
    # Each once: a second tag or date would be nginx's own.
    assert {name: answer.headers.get_all(name) for name in expected} == {name: [it] for name, it in expected.items()}
    assert answer.headers["Content-Disposition"].startswith('inline; filename="broshura.pdf"')
    assert answer.headers.get_all("X-Accel-Redirect") is None
    assert answer.headers.get_all("X-Robots-Tag") is None


def test_a_head_has_the_length_alone(ask):
    answer, body = ask(method="HEAD")
    assert (answer.status, answer.headers["Content-Length"], body) == (200, str(len(CONTENT)), b"")


@pytest.mark.parametrize(
    ("wanted", "part"), [("bytes=0-99", (0, 99)), ("bytes=-50", (len(CONTENT) - 50, len(CONTENT) - 1))]
)
def test_a_part_is_a_part(ask, wanted, part):
    first, last = part
    answer, body = ask(Range=wanted)
    assert (answer.status, body) == (206, CONTENT[first : last + 1])
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert answer.headers["ETag"] == f'"{SHA256}"'


def test_several_parts_are_the_whole_and_none_is_416(ask):
    answer, body = ask(Range="bytes=0-9,20-29")
    assert (answer.status, body) == (200, CONTENT)
    answer, _body = ask(Range=f"bytes={len(CONTENT)}-")
    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(CONTENT)}")


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ({"If_None_Match": f'"{SHA256}"'}, 304),
        ({"If_None_Match": '"another"'}, 200),
        ({"If_Modified_Since": "Sun, 01 Mar 2026 12:00:00 GMT"}, 304),
        ({"If_Modified_Since": "Sat, 28 Feb 2026 12:00:00 GMT"}, 200),
        ({"If_Match": '"another"'}, 412),
    ],
)
def test_conditions_are_judged_by_the_application_alone(ask, condition, status):
    answer, body = ask(**condition)
    assert answer.status == status
    assert body == (CONTENT if status == 200 else b"")
    if status == 304:
        assert answer.headers.get_all("ETag") == [f'"{SHA256}"']


@pytest.mark.parametrize("path", ["/private-files/documents/", f"/private-files/{quote(NAME)}"])
def test_nobody_reaches_the_files_past_the_application(ask, ways, path):
    _port, upstream = ways
    before = list(upstream.asked)
    answer, body = ask(path)
    assert answer.status == 404
    assert b"%PDF" not in body
    assert upstream.asked == before
