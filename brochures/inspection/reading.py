"""The parent's side: starts `child.py`, waits, and believes only an answer of the right shape."""

import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.files.base import File

from .refusals import RefusalCode, Refused

logger = logging.getLogger(__name__)

CHILD = Path(__file__).with_name("child.py")
DEFAULT_TIMEOUT = 10.0  # seconds of wall time; the child's own limit is 8 s of processor time
MAX_PAGES = 2000
MAX_ANSWER = 16 * 1024  # bytes; the longest honest answer is about 6 KB (a 500-character title, escaped)
MACHINE_FAULT = 70
CHUNK = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a PDF says about itself."""

    page_count: int  # 1 to 2000
    title: str  # one line of at most 500 characters; "" when the file names none
    language: str  # /Lang as written by its maker, e.g. "ka-GE"; "" when not declared
    tagged: bool  # marked as accessible (/MarkInfo /Marked); a claim, not a proof
    encrypted: bool  # opens without a password, but its maker restricted printing or copying


def inspect(path: str | os.PathLike[str], *, timeout: float = DEFAULT_TIMEOUT) -> Inspection:
    """Read the PDF at `path` in a child process; at most `timeout` seconds.

    Raises `Refused` for the file's faults, `FileNotFoundError` if there is no regular file, and
    `RuntimeError` if the child cannot work on this machine (an operator's matter, never the clerk's).
    """
    path = os.path.abspath(os.fspath(path))
    if not os.path.isfile(path):
        raise FileNotFoundError(path)
    # Files, not pipes: the child's RLIMIT_FSIZE bounds what even a hijacked child can make us hold.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        try:
            child = subprocess.run(  # noqa: S603 - a fixed program, and no shell
                [sys.executable, "-I", str(CHILD), path],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                cwd="/",
                env={"LC_ALL": "C.UTF-8"},  # no secrets of ours, and Georgian file names still decode
                start_new_session=True,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _refused(RefusalCode.TOO_COMPLEX, f"no answer in {timeout:g} s") from error
        output.seek(0)
        answer = output.read(MAX_ANSWER + 1)
        if child.returncode == MACHINE_FAULT:
            errors.seek(0)
            fault = errors.read(MAX_ANSWER).decode(errors="replace")
            raise RuntimeError(f"PDFs cannot be inspected on this machine: {fault.strip()}")
        if child.returncode != 0:
            raise _refused(RefusalCode.TOO_COMPLEX, f"the child ended with status {child.returncode}")
    return _believe(answer)


def inspect_upload(uploaded_file: File, *, timeout: float = DEFAULT_TIMEOUT) -> Inspection:
    """`inspect` for a Django `UploadedFile` (or any seekable `File`), in memory or on disk.

    Leaves the file open and at byte 0, whatever happens; a copy made on disk is gone afterwards. Raises as
    `inspect` does.
    """
    uploaded_file.seek(0)  # also writes out what the upload handler still buffers
    try:
        if hasattr(uploaded_file, "temporary_file_path"):
            return inspect(uploaded_file.temporary_file_path(), timeout=timeout)
        with tempfile.NamedTemporaryFile(prefix="inspect-", suffix=".pdf") as copy:
            for chunk in uploaded_file.chunks():
                copy.write(chunk)
            copy.flush()
            return inspect(copy.name, timeout=timeout)
    finally:
        uploaded_file.seek(0)


def sha256(source: str | os.PathLike[str] | File | IO[bytes]) -> str:
    """The SHA-256 of a file's bytes as 64 lower-case hexadecimal digits, in constant memory.

    `source` is a path or an open, seekable binary file, which is read from byte 0 and left there.
    """
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as file:
            return sha256(file)
    source.seek(0)
    digest = hashlib.sha256()
    for chunk in _chunks(source):
        digest.update(chunk)
    source.seek(0)
    return digest.hexdigest()


def _chunks(file: File | IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _believe(answer: bytes) -> Inspection:
    """The child's answer, checked as if a stranger had written it: after a fault in native code one has."""
    if len(answer) > MAX_ANSWER:
        raise _refused(RefusalCode.TOO_COMPLEX, "the child said too much")
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise _refused(RefusalCode.TOO_COMPLEX, "the child's answer is not JSON") from error
    match said:
        case {"refused": str(code), "detail": str(detail)} if code in set(RefusalCode):
            raise _refused(RefusalCode(code), detail)
        case {
            "page_count": int(page_count),
            "title": str(title),
            "language": str(language),
            "tagged": bool(tagged),
            "encrypted": bool(encrypted),
        } if 1 <= page_count <= MAX_PAGES:
            return Inspection(page_count, _one_line(title), _one_line(language), tagged, encrypted)
        case _:
            raise _refused(RefusalCode.TOO_COMPLEX, "the child's answer has the wrong shape")


def _one_line(text: str) -> str:
    """Without line breaks, control characters, lone surrogates and marks that turn the writing direction."""
    kept = (" " if char.isspace() else char for char in text if char.isspace() or char.isprintable())
    return " ".join("".join(kept).split())


def _refused(code: RefusalCode, detail: str) -> Refused:
    """The exception to raise, written to the log."""
    detail = _one_line(detail)
    # A hostile file and a fault of ours look alike here, so an operator should see it.
    level = logging.WARNING if code is RefusalCode.TOO_COMPLEX else logging.INFO
    logger.log(level, "PDF refused: %s (%s)", code, detail)
    return Refused(code, detail)
