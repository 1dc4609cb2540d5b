"""A content object as text and back, for the way to the process that typesets it, and for its checksum.

Each part is an object of JSON that names its class, so nothing but these classes can come out of it.
"""

from __future__ import annotations

import base64
import json
from dataclasses import fields, is_dataclass

from . import content

CLASSES = {name: value for name, value in vars(content).items() if isinstance(value, type) and is_dataclass(value)}


def pack(part: content.BrochureContent) -> str:
    """Return the content as JSON, in ASCII: the same text for the same content."""
    return json.dumps(_plain(part), sort_keys=True)


def unpack(text: str) -> content.BrochureContent:
    """Return the content that `pack` wrote. Raises KeyError, TypeError or ValueError for any other text."""
    return _part(json.loads(text))


def _plain(part):
    if is_dataclass(part):
        return {"is": type(part).__name__} | {
            field.name: _plain(value)
            for field in fields(part)
            # A part that is missing is not in the text: one that is new later changes no old checksum.
            if (value := getattr(part, field.name)) != field.default
        }
    if isinstance(part, bytes):
        return {"is": "bytes", "base64": base64.b64encode(part).decode()}
    if isinstance(part, tuple | list):
        return [_plain(item) for item in part]
    # Strings of a class of their own (safe for HTML, translated later) are strings here.
    return part if part is None or isinstance(part, bool | int) else str(part)


def _part(plain):
    if isinstance(plain, list):
        return tuple(_part(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    values = {name: _part(value) for name, value in plain.items() if name != "is"}
    if plain["is"] == "bytes":
        return base64.b64decode(values["base64"])
    return CLASSES[plain["is"]](**values)
