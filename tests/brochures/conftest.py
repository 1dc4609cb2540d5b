"""What tests of files share."""

from functools import partial

import pytest
from django.test import Client

from brochures import making


@pytest.fixture
def reader() -> Client:
    return Client()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed(): …` does what happens after a commit, too."""
    # Tests without it leave behind what waited for a commit that never came.
    making._waiting.ids = {}
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def no_child(monkeypatch):
    """Nothing may be typeset."""

    def refuse(jobs, **options):
        raise AssertionError(f"typeset although nothing changed: {jobs}")
