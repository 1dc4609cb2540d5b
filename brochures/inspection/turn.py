"""One inspection at a time on a machine, however many processes serve readers."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PAUSE = 0.02  # seconds
# Each waits in a thread of the server's, and readers need some, too.
MOST_WAITING = 3


class Busy(Exception):
    """Nobody finished in time, or too many wait already."""


@contextmanager
def turn(wait: float) -> Iterator[None]:
    """Holds the turn; waits for it at most `wait` seconds, and not at all where MOST_WAITING do; then raises `Busy`."""
    deadline = time.monotonic() + wait
    with _opened("inspection.lock") as lock:
        if not _is_taken(lock):
            with _place_among_the_waiting():
                while not _is_taken(lock):
                    if time.monotonic() > deadline:
                        raise Busy
                    time.sleep(PAUSE)
        yield


@contextmanager
def _place_among_the_waiting() -> Iterator[None]:
    for place in range(MOST_WAITING):
        with _opened(f"inspection-waiting-{place}.lock") as lock:
            if _is_taken(lock):
                yield
                return
    raise Busy


@contextmanager
def _opened(name: str) -> Iterator[int]:
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    # Opened for reading alone: a command that root ran first must not shut out the server.
    lock = os.open(folder / name, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        yield lock
    finally:
        # Closing gives it back, and so does the end of the process, whatever ends it.
        os.close(lock)


def _is_taken(lock: int) -> bool:
    """Tries to take it, and says whether it is ours now."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
