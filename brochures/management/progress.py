"""How far a long command has come."""

from django.core.management.base import OutputWrapper

WIDTH = 30  # characters of the bar


class ProgressBar:
    """A bar in one line of a terminal, drawn over itself; elsewhere, as in a log, nothing but what is told."""

    def __init__(self, out: OutputWrapper, total: int) -> None:
        self.out = out
        self.total = total
        self.done = 0
        self.shown = out.isatty()

    def step(self, name: str = "") -> None:
        """One more is done; `name` says which one is next."""
        self.done += 1
        self.draw(name)

    def draw(self, name: str = "") -> None:
        if self.shown:
            filled = WIDTH * self.done // self.total if self.total else WIDTH
            bar = "#" * filled + "." * (WIDTH - filled)
            self.out.write(f"\r\x1b[K[{bar}] {self.done}/{self.total} {name[:40]}", ending="")
            self.out.flush()

    def tell(self, line: str) -> None:
        """A line that stays, above the bar."""
        self.clear()
        self.out.write(line)
        self.draw()

    def clear(self) -> None:
        if self.shown:
            self.out.write("\r\x1b[K", ending="")
