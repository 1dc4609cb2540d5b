"""Ends a long command in good order, whoever stops it: somebody at the terminal, or the machine that shuts down."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Stopped(KeyboardInterrupt):
    """SIGTERM has come; `returncode` is what a shell would see of it."""

    returncode = 128 + signal.SIGTERM


@contextmanager
def stoppable() -> Iterator[None]:
    """In here SIGTERM arrives as `Stopped`, just as Ctrl-C does as KeyboardInterrupt."""

    def stop(_number, _frame):
        raise Stopped

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def returncode_of(stop: KeyboardInterrupt) -> int:
    """What the command ends with."""
    return getattr(stop, "returncode", 128 + signal.SIGINT)
