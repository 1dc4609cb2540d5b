"""Tests in a real browser, on the real site: see server.py.

They use no test database of Django: the site runs in another process and has its own, which begins as a copy of it.
Chromium comes from the system; without it, or without playwright, the whole folder is skipped.
"""

import os
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests import prepared

from .pages import PATIENCE, Visitor
from .server import running_site, scratch_database
from .tools import CHROMIUM, CHROMIUM_OPTIONS

HERE = Path(__file__).parent
MISSING = "no playwright" if not find_spec("playwright") else "" if CHROMIUM else "no Chromium"
DESKTOP = {"width": 1280, "height": 900}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Marks the tests of this folder and puts them last.

    Last, because playwright keeps an event loop in this thread, in which Django refuses to use a database.
    """
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
        if MISSING:
            item.add_marker(pytest.mark.skip(reason=MISSING))
    items[:] = [item for item in items if HERE not in item.path.parents] + ours


@pytest.fixture(scope="package")
def site(tmp_path_factory, django_db_setup, prepared_folder):
    """The site, started for these tests alone, with the first content and the pages of sample_pages.py."""
    folder = tmp_path_factory.mktemp("site")
    prepared.lay_out(prepared_folder, folder)
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith(("postgres:", "postgresql:")):
        with running_site(folder, database_url="", samples=True) as running:
            yield running
        return
    with scratch_database(url, prepared.TEMPLATE) as scratch, running_site(folder, scratch, samples=True) as running:
        yield running


@pytest.fixture(scope="package")
def workshop(tmp_path_factory, django_db_setup, prepared_folder):
    """The site with debug on, where alone there is a style page. On SQLite: its samples lie in no database."""
    folder = tmp_path_factory.mktemp("workshop")
    prepared.lay_out(prepared_folder, folder)
    with running_site(folder, database_url="", settings="development") as running:
        yield running


@pytest.fixture(scope="package")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@contextmanager
def visitors(site, chromium):
    """Makes visitors, each with a browser of its own without any history; asks at the end what went wrong unseen."""
    met = []

    def begin(*, may_have_cookies=False, **options) -> Visitor:
        context = chromium.new_context(**{"base_url": site.address, "locale": "ka-GE", "viewport": DESKTOP} | options)
        context.set_default_timeout(PATIENCE)
        met.append(Visitor(context, site.address, may_have_cookies, site.recorded))
        return met[-1]

    yield begin
    complaints = [complaint for visitor in met for complaint in visitor.leave()]
    assert not complaints, "\n".join(["The browser complains:", *complaints])


@pytest.fixture
def visit(site, chromium):
    """Makes visitors for one test."""
    with visitors(site, chromium) as begin:
        yield begin


@pytest.fixture(scope="module")
def inspector(site, chromium):
    """One visitor for all tests of a file: somebody who goes through every page, the admin's forms too."""
    with visitors(site, chromium) as begin:
        yield begin(may_have_cookies=True)


@pytest.fixture(scope="package")
def session_of_a_clerk(site, chromium):
    """The cookies of somebody who has logged in, so that not every test has to."""
    context = chromium.new_context(base_url=site.address, locale="en-US")
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context, site.address, may_have_cookies=True)
    visitor.log_in(site)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def clerk(visit, session_of_a_clerk):
    """Somebody who is logged in to the admin, with a browser that asks for English."""
    return visit(may_have_cookies=True, locale="en-US", storage_state=session_of_a_clerk)
