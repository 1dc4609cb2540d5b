"""What the brochure of a project says."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bilingual import languages
from bilingual.text import Text, text_of
from brochures import body
from brochures.illustration import emblem, illustration
from brochures.labels import language_name, standing_labels
from brochures.typesetting import content as brochure
from georgian.dates import format_date

from .course import Milestone, Result, results_heading
from .facts import Fact, key_facts, short_facts
from .status import statuses_from
from .visibility import FunderVisibility


def _fact(fact: Fact) -> brochure.Fact:
    def line(value) -> brochure.Passage:
        words = f"{value.text} ({value.acronym})" if value.acronym else str(value.text)
        return brochure.Passage(words, value.text.language, link=value.link or None)

    return brochure.Fact(
        fact.label, tuple(line(value) for value in fact.values), tuple(line(value) for value in fact.sub)
    )


def _status(project) -> brochure.Status | None:
    """Where the project stands, unless time alone will change that: paper is read for years, and its dates tell."""
    today = timezone.localdate()
    status, *later = statuses_from(today, project.opening_day, project.final_day, project.status_by_hand)
    return brochure.Status(str(status.label), status.billet) if status and not later else None


def _contact(project, language: str) -> Iterator[brochure.Fact]:
    """Whom to ask, each way under its own name."""
    if name := text_of(project, "contact_name"):
        yield brochure.Fact(_("Contact person or department"), (body.passage(name),))
    if project.contact_phone:
        yield brochure.Fact(_("Telephone"), (brochure.Passage(project.contact_phone, language),))
    if address := project.contact_email:
        yield brochure.Fact(_("E-mail"), (brochure.Passage(address, language, link=f"mailto:{address}"),))


def _result(result: Result) -> brochure.Step:
    """What was expected, and beside it what came of it, in words and in figures."""
    achieved = (
        (brochure.Passage(f"{_('Achieved:')} ", languages.active(), strong=True), body.passage(result.achieved))
        if result.achieved
        else None
    )
    figures = (
        tuple(_figure(label, figure, result.unit))
        for label, figure in ((_("expected:"), result.expected_figure), (_("achieved:"), result.achieved_figure))
        if figure
    )
    texts = [text for text in (body.passage(result.expected) if result.expected else None, achieved) if text]
    return brochure.Step(texts[0], tuple(texts[1:]), tuple(figures))


def _figure(label: str, figure: str, unit: Text) -> Iterator[brochure.Passage]:
    yield brochure.Passage(f"{label} {figure}", languages.active())
    if unit:
        yield brochure.Passage(f" {unit}", unit.language)


def _milestone(milestone: Milestone, language: str) -> brochure.Fact:
    state = brochure.Passage(str(milestone.state.label), language)
    return brochure.Fact(format_date(milestone.date, language), (body.passage(milestone.text),), (state,))


def _statement(funder: FunderVisibility) -> brochure.Passage:
    """Its words as agreed, after the names of the projects that it pays for where there are others."""
    names = ", ".join(str(name) for name in funder.projects if name.language == funder.statement.language)
    words = body.passage(funder.statement)
    return replace(words, text=f"{names}: {words.text}") if names else words


def acknowledgements(visibility: Iterable[FunderVisibility]) -> tuple[brochure.Acknowledgement, ...]:
    """How funders want to be named; the same words with the same emblem once."""
    found = (
        brochure.Acknowledgement(
            _statement(one) if one.statement else None,
            emblem(one.emblem, one.organisation.heading) if one.emblem else None,
        )
        for one in visibility
    )
    return tuple(dict.fromkeys(one for one in found if one.statement or one.emblem))


def disclaimers(visibility: Iterable[FunderVisibility]) -> tuple[brochure.Passage, ...]:
    return tuple(dict.fromkeys(body.passage(one.disclaimer) for one in visibility if one.disclaimer))


def brochure_content(self, language: str, publisher: str) -> brochure.BrochureContent:
    """The text of the project in a language ("ka" or "en"), for `brochures.typesetting`.

    `publisher` is the name of City Hall in that language.
    """
    with translation.override(language):
        facts = key_facts(self)
        summary = text_of(self, "summary")
        # In the order of time: a page leads with what is new, paper is read from its beginning.
        milestones = self.milestones_newest_first[::-1]
        return brochure.BrochureContent(
            language=language,
            publisher=publisher,
            kind=_("Project"),
            title=body.passage(self.heading),
            short_title=body.passage(self.short_heading),
            status=_status(self),
            cover_facts=tuple(_fact(fact) for fact in short_facts(self)),
            summary=body.passage(summary) if summary else None,
            picture=illustration(self.picture) if self.picture else None,
            facts_heading=_("Key facts"),
            facts=tuple(_fact(fact) for fact in facts if fact.key != "contact"),
            blocks=body.body_blocks(text_of(self, "body")),
            sections=(
                brochure.Section(_("Objectives"), tuple(body.passage(text) for text in self.objective_texts())),
                brochure.Section(results_heading(self), tuple(_result(result) for result in self.results)),
            ),
            milestones_heading=_("Milestones"),
            milestones=tuple(_milestone(milestone, language) for milestone in milestones),
            funders=acknowledgements(self.visibility),
            disclaimers=disclaimers(self.visibility),
            contact_heading=_("Contact"),
            contact=tuple(_contact(self, language)),
            language_name=language_name(language),
            address=self.address_in(language),
            **standing_labels(),
        )
