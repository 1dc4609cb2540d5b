"""The parent's side: has brochures typeset in a child process that may be killed, and believes only PDF files.

Typst has no limit of time or memory of its own, and keeps what it once laid out; a web process never loads it.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from .compiler import Reason, TypesettingError
from .content import BrochureContent
from .parcel import pack

logger = logging.getLogger(__name__)

CHILD = Path(__file__).with_name("child.py")
DEFAULT_TIMEOUT = 20.0  # seconds of wall time for all brochures of a call; the child has 15 s of processor time
MAX_PDF = 24 * 1024 * 1024  # bytes
MAX_LINE = 16 * 1024  # bytes
MACHINE_FAULT = 70
# Address space is limited, and every thread and arena asks for a part of it, so their number must not follow the
# machine's.
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}


class MachineError(RuntimeError):
    """This machine cannot typeset at all: a matter of the operator, whatever the text."""


@dataclass(frozen=True, slots=True)
class Job:
    """One brochure to make; `name` tells it from the others of the same call."""

    name: str
    content: BrochureContent
    timestamp: datetime  # with time zone


def typeset_apart(
    jobs: Iterable[Job], *, timeout: float = DEFAULT_TIMEOUT, strict: bool = True
) -> dict[str, bytes | TypesettingError]:
    """Make all of these in one child process: the file of each by its name, or why there is none.

    `strict` as in `press.typeset`. What was finished before the child had to be killed is in the answer. Raises
    MachineError if the child cannot work on this machine.
    """
    jobs = list(jobs)
    order = {
        "brochures": [
            {
                "name": job.name,
                "timestamp": job.timestamp.isoformat(),
                "strict": strict,
                "content": pack(job.content),
            }
            for job in jobs
        ]
    }
    with (
        # The child's own folder, so that nothing stays behind when it is killed.
        tempfile.TemporaryDirectory(prefix="brochures-") as folder,
        # Files, not pipes: the child's RLIMIT_FSIZE bounds what it can make us hold.
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as errors,
    ):
        given.write(json.dumps(order).encode())
        given.seek(0)
        failed = TypesettingError("the child left no word")
        try:
            child = subprocess.run(  # noqa: S603 - a fixed program, and no shell
                [sys.executable, "-I", str(CHILD)],
                stdin=given,
                stdout=output,
                stderr=errors,
                cwd="/",
                env=ENVIRONMENT | {"TMPDIR": folder},
                start_new_session=True,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            # A text that is too long has used up its time of the processor before this.
            failed = TypesettingError(f"not finished in {timeout:g} s", Reason.OUT_OF_TIME)
        else:
            if child.returncode == MACHINE_FAULT:
                raise MachineError(f"Brochures cannot be made on this machine: {_said(errors)}")
            if child.returncode != 0:
                failed = TypesettingError(f"the child ended with status {child.returncode}", Reason.TOO_LONG)
        if said := _said(errors):
            logger.warning("%s", said)
        output.seek(0)
        made = _believe(output)
    return {job.name: made.get(job.name, failed) for job in jobs}


def _said(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read(MAX_LINE).decode(errors="replace").strip()


def _believe(output: IO[bytes]) -> dict[str, bytes | TypesettingError]:
    """The child's answers, as far as they are whole and have the right shape."""
    made: dict[str, bytes | TypesettingError] = {}
    while line := output.readline(MAX_LINE):
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            break
        match said:
            case {"name": str(name), "length": int(length)} if 0 < length <= MAX_PDF:
                pdf = output.read(length)
                if len(pdf) < length or not pdf.startswith(b"%PDF-"):
                    break
                made[name] = pdf
            case {"name": str(name), "reason": str(reason), "detail": str(detail)} if reason in set(Reason):
                made[name] = TypesettingError(detail, Reason(reason))
            case _:
                break
    return made
