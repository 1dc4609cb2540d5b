"""Currencies an editor may choose."""

from django.utils.translation import gettext_lazy as _

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
