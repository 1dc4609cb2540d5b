"""The two commands on a machine that lacks something: one clear line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="no make: its messages not tested")

TOO_OLD = """#!/bin/sh
case "$2" in
  *version_info*) exit 1 ;;
  *platform*) echo 3.9.2 ;;
esac
"""
WITHOUT_VENV = """#!/bin/sh
case "$2" in
  *ensurepip*) echo "ModuleNotFoundError: No module named 'ensurepip'" >&2; exit 1 ;;
esac
"""
# Says that it can, and leaves a Python without pip.
FAILS_HALFWAY = """#!/bin/sh
case "$*" in
  "-m venv"*)
    mkdir -p .venv/bin
    printf '#!/bin/sh\\nexit 1\\n' > .venv/bin/python
    chmod +x .venv/bin/python
    exit $FAILS ;;
esac
"""


@pytest.fixture
def make(tmp_path):
    """Runs a target in a folder without an environment, with a Python that is a script."""
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "locale").mkdir()

    def run(script: str, target: str = "run") -> list[str]:
        python = tmp_path / "python"
        if script:
            python.write_text(script)
            python.chmod(0o755)
        result = subprocess.run(
            ["make", "--no-print-directory", target, f"PY={python}"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode != 0
        return result.stdout.splitlines()

    return run


def test_no_python(make):
    (line,) = make("")
    assert "was not found: install Python 3.11 or newer" in line


def test_a_python_that_is_too_old(make):
    (line,) = make(TOO_OLD)
    assert "Python 3.11 or newer is needed" in line
    assert "is 3.9.2" in line


def test_no_venv_module(make):
    (line,) = make(WITHOUT_VENV)
    assert line == "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"


@pytest.mark.parametrize("fails", ["0", "1"])
def test_an_environment_that_was_half_made_is_not_kept(make, tmp_path, monkeypatch, fails):
    monkeypatch.setenv("FAILS", fails)
    assert make(FAILS_HALFWAY)[-1].startswith(".venv could not be made, so nothing of it was kept.")
    assert not (tmp_path / ".venv").exists()


def test_what_an_interrupted_making_has_left(make, tmp_path):
    """It was killed, and could not remove anything."""
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho 'No module named pip' >&2\nexit 1\n")
    python.chmod(0o755)
    assert make("")[-1] == ".venv is incomplete: making it was interrupted. Remove it and start again: rm -rf .venv"


def test_make_alone_lists_the_targets():
    result = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("make run", "make dev", "make test", "make lint", "make lock"):
        assert target in result.stdout


@pytest.mark.parametrize("script", ["photograph.py", "photograph_states.py"])
def test_the_scripts_that_make_pictures_start_without_settings(script):
    """Their targets set none; here they stop before they start a browser."""
    pytest.importorskip("playwright")
    start = f"import runpy; runpy.run_path('docs/{script}', run_name='started')"
    environment = {"PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", start], cwd=ROOT, env=environment, check=True)
