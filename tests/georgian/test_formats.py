from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.forms import DateField, DateTimeField, DecimalField
from django.test import override_settings
from django.utils import formats, translation
from django.utils.formats import date_format, number_format, reset_format_cache

from georgian.capitals import has_capitals
from georgian.dates import format_date, format_date_time, format_short_date

MOMENT = datetime(2016, 3, 1, 14, 5)


@pytest.fixture(autouse=True)
def our_formats():
    with override_settings(FORMAT_MODULE_PATH=["georgian.formats"], USE_THOUSAND_SEPARATOR=False, USE_TZ=False):
        reset_format_cache()
        yield
    reset_format_cache()


@pytest.mark.parametrize(
    ("name", "georgian", "english"),
    [
        ("DATE_FORMAT", "2016 წლის 1 მარტი", "1 March 2016"),
        ("TIME_FORMAT", "14:05", "14:05"),
        ("DATETIME_FORMAT", "2016 წლის 1 მარტი, 14:05", "1 March 2016, 14:05"),
        ("YEAR_MONTH_FORMAT", "2016 წლის მარტი", "March 2016"),
        ("MONTH_DAY_FORMAT", "1 მარტი", "1 March"),
        ("SHORT_DATE_FORMAT", "01.03.2016", "1 Mar 2016"),
        ("SHORT_DATETIME_FORMAT", "01.03.2016 14:05", "1 Mar 2016, 14:05"),
    ],
)
def test_django_writes_dates_our_way(name, georgian, english):
    for language, expected in [("ka", georgian), ("en", english)]:
        with translation.override(language):
            assert date_format(MOMENT, name) == expected
            assert not has_capitals(expected)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_templates_and_our_functions_write_the_same(language):
    with translation.override(language):
        for name, ours in [
            ("DATE_FORMAT", format_date),
            ("DATETIME_FORMAT", format_date_time),
            ("SHORT_DATE_FORMAT", format_short_date),
        ]:
            for month in range(1, 13):
                moment = MOMENT.replace(month=month)
                assert date_format(moment, name) == ours(moment, language).replace("\u00a0", " ")


@pytest.mark.parametrize(("language", "expected"), [("ka", "416\u00a0665,50"), ("en", "416,665.50")])
def test_django_writes_numbers_our_way(language, expected):
    with translation.override(language):
        assert number_format(Decimal("416665.50"), force_grouping=True) == expected
        assert formats.localize(2024) == "2024"


@pytest.mark.parametrize("language", ["ka", "en"])
def test_weeks_start_on_monday(language):
    assert formats.get_format("FIRST_DAY_OF_WEEK", language) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ka", "2016-04-03"),
        ("ka", "03.04.2016"),
        ("ka", "3.4.2016"),
        ("ka", "03.04.16"),
        ("en", "2016-04-03"),
        ("en", "03/04/2016"),
        ("en", "03.04.2016"),
    ],
)
def test_dates_are_read_day_first(language, text):
    with translation.override(language):
        assert DateField().clean(text) == date(2016, 4, 3)


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("text", ["04/25/2016", "04.25.2016", "04/25/16", "April 25, 2016", "Apr 25 2016"])
def test_dates_are_never_read_month_first(language, text):
    with translation.override(language), pytest.raises(ValidationError):
        DateField().clean(text)
    with translation.override(language), pytest.raises(ValidationError):
        DateTimeField().clean(f"{text} 14:05")


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("text", ["2016-03-01 14:05", "2016-03-01 14:05:00", "01.03.2016 14:05", "01.03.2016 14:05:00"])
def test_moments_are_read_in_both_languages(language, text):
    with translation.override(language):
        assert DateTimeField().clean(text) == MOMENT


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_date_formats_of_the_admin_are_read(language):
    # Wagtail requires WAGTAIL_DATE_FORMAT and its brothers among the input formats of every language.
    assert "%d.%m.%Y" in formats.get_format("DATE_INPUT_FORMATS", language)
    assert "%d.%m.%Y %H:%M" in formats.get_format("DATETIME_INPUT_FORMATS", language)
    assert "%H:%M" in formats.get_format("TIME_INPUT_FORMATS", language)


@pytest.mark.parametrize(("language", "text"), [("ka", "1234,50"), ("en", "1234.50")])
def test_decimals_are_read_as_they_are_written(language, text):
    with translation.override(language):
        assert DecimalField(localize=True).clean(text) == Decimal("1234.50")
