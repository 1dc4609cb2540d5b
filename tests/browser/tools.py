"""Programs that the tests run, and the marks of tests that need those of npm: `make browser-tools` installs them."""

import shutil
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_OPTIONS = [
    "--no-sandbox",  # it cannot be had as root, which is what tests run as in a container
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

_PACKAGES = Path(__file__).parent / "node_modules"
AXE = _PACKAGES / "axe-core" / "axe.min.js"
LIGHTHOUSE = _PACKAGES / "lighthouse" / "cli" / "index.js"
VALIDATOR = _PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def _needs(tool: Path, program: str = ""):
    """The mark of tests that cannot run without a tool and the program that runs it."""
    reason = ""
    if program and not shutil.which(program):
        reason = f"no {program}"
    elif not tool.exists():
        reason = f"no {tool.relative_to(_PACKAGES).parts[0]} (make browser-tools)"
    return pytest.mark.skipif(bool(reason), reason=reason)


needs_axe = _needs(AXE)
needs_lighthouse = _needs(LIGHTHOUSE, "node")
needs_validator = _needs(VALIDATOR, "java")
