"""What an operator runs."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from wagtail.models import Site

from rustavi_site import start as start_module

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(data: Path, **variables: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "rustavi_site.settings.local"} | variables


def start(data: Path, port: int, **variables: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "run"],
        cwd=ROOT,
        env=environment(data, PORT=str(port), **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_for(address: str, seconds: float) -> bytes:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                return answer.read()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def stop(server: subprocess.Popen) -> str:
    os.killpg(server.pid, signal.SIGTERM)
    return server.communicate(timeout=30)[0]


def hang_a_worker(server: subprocess.Popen) -> None:
    """The server must stop when it is told to, even with a worker that does not listen."""
    os.kill(children_of(server.pid)[-1], signal.SIGSTOP)


def children_of(process: int) -> list[int]:
    """Of slim systems not all have pgrep, of others only Linux has /proc."""
    of_threads = [file.read_text() for file in Path(f"/proc/{process}/task").glob("*/children")]
    listed = " ".join(of_threads) if of_threads else subprocess.check_output(["pgrep", "-P", str(process)], text=True)
    return sorted(int(one) for one in listed.split())


def test_the_site_is_served_whole_and_keeps_its_content(tmp_path):
    port = free_port()
    first = start(tmp_path, port)
    try:
        georgian = wait_for(f"http://127.0.0.1:{port}/ka/", 180).decode()
        english = wait_for(f"http://127.0.0.1:{port}/en/", 10).decode()
    finally:
        printed = stop(first)
    assert "მონაწილეობითი" in georgian
    assert "Participatory" in english
    assert f"http://127.0.0.1:{port}/ka/" in printed
    assert f"http://127.0.0.1:{port}/admin/" in printed
    assert "login: admin" in printed
    password = printed.split("password: ")[1].split()[0]
    assert len(password) >= 12
    style = next(part.split('"')[0] for part in georgian.split('href="') if part.startswith("/static/css/"))
    key = (tmp_path / "secret_key").read_text()

    second = start(tmp_path, port)
    try:
        assert wait_for(f"http://127.0.0.1:{port}/ka/", 60).decode() == georgian
        assert wait_for(f"http://127.0.0.1:{port}{style}", 5)
        hang_a_worker(second)
    finally:
        printed = stop(second)
    assert "password" not in printed
    assert "first content" not in printed
    assert (tmp_path / "secret_key").read_text() == key


def test_a_taken_port_is_said_in_one_line(tmp_path):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = subprocess.run(
            [sys.executable, "manage.py", "run"],
            cwd=ROOT,
            env=environment(tmp_path, PORT=str(port)),
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode != 0
    assert result.stderr.strip() == f"Port {port} is taken. Choose another: make run PORT={port + 1}"
    assert not (tmp_path / "db.sqlite3").exists()


@pytest.mark.parametrize("written", ["abc", "0", "-1", "65536", "8000.5"])
def test_a_port_that_cannot_be_is_said_in_one_line(monkeypatch, written):
    monkeypatch.setenv("PORT", written)
    with pytest.raises(SystemExit, match=f"PORT='{written}': write a whole number from 1 to 65535."):
        start_module.require_free_port()


def test_a_port_that_this_user_may_not_take_is_not_called_taken(monkeypatch):
    def refuse(*_address):
        raise PermissionError

    monkeypatch.setenv("PORT", "80")
    monkeypatch.setattr(start_module.socket.socket, "bind", refuse)
    with pytest.raises(SystemExit, match="Port 80 needs more rights"):
        start_module.require_free_port()


@pytest.mark.django_db
def test_a_test_mail_is_sent(settings):
    settings.DEFAULT_FROM_EMAIL = "site@example.org"
    call_command("sendtestemail", "somebody@example.org")
    (message,) = mail.outbox
    assert message.to == ["somebody@example.org"]
    assert message.from_email == "site@example.org"


def test_a_mail_server_that_does_not_answer_is_said_in_one_line(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(CommandError) as refused:
        call_command("sendtestemail", "somebody@example.org")
    said = str(refused.value)
    assert said.startswith(f"The test mail was not sent by 127.0.0.1:{settings.EMAIL_PORT}: ")
    assert "\n" not in said


@pytest.mark.django_db
def test_migrating_makes_the_site_row_follow_the_public_address(settings):
    settings.PUBLIC_URL = "https://grants.example.org"
    call_command("migrate", verbosity=0)
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("grants.example.org", 443)


@pytest.mark.django_db
def test_the_first_content_is_loaded_once(capsys):
    call_command("load_first_content")
    assert "nothing was changed" in capsys.readouterr().out


def test_a_start_asks_django_again_when_something_changed(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "ADMIN_PASSWORD", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rustavi_site.settings.local")
    assert not start_module._is_prepared()
    start_module.remember()
    (tmp_path / "static").mkdir()
    for name in ("db.sqlite3", "static/staticfiles.json"):
        (tmp_path / name).touch()
    assert start_module._is_prepared()
    monkeypatch.setenv("ADMIN_PASSWORD", "another-password")
    assert not start_module._is_prepared()
    monkeypatch.delenv("ADMIN_PASSWORD")
    monkeypatch.setenv("DATABASE_URL", "postgres://127.0.0.1/other")
    assert not start_module._is_prepared()
    monkeypatch.delenv("DATABASE_URL")
    (tmp_path / "db.sqlite3").unlink()
    assert not start_module._is_prepared()
