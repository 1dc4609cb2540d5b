"""The drawing of a project's months: right from one day to decades, and its years can be read on a telephone."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import timezone

from projects.facts import timeline
from projects.models import ProjectPage
from projects.templatetags.projects import MONTH

TODAY = date(2020, 7, 15)
YEAR = 12 * MONTH
# The sheet of facts in a window of 320 pixels, and four figures in the font of the site with room around them.
NARROWEST, NAME = 254, 36


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


def drawn(start: date, end: date):
    found = timeline(ProjectPage(title="ხიდი", start_date=start, end_date=end))
    return found and BeautifulSoup(render_to_string("components/timeline.html", {"timeline": found}), "html.parser")


def span_of(line) -> tuple[float, float]:
    return float(line["x1"]), float(line["x2"])


@pytest.mark.parametrize("years", [1, 2, 3, 5, 6, 10, 11, 12, 13, 15, 16, 20, 25, 26, 30, 50, 99])
def test_a_project_of_any_length_is_drawn_with_years_that_stand_apart(years):
    picture = drawn(date(2010, 1, 1), date(2009 + years, 12, 31))
    assert float(picture.svg["viewbox"].split()[2]) == years * YEAR
    cells = [cell.get_text() for cell in picture.select(".years span")]
    assert len(cells) == years
    named = [place for place, year in enumerate(cells) if year]
    assert cells[0] == "2010" and all(cells[place] == str(2010 + place) for place in named)
    wide = NARROWEST / years
    assert all((after - before) * wide >= NAME for before, after in zip(named, [*named[1:], years], strict=True))
    assert len(named) >= min(years, 3)


def test_one_day_is_a_block_of_a_year():
    picture = drawn(date(2020, 3, 5), date(2020, 3, 5))
    assert span_of(picture.select_one(".months.done")) == (2 * MONTH, 3 * MONTH)
    assert [cell.get_text() for cell in picture.select(".years span")] == ["2020"]


def test_a_block_is_a_month_up_to_twelve_years_and_a_year_beyond():
    twelve, thirteen = drawn(date(2010, 1, 1), date(2021, 12, 31)), drawn(date(2010, 1, 1), date(2022, 12, 31))
    assert "by-years" not in twelve.div["class"] and not twelve.select("[stroke-dashoffset]")
    assert "by-years" in thirteen.div["class"] and thirteen.select("[stroke-dashoffset]")


def test_the_blocks_of_years_begin_where_the_years_do():
    """What is past and what is to come are lines of their own: each begins within a block."""
    picture = drawn(date(2010, 9, 1), date(2029, 6, 30))
    done, rest = picture.select_one(".months.now"), picture.select_one(".months.ahead")
    assert span_of(done) == (8 * MONTH, 10 * YEAR + 6 * MONTH)
    assert span_of(rest) == (10 * YEAR + 6 * MONTH, 19 * YEAR + 6 * MONTH)
    assert [float(line["stroke-dashoffset"]) for line in (done, rest)] == [8 * MONTH, 6 * MONTH]


def test_a_slip_of_the_pen_is_not_drawn():
    assert drawn(date(2010, 1, 1), date(2110, 1, 1)) is None
    assert drawn(date(2010, 1, 2), date(2010, 1, 1)) is None
