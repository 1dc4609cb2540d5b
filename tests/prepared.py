"""What every test finds, database and files, made once in a run: the other processes of pytest-xdist copy it.

The first process that needs it migrates an empty database and loads the first content, as a first start does; that
takes a core twenty seconds.
"""

import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.db import connection
from django.test.utils import setup_databases

from rustavi_site.first_content import build

STORAGES = {"private": default_storage, "public": storages["public"]}
DATABASE = "db.sqlite3"
# On PostgreSQL; named here, where the database still is the site's own and not yet that of a process of the tests.
TEMPLATE = f"prepared_{settings.DATABASES['default']['NAME']}"


def set_up(folder: Path, **options) -> list:
    """Makes everything, or copies what another process of the run has made; `folder` is the same for all of them.

    The options and the answer are those of Django's `setup_databases`.
    """
    with _alone(folder):
        if (folder / "files").exists():
            return _copy(folder, options)
        made = setup_databases(**options)
        build.load()
        _keep(folder)
        return made


def lay_out(folder: Path, data: Path) -> None:
    """Puts the files, and the database on SQLite, where a site with `data` as its DATA_DIR looks for them."""
    shutil.copytree(folder / "files", data / "media", dirs_exist_ok=True)
    if (folder / DATABASE).exists():
        shutil.copy(folder / DATABASE, data)


def drop_template() -> None:
    """What a run in several processes leaves on a PostgreSQL server, taken away when all of them have ended."""
    if connection.vendor == "postgresql":
        _on_the_server(f'DROP DATABASE IF EXISTS "{TEMPLATE}"')


def _keep(folder: Path) -> None:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / DATABASE)) as kept:
            connection.connection.backup(kept)
    else:
        drop_template()
        connection.close()  # a database that is copied must be empty of people
        _on_the_server(f'CREATE DATABASE "{TEMPLATE}" TEMPLATE "{connection.settings_dict["NAME"]}"')
    for name, storage in STORAGES.items():
        shutil.copytree(storage.location, folder / "half" / name)
    # Last, because it says that all is there.
    (folder / "half").rename(folder / "files")


def _copy(folder: Path, options: dict) -> list:
    """Django still migrates what it finds, and finds nothing to do."""
    for name, storage in STORAGES.items():
        shutil.copytree(folder / "files" / name, storage.location, dirs_exist_ok=True)
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = TEMPLATE
        return setup_databases(**options)
    # In memory, under the name that Django will open.
    with (
        closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as ours,
        closing(sqlite3.connect(folder / DATABASE)) as kept,
    ):
        kept.backup(ours)
        return setup_databases(**options)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
