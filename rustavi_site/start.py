"""Starting the server on this machine, without Django as long as nothing has to be prepared.

Loading Django takes longer than everything else that a second start has to do. So the `run` command leaves a stamp of
what it prepared, and `manage.py run` goes straight to the server while the stamp is true.
"""

import hashlib
import os
import socket
import sys
from pathlib import Path

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 4
# A worker that Ctrl-C reaches while it is still loading never stops by itself.
STOP_SECONDS = 5
ROOT = Path(__file__).resolve().parents[1]
# What preparation depends on: the database's shape, static files, installed packages, settings, sizes of pictures.
WATCHED = [
    *("*/migrations/*.py", "static/**/*", "requirements.txt", "rustavi_site/settings/*.py"),
    *("images/renditions.py", "home/social_cards/*.py", "brochures/typesetting/template/*"),
]
VARIABLES = ["ADMIN_PASSWORD", "DATA_DIR", "PORT", "PUBLIC_URL"]


def port() -> int:
    written = os.environ.get("PORT") or "8000"
    if not (written.isdecimal() and 0 < int(written) < 65_536):
        raise SystemExit(f"PORT={written!r}: write a whole number from 1 to 65535.")
    return int(written)


def require_free_port() -> None:
    """Ends the process with one line when somebody else listens there, or this user may not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port()))
        except PermissionError:
            raise SystemExit(f"Port {port()} needs more rights. Choose one above 1023: make run PORT=8000") from None
        except OSError:
            raise SystemExit(f"Port {port()} is taken. Choose another: make run PORT={port() + 1}") from None


def announce(public_url: str, password: str = "") -> None:
    """The addresses, and a password that was generated just now."""
    lines = [
        "",
        f"  ქართული   {public_url}/ka/",
        f"  English   {public_url}/en/",
        f"  Admin     {public_url}/admin/   login: admin",
    ]
    if password:
        lines.append(f"            password: {password}   (shown only now; ADMIN_PASSWORD= sets another)")
    sys.stdout.write("\n".join([*lines, "", "Stop with Ctrl-C.", ""]) + "\n")
    sys.stdout.flush()


def serve(reload: bool = False) -> None:
    """The server takes the place of this process, so that Ctrl-C and signals reach it. Does not return."""
    if reload:
        command = [sys.executable, "manage.py", "runserver", f"{HOST}:{port()}"]
    else:
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "rustavi_site.wsgi:application"),
            *("--host", HOST, "--port", str(port())),
            *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
            *("--log-level", "warning", "--workers-kill-timeout", str(STOP_SECONDS)),
        ]
    os.execv(sys.executable, command)  # noqa: S606 - a fixed command


def at_once() -> None:
    """Serves, if the last `run` prepared all there is; returns otherwise."""
    if _is_prepared():
        require_free_port()
        announce((os.environ.get("PUBLIC_URL") or f"http://{HOST}:{port()}").rstrip("/"))
        serve()


def remember() -> None:
    """Called by the `run` command when everything is prepared."""
    _stamp().write_text(_fingerprint())


def _data() -> Path:
    return Path(os.environ.get("DATA_DIR") or ROOT / "var")


def _stamp() -> Path:
    return _data() / "prepared"


def _is_prepared() -> bool:
    # Of another database than the embedded one nobody can tell without asking it.
    if os.environ.get("DATABASE_URL") or os.environ["DJANGO_SETTINGS_MODULE"] != "rustavi_site.settings.local":
        return False
    made = [_stamp(), _data() / "db.sqlite3", _data() / "static" / "staticfiles.json"]
    return all(file.exists() for file in made) and _stamp().read_text() == _fingerprint()


def _fingerprint() -> str:
    files = sorted(file for pattern in WATCHED for file in ROOT.glob(pattern) if file.is_file())
    seen = [(str(file.relative_to(ROOT)), file.stat().st_mtime_ns, file.stat().st_size) for file in files]
    said = [(name, os.environ.get(name, "")) for name in VARIABLES]
    return hashlib.sha256(repr([seen, said]).encode()).hexdigest()
