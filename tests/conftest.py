"""What every test stands on: the first content, loaded once, and Georgian as the language."""

import gc
import os
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage, storages
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import client as test_client
from django.test.utils import teardown_databases
from django.utils import translation
from hypothesis import settings
from pytest_django.plugin import blocking_manager_key

from . import prepared

# Python looks through all that lives whenever a few hundred objects have come: a sixth of the time of a screen of the
# admin. What a test leaves behind may wait.
gc.set_threshold(20_000, 50, 100)

# How long an example takes says how busy the machine is.
settings.register_profile("however busy", deadline=None)
settings.load_profile("however busy")


def pytest_terminal_summary(terminalreporter):
    """With -q pytest does not say why it skipped: one line for each reason."""
    skipped = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        skipped[report.longrepr[2].removeprefix("Skipped: ")].append(report.fspath)
    for reason, files in sorted(skipped.items()):
        terminalreporter.write_line(f"{len(files)} skipped in {os.path.commonpath(files)}: {reason}")


@pytest.fixture(scope="session")
def prepared_folder(request, tmp_path_factory):
    """Where all processes of a run find what the first of them has prepared."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def django_db_setup(request, prepared_folder, django_db_modify_db_settings, django_db_blocker):
    """The test database holds the site's own first content; each test's changes are rolled back."""
    with django_db_blocker.unblock():
        made = prepared.set_up(prepared_folder, verbosity=0, interactive=False)
    # Whoever lives from now on is no garbage: it need not be looked through each time.
    gc.collect()
    gc.freeze()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)
        if not hasattr(request.config, "workerinput"):
            prepared.drop_template()


@pytest.hookimpl(tryfirst=True)  # before -m is asked
def pytest_collection_modifyitems(items):
    """Marks what may say something else on another database; pytest-django keeps all other tests away from one.

    A file of the browser says by itself whether it is of them: how a page looks, or an editor's keys, are no matter of
    the database. Nor is it what a file that is marked `alike` tests: it only needs pages or an account to get there.
    """
    for item in items:
        uses = {"db", "transactional_db"} & set(item.fixturenames) or item.get_closest_marker("django_db")
        if uses and not item.get_closest_marker("alike"):
            item.add_marker(pytest.mark.database)


def pytest_sessionfinish(session):
    """Called in each process; the one that started the others ends last."""
    if session.config.getoption("numprocesses", None) and not hasattr(session.config, "workerinput"):
        with session.config.stash[blocking_manager_key].unblock():
            prepared.drop_template()


def _keep_connections(**kwargs):
    """Stands in for Django's receiver: a test's connection is in a transaction and must outlive its requests."""


@pytest.fixture(autouse=True, scope="session")
def _connections_outlive_requests():
    """Closing a streamed answer ends a request; Django would close the connection under the test."""
    for ends in (request_started, request_finished):
        ends.disconnect(close_old_connections)
    # The test client takes the receiver away and puts it back around each request.
    test_client.close_old_connections = _keep_connections


@pytest.fixture(autouse=True)
def _georgian():
    """A request to /en/ leaves English active in the thread, and caches outlive a test."""
    cache.clear()
    with translation.override("ka"):
        yield


def _files() -> dict[Path, tuple[int, ...]]:
    """Every stored file, with what tells that it has been written since."""
    folders = [Path(default_storage.location), Path(storages["public"].location)]
    files = {path: path.stat() for folder in folders for path in folder.rglob("*") if path.is_file()}
    return {path: (at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns) for path, at in files.items()}


@pytest.fixture(scope="session")
def _contents():
    """What has been read of the stored files, so that no test reads again what nobody has written."""
    return {}


@pytest.fixture(autouse=True)
def _files_come_back(_contents):
    """The database forgets what a test did; the disk must be made to."""
    before = _files()
    for path, state in before.items():
        if (path, state) not in _contents:
            _contents[path, state] = path.read_bytes()
    yield
    now = _files()
    for path in now.keys() - before.keys():
        path.unlink()
    for path, state in before.items():
        if now.get(path) != state:
            path.write_bytes(_contents[path, state])


@pytest.fixture
def home(db):
    from home.models import HomePage

    return HomePage.objects.get()


@pytest.fixture
def projects(db):
    """The list of projects."""
    from projects.models import ProjectIndexPage

    return ProjectIndexPage.objects.get()


@pytest.fixture
def budgeting(db):
    """The project of which nearly everything is known."""
    from projects.models import ProjectPage

    return ProjectPage.objects.get(slug="participatory-budgeting")


@pytest.fixture
def hub(db):
    """The project of which little is known."""
    from projects.models import ProjectPage

    return ProjectPage.objects.get(slug="undp-innovation-hub")


@pytest.fixture
def announcement(db):
    from announcements.models import AnnouncementPage

    return AnnouncementPage.objects.get()


def _member(group: str, name: str):
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    user = get_user_model().objects.create_user(name, email=f"{name}@example.org", password="long-enough-password")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(db):
    return _member("რედაქტორები", "editor")


@pytest.fixture
def administrator(db):
    return _member("ადმინისტრატორები", "administrator")


@pytest.fixture
def author(db):
    return _member("ავტორები", "author")


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def administrator_client(client, administrator):
    client.force_login(administrator)
    return client
