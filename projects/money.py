"""Amounts of money: exact, with a currency, typed as people write them."""

from decimal import Decimal

from django import forms
from django.db import models
from django.db.models import ExpressionWrapper, F, Sum
from django.db.models.functions import Cast, Round
from django.utils.translation import gettext_lazy as _

from georgian.numbers import plain_number

# ISO 4217, in the order of the list: those in which grants come to Georgia first.
CURRENCIES = [
    ("EUR", _("EUR – euro")),
    ("USD", _("USD – US dollar")),
    ("GEL", _("GEL – Georgian lari")),
    ("GBP", _("GBP – pound sterling")),
    ("CHF", _("CHF – Swiss franc")),
    ("SEK", _("SEK – Swedish krona")),
    ("NOK", _("NOK – Norwegian krone")),
    ("DKK", _("DKK – Danish krone")),
    ("CZK", _("CZK – Czech koruna")),
    ("PLN", _("PLN – Polish zloty")),
    ("JPY", _("JPY – Japanese yen")),
]


def hundredths(name: str) -> Sum:
    """The sum of a column of amounts, in hundredths: whole numbers, because SQLite adds decimals as binary fractions.

    Exact as long as a single amount is below ten trillion, which is what the columns hold. Amounts of one currency
    only: whoever asks groups by it.
    """
    amount = ExpressionWrapper(F(name) * 100, output_field=models.DecimalField(max_digits=17, decimal_places=2))
    return Sum(Cast(Round(amount), models.BigIntegerField()))


def from_hundredths(number: int) -> Decimal:
    """The sum itself, with its two decimals."""
    return Decimal(number).scaleb(-2)


class AmountFormField(forms.DecimalField):
    """Takes 416 665,00 as well as 416665.00."""

    widget = forms.TextInput

    def to_python(self, value):
        return super().to_python(plain_number(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget):
        return {"inputmode": "decimal"}


class AmountField(models.DecimalField):
    """A decimal that stays one in the database and in migrations; only its form is ours."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": AmountFormField, **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs
