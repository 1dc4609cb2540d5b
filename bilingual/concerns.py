"""What stands between a page and its readers: problems, which nobody can pass, and warnings, which somebody accepts."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Concern:
    """One thing to mend or to think about. `message` is a sentence in the language that was active."""

    message: str
    # The column as the editor's form has it ("summary_ka") or the name of its rows ("attachments"); "" for none.
    field: str = ""
    # The row to which the field belongs; None for a field of the page itself.
    row: models.Model | None = None
    # Where it is mended, when that is not the editor of the page.
    address: str = ""


@dataclass(frozen=True)
class Problem(Concern):
    """Keeps a page from its readers until it is mended."""


@dataclass(frozen=True)
class PublishingWarning(Concern):
    """Asks for one conscious tick. The same `key` means that nothing has changed since it was given."""

    key: str = ""


def key_of(kind: str, *facts: Any) -> str:
    """16 hexadecimal digits: another one as soon as a fact is another one."""
    return hashlib.sha256("\n".join([kind, *map(str, facts)]).encode()).hexdigest()[:16]
