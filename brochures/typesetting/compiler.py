"""The compiler behind everything that is typeset: a template and its words in, a file out.

The words travel as JSON in one input of the template, so nothing that an editor types can become markup, and the
compiler sees a fresh folder that holds templates and nothing else: typst follows symbolic links inside its root.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "template"
FONTS = HERE / "fonts"


class TypesettingError(Exception):
    """The file could not be made; the message says why in words that an editor can act on."""


def compiled(main: Path, data: dict[str, Any], **output) -> tuple[bytes, list[str]]:
    """Return the file that the template `main` makes of `data`, and what typst warns of.

    `main` may import what lies in `template/`, wherever it comes from itself. `output` is what typst's `compile` takes:
    format, ppi, pdf_standards, timestamp. Raises TypesettingError if typst refuses or breaks.
    """
    # Tens of megabytes that only the making of a file needs; readers' requests never do.
    import typst  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="typesetting-") as folder:
        root = shutil.copytree(TEMPLATES, Path(folder) / "root")
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
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            # A panic inside typst is no Exception and would pass every handler on its way.
            raise TypesettingError(str(error)) from error
    return file, [str(warning) for warning in warnings]
