"""The key facts of a project: label and value pairs, always in the same order, unknown ones left out."""

from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bilingual import languages
from bilingual.passages import Passage, Weight
from bilingual.text import Text, text_of
from georgian import dates, numbers

from .organisations import ROLE_LABELS, Organisation, Role

SHOWN_IN_LISTS = 3


@dataclass(frozen=True)
class Value:
    """What stands beside a label. `html` is the same with its markup; `link` is an absolute address or ""."""

    text: Text
    html: SafeString
    acronym: str = ""
    link: str = ""


@dataclass(frozen=True)
class Fact:
    """One row. `sub` holds the smaller lines beneath the values; all values beyond `shown` stand folded away."""

    key: str
    label: str
    values: list[Value]
    sub: list[Value] = field(default_factory=list)
    shown: int = 6

    def _is_long(self) -> bool:
        # Folding one away would save nothing.
        return len(self.values) > self.shown + 1

    @property
    def first(self) -> list[Value]:
        """The values that stand open."""
        return self.values[: self.shown] if self._is_long() else self.values

    @property
    def others(self) -> list[Value]:
        """The values that stand folded away, where there are many."""
        return self.values[self.shown :] if self._is_long() else []


def _value(written: str, html: SafeString | None = None, **more) -> Value:
    """A value in the words of the site itself, so in the active language."""
    code = languages.active()
    return Value(Text(written, code, code), html or format_html("{}", written), **more)


def _text_value(text: Text) -> Value:
    return Value(text, text.marked)


def _organisation(organisation: Organisation, linked: bool = False) -> Value:
    """An organisation by acronym and name: a phone shows no name that only hovers. Perhaps linked to its own page."""
    text = organisation.heading
    name = text.marked
    if linked and organisation.pk:
        name = format_html('<a href="{}">{}</a>', organisation.path_in(languages.active()), name)
    if not organisation.acronym:
        return Value(text, name)
    return Value(text, format_html("{} {}", _acronym(organisation), name), acronym=organisation.acronym)


def _acronym(organisation: Organisation) -> SafeString:
    # As a string: a Text brings its own markup, which no attribute holds.
    name = organisation.heading
    return format_html('<abbr class="tag" title="{}"{}>{}</abbr>', str(name), name.lang_attribute, organisation.acronym)


def _short(organisation: Organisation) -> Value:
    """An organisation of which the same facts tell acronym and name elsewhere."""
    if not organisation.acronym:
        return _organisation(organisation)
    return _value(organisation.acronym, _acronym(organisation))


def _roles(project, role: Role, shown: int = 6, linked: bool = False) -> list[Fact]:
    organisations = project.organisations_as(role)
    if not organisations:
        return []
    label = ROLE_LABELS[role](len(organisations))
    values = [_organisation(organisation, linked) for organisation in organisations]
    return [Fact(role.value, label, values, shown=shown)]


def _budget(project) -> list[Fact]:
    return [Fact("budget", _("Budget"), [_money(*project.budget)])] if project.budget else []


def _money(amount: Decimal, currency: str) -> Value:
    written = numbers.format_money(amount, currency, languages.active())
    return _value(written, format_html('<data value="{} {}">{}</data>', currency, amount, written))


def _contributions(project) -> list[Fact]:
    """Who gives how much, as far as it is known; the source of all figures beneath the last of them."""
    values = []
    for row in project.roles:
        if row.contribution:
            values.append(_of_organisation(row.organisation, _money(*row.contribution)))
    return [Fact("contributions", _("Contributions"), values)] if values else []


def _of_organisation(organisation: Organisation, value: Value) -> Value:
    name = _short(organisation)
    words = Text(f"{name.text}: {value.text}", name.text.language, name.text.wanted)
    # The frame round an acronym sets it apart.
    colon = "" if organisation.acronym else ":"
    return Value(words, format_html("{}{} {}", name.html, colon, value.html), link=value.link)


def _source(project) -> list[Fact]:
    if not (source := text_of(project, "figures_source")):
        return []
    return [Fact("source", _("Source of the figures"), [_text_value(source)])]


def _award(project) -> list[Fact]:
    return [Fact("award", _("Grant awarded"), [_time(project.award_date)])] if project.award_date else []


def _actual(project) -> list[Fact]:
    """What the dates turned out to be, where they are known to differ."""
    facts = []
    if project.actual_start_date:
        facts.append(Fact("actual_start", _("Actual start"), [_time(project.actual_start_date)]))
    if project.actual_end_date:
        facts.append(Fact("actual_end", _("Actual end"), [_time(project.actual_end_date)]))
    return facts


def _place(project) -> list[Fact]:
    place = text_of(project, "place")
    return [Fact("place", _("Place"), [_text_value(place)])] if place else []


def _outcome(project) -> list[Fact]:
    """What came of it, in one line; the results themselves stand below."""
    known = [result for result in project.results if result.achieved or result.achieved_figure]
    if not known:
        return []
    written = ngettext("%(number)s result achieved", "%(number)s results achieved", len(known)) % {"number": len(known)}
    return [Fact("outcome", _("What came of it"), [_value(written, format_html('<a href="#results">{}</a>', written))])]


def _records(project) -> list[Fact]:
    """The project in the databases of its funders; two of one host are told apart by whose they are."""
    rows = [row for row in project.roles if row.record_url]
    values = []
    for row in rows:
        host = urlsplit(row.record_url).hostname or row.record_url
        link = format_html('<a href="{}" rel="external">{}</a>', row.record_url, host)
        value = _value(host, link, link=row.record_url)
        values.append(_of_organisation(row.organisation, value) if len(rows) > 1 else value)
    return [Fact("records", _("In the funder's database"), values)] if values else []


def _time(day) -> Value:
    written = dates.format_date(day, languages.active())
    return _value(written, format_html('<time datetime="{}">{}</time>', day.isoformat(), written))


def _period(project) -> list[Fact]:
    """Duration and both dates; with one of them unknown, the other under its own name."""
    start, end, months = project.start_date, project.agreed_last_day, project.duration_months
    if start and end:
        first, last = _time(start), _time(end)
        both = _value(f"{first.text} – {last.text}", format_html("{} – {}", first.html, last.html))
        if months:
            return [Fact("period", _("Period"), [_duration(months)], [both])]
        return [Fact("period", _("Period"), [both])]
    facts = []
    if start:
        facts.append(Fact("start", _("Start date"), [_time(start)]))
    if end:
        facts.append(Fact("end", _("End date"), [_time(end)]))
    if months and not end:
        facts.append(Fact("duration", _("Duration"), [_duration(months)]))
    return facts


def _years(project) -> list[Fact]:
    """The years between which it runs; with one end unknown, the other under its own name."""
    if project.years:
        return [Fact("years", _("Years"), [_value(project.years)])]
    if project.opening_day:
        return [Fact("start", _("Start date"), [_time(project.opening_day)])]
    if project.final_day:
        return [Fact("end", _("End date"), [_time(project.final_day)])]
    return []


def _duration(months: int) -> Value:
    """As `<data>`: HTML knows no `<time>` of months."""
    written = dates.format_duration(months, languages.active())
    return _value(written, format_html('<data value="P{}M">{}</data>', months, written))


def _contact(project) -> list[Fact]:
    values = []
    if name := text_of(project, "contact_name"):
        values.append(_text_value(name))
    if project.contact_phone:
        values.append(_phone(project.contact_phone))
    if project.contact_email:
        values.append(_email(project.contact_email))
    return [Fact("contact", _("Contact"), values)] if values else []


def _phone(number: str) -> Value:
    dialled = "".join(character for character in number if character.isdigit() or character == "+")
    return _value(number, format_html('<a href="tel:{}">{}</a>', dialled, number))


def _email(address: str) -> Value:
    return _value(address, format_html('<a href="mailto:{}">{}</a>', address, address), link=f"mailto:{address}")


def key_facts(project) -> list[Fact]:
    """Who pays, how much, when, who runs it, with whom, for whom, where, what came of it, whom to ask."""
    return [
        *_roles(project, Role.FUNDER, linked=True),
        *_budget(project),
        *_contributions(project),
        *_source(project),
        *_award(project),
        *_period(project),
        *_actual(project),
        *_roles(project, Role.IMPLEMENTING, linked=True),
        *_roles(project, Role.COOPERATION, linked=True),
        *_roles(project, Role.PARTNER, linked=True),
        *_roles(project, Role.BENEFICIARY, linked=True),
        *_place(project),
        *_outcome(project),
        *_records(project),
        *_contact(project),
    ]


def short_facts(project) -> list[Fact]:
    """What a list shows: funder, budget, years; where no funder is known, who runs the project and with whom."""
    facts = [*_roles(project, Role.FUNDER, shown=SHOWN_IN_LISTS), *_budget(project), *_years(project)]
    if not project.organisations_as(Role.FUNDER):
        for role in (Role.IMPLEMENTING, Role.COOPERATION, Role.PARTNER):
            facts += _roles(project, role, shown=SHOWN_IN_LISTS)
    return facts


def passages_of_facts(project) -> list[Passage]:
    """For the search: objectives, results, milestones, organisations by both names, contact, budget and years; without
    labels, which stand on every project."""
    results = list(project.expected_results.all())
    texts = [(row, "text") for row in [*project.objectives.all(), *results, *project.milestones.all()]]
    texts += [(row, "achieved") for row in results]
    written = [
        (text, code) for row, name in texts for code in languages.CODES if (text := getattr(row, f"{name}_{code}"))
    ]
    for code in languages.CODES:
        organisations = dict.fromkeys(row.organisation for row in project.roles)
        parts = [
            *[f"{getattr(one, f'name_{code}') or ''} {one.acronym}".strip() for one in organisations],
            getattr(project, f"contact_name_{code}"),
        ]
        if project.budget_amount is not None and project.budget_currency:
            parts.append(numbers.format_money(project.budget_amount, project.budget_currency, code))
        parts.append(dates.format_years(project.opening_day, project.final_day))
        written.append((" · ".join(part for part in parts if part), code))
    return [Passage(text, code, Weight.BODY) for text, code in written if text]


def timeline(project) -> dict | None:
    """Where the months of the project lie among whole calendar years, for the small drawing; None if unknown.

    Lengths are in months: `length` of the whole drawing, `start` and `end` of the project within it, `done` of it until
    today; `years` is a list of (year, offset). More than a century is taken for a slip of the pen.
    """
    start, end = project.opening_day, project.final_day
    if not (start and end) or end < start or end.year - start.year >= 100:
        return None
    today = timezone.localdate()
    first = start.year * 12

    def offset(day) -> int:
        return day.year * 12 + day.month - 1 - first

    begin, finish = offset(start), offset(end) + 1
    done = min(max(offset(today), begin), finish)
    years = [(year, (year - start.year) * 12) for year in range(start.year, end.year + 1)]
    return {"length": len(years) * 12, "start": begin, "end": finish, "done": done, "years": years}
