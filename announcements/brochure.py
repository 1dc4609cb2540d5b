"""What the brochure of an announcement says."""

from django.utils import translation
from django.utils.translation import gettext as _

from bilingual.text import text_of
from brochures import body
from brochures.labels import language_name, standing_labels
from brochures.typesetting import content as brochure
from georgian.dates import format_date, format_date_time
from projects.brochure import acknowledgements, disclaimers


def _dates(announcement, language: str) -> tuple[brochure.Fact, ...]:
    """The dates that are known, each under its own name."""
    dates = []
    if announcement.date:
        dates.append((_("Date"), format_date(announcement.date, language)))
    if announcement.deadline_time:
        dates.append((_("Deadline"), format_date_time(announcement.deadline_moment, language)))
    elif announcement.deadline:
        dates.append((_("Deadline"), format_date(announcement.deadline, language)))
    return tuple(brochure.Fact(label, (brochure.Passage(date, language),)) for label, date in dates)


def _status(announcement) -> brochure.Status | None:
    """That nothing can be done about it any more. What is still to come its dates tell: paper is read for years."""
    if announcement.kind == announcement.Kind.CALL and announcement.is_closed:
        return brochure.Status(_("Call closed"), "done")
    if announcement.is_past_event:
        return brochure.Status(_("This event is over"), "done")
    return None


def _reference(project, language: str) -> brochure.Reference:
    name = text_of(project, "short_title")
    return brochure.Reference(
        body.passage(project.heading), project.address_in(language), body.passage(name) if name else None
    )


def brochure_content(self, language: str, publisher: str) -> brochure.BrochureContent:
    """The text of the announcement in a language ("ka" or "en"), for `brochures.typesetting`.

    `publisher` is the name of City Hall in that language.
    """
    with translation.override(language):
        summary = text_of(self, "summary")
        return brochure.BrochureContent(
            language=language,
            publisher=publisher,
            kind=str(self.kind_label),
            title=body.passage(self.heading),
            status=_status(self),
            cover_facts=_dates(self, language),
            summary=body.passage(summary) if summary else None,
            blocks=body.body_blocks(text_of(self, "body")),
            references_heading=_("Projects"),
            references=tuple(_reference(project, language) for project in self.projects),
            funders=acknowledgements(self.visibility),
            disclaimers=disclaimers(self.visibility),
            contact_heading=_("Contact"),
            language_name=language_name(language),
            address=self.address_in(language),
            **standing_labels(),
        )
