"""The data written down, piece by piece: no file is ever whole in memory."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from .fields import PROJECT, ROLE, Field, columns
from .records import project_record, role_record

# A spreadsheet takes a cell that begins so for a formula and may run it (https://owasp.org/www-community/attacks/
# CSV_Injection). The apostrophe in front is what spreadsheets themselves mean by "this is text".
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Excel takes a file without it for the old alphabet of its country.
BYTE_ORDER_MARK = "\ufeff"


def written(record: dict[str, Any]) -> str:
    """One project as a JSON object."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def json_of_all(projects: Iterable, head: dict[str, Any]) -> Iterator[str]:
    """An object with the keys of `head`, then "projects", one on each line."""
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "projects": ['
    for number, project in enumerate(projects):
        yield (",\n  " if number else "\n  ") + json.dumps(project_record(project), ensure_ascii=False)
    yield "\n ]\n}\n"


def csv_of_projects(projects: Iterable) -> Iterator[str]:
    """A line for each project (RFC 4180, UTF-8 with its mark), the head as in `fields.PROJECT`."""
    return _csv(PROJECT, (project_record(project) for project in projects))


def csv_of_roles(projects: Iterable) -> Iterator[str]:
    """A line for each role of each project, the head as in `fields.ROLE`."""
    rows = ({"project_id": project.pk, **role_record(row)} for project in projects for row in project.roles)
    return _csv(ROLE, rows)


class _Line:
    """What `csv` writes into; it hands each line straight back."""

    def write(self, line: str) -> str:
        return line


def _csv(fields: tuple[Field, ...], records: Iterable[dict[str, Any]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(columns(fields))
    for record in records:
        yield writer.writerow([harmless(cell) for field in fields for cell in _cells(field, record[field.name])])


def _cells(field: Field, value: Any) -> list[Any]:
    """The cells of a field: its languages, its amount and currency, or itself."""
    match field.columns, value:
        case ((), _):
            return []
        case ((_one,), list()):
            return [" ".join(value)]
        case ((_one,), _):
            return [value]
        case (_, None):
            return [None] * len(field.columns)
        case _:
            return list(value.values())


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers, None an empty cell."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
