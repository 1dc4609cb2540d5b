"""What tests of the inspection share."""

import json
from pathlib import Path

import pytest

from brochures.inspection import (
    RefusalCode,
    Refused,
    inspect,
)

ROOT = Path(__file__).resolve().parents[2]
HONEST = {
    "page_count": 1,
    "title": "",
    "language": "",
    "tagged": False,
    "encrypted": False,
    "restricted": False,
    "embedded_files": 0,
    "has_text": False,
    "text_language": "",
    "text": "",
    "cover": None,
}


def answer(**changes) -> str:
    return f"print({json.dumps(json.dumps(HONEST | changes))})"


def refusal_of(path: Path, **options) -> RefusalCode:
    with pytest.raises(Refused) as refused:
        inspect(path, **options)
    return refused.value.code
