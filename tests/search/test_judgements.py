"""How well the search answers realistic questions, and that it does so in the same order on both databases."""

import json
from dataclasses import dataclass

import pytest

from tests.search.judging import HERE, Verdict, judge, make_pages, order_of

pytestmark = pytest.mark.django_db


@dataclass
class Measured:
    """What the search says to the queries over the pages of the judgement set."""

    tuning: Verdict
    order: dict[str, list[str]]


_measured: list[Measured] = []


@pytest.fixture
def measured():
    """Measured once: the pages take longer to make than everything else here."""
    if not _measured:
        ids = make_pages()
        _measured.append(Measured(judge("tuning", ids), order_of("tuning", ids)))
    return _measured[0]


def test_a_person_finds_what_was_wanted(measured):
    assert measured.tuning.recall >= 0.97, measured.tuning.failures
    assert measured.tuning.silence >= 0.9, measured.tuning.failures


def test_the_order_is_that_of_every_database(measured):
    """The stored order was written on SQLite and holds on PostgreSQL."""
    assert measured.order == json.loads((HERE / "order.json").read_text(encoding="utf-8"))
