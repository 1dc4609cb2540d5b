"""The process that reads a PDF: what it may do, and that its parent believes no word of it unseen."""

import ast
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brochures.inspection import (
    Inspection,
    RefusalCode,
    inspect,
    reading,
)
from tests.brochures.inspecting import HONEST, ROOT, answer, refusal_of

# --- the child ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(not os.path.exists("/proc/self/limits"), reason="reads limits as Linux shows them")
def test_the_child_limits_itself(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # the child waits at it for a writer, so that its limits can be looked at
    with subprocess.Popen([sys.executable, "-I", reading.CHILD, pipe, tmp_path]) as child:
        try:
            deadline = time.monotonic() + 10
            limits = ""
            # The last that it sets.
            while not re.search("^Max core file size +0 +0 ", limits, re.MULTILINE) and time.monotonic() < deadline:
                time.sleep(0.02)
                limits = Path(f"/proc/{child.pid}/limits").read_text()
        finally:
            child.kill()
    for name, value in [
        ("Max address space", 512 * 1024**2),
        ("Max cpu time", 5),
        ("Max file size", 4 * 1024**2),
        ("Max open files", 32),
        ("Max processes", 0),
        ("Max core file size", 0),
    ]:
        assert re.search(rf"^{name} +{value} +{value} ", limits, re.MULTILINE), limits


def test_the_child_cannot_be_imported_by_mistake():
    code = "import resource, brochures.inspection.child.__main__"
    child = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "run it, never import it" in child.stderr


def test_the_parent_never_loads_what_reads_a_pdf():
    code = "import brochures.inspection, sys; sys.exit(bool({'pikepdf', 'pypdfium2', 'PIL'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_no_other_module_of_the_site_loads_what_reads_a_pdf():
    def imported(file: Path) -> set[str]:
        nodes = list(ast.walk(ast.parse(file.read_text())))
        names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
        names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
        return {name.split(".")[0] for name in names}

    rooms = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"]
    found = {
        file
        for room in rooms
        for file in room.rglob("*.py")
        if imported(file) & {"pikepdf", "pypdfium2", "pypdfium2_raw"}
    }
    assert found == {reading.CHILD / "structure.py", reading.CHILD / "pages.py"}


def test_an_honest_answer_is_believed(pdf, child_that):
    child_that(answer())
    assert inspect(pdf(b"%PDF-")) == Inspection(1, "", "", tagged=False, encrypted=False)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import os; os.abort()", id="crash"),
        pytest.param("import ctypes; ctypes.string_at(0)", id="segmentation fault"),
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", id="processor time used up"),
        pytest.param("raise SystemExit(1)", id="exit status 1"),
        pytest.param("", id="silence"),
        pytest.param("print('{')", id="no JSON"),
        pytest.param("print('[' * 15000)", id="deep JSON"),
        pytest.param("print('[1]')", id="no object"),
        pytest.param('print(\'{"refused": "because", "detail": ""}\')', id="unknown code"),
        pytest.param(answer(page_count="3"), id="text for a number"),
        pytest.param(answer(page_count=0), id="no pages"),
        pytest.param(answer(page_count=10**12), id="too many pages"),
        pytest.param(answer(tagged=1), id="number for a truth"),
        pytest.param(answer(title="x" * 3_000_000), id="too long"),
        pytest.param(answer(text="x" * 300_001), id="too much text"),
        pytest.param(answer(text_language="de"), id="a third language"),
        pytest.param(answer(embedded_files=-1), id="less than no files"),
        pytest.param(answer(cover=[512, 10**6]), id="cover too high"),
        pytest.param(answer(cover=[100, 100]), id="cover of another width"),
        pytest.param(answer(cover=[512, 725]), id="cover that is not there"),
        pytest.param("while True: print('x' * 1000)", id="endless"),
    ],
)
def test_a_child_gone_wrong_refuses_the_file(pdf, child_that, code):
    child_that("import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))\n" + code)
    assert refusal_of(pdf(b"%PDF-")) is RefusalCode.TOO_COMPLEX


@pytest.mark.parametrize(
    ("ending", "share", "code"),
    [
        ("time.sleep(60)", 0, RefusalCode.TOO_COMPLEX),
        # One that got next to nothing of the processor tells nothing of its file.
        ("time.sleep(60)", 0.5, RefusalCode.BUSY),
        ("sys.exit(1)", 0.5, RefusalCode.TOO_COMPLEX),
    ],
    ids=["hangs", "waits for the processor", "ends"],
)
def test_nothing_of_a_child_is_left(pdf, child_that, tmp_path, monkeypatch, ending, share, code):
    """Neither itself nor what it started, whether it hangs or not."""
    monkeypatch.setattr(reading, "LEAST_SHARE", share)
    child_that(
        "import os, pathlib, signal, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "note = pathlib.Path(sys.argv[1]).with_name\n"
        "note('child').write_text(str(os.getpid()))\n"
        "if os.fork() == 0:\n"
        "    note('grandchild').write_text(str(os.getpid()))\n"
        "    time.sleep(60)\n"
        "while not note('grandchild').exists() or not note('grandchild').read_text(): time.sleep(0.01)\n" + ending
    )
    begun = time.monotonic()
    assert refusal_of(pdf(b"%PDF-"), timeout=2) is code
    assert time.monotonic() - begun < 10
    assert not is_running(int((tmp_path / "child").read_text()))
    assert not is_running(int((tmp_path / "grandchild").read_text()))


def is_running(pid: int) -> bool:
    """Whether there is such a process and it has not ended; one that nobody reaped has."""
    for _attempt in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state == "Z":
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize(
    "left",
    [
        pytest.param("os.symlink(os.path.realpath(__file__), path)", id="link"),
        pytest.param("os.link(pictures['512.webp'], path)", id="second name of a file"),
        pytest.param("os.mkfifo(path)", id="pipe"),
        pytest.param("os.mkdir(path)", id="folder"),
        pytest.param("open(path, 'wb').write(b'<html>')", id="web page"),
        pytest.param("open(path, 'wb').write(b'RIFF....WEBP' + bytes(1024**2))", id="too large"),
        pytest.param("open(path, 'wb').write(b'\\xff\\xd8\\xff')", id="picture of another kind"),
    ],
)
def test_only_pictures_are_taken_from_the_child(pdf, child_that, left):
    child_that(
        "import os, sys\n"
        "folder = sys.argv[2]\n"
        "pictures = {n: os.path.join(folder, n) for n in ['256.webp', '512.webp', '256.jpg', '512.jpg']}\n"
        "for name in ['512.webp', '256.jpg', '512.jpg']:\n"
        "    open(pictures[name], 'wb').write(b'RIFF....WEBP' if 'webp' in name else b'\\xff\\xd8\\xff')\n"
        "path = pictures['256.webp']\n"
        f"{left}\n" + answer(cover=[512, 725])
    )
    assert refusal_of(pdf(b"%PDF-")) is RefusalCode.TOO_COMPLEX


def test_a_fault_of_the_machine_is_not_blamed_on_the_file(pdf, child_that):
    child_that("import sys; print('no pikepdf', file=sys.stderr); sys.exit(70)")
    with pytest.raises(RuntimeError, match="no pikepdf"):
        inspect(pdf(b"%PDF-"))


def test_the_child_gets_no_secrets_and_a_session_of_its_own(pdf, child_that, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    child_that(
        "import json, os, sys\n"
        "told = [sorted(os.environ), sys.flags.isolated, os.getsid(0) == os.getpid(), os.getcwd()]\n"
        f"print(json.dumps({HONEST!r} | {{'title': repr(told)}}))"
    )
    assert inspect(pdf(b"%PDF-")).title == "[['LC_ALL'], 1, True, '/']"
