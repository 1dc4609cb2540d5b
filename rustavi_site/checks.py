"""What an installation may lack without anybody noticing at once."""

from pathlib import Path

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.translation)
def catalogues_are_compiled(app_configs, **kwargs) -> list[checks.Warning]:
    """Gettext passes over a catalogue that is not compiled, and the whole interface turns English without a word."""
    catalogues = [file for folder in settings.LOCALE_PATHS for file in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]
    return [
        checks.Warning(f"{file} is not compiled as it stands.", hint="make install", id="rustavi_site.W001")
        for file in catalogues
        if not _is_compiled(file)
    ]


def _is_compiled(file: Path) -> bool:
    compiled = file.with_suffix(".mo")
    return compiled.is_file() and compiled.stat().st_mtime >= file.stat().st_mtime
