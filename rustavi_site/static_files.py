"""Static files: compressed when they are collected, and collected only when one of them has changed."""

from collections.abc import Callable
from pathlib import Path

import brotli
from django.conf import settings
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Bytes. Ours are smaller; beyond it Brotli's best is ten times as slow as its second best, and hardly better.
LARGE = 64 * 1024


class BrotliInTime(Compressor):
    """Whitenoise's own takes longer over the admin's scripts than a first start over everything else."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=11 if len(data) < LARGE else 9)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Named by what is in them, each with its gzip and its Brotli beside it."""

    def create_compressor(self, **options) -> Compressor:
        return BrotliInTime(**options)


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
