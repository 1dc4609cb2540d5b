"""The parent's side: starts the child, waits, and believes only an answer of the right shape."""

import hashlib
import json
import logging
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.core.files.base import File

from .refusals import RefusalCode, Refused
from .turn import Busy, turn

logger = logging.getLogger(__name__)

# Raised whenever a file would be read otherwise than before: `manage.py inspect_files` finds those read by older rules.
RULES = 3

CHILD = Path(__file__).with_name("child")
DEFAULT_TIMEOUT = 5.0  # seconds of wall time
DEFAULT_WAIT = 5.0  # seconds until it is this file's turn
LOOK_AGAIN = 0.005  # seconds
LEAST_SHARE = 0.1  # of the processor, in the time that a child has had; an honest file needs less than half a second
MAX_SIZE = 20 * 1024 * 1024  # bytes
MAX_PAGES = 2000
MAX_TEXT = 300_000  # characters
MAX_EMBEDDED = 1_000_000
MAX_ANSWER = 2 * 1024 * 1024  # bytes; the longest honest answer has 300,000 characters of three or four bytes each
MACHINE_FAULT = 70
CHUNK = 1024 * 1024  # bytes

# The pictures of the first page: pixels, names and first bytes of the files that the child leaves.
COVER_WIDTHS = (256, 512)
COVER_HEIGHTS = range(1, 1025)
COVER_FORMATS = {"webp": re.compile(rb"RIFF....WEBP", re.DOTALL), "jpg": re.compile(rb"\xff\xd8\xff")}
MAX_PICTURE = 1024 * 1024  # bytes

# Control characters, halves of surrogate pairs and code points that are none; PostgreSQL does not take the first.
NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Cover:
    """Pictures of the first page."""

    width: int  # pixels of the largest
    height: int
    pictures: dict[str, bytes] = field(repr=False)  # "512.webp": its bytes


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a PDF says about itself."""

    page_count: int  # 1 to 2000
    title: str  # one line of at most 500 characters; "" when the file names none
    language: str  # /Lang as written by its maker, e.g. "ka-GE"; "" when not declared
    tagged: bool  # marked as accessible, with a tree of tags; a claim, not a proof
    encrypted: bool  # opens without a password, and yet is encrypted
    restricted: bool = False  # its maker forbids printing or copying
    embedded_files: int = 0
    has_text: bool = False  # more than a page number or the stamp of a scanner
    text_language: str = ""  # "ka" or "en" when the text is plainly in it
    text: str = field(default="", repr=False, compare=False)  # at most 300,000 characters, the pages in order
    cover: Cover | None = field(default=None, compare=False)  # None if the first page cannot be drawn in time


def inspect(
    path: str | os.PathLike[str], *, timeout: float = DEFAULT_TIMEOUT, wait: float = DEFAULT_WAIT
) -> Inspection:
    """Read the PDF at `path` in a child process: at most `timeout` seconds, after at most `wait` until its turn.

    Raises `Refused` for the file's faults (and with the code `BUSY` when the turn does not come), `FileNotFoundError`
    if there is no regular file, and `RuntimeError` if the child cannot work on this machine (an operator's matter,
    never the clerk's).
    """
    path = os.path.abspath(os.fspath(path))
    if not os.path.isfile(path):
        raise FileNotFoundError(path)
    if os.path.getsize(path) > MAX_SIZE:
        raise _refused(RefusalCode.TOO_LARGE, f"{os.path.getsize(path)} bytes")
    try:
        with turn(wait):
            return _read(path, timeout)
    except Busy:
        raise _refused(RefusalCode.BUSY, f"no turn in {wait:g} s") from None


def inspect_upload(uploaded_file: File, *, timeout: float = DEFAULT_TIMEOUT, wait: float = DEFAULT_WAIT) -> Inspection:
    """`inspect` for a Django `UploadedFile` (or any seekable `File`), in memory or on disk.

    Leaves the file open and at byte 0, whatever happens; a copy made on disk is gone afterwards. Raises as
    `inspect` does.
    """
    uploaded_file.seek(0)  # also writes out what the upload handler still buffers
    try:
        if hasattr(uploaded_file, "temporary_file_path"):
            return inspect(uploaded_file.temporary_file_path(), timeout=timeout, wait=wait)
        with tempfile.NamedTemporaryFile(prefix="inspect-", suffix=".pdf") as copy:
            for chunk in uploaded_file.chunks():
                copy.write(chunk)
            copy.flush()
            return inspect(copy.name, timeout=timeout, wait=wait)
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


def _read(path: str, timeout: float) -> Inspection:
    # Files, not pipes: the child's RLIMIT_FSIZE bounds what even a hijacked child can make us hold.
    with (
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as errors,
        tempfile.TemporaryDirectory(prefix="inspect-", ignore_cleanup_errors=True) as folder,
    ):
        child = subprocess.Popen(  # noqa: S603 - a fixed program, and no shell
            [sys.executable, "-I", str(CHILD), path, folder],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            cwd="/",
            env={"LC_ALL": "C.UTF-8"},  # no secrets of ours, and Georgian file names still decode
            start_new_session=True,
        )
        ended, worked = _ended(child, timeout)
        if not ended and worked < timeout * LEAST_SHARE:
            # So little of the processor says something of the machine and nothing of the file.
            raise _refused(RefusalCode.BUSY, f"{worked:.1f} s of work in {timeout:g} s")
        if not ended:
            raise _refused(RefusalCode.TOO_COMPLEX, f"no answer in {timeout:g} s")
        output.seek(0)
        answer = output.read(MAX_ANSWER + 1)
        if child.returncode == MACHINE_FAULT:
            errors.seek(0)
            fault = errors.read(MAX_TEXT).decode(errors="replace")
            raise RuntimeError(f"PDFs cannot be inspected on this machine: {fault.strip()}")
        if child.returncode != 0:
            raise _refused(RefusalCode.TOO_COMPLEX, f"the child ended with status {child.returncode}")
        return _believe(answer, Path(folder))


def _ended(child: subprocess.Popen, timeout: float) -> tuple[bool, float]:
    """Whether the child ended by itself within `timeout` seconds, and how long it has worked. Nothing of its process
    group is left afterwards."""
    ended, worked = False, 0.0
    try:
        deadline = time.monotonic() + timeout
        while not (ended := _has_ended(child)) and time.monotonic() < deadline:
            time.sleep(LOOK_AGAIN)
    finally:
        # Before the child is reaped: until then its number, which is the group's, cannot become another process's.
        with suppress(ProcessLookupError, PermissionError):  # macOS says the latter of a group of ended processes
            os.killpg(child.pid, signal.SIGKILL)
        if child.returncode is None:
            _pid, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            worked = used.ru_utime + used.ru_stime
    return ended, worked


def _has_ended(child: subprocess.Popen) -> bool:
    if not hasattr(os, "waitid"):  # macOS before Python 3.13
        return child.poll() is not None
    return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _believe(answer: bytes, folder: Path) -> Inspection:
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
            "restricted": bool(restricted),
            "embedded_files": int(embedded_files),
            "has_text": bool(has_text),
            "text_language": "ka" | "en" | "" as text_language,
            "text": str(text),
            "cover": cover,
        } if 1 <= page_count <= MAX_PAGES and 0 <= embedded_files <= MAX_EMBEDDED and len(text) <= MAX_TEXT:
            return Inspection(
                page_count=page_count,
                title=_one_line(title),
                language=_one_line(language),
                tagged=tagged,
                encrypted=encrypted,
                restricted=restricted,
                embedded_files=embedded_files,
                has_text=has_text,
                text_language=text_language,
                text=NO_TEXT.sub("", text),
                cover=_cover(cover, folder),
            )
        case _:
            raise _refused(RefusalCode.TOO_COMPLEX, "the child's answer has the wrong shape")


def _cover(said: object, folder: Path) -> Cover | None:
    """The pictures that the child says to have left, if they are what they should be."""
    match said:
        case None:
            return None
        case [int(width), int(height)] if width == max(COVER_WIDTHS) and height in COVER_HEIGHTS:
            names = [f"{wide}.{suffix}" for wide in COVER_WIDTHS for suffix in COVER_FORMATS]
            return Cover(width, height, {name: _picture(folder / name) for name in names})
        case _:
            raise _refused(RefusalCode.TOO_COMPLEX, "the child's cover has the wrong shape")


def _picture(path: Path) -> bytes:
    """The bytes of a picture, from a regular file of that very folder: no link to another, no pipe."""
    content = b""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            status = os.fstat(handle)
            if stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
                content = os.read(handle, MAX_PICTURE + 1)
        finally:
            os.close(handle)
    except OSError as error:
        raise _refused(RefusalCode.TOO_COMPLEX, f"the child left no {path.name}") from error
    if len(content) > MAX_PICTURE or not COVER_FORMATS[path.suffix[1:]].match(content):
        raise _refused(RefusalCode.TOO_COMPLEX, f"the child's {path.name} is no picture")
    return content


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
