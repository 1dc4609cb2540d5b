"""One inspection at a time on a machine, however many processes serve readers."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PAUSE = 0.02  # seconds


class Busy(Exception):
    """Nobody finished in time."""


@contextmanager
def turn(wait: float) -> Iterator[None]:
    """Holds the turn; waits for it at most `wait` seconds, then raises `Busy`."""
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    # Opened for reading alone: a command that root ran first must not shut out the server.
    lock = os.open(folder / "inspection.lock", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        _take(lock, time.monotonic() + wait)
        yield
    finally:
        # Closing gives the turn back, and so does the end of the process, whatever ends it.
        os.close(lock)


def _take(lock: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Busy from None
            time.sleep(PAUSE)
        else:
            return
