"""What of a page's English wants a second look before it is published."""

from django.utils.translation import gettext as _

from .concerns import Concern
from .judging import JudgedField, Judgement, judge_all
from .marks import State
from .records import BilingualRecord


def translation_concerns(page: BilingualRecord) -> list[Concern]:
    """Of the page as it is given, a revision for example, and its rows: English missing, outdated, saying otherwise."""
    judged = judge_all(page)
    untranslated = not page.has_language("en")
    concerns = []
    for one in judged:
        concerns += _concerns_of(one, untranslated=untranslated)
    return concerns


def _concerns_of(one: JudgedField, *, untranslated: bool) -> list[Concern]:
    judgement = one.judgement
    name = named(one)
    place = one.form_field if not one.place else f"{one.form_field.partition('-')[0]}.{judgement.name}"
    concerns = []
    if untranslated and judgement.name == "title" and not one.place:
        message = _("The page has no English: its English address shows the Georgian text.")
        concerns.append(Concern("untranslated", message, one.form_field))
    elif judgement.state == State.UNTRANSLATED and not untranslated:
        message = _("%(field)s: there is no English.") % {"field": name}
        concerns.append(Concern(f"missing.{place}.{judgement.pair}", message, one.form_field))
    elif judgement.state == State.OUTDATED:
        message = _("%(field)s: the Georgian text has changed since it was translated.") % {"field": name}
        concerns.append(Concern(f"outdated.{place}.{judgement.pair}", message, one.form_field))
    return concerns + _differences(judgement, name, place, one.form_field)


def _differences(judgement: Judgement, name: str, place: str, form_field: str) -> list[Concern]:
    return [
        Concern(
            f"difference.{place}.{difference.difference.key}",
            _("%(field)s: %(difference)s.") % {"field": name, "difference": difference.message},
            form_field,
        )
        for difference in judgement.open_differences
    ]


def named(one: JudgedField) -> str:
    """The field as the editor finds it: "objective 2, text"."""
    return f"{one.place}, {one.judgement.label}" if one.place else one.judgement.label
