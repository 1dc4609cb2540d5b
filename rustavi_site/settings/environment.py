"""Reading settings from the environment."""

import os
import re
from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable without surrounding white space; an empty one counts as not set."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable. Raises ImproperlyConfigured on any other word, so that a typo never switches a thing."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: write yes or no.")


def number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured on anything else."""
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number.") from None


def site_address(name: str) -> str:
    """`https://host` without a slash at the end. Raises ImproperlyConfigured on anything else."""
    value = text(name).rstrip("/")
    if not re.fullmatch(r"https?://[^/?#\s@]+", value):
        raise ImproperlyConfigured(f"{name}={value!r}: write the whole address, https://grants.example.org")
    return value


def secret(name: str, shortest: int = 50) -> str:
    """A key of at least `shortest` characters. Raises ImproperlyConfigured on a shorter one, without repeating it."""
    value = text(name)
    if len(value) < shortest:
        raise ImproperlyConfigured(f"{name} is too short: {shortest} random characters or more.")
    return value


def words(name: str) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def require(names: Iterable[str]) -> None:
    """Raises ImproperlyConfigured naming every variable of `names` that is not set."""
    missing = [name for name in names if not text(name)]
    if missing:
        raise ImproperlyConfigured(f"Production cannot start. Set in the environment: {', '.join(missing)}.")
