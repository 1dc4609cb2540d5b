"""How the child says no."""


class Refusal(Exception):
    """`args` are a code of `RefusalCode` and a line for the log."""
