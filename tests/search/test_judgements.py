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
    unseen: Verdict
    order: dict[str, list[str]]


_measured: list[Measured] = []


@pytest.fixture
def measured():
    """Measured once: the pages take longer to make than everything else here."""
    if not _measured:
        ids = make_pages()
        _measured.append(Measured(judge("tuning", ids), judge("unseen", ids), order_of("tuning", ids)))
    return _measured[0]


def test_a_person_finds_what_was_wanted(measured):
    """The bounds are what is measured: whoever makes the search better raises them."""
    assert measured.tuning.recall >= 0.98, measured.tuning.failures
    assert measured.tuning.silence >= 0.95, measured.tuning.failures


def test_the_order_is_that_of_every_database(measured):
    """The stored order was written on SQLite and holds on PostgreSQL."""
    assert measured.order == json.loads((HERE / "order.json").read_text(encoding="utf-8"))


def test_queries_that_nobody_tuned_to(measured):
    """The queries were written from the pages alone, without sight of the analyser, and it was not changed for them.

    The bounds are what the search reached on the day on which they came.
    """
    assert round(measured.unseen.recall, 2) >= 0.84
    assert round(measured.unseen.silence, 2) >= 0.9
