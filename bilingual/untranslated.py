"""What is to be thought about in the English of a page before it is published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from . import languages
from .concerns import PublishingWarning, key_of
from .fields import english_column, label_of, pairs_of, rows_of, unmarked_pairs_of
from .judging import Judgement, judge, place_of
from .marks import State, fingerprint
from .records import BilingualRecord


def english_warnings(page: Page) -> list[PublishingWarning]:
    """English that is missing or outdated, and facts that differ. Whatever changes in the texts needs a new tick."""
    if has_no_english(page):
        texts = [fingerprint(georgian) for georgian, _english in pairs_of(page).values()]
        return [
            PublishingWarning(
                _("The page has no English yet: its English address shows the Georgian text with a notice."),
                field="title_en",
                key=key_of("no english", *texts),
            )
        ]
    found = list(_of_record(page, "", None))
    for relation, number, row in rows_of(page):
        found += _of_record(row, relation, number)
    return found


def has_no_english(page: Page) -> bool:
    """Whether there is not one English word on the page and its rows."""
    records = [page, *(row for _relation, _number, row in rows_of(page))]
    return not any(fingerprint(english) for record in records for _georgian, english in pairs_of(record).values())


def _of_record(record: BilingualRecord, relation: str, number: int | None) -> Iterator[PublishingWarning]:
    pairs = pairs_of(record) | unmarked_pairs_of(record)
    for name, judgement in judge(record).items():
        label = label_of(type(record), name)
        if number is not None:
            label = f"{place_of(record, number)}, {label}"
        texts = [fingerprint(value) for value in pairs[name]]
        for kind, message in _messages(judgement):
            yield PublishingWarning(
                f"{label}: {message}",
                field=f"{name}_{languages.GEORGIAN}" if kind == State.ENGLISH_ONLY else english_column(name),
                row=None if number is None else record,
                key=key_of(kind, relation, name, *texts),
            )


def _messages(judgement: Judgement) -> Iterator[tuple[str, str]]:
    """(kind, sentence) of all that is to be said of one field."""
    if judgement.state == State.UNTRANSLATED:
        yield judgement.state, _("there is no English yet")
    elif judgement.state == State.ENGLISH_ONLY:
        yield judgement.state, _("there is English, but no Georgian text")
    elif judgement.state == State.OUTDATED:
        yield judgement.state, _("the English is outdated, because the Georgian text has changed since")
    for one in judgement.differences:
        if not one.acceptance:
            yield one.key, one.message
