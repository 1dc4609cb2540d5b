"""Template tags of everything that exists in two languages."""

import re
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from bilingual import addresses, languages, line_breaks, tables
from bilingual.text import Text, text_of
from georgian import dates, numbers

register = template.Library()

# As Wagtail writes one in a text.
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


@register.simple_tag
def text(record, *names) -> Text:
    """`{% text page "summary" as summary %}`: the text, its language and its `lang` (see bilingual.text)."""
    return text_of(record, *names) if record else Text("", languages.active(), languages.active())


@register.simple_tag
def text_in(record, language: str, *names) -> Text:
    """The same in a given language instead of the active one."""
    return text_of(record, *names, language=language)


@register.filter
def absolute(path: str) -> str:
    """The public address of a path, for paper."""
    return addresses.absolute(path)


@register.filter
def dialled(number: str) -> str:
    """A telephone number for `tel:`, digits and plus alone."""
    return "".join(character for character in number if character.isdigit() or character == "+")


@register.filter
def written_out(value) -> SafeString:
    """A text with links, each of which tells its address on paper, too: once, so not where it is the text itself."""

    def link(found: re.Match) -> str:
        # What stands there is escaped already.
        address, text = found.groups()
        told = re.sub("^(mailto|tel):", "", address)
        if told.startswith("/"):
            told = escape(absolute(told))
        bare = re.sub("^https?://|/$", "", told)
        if told.startswith("#") or bare in text:
            return f'<a class="address" href="{address}">{text}</a>'
        return f'<a href="{address}" data-address="{told}">{text}</a>'

    return mark_safe(_LINK.sub(link, str(value)))  # noqa: S308 - the text was safe, and what is added is escaped


@register.filter(is_safe=True)
def unbroken(html: str) -> str:
    """`{% filter unbroken %}`: HTML in which no line break parts what is read as one (see bilingual.line_breaks)."""
    return line_breaks.unbroken(html)


@register.simple_tag
def columns_of_numbers(rows) -> list[int]:
    """`{% columns_of_numbers data as numeric %}`: the places of the columns whose cells stand under each other."""
    return tables.columns_of_numbers(rows)


@register.simple_tag
def day(value: date | datetime | None) -> str:
    """A date as `<time>`: 2016 წლის 1 მარტი, 1 March 2016. Nothing for None."""
    if not value:
        return ""
    value = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), dates.format_date(value, languages.active()))


@register.simple_tag
def moment(value: datetime | None) -> str:
    """A date with its time of day as `<time>`, in Georgian time. Nothing for None."""
    if not value:
        return ""
    value = timezone.localtime(value)
    date, comma, time = dates.format_date_time(value, languages.active()).rpartition(", ")
    written = format_html("<span>{}</span>{}{}", date, comma, time)  # the one stays on a line where both do not fit
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="minutes"), written)


@register.simple_tag
def short_day(value: date | None) -> str:
    """A date for narrow columns as `<time>`: 01.03.2016, 1 Mar 2016."""
    if not value:
        return ""
    written = dates.format_short_date(value, languages.active())
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), written)


@register.simple_tag
def duration(months: int | None) -> str:
    """Months in words: 2 წელი, 18 months."""
    return dates.format_duration(months, languages.active()) if months else ""


@register.simple_tag
def money(amount, currency: str, whole: bool = False) -> str:
    """An amount as `<data>`: 416 665,00 €, €416,665.00. Nothing for None."""
    if amount is None:
        return ""
    written = numbers.format_money(amount, currency, languages.active(), whole=whole)
    return format_html('<data value="{}">{}</data>', amount, written)


@register.filter
def file_size(size: int | None) -> str:
    """Bytes in words: 184 კბ, 184 KB."""
    return numbers.format_file_size(size, languages.active()) if size is not None else ""


@register.filter
def written_moment(value: str) -> str:
    """The same of a moment that is kept as a text, as JSON keeps it."""
    return moment(datetime.fromisoformat(value))
