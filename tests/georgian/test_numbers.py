from decimal import Decimal

import pytest
from babel.numbers import format_decimal, parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from georgian import numbers
from georgian.capitals import has_capitals

LANGUAGES = st.sampled_from(["ka", "en"])
AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, places=2)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40)


def read_back(text: str, language: str) -> Decimal:
    """What a reader of `language` takes `text` for, by Babel."""
    sign = -1 if text.startswith(numbers.MINUS) else 1
    digits = "".join(char for char in text if char.isdigit() or char in ".,\u00a0").strip("\u00a0")
    return sign * parse_decimal(digits, locale=language, strict=True)


@pytest.mark.parametrize(
    ("number", "georgian", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (5000, "5\u00a0000", "5,000"),
        (125103, "125\u00a0103", "125,103"),
        (Decimal("1234567.5"), "1\u00a0234\u00a0567,5", "1,234,567.5"),
        (Decimal("2.50"), "2,50", "2.50"),
        (Decimal("1E+3"), "1\u00a0000", "1,000"),
        (-5, "−5", "−5"),
        (Decimal("-0.00"), "0,00", "0.00"),
    ],
)
def test_a_number(number, georgian, english):
    assert numbers.format_number(number, "ka") == georgian
    assert numbers.format_number(number, "en") == english


@given(st.integers(-(10**20), 10**20), LANGUAGES)
def test_thousands_are_grouped_as_babel_groups_them(number, language):
    expected = format_decimal(number, locale=language).replace("-", numbers.MINUS)
    assert numbers.format_number(number, language) == expected


@given(NUMBERS, LANGUAGES)
def test_no_digit_of_a_number_is_lost(number, language):
    plain = numbers.format_number(number, language).replace(numbers.MINUS, "-")
    plain = plain.replace("\u00a0", "").replace(",", ".") if language == "ka" else plain.replace(",", "")
    assert Decimal(plain) == number


@pytest.mark.parametrize(
    ("amount", "currency", "georgian", "english"),
    [
        ("416665.00", "EUR", "416\u00a0665,00\u00a0€", "€416,665.00"),
        ("5000.00", "GEL", "5\u00a0000,00\u00a0₾", "GEL\u00a05,000.00"),
        ("1000.00", "USD", "1\u00a0000,00\u00a0USD", "USD\u00a01,000.00"),
        ("300.00", "GBP", "300,00\u00a0£", "£300.00"),
        ("100.00", "CHF", "100,00\u00a0CHF", "CHF\u00a0100.00"),
        ("0", "EUR", "0,00\u00a0€", "€0.00"),
        ("0.5", "EUR", "0,50\u00a0€", "€0.50"),
        ("-12.30", "EUR", "−12,30\u00a0€", "−€12.30"),
        ("-12.30", "GEL", "−12,30\u00a0₾", "−GEL\u00a012.30"),
        ("1000.00", "JPY", "1\u00a0000\u00a0JPY", "JPY\u00a01,000"),
        ("1.005", "EUR", "1,005\u00a0€", "€1.005"),
        ("1.5000", "EUR", "1,50\u00a0€", "€1.50"),
    ],
)
def test_money(amount, currency, georgian, english):
    assert numbers.format_money(Decimal(amount), currency, "ka") == georgian
    assert numbers.format_money(Decimal(amount), currency, "en") == english


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("416665.00", "€416,665"), ("416665", "€416,665"), ("416665.50", "€416,665.50"), ("0.00", "€0")],
)
def test_whole_money_drops_only_zero_decimals(amount, expected):
    assert numbers.format_money(Decimal(amount), "EUR", "en", whole=True) == expected


def test_an_int_is_money_too():
    assert numbers.format_money(5000, "EUR", "en") == "€5,000.00"


@given(AMOUNTS, st.sampled_from(["EUR", "GEL", "USD", "GBP", "CHF"]), LANGUAGES, st.booleans())
def test_money_can_be_read_back(amount, currency, language, whole):
    assert read_back(numbers.format_money(amount, currency, language, whole=whole), language) == amount


@given(AMOUNTS, st.sampled_from(["EUR", "GEL", "USD", "GBP", "CHF"]), LANGUAGES)
def test_money_never_breaks_across_lines(amount, currency, language):
    shown = numbers.format_money(amount, currency, language)
    assert shown.split(" ") == [shown]
    assert not has_capitals(shown)


@pytest.mark.parametrize("amount", [1.0, 416665.5, True, "100", None])
def test_what_is_not_exact_is_refused(amount):
    with pytest.raises(TypeError):
        numbers.format_money(amount, "EUR", "ka")
    with pytest.raises(TypeError):
        numbers.format_number(amount, "ka")
    with pytest.raises(TypeError):
        numbers.format_file_size(amount if amount is not None else Decimal(1), "ka")


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity")])
def test_what_is_no_amount_is_refused(amount):
    with pytest.raises(ValueError, match="finite"):
        numbers.format_money(amount, "EUR", "ka")
    with pytest.raises(ValueError, match="finite"):
        numbers.format_number(amount, "ka")


@pytest.mark.parametrize("currency", ["", "eur", "€", "EURO", "EUR\n"])
def test_what_is_no_currency_code_is_refused(currency):
    with pytest.raises(ValueError, match="ISO 4217"):
        numbers.format_money(Decimal(1), currency, "ka")


KB, MB, GB = 1024, 1024**2, 1024**3


@pytest.mark.parametrize(
    ("size", "georgian", "english"),
    [
        (0, "0 ბაიტი", "0 bytes"),
        (1, "1 ბაიტი", "1 byte"),
        (512, "512 ბაიტი", "512 bytes"),
        (1023, "1~023 ბაიტი", "1,023 bytes"),
        (KB, "1 კბ", "1 KB"),
        (KB + 512, "2 კბ", "2 KB"),
        (184 * KB + 200, "184 კბ", "184 KB"),
        (MB - 1, "1 მბ", "1 MB"),
        (2_516_582, "2,4 მბ", "2.4 MB"),
        (2 * MB, "2 მბ", "2 MB"),
        (10 * MB, "10 მბ", "10 MB"),
        (GB - 1, "1 გბ", "1 GB"),
        (2000 * GB, "2~000 გბ", "2,000 GB"),
    ],
)
def test_a_file_size(size, georgian, english):
    assert numbers.format_file_size(size, "ka") == georgian.replace(" ", "\u00a0").replace("~", "\u00a0")
    assert numbers.format_file_size(size, "en") == english.replace(" ", "\u00a0")


def test_a_negative_file_size_is_refused():
    with pytest.raises(ValueError, match="negative"):
        numbers.format_file_size(-1, "ka")


@given(st.integers(0, 2**50), LANGUAGES)
def test_a_file_size_is_near_the_truth(size, language):
    number, unit = numbers.format_file_size(size, language).rsplit("\u00a0", 1)
    factor = {"კბ": KB, "KB": KB, "მბ": MB, "MB": MB, "გბ": GB, "GB": GB}.get(unit, 1)
    step = 1 if factor in (1, KB) else Decimal("0.1")
    assert abs(read_back(number, language) * factor - size) <= step * factor / 2


@pytest.mark.parametrize("language", ["ru", "", "en-gb", None])
def test_other_languages_are_refused(language):
    for call in (
        lambda: numbers.format_number(1, language),
        lambda: numbers.format_money(Decimal(1), "EUR", language),
        lambda: numbers.format_file_size(1, language),
    ):
        with pytest.raises(ValueError, match="language"):
            call()


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("416665,00", "416665.00"),
        ("416665.00", "416665.00"),
        ("416 665,00", "416665.00"),
        ("416\u00a0665,00", "416665.00"),
        ("416,665.00", "416665.00"),
        ("416.665,00", "416665.00"),
        ("1,234,567", "1234567"),
        ("5000", "5000"),
        ("\u22125,5", "-5.5"),
        ("five", "five"),
        ("", ""),
    ],
)
def test_a_number_may_be_typed_in_both_habits(typed, plain):
    assert numbers.plain_number(typed) == plain


@given(
    amount=st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False), language=st.sampled_from(["ka", "en"])
)
def test_what_the_site_writes_can_be_typed_back(amount, language):
    assert Decimal(numbers.plain_number(numbers.format_number(amount, language))) == amount
