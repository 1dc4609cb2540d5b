"""What `manage.py check` says of an installation."""

import os

import pytest
from django.core.checks import Tags, run_checks


@pytest.fixture
def catalogue(tmp_path, settings):
    folder = tmp_path / "ka" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    file = folder / "django.po"
    file.touch()
    return file


def warnings() -> list[str]:
    return [warning.msg for warning in run_checks(tags=[Tags.translation]) if warning.id == "rustavi_site.W001"]


def test_a_catalogue_that_was_never_compiled_is_named(catalogue):
    assert warnings() == [f"{catalogue} is not compiled as it stands."]


def test_a_catalogue_that_has_changed_since_is_named(catalogue):
    compiled = catalogue.with_suffix(".mo")
    compiled.touch()
    os.utime(compiled, (0, 0))
    assert len(warnings()) == 1


def test_nothing_is_said_of_one_that_is_compiled(catalogue):
    catalogue.with_suffix(".mo").touch()
    assert not warnings()
