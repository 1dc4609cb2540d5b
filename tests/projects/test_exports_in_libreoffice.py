"""The tables as LibreOffice opens them."""

import csv
import io
import shutil
import subprocess
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from projects.models import Organisation, ProjectOrganisation
from projects.organisations import Role
from rustavi_site.first_content.build import publish

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice Calc (soffice)"),
]
# Comma, quotation mark, UTF-8, said outright: without a screen there is no window that asks, and the byte order mark is
# not looked at.
AS_WRITTEN = "--infilter=CSV:44,34,76"
# All letters of Georgian, and one that Excel's old alphabets know otherwise.
LETTERS = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ „ციტატა“ – €"


@pytest.fixture
def awkward(hub):
    hub.summary_ka = f'{LETTERS}; მძიმე, „ბრჭყალი“ და "სხვა"\nმეორე ხაზი'
    hub.summary_en = '=HYPERLINK("https://example.org","Click")'
    hub.place_ka, hub.place_en = "+995 32 2", "@SUM(1+1)"
    hub.budget_amount, hub.budget_currency = Decimal("9999999999999.99"), "GEL"
    hub.award_date, hub.start_date, hub.duration_months = date(2016, 2, 29), date(2016, 3, 1), None
    hub.end_date = date(2020, 12, 31)
    funder = Organisation.objects.get(acronym="EU")
    hub.organisations = [
        ProjectOrganisation(
            organisation=funder, role=Role.FUNDER, contribution_amount=Decimal("0.10"), contribution_currency="EUR"
        )
    ]
    publish(hub)


def opened(folder, written: bytes) -> list[list]:
    """The cells of the first sheet after LibreOffice has opened the file and saved it as its own."""
    (folder / "table.csv").write_bytes(written)
    # A profile of its own: a second LibreOffice with the same one would only wake the first.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        AS_WRITTEN,
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder),
        "table.csv",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    sheet = openpyxl.load_workbook(folder / "table.xlsx").active
    return [list(row) for row in sheet.iter_rows()]


def as_read(cell, written: str):
    """The value of a cell in the form in which the file writes such a value."""
    match cell.value:
        case None:
            return ""
        case datetime() as moment if len(written) == len("2016-02-29"):
            return moment.date().isoformat()
        case int() | float() as number:
            return f"{number:.{len(written.partition('.')[2])}f}"
        case other:
            return other


@pytest.mark.parametrize("address", ["/data/projects.csv", "/data/organisations.csv"])
def test_every_letter_amount_and_date_comes_back(client, awkward, tmp_path, address):
    written = b"".join(client.get(address).streaming_content)
    expected = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    found = opened(tmp_path, written)
    assert len(found) == len(expected) > 1
    for cells, texts in zip(found, expected, strict=True):
        for cell, text in zip(cells, texts, strict=True):
            assert cell.data_type != "f", text
            if text[10:11] != "T":  # a moment with its zone, which spreadsheets have no type for
                assert as_read(cell, text) == text


def test_amounts_are_numbers_dates_are_dates_and_formulas_text(client, awkward, hub, tmp_path):
    written = b"".join(client.get("/data/projects.csv").streaming_content)
    head, *rows = opened(tmp_path, written)
    names = [cell.value for cell in head]
    (row,) = [dict(zip(names, cells, strict=True)) for cells in rows if cells[0].value == hub.pk]
    assert row["budget_amount"].data_type == "n"
    assert row["award_date"].value == datetime(2016, 2, 29)
    assert row["summary_ka"].value == hub.summary_ka
    assert (row["summary_en"].data_type, row["summary_en"].value) == ("s", f"'{hub.summary_en}")
    assert row["place_ka"].data_type == "s" and row["place_en"].data_type == "s"
