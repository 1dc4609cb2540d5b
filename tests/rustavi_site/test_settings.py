"""Settings: production names what is missing, and nothing is switched on by a typo."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from rustavi_site.settings import environment

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "PUBLIC_URL": "https://grants.example.org",
    "SECRET_KEY": "a-long-and-random-value-of-more-than-fifty-characters-0123456789",
    "DATABASE_URL": "postgres://user@127.0.0.1/name",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "site@example.org",
}


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {"DJANGO_SETTINGS_MODULE": "rustavi_site.settings.production"} | variables
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_names_every_missing_variable_at_once():
    result = manage("check")
    assert result.returncode != 0
    for name in COMPLETE:
        assert name in result.stderr


def test_production_names_only_what_is_missing():
    result = manage("check", **{**COMPLETE, "EMAIL_HOST": ""})
    assert "Set in the environment: EMAIL_HOST." in result.stderr


def test_a_complete_production_passes_the_deployment_check(tmp_path):
    result = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE, DATA_DIR=str(tmp_path))
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PUBLIC_URL", "grants.example.org", "PUBLIC_URL='grants.example.org': write the whole address"),
        ("PUBLIC_URL", "https://grants.example.org/ka/", "PUBLIC_URL="),
        ("SECRET_KEY", "short-and-secret", "SECRET_KEY is too short"),
        ("DATABASE_URL", "mystery://user:word-of-honour@host/name", "DATABASE_URL: write postgres://"),
        ("EMAIL_USE_TLS", "perhaps", "EMAIL_USE_TLS='perhaps': write yes or no."),
    ],
)
def test_a_malformed_setting_stops_production_in_one_line_that_keeps_secrets(name, value, said):
    result = manage("check", **{**COMPLETE, name: value})
    assert result.returncode == 1
    assert result.stderr.startswith(said), result.stderr
    assert result.stderr.strip().count("\n") == 0
    assert "honour" not in result.stderr and "short-and" not in result.stderr


@pytest.mark.parametrize("set_already", [{}, {"PUBLIC_URL": "https://grants.example.org"}])
def test_a_server_that_lacks_a_setting_stops_and_names_all_that_are_missing(set_already):
    result = subprocess.run(
        [sys.executable, "-c", "import rustavi_site.wsgi"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | set_already,
        capture_output=True,
        text=True,
        check=False,
    )
    missing = ", ".join(name for name in COMPLETE if name not in set_already)
    assert result.returncode == 1
    assert result.stderr == f"Production cannot start. Set in the environment: {missing}.\n"


def test_a_connection_to_the_mail_server_is_secured_in_one_way():
    result = manage("check", **COMPLETE, EMAIL_USE_TLS="yes", EMAIL_USE_SSL="yes")
    assert result.stderr == "EMAIL_USE_TLS and EMAIL_USE_SSL: only one of them may be yes.\n"


@pytest.mark.parametrize("value", ["on", "Yes", "1", " true "])
def test_a_flag_is_on(monkeypatch, value):
    monkeypatch.setenv("SOME_FLAG", value)
    assert environment.flag("SOME_FLAG") is True


@pytest.mark.parametrize("value", ["off", "No", "0", ""])
def test_a_flag_is_off(monkeypatch, value):
    monkeypatch.setenv("SOME_FLAG", value)
    assert environment.flag("SOME_FLAG", default=True) is False


def test_a_typo_in_a_flag_or_number_is_an_error(monkeypatch):
    monkeypatch.setenv("SOME_FLAG", "ture")
    with pytest.raises(ImproperlyConfigured, match="SOME_FLAG"):
        environment.flag("SOME_FLAG")
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        environment.number("SOME_FLAG", 1)


def test_every_variable_stands_in_the_readme_and_the_example():
    source = "".join(file.read_text() for file in (ROOT / "rustavi_site" / "settings").glob("*.py"))
    names = set(re.findall(r'env\.(?:text|flag|number|words|site_address|secret)\("([A-Z_]+)"', source))
    assert len(names) > 10
    for document in ("README.md", ".env.example"):
        text = (ROOT / document).read_text()
        assert not [name for name in sorted(names) if name not in text], document


def test_the_key_of_an_installation_is_made_once_and_private(tmp_path):
    def key() -> str:
        script = "from django.conf import settings; print(settings.SECRET_KEY)"
        result = manage(
            "shell", "-v0", "-c", script, DJANGO_SETTINGS_MODULE="rustavi_site.settings.local", DATA_DIR=str(tmp_path)
        )
        return result.stdout.strip()

    first = key()
    assert len(first) >= 50
    assert key() == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
