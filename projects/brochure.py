"""What the brochure of a project says."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from bilingual.text import text_of
from brochures import body
from brochures.illustration import illustration
from brochures.labels import language_name, standing_labels
from brochures.typesetting import content as brochure

from .facts import Fact, key_facts, short_facts


def _fact(fact: Fact) -> brochure.Fact:
    def line(value) -> brochure.Passage:
        words = f"{value.text} ({value.acronym})" if value.acronym else str(value.text)
        return brochure.Passage(words, value.text.language, link=value.link or None)

    return brochure.Fact(
        fact.label, tuple(line(value) for value in fact.values), tuple(line(value) for value in fact.sub)
    )


def _contact(project, language: str) -> Iterator[brochure.Fact]:
    """Whom to ask, each way under its own name."""
    if name := text_of(project, "contact_name"):
        yield brochure.Fact(_("Contact person or department"), (body.passage(name),))
    if project.contact_phone:
        yield brochure.Fact(_("Telephone"), (brochure.Passage(project.contact_phone, language),))
    if address := project.contact_email:
        yield brochure.Fact(_("E-mail"), (brochure.Passage(address, language, link=f"mailto:{address}"),))


def brochure_content(self, language: str, publisher: str) -> brochure.BrochureContent:
    """The text of the project in a language ("ka" or "en"), for `brochures.typesetting`.

    `publisher` is the name of City Hall in that language.
    """
    with translation.override(language):
        facts = key_facts(self)
        summary = text_of(self, "summary")
        sections = [
            brochure.Section(heading, tuple(body.passage(text) for text in texts))
            for heading, texts in (
                (_("Objectives"), self.objective_texts()),
                (_("Expected results"), [result.expected for result in self.results if result.expected]),
                (_("Achieved results"), [result.achieved for result in self.results if result.achieved]),
            )
            if texts
        ]
        return brochure.BrochureContent(
            language=language,
            publisher=publisher,
            kind=_("Project"),
            title=body.passage(self.heading),
            short_title=body.passage(self.short_heading),
            status=brochure.Status(str(self.status.label), self.status.billet) if self.status else None,
            cover_facts=tuple(_fact(fact) for fact in short_facts(self)),
            summary=body.passage(summary) if summary else None,
            picture=illustration(self.picture) if self.picture else None,
            facts_heading=_("Key facts"),
            facts=tuple(_fact(fact) for fact in facts if fact.key != "contact"),
            blocks=body.body_blocks(text_of(self, "body")),
            sections=tuple(sections),
            statements=tuple(body.passage(statement) for statement in self.funding_statements),
            disclaimers=tuple(body.passage(one.disclaimer) for one in self.visibility if one.disclaimer),
            contact_heading=_("Contact"),
            contact=tuple(_contact(self, language)),
            language_name=language_name(language),
            address=self.address_in(language),
            **standing_labels(),
        )
