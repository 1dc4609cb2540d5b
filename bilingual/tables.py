"""What the columns of a table hold."""

import re
from collections.abc import Sequence

# A sign, digits with any separators, and what they count: 1 234 567,80 €; EUR 5,000; −3%; 2016–2018.
_NUMBER = re.compile(r"−?\s*(?:[A-Z]{3}|[€₾£$])?\s*\d[\d\s.,–]*(?:%|[€₾£$]|[A-Z]{3}|ევრო|ლარი)?")


def columns_of_numbers(rows: Sequence[Sequence[str | None]]) -> list[int]:
    """The places, from 0, of the columns in which each cell that is not empty is a number, and one at least is.

    A dash alone stands for nothing.
    """
    columns = [[text for cell in column if (text := (cell or "").strip(" -–—"))] for column in zip(*rows, strict=False)]
    return [place for place, cells in enumerate(columns) if cells and all(map(_NUMBER.fullmatch, cells))]
