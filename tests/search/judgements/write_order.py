"""Writes order.json anew, after a change of the ranking: `python -m pytest tests/search/judgements/write_order.py`."""

import json

import pytest

from tests.search.judging import HERE, make_pages, order_of


@pytest.mark.django_db
def test_write():
    text = json.dumps(order_of("tuning", make_pages()), ensure_ascii=False, indent=1)
    (HERE / "order.json").write_text(text + "\n", encoding="utf-8")
