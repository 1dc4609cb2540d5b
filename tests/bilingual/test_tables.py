"""Columns of numbers are set under each other, digit by digit."""

import pytest
from django.template.loader import render_to_string

from bilingual.tables import columns_of_numbers
from tests.reading import BeautifulSoup


@pytest.mark.parametrize(
    "cell",
    [
        "5",
        "1 234 567,80",
        "1\u00a0234",
        "EUR 5,000.00",
        "€5,000",
        "416 665,00 €",
        "5 000 ლარი",
        "−3%",
        "- 5",
        "2016–2018",
    ],
)
def test_numbers(cell):
    assert columns_of_numbers([["რა", cell], ["სხვა", None], ["", "12"], ["", "–"]]) == [1]


@pytest.mark.parametrize("cell", ["სამი", "3 პროექტი", "N5", "(5)", "€", "+995 322 00 00 00"])
def test_not_numbers(cell):
    assert columns_of_numbers([["რა", cell], ["სხვა", "12"]]) == []


def test_an_empty_column_and_an_empty_table_hold_none():
    assert columns_of_numbers([["–", "1"], [None, "2"]]) == [1]
    assert columns_of_numbers([]) == []


def test_the_name_of_a_column_stands_above_its_numbers():
    table = BeautifulSoup(
        render_to_string(
            "blocks/table.html", {"table_header": ["წელი", "რა"], "data": [["2016", "იდეა"], ["2017", ""]]}
        ),
        "html.parser",
    )
    assert [cell.get_text() for cell in table.select(".number")] == ["წელი", "2016", "2017"]
