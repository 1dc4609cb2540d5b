"""Numbers, money and sizes of files as people read them.

Own code where Babel has its faults: it rounds (a budget would lose its cents), fails beyond 28 digits,
writes `GEL5,000.00` without a space and a hyphen for minus. Its separators for `ka` and `en`, which the
tests compare, and its table of decimal places per currency are right.

Every space made here is a no-break space (U+00A0). A negative number has the minus sign U+2212, which
screen readers say; many pass over a hyphen. No function takes a float (TypeError): money is never a float,
and a float has no decimals that could be called the stored ones. Every function takes the language "ka" or
"en" and raises ValueError on another.
"""

import re
from decimal import Decimal

from babel.numbers import get_currency_precision

from georgian.languages import check_language

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_SEPARATORS = {"ka": (NO_BREAK_SPACE, ","), "en": (",", ".")}  # of thousands, of decimals

# English follows the EU's Interinstitutional Style Guide, 7.3.3: the ISO code, a hard space, the amount. It
# allows the sign of the euro in popular texts; the pound's is GOV.UK's. The dollar has none here: `$` is the
# sign of twenty currencies and `USD` of one. The lari's sign is known in Georgia, not abroad.
_SIGNS = {"ka": {"EUR": "€", "GBP": "£", "GEL": "₾"}, "en": {"EUR": "€", "GBP": "£"}}

_UNITS = {"ka": ("კბ", "მბ", "გბ"), "en": ("KB", "MB", "GB")}


def format_number(number: Decimal | int, language: str) -> str:
    """`416 665,5` or `416,665.5`; negative `−5`. All decimals that the Decimal holds, none rounded.

    Raises TypeError for a float or anything but Decimal and int, ValueError for NaN and infinity.
    """
    check_language(language)
    thousands, decimals = _SEPARATORS[language]
    whole, _, fraction = f"{_exact(number).copy_abs():,f}".partition(".")
    digits = whole.replace(",", thousands)
    if fraction:
        digits += decimals + fraction
    return f"{MINUS}{digits}" if number < 0 else digits


def format_money(amount: Decimal | int, currency: str, language: str, whole: bool = False) -> str:
    """`416 665,00 €`, `5 000,00 ₾`, `100,00 CHF` or `€416,665.00`, `GEL 5,000.00`, `CHF 100.00`.

    `currency` is an ISO 4217 code. The decimals are the currency's own (2, for the yen 0), or more if the
    amount holds more: nothing is rounded. `whole=True` leaves the decimals out when they are zero, and only
    then. A minus stands before everything. Raises TypeError for a float, ValueError for a malformed code,
    NaN and infinity.
    """
    check_language(language)
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise ValueError(f"an ISO 4217 code has three capital letters: {currency!r}")
    integer, _, fraction = f"{_exact(amount).copy_abs():f}".partition(".")
    fraction = fraction.rstrip("0")
    if fraction or not whole:
        fraction = fraction.ljust(get_currency_precision(currency), "0")
    digits = format_number(Decimal(f"{integer}.{fraction}" if fraction else integer), language)
    sign = _SIGNS[language].get(currency)
    if language == "ka":
        money = f"{digits}{NO_BREAK_SPACE}{sign or currency}"
    else:
        money = f"{sign}{digits}" if sign else f"{currency}{NO_BREAK_SPACE}{digits}"
    return f"{MINUS}{money}" if amount < 0 else money


def format_file_size(size: int, language: str) -> str:
    """`512 ბაიტი`, `184 კბ`, `2,4 მბ` or `512 bytes`, `184 KB`, `2.4 MB`. `size` is in bytes.

    1 KB is 1024 bytes, as in Django's `filesizeformat` and in file managers of Windows. Whole kilobytes;
    above that one decimal, left out when it is zero. Raises TypeError unless `size` is an int, ValueError
    if negative.
    """
    check_language(language)
    if not isinstance(size, int) or isinstance(size, bool):
        raise TypeError(f"a size is an int of bytes, not {type(size).__name__}")
    if size < 0:
        raise ValueError(f"a size is not negative: {size}")
    kilobytes, megabytes, gigabytes = _UNITS[language]
    if size < 1024:
        number = Decimal(size)
        unit = "ბაიტი" if language == "ka" else "byte" if size == 1 else "bytes"
    elif (rounded := _divide(size, 1024)) < 1024:
        number, unit = Decimal(rounded), kilobytes
    elif (tenths := _divide(size * 10, 1024**2)) < 10240:
        number, unit = Decimal(tenths) / 10, megabytes
    else:
        number, unit = Decimal(_divide(size * 10, 1024**3)) / 10, gigabytes
    return f"{format_number(number, language)}{NO_BREAK_SPACE}{unit}"


def _divide(dividend: int, divisor: int) -> int:
    # Halves go up, as people round; Python's round() would take them to the even neighbour.
    return (2 * dividend + divisor) // (2 * divisor)


def _exact(number: Decimal | int) -> Decimal:
    # A bool is an int to Python and a mistake to us.
    if isinstance(number, bool) or not isinstance(number, Decimal | int):
        raise TypeError(f"a number is a Decimal or an int, not {type(number).__name__}")
    number = Decimal(number)
    if not number.is_finite():
        raise ValueError(f"not a finite number: {number}")
    return number


def plain_number(typed: str) -> str:
    """A number as people type it, in the form that `Decimal` reads: `416 665,00`, `416,665.00` -> `416665.00`.

    White space of every kind is dropped. Of two different signs the last one separates decimals; a sign that stands
    several times separates thousands; a single comma separates decimals, as Georgians write. What is no number comes
    back as no number, for the caller to refuse.
    """
    number = "".join(typed.split()).replace(MINUS, "-")
    last = max(number.rfind(","), number.rfind("."))
    if last < 0:
        return number
    sign = number[last]
    if number.count(sign) > 1:
        return number.replace(sign, "")
    return number[:last].replace(",", "").replace(".", "") + "." + number[last + 1 :]
