"""`make run` and `make dev`: everything that a first start needs, then the server."""

import os
import secrets
import socket
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rustavi_site.first_content import build
from rustavi_site.site_row import follow_public_url
from rustavi_site.static_files import collect_if_needed

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 4


class Command(BaseCommand):
    help = "Prepares what is missing (database, first content, administrator) and serves the site on PORT."
    # The checks run in the server; here they would only make the start slower.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--reload", action="store_true", help="Django's own server, restarted at each change")

    def handle(self, *args, reload=False, **options):
        port = int(os.environ.get("PORT") or 8000)
        _require_free_port(port)
        self._migrate()
        if not settings.DEBUG:
            collect_if_needed(self.stdout.write)
        if not build.is_loaded():
            self.stdout.write("Loading the first content")
            build.load()
        follow_public_url()
        password = self._administrator()
        self._announce(password)
        connection.close()
        self.stdout.flush()
        # The server takes the place of this process, so that Ctrl-C and signals reach it.
        os.execv(sys.executable, _server(port, reload))  # noqa: S606 - a fixed command

    def _migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database")
            call_command("migrate", verbosity=0, interactive=False)

    def _administrator(self) -> str:
        """Makes the user `admin` where there is no administrator. Returns a generated password, or ""."""
        users = get_user_model()
        given = os.environ.get("ADMIN_PASSWORD", "")
        admin = users.objects.filter(username="admin").first()
        if admin:
            if given and not admin.check_password(given):
                admin.set_password(given)
                admin.save()
            return ""
        if users.objects.filter(is_superuser=True).exists():
            return ""
        password = given or secrets.token_urlsafe(12)
        users.objects.create_superuser("admin", email="", password=password)
        return "" if given else password

    def _announce(self, password: str):
        self.stdout.write(f"\n  ქართული   {settings.PUBLIC_URL}/ka/")
        self.stdout.write(f"  English   {settings.PUBLIC_URL}/en/")
        self.stdout.write(f"  Admin     {settings.PUBLIC_URL}/admin/   login: admin")
        if password:
            self.stdout.write(f"            password: {password}   (shown only now; ADMIN_PASSWORD= sets another)")
        self.stdout.write("\nStop with Ctrl-C.\n")


def _require_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise CommandError(f"Port {port} is taken. Choose another: make run PORT={port + 1}") from None


def _server(port: int, reload: bool) -> list[str]:
    if reload:
        return [sys.executable, "manage.py", "runserver", f"{HOST}:{port}"]
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "rustavi_site.wsgi:application"),
        *("--host", HOST, "--port", str(port)),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
        *("--log-level", "warning"),
    ]
