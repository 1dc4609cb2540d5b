"""The compiler behind everything that is typeset: a template and its words in, a file out.

The words travel as JSON in one input of the template, so nothing that an editor types can become markup, and the
compiler sees a fresh folder that holds templates and nothing else: typst follows symbolic links inside its root.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "template"
FONTS = HERE / "fonts"


class Reason(StrEnum):
    """What an editor is told apart from the rest; all else is FAILED."""

    NO_TITLE = "no_title"
    TITLE_TOO_LONG = "title_too_long"
    TOO_LONG = "too_long"
    UNKNOWN_LETTERS = "unknown_letters"
    OUT_OF_TIME = "out_of_time"
    FAILED = "failed"


class TypesettingError(Exception):
    """The file could not be made: `reason` says what an editor is told, the message is for the log.

    For UNKNOWN_LETTERS the message is the letters themselves, each once.
    """

    def __init__(self, message: str, reason: Reason = Reason.FAILED) -> None:
        super().__init__(message)
        self.reason = reason


class Compiled(NamedTuple):
    """A file, what typst warns of, and what the template tells of itself."""

    file: bytes
    warnings: list[str]
    told: list[Any]


def compiled(
    main: Path, data: dict[str, Any], files: dict[str, bytes] | None = None, asked: str = "", **output
) -> Compiled:
    """Return what the template `main` makes of `data`.

    `files` are pictures that the template shows, by name. `main` may import what lies in `template/`, wherever it comes
    from itself. `asked` is the label of metadata in the template, whose values are `told`. `output` is what typst's
    `compile` takes: format, ppi, pdf_standards, timestamp. Raises TypesettingError if typst refuses or breaks.
    """
    # Tens of megabytes that only the making of a file needs; readers' requests never do.
    import typst  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="typesetting-") as folder:
        root = shutil.copytree(TEMPLATES, Path(folder) / "root")
        for name, content in (files or {}).items():
            (root / name).write_bytes(content)
        try:
            compiler = typst.Compiler(
                shutil.copy(main, root),
                root=root,
                font_paths=[FONTS],
                ignore_system_fonts=True,
                sys_inputs={"content": json.dumps(data)},
                package_path=folder,
                package_cache_path=folder,
            )
            file, warnings = compiler.compile_with_warnings(**output)
            # It has just been laid out, so this costs nothing.
            told = json.loads(compiler.query(asked, field="value")) if asked else []
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            # A panic inside typst is no Exception and would pass every handler on its way.
            raise TypesettingError(str(error)) from error
    return Compiled(file, [str(warning) for warning in warnings], told)
