"""Lighthouse, as it is set for a telephone on a slow line, has nothing to find fault with."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from .tools import CHROMIUM, CHROMIUM_OPTIONS, LIGHTHOUSE, needs_lighthouse

pytestmark = needs_lighthouse

PAGES = ["/", "/projects/", "/projects/participatory-budgeting/"]
WANTED = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 99}
# A machine that is busy with something else draws a page later, and now and then Lighthouse misses how it was drawn.
RUNS = 4
RUN_SECONDS = 150


class NotMeasured(Exception):
    """Lighthouse's own fault, not the page's."""


def report_on(address: str, file: Path) -> dict:
    """What Lighthouse writes of a page, by way of a file: it ends before a pipe has taken the whole of a report."""
    file.unlink(missing_ok=True)
    flags = " ".join(["--headless=new", *CHROMIUM_OPTIONS])
    process = subprocess.Popen(
        [
            "node",
            LIGHTHOUSE,
            address,
            "--output=json",
            f"--output-path={file}",
            "--quiet",
            "--no-enable-error-reporting",
            f"--chrome-flags={flags}",
        ],
        env=os.environ | {"CHROME_PATH": CHROMIUM},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _output, errors = process.communicate(timeout=RUN_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)  # then it ends its Chromium, too
        process.wait(10)
        raise NotMeasured(f"no report within {RUN_SECONDS} s") from None
    if not file.exists():
        raise NotMeasured(errors)
    report = json.loads(file.read_text())
    if fault := report.get("runtimeError"):
        raise NotMeasured(fault["message"])
    return report


def marks(report: dict) -> dict[str, int]:
    """What each category got, of 100."""
    return {name: round(100 * (category["score"] or 0)) for name, category in report["categories"].items()}


def faults(report: dict, categories) -> list[str]:
    """The audits that cost something in these categories."""
    return [
        f"{name}: {audit['id']} {audit['score']}, {audit['title']}. {audit.get('displayValue', '')}"
        for name in categories
        for reference in report["categories"][name]["auditRefs"]
        if reference["weight"]
        and (audit := report["audits"][reference["id"]])
        and audit["score"] is not None
        and audit["score"] < 1
    ]


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_full_marks(site, path, language, tmp_path):
    seen = []
    for _run in range(RUNS):
        try:
            report = report_on(f"{site.address}/{language}{path}", tmp_path / "report.json")
        except NotMeasured as reason:
            seen.append(str(reason))
            continue
        assert report["categories"].keys() == WANTED.keys()
        missed = [name for name, mark in marks(report).items() if mark < WANTED[name]]
        seen += faults(report, missed)
        if not missed:
            return
        # Only speed may be better another time.
        if missed != ["performance"]:
            break
    pytest.fail("\n".join(seen))
