"""Collecting static files only when one of them has changed."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def _newest(folder: Path) -> float:
    return max((file.stat().st_mtime for file in folder.rglob("*") if file.is_file()), default=0)


def collect_if_needed(say: Callable[[str], object]) -> None:
    """Runs `collectstatic` when our files or the installed packages are newer than the last collection."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    made = manifest.stat().st_mtime if manifest.exists() else 0
    sources = [_newest(Path(folder)) for folder in settings.STATICFILES_DIRS]
    lock = settings.BASE_DIR / "requirements.txt"
    if made > max([*sources, lock.stat().st_mtime]):
        return
    say("Collecting static files")
    call_command("collectstatic", verbosity=0, interactive=False)
