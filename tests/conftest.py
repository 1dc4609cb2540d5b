"""What every test stands on: the first content, loaded once, and Georgian as the language."""

import pytest
from django.core.cache import cache
from django.utils import translation

from rustavi_site.first_content import build


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database holds the site's own first content; each test's changes are rolled back."""
    with django_db_blocker.unblock():
        build.load()


@pytest.fixture(autouse=True)
def _georgian():
    """A request to /en/ leaves English active in the thread, and caches outlive a test."""
    cache.clear()
    with translation.override("ka"):
        yield


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
