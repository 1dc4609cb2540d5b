"""The real site, as `make run` starts it, in a process, a folder and a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

REPOSITORY = Path(__file__).resolve().parents[2]
PASSWORD = "known-to-the-browser-tests"
# The first start migrates, collects static files and typesets brochures; a busy machine takes its time.
START_SECONDS = 300
STOP_SECONDS = 15
# All else stays outside: a PUBLIC_URL or a mail server of the caller would make it another site.
KEPT_VARIABLES = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL")


@dataclass(frozen=True)
class Site:
    """Where the site answers, and how to get into its admin."""

    address: str
    user: str = "admin"
    password: str = PASSWORD
    # Where the pages of sample_pages.py lie that no address leads to; None without samples.
    recorded: Path | None = None


@contextmanager
def running_site(folder: Path, database_url: str, settings: str = "local", *, samples: bool = False) -> Iterator[Site]:
    """Starts the site with everything that it writes in `folder` and, unless empty, its data in `database_url`.

    `settings` is a module of `rustavi_site.settings`; with `samples` it has the pages of sample_pages.py, too.
    """
    port = _free_port()
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ} | {
        "DJANGO_SETTINGS_MODULE": f"rustavi_site.settings.{settings}",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "PORT": str(port),
        "ADMIN_PASSWORD": PASSWORD,
        "PYTHONUNBUFFERED": "1",
    }
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # the server has workers; they are stopped as one group
        )
    try:
        site = Site(f"http://127.0.0.1:{port}")
        _wait_until_it_answers(server, site, log)
        yield replace(site, recorded=_add_samples(folder, environment)) if samples else site
    finally:
        _stop(server)


@contextmanager
def scratch_database(url: str, template: str) -> Iterator[str]:
    """A copy of a database beside the one of a PostgreSQL address, for as long as it is needed; its own address."""
    import psycopg2
    from psycopg2 import sql

    address = urlsplit(url)
    name = f"{address.path.strip('/') or 'rustavi'}_browser_{os.getpid()}"
    identifier = sql.Identifier(name)
    connection = psycopg2.connect(urlunsplit(address._replace(scheme="postgresql")))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(identifier, sql.Identifier(template)))
        try:
            yield urlunsplit(address._replace(path=f"/{name}"))
        finally:
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))
    finally:
        connection.close()


def _add_samples(folder: Path, environment: dict[str, str]) -> Path:
    recorded = folder / "recorded"
    recorded.mkdir()
    module = [sys.executable, "-m", "tests.browser.sample_pages", recorded]
    subprocess.run(module, cwd=REPOSITORY, env=environment, check=True)
    return recorded


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(server: subprocess.Popen, site: Site, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"{site.address}/ka/", timeout=10):  # noqa: S310 - our own address
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    state = "ended" if server.poll() is not None else f"does not answer within {START_SECONDS} seconds"
    raise RuntimeError(f"`manage.py run` {state}. It wrote:\n{log.read_text(errors='replace')[-4000:]}")


def _stop(server: subprocess.Popen) -> None:
    if server.poll() is not None:
        return
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
