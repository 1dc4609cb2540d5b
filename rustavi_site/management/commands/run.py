"""`make run` and `make dev`: everything that a first start needs, then the server."""

import io
import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rustavi_site import start
from rustavi_site.first_content import build
from rustavi_site.site_row import follow_public_url
from rustavi_site.static_files import collect_if_needed
from search.indexing import is_empty


class Command(BaseCommand):
    help = "Prepares what is missing (database, first content, administrator) and serves the site on PORT."
    # The checks run in the server; here they would only make the start slower.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--reload", action="store_true", help="Django's own server, restarted at each change")

    def handle(self, *args, reload=False, **options):
        start.require_free_port()
        self._migrate()
        if not settings.DEBUG:
            collect_if_needed(self.stdout.write)
        if not build.is_loaded():
            self.stdout.write("Loading the first content")
            build.load()
        follow_public_url()
        if is_empty():
            call_command("rebuild_search_index", stdout=self.stdout)
        self._pictures()
        password = self._administrator()
        connection.close()
        self.stdout.flush()
        start.remember()
        start.announce(settings.PUBLIC_URL, password)
        start.serve(reload)

    def _migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database")
            call_command("migrate", verbosity=0, interactive=False)

    def _pictures(self):
        """An upgrade may want other sizes or draw cards differently. A site without them is still a site."""
        for command in ("make_renditions", "make_social_cards"):
            try:
                call_command(command, verbosity=0, stdout=io.StringIO())
            except CommandError as error:
                self.stderr.write(str(error))

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
