"""How far a long command is, for whoever waits at a terminal."""

from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

Item = TypeVar("Item")

WIDTH = 30


def progress(items: Iterable[Item] | Sized, stream) -> Iterator[Item]:
    """Yields the items and draws a bar on one line of `stream`; on what is no terminal it draws nothing."""
    shown = stream.isatty()
    total = len(items)
    for done, item in enumerate(items):
        if shown:
            stream.write(f"\r{bar(done, total)}", ending="")
            stream.flush()
        yield item
    if shown and total:
        stream.write(f"\r{bar(total, total)}")


def bar(done: int, total: int) -> str:
    filled = WIDTH * done // total
    return f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}"
