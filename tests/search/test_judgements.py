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
    assert measured.tuning.silence >= 0.94, measured.tuning.failures


def test_the_order_is_that_of_every_database(measured):
    """The stored order was written on SQLite and holds on PostgreSQL."""
    assert measured.order == json.loads((HERE / "order.json").read_text(encoding="utf-8"))


def test_queries_that_nobody_tuned_to(measured):
    """The queries were written from the pages alone, without sight of the search, and it was not changed for them.

    Eight such sets were measured, in this order, each before anything was changed for it: recall 0.98, 0.87, 0.96,
    0.90, 0.90, 0.90, 0.73, 0.97; silence 0.83, 1.0, 0.7, 0.7, 0.9, 0.9, 0.92, 0.9. All but the last, which is this one,
    stand in tuning.yaml now; the seventh, of 150 queries, asks for a third in words that the pages do not use, and
    search/groups.txt was written with it. This one reached 0.84 before those groups. Whoever reads its failures to make
    the search better writes a further set. A question of one word that the site has and one that it has not is where
    both are lost: „კერამიკის წრე“ has an answer, „ბინის პრივატიზაცია“ has none, and no rule about words tells them
    apart; only the groups do, as far as they go.
    """
    assert round(measured.unseen.recall, 2) >= 0.95
    assert round(measured.unseen.silence, 2) >= 0.9
