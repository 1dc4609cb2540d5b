"""What tests of files share."""

from functools import partial

import pytest
from django.test import Client

from brochures import making
from brochures.inspection import Inspection, Refused, reading, sha256


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


_said: dict[str, Inspection | Refused] = {}


@pytest.fixture
def asked_once(monkeypatch):
    """About the same bytes the child is asked once in a run: what is looked at is what becomes of its answer."""
    ask = reading._read

    def ask_or_remember(path: str, timeout: float) -> Inspection:
        checksum = sha256(path)
        if checksum not in _said:
            try:
                _said[checksum] = ask(path, timeout)
            except Refused as refusal:
                _said[checksum] = refusal
        said = _said[checksum]
        if isinstance(said, Refused):
            raise Refused(said.code, said.detail)
        return said

    monkeypatch.setattr(reading, "_read", ask_or_remember)
