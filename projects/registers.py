"""Official registers in which an organisation has a number, by the codes of https://org-id.guide."""

import re

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Register(models.TextChoices):
    GEORGIA = "GE-NAPR", gettext_lazy("Georgia: identification code of the Public Registry")
    NETHERLANDS = "NL-KVK", gettext_lazy("Netherlands: Chamber of Commerce")
    OECD = "XM-DAC", gettext_lazy("OECD: code of the donor or agency")
    IATI = "XI-IATI", gettext_lazy("IATI: code of the organisation")
    LEI = "XI-LEI", gettext_lazy("LEI: legal entity identifier")
    ROR = "XI-ROR", gettext_lazy("ROR: research organisation")


# What a number looks like, and an example to show to somebody whose number does not.
_FORMS = {
    Register.GEORGIA: (r"\d{9}", "123456789"),
    Register.NETHERLANDS: (r"\d{8}", "12345678"),
    Register.OECD: (r"\d{1,5}(-\d{1,5})?", "41114"),
    Register.IATI: (r"[A-Z0-9]+([_-][A-Z0-9]+)*", "EC_NEAR"),
    Register.LEI: (r"[A-Z0-9]{18}\d{2}", "5493001KJTIIGC8Y1R12"),
    Register.ROR: (r"0[a-hj-km-np-tv-z0-9]{6}\d{2}", "05a28rw58"),
}


def fault_of(register: Register, number: str) -> str:
    """What is wrong with a number of this register, in the active language; "" if nothing is.

    The form alone is checked, and of an LEI its check digits (ISO 17442: ISO 7064 MOD 97-10).
    """
    form, example = _FORMS[register]
    if not re.fullmatch(form, number, re.ASCII):
        return _("A number of this register looks like this: %(example)s") % {"example": example}
    if register == Register.LEI and int("".join(str(int(letter, 36)) for letter in number)) % 97 != 1:
        return _("The check digits of this LEI are wrong: a letter or a digit was mistyped.")
    return ""
