"""The figures of a text, in whatever way a language writes them."""

import datetime
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from georgian.dates import format_date
from georgian.figures import figures, number_words
from georgian.numbers import format_money, format_number


def read(text: str, language: str) -> list[tuple]:
    return [(figure.kind, set(map(str, figure.values)), figure.unit) for figure in figures(text, language)]


def same(georgian: str, english: str) -> bool:
    """Whether both texts name the same figures with one reading each."""
    left = Counter((figure.kind, figure.values, figure.unit) for figure in figures(georgian, "ka"))
    right = Counter((figure.kind, figure.values, figure.unit) for figure in figures(english, "en"))
    return left == right


@pytest.mark.parametrize(
    ("georgian", "english"),
    [
        ("ბიუჯეტი 416 665,00 ევროა", "The budget is €416,665.00"),
        ("416 665,00 €", "EUR 416,665.00"),
        ("416\u00a0665,50 ლარი", "GEL 416,665.50"),
        ("5 მილიონი ლარი", "GEL 5 million"),
        ("12 ათასი მოქალაქე", "12,000 citizens"),
        ("2016 წლის 1 მარტი", "1 March 2016"),
        ("2016 წლის 1 მარტიდან 2018 წლის 28 თებერვლამდე", "from March 1, 2016 to 28 February 2018"),
        ("2016 წლის მაისში", "in May 2016"),
        ("01.03.2016", "1 March 2016"),
        ("2016-03-01", "1 March 2016"),
        ("15%", "15 per cent"),
        ("15 პროცენტი", "15 %"),
        ("18:00 საათზე", "at 6:00 p.m."),
        ("18:00", "6 pm"),
        ("+995 341 24 00 00", "+995 (341) 24-00-00"),
        ("მე-3 გვერდი", "the 3rd page"),
        ("2016–2018 წლებში", "in 2016–2018"),
        ("სექტემბრის ბოლოს", "at the end of September"),
        ("3,5-ჯერ", "3.5 times"),
        ("ᲛᲐᲠᲢᲘ 2016", "March 2016"),
    ],
)
def test_the_same_figures_in_both_languages(georgian, english):
    assert same(georgian, english), (read(georgian, "ka"), read(english, "en"))


@pytest.mark.parametrize(
    ("georgian", "english"),
    [
        ("416 665", "416,656"),
        ("1 მარტი", "2 March"),
        ("1 მარტი", "1 May 2016"),
        ("15%", "16%"),
        ("100 ლარი", "EUR 100"),
        ("18:00", "6:30 pm"),
        ("5 მილიონი", "5 thousand"),
        ("18 საათზე", "at 5 p.m."),
    ],
)
def test_different_figures(georgian, english):
    assert not same(georgian, english)


@pytest.mark.parametrize(
    ("georgian", "english"),
    [
        ("18 საათზე", "at 6 p.m."),
        ("9 საათიდან 18 საათამდე", "from 09:00 to 18:00"),
        ("18 საათი", "18 hours"),
        ("მარშრუტი N24", "route No. 24"),
        ("25-პროცენტიანი წილი", "a 25-per-cent share"),
        ("25 პროცენტით", "by 25 percent"),
        ("100 აშშ დოლარი", "US$100"),
        ("100 ამერიკული დოლარი", "100 US dollars"),
        ("100 (ასი) ლარი", "100 Georgian lari"),
        ("1,5 მილიარდი ლარი", "GEL 1.5 billion"),
        ("2,5 მლნ. ევრო", "€2.5 mln"),
    ],
)
def test_the_same_in_other_words(georgian, english):
    assert same(georgian, english)


@pytest.mark.parametrize(
    ("text", "language", "shared"),
    [
        ("100-დან 200 ლარამდე", "ka", ["100"]),
        ("10, 20 და 30 ლარი", "ka", ["10", "20"]),
        ("GEL 100–200", "en", ["200"]),
        ("100 ლარი სკოლას და 200 ბაღს", "ka", []),
        ("100 200 ლარი", "ka", []),
    ],
)
def test_figures_in_a_row_share_a_unit(text, language, shared):
    assert [figure.shown for figure in figures(text, language) if figure.shares_unit] == shared


def test_a_number_that_can_be_read_in_two_ways_keeps_both():
    assert read("416,665", "ka") == [("number", {"416.665", "416665"}, "")]
    assert read("416,665", "en") == [("number", {"416665"}, "")]
    assert read("0,125", "ka") == [("number", {"0.125"}, "")]


@pytest.mark.parametrize("text", ["They may apply.", "May they apply?", "Mar Group", "A4", "B2B", ""])
def test_words_that_only_look_like_figures(text):
    assert figures(text, "en") == []


def test_small_numbers_in_words():
    assert number_words("ორი პროექტი და სამი პარტნიორი", "ka") >= {Decimal(2), Decimal(3)}
    assert number_words("Two projects and three partners", "en") == {Decimal(2), Decimal(3)}


def test_the_figure_as_it_stands_is_kept_to_be_shown():
    assert [figure.shown for figure in figures("სულ 416 665,00 ევრო, 2016 წლის 1 მარტიდან", "ka")] == [
        "416 665,00 ევრო",
        "2016",
        "1",
        "მარტიდან",
    ]


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_number_is_the_same_in_both_ways_of_writing(number):
    assert same(format_number(number, "ka"), format_number(number, "en"))
    assert same(format_money(number, "EUR", "ka"), format_money(number, "EUR", "en"))


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 1, 1)))
def test_every_date_is_the_same_in_both_ways_of_writing(date):
    assert same(format_date(date, "ka"), format_date(date, "en"))
    assert same(f"{date:%d.%m.%Y}", format_date(date, "en"))


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=10**9))
def test_every_changed_digit_is_seen(one, other):
    assert same(format_number(one, "ka"), format_number(other, "en")) == (one == other)


@given(st.text(max_size=80), st.sampled_from(["ka", "en"]))
def test_no_text_breaks_it(text, language):
    for figure in figures(text, language):
        assert figure.values
    number_words(text, language)


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="ru"):
        figures("1", "ru")
