"""May readers see this page? Asked at every transition to live, never at an ordinary save."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Orderable, Page

from .concerns import Concern, Problem, PublishingWarning
from .fields import OF_EVERY_PAGE, translated_names
from .judging import place_of


def publishing_problems(page: Page) -> list[Problem]:
    """Of a page as it stands in memory with its rows, saved or not: what its type asks for, then what its fields do."""
    found = page.problems_before_publishing()
    named = {(id(problem.row), problem.field) for problem in found}
    return [*found, *(problem for problem in _invalid(page) if (id(problem.row), problem.field) not in named)]


def publishing_warnings(page: Page) -> list[PublishingWarning]:
    """All that stand, ticked or not; each once."""
    return list({warning.key: warning for warning in page.warnings_before_publishing()}.values())


@dataclass
class Judgement:
    """Of a page. `ticked` are the keys of the warnings that somebody has accepted."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[PublishingWarning] = field(default_factory=list)
    ticked: set[str] = field(default_factory=set)

    @property
    def unticked(self) -> list[PublishingWarning]:
        return [warning for warning in self.warnings if warning.key not in self.ticked]

    @property
    def obstacles(self) -> list[Concern]:
        """Everything for which the page is refused, the problems first."""
        return [*self.problems, *self.unticked]

    @property
    def refuses(self) -> bool:
        return bool(self.obstacles)


def judge_for_publishing(page: Page) -> Judgement:
    """With the ticks that this version of the page carries."""
    return Judgement(publishing_problems(page), publishing_warnings(page), ticked_keys(page))


def ticked_keys(page: Page) -> set[str]:
    """Of the warnings that were accepted for this version."""
    return {accepted["key"] for accepted in page.accepted_warnings}


def accept(page: Page, warnings: list[PublishingWarning], by: str) -> list[PublishingWarning]:
    """Notes on the page that these warnings were accepted; those that were not yet are given back. Nothing is saved."""
    new = [warning for warning in warnings if warning.key not in ticked_keys(page)]
    at = timezone.now().isoformat(timespec="seconds")
    page.accepted_warnings = [
        *page.accepted_warnings,
        *({"key": warning.key, "by": by, "at": at} for warning in new),
    ]
    return new


def _invalid(page: Page) -> Iterator[Problem]:
    """What the fields themselves refuse. Wagtail finds it only while it saves, too late for a kind answer."""
    # A page that has no place in the tree yet comes from a form, which has looked at all its fields.
    if page.path:
        yield from _refused_fields(page)
    for relation in get_all_child_relations(page):
        if issubclass(relation.related_model, Orderable):
            for number, row in enumerate(getattr(page, relation.get_accessor_name()).all()):
                yield from _refused_fields(row, place_of(row, number), exclude=[relation.field.name])


def _refused_fields(record: models.Model, place: str = "", exclude: list[str] | None = None) -> Iterator[Problem]:
    # The columns without language hold whatever was active at the last save.
    undefined = [name for name in translated_names(type(record)) if not (name in OF_EVERY_PAGE and not place)]
    try:
        # Whether the address is free is asked by the page itself.
        record.full_clean(exclude=[*undefined, *(exclude or [])], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            column = "" if name == NON_FIELD_ERRORS else name
            label = _label(record, column)
            for message in messages:
                yield Problem(
                    ": ".join(filter(None, [", ".join(filter(None, [place, label])), message])),
                    field=column,
                    row=record if place else None,
                )


def _label(record: models.Model, column: str) -> str:
    return str(record._meta.get_field(column).verbose_name) if column else ""
