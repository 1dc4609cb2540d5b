"""Marks and parity under texts that nobody chose: no false alarm over how something is written, no miss of a change.

Derandomised, so that each run tries the same texts.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from bilingual.blocks import BodyBlock
from bilingual.marks import State, fingerprint, state, taken
from bilingual.parity import Kind, differences
from georgian.dates import format_date
from georgian.figures import figures
from georgian.numbers import format_money, format_number
from projects.models import ProjectPage

SETTINGS = settings(derandomize=True, deadline=None, max_examples=80, database=None)
SPACE = st.sampled_from([" ", "  ", "\n", " \u00a0", "\t"])
QUOTES = st.sampled_from(["„{}“", "“{}”", '"{}"', "«{}»", "{}"])


TAGS = st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", "<b><i>{}</i></b>"])


@dataclass(frozen=True)
class Fact:
    """One fact as it may be written in each language."""

    georgian: str
    english: str


def written(value, georgian: list[str], english: list[str]):
    return st.builds(Fact, st.sampled_from(georgian), st.sampled_from(english))


@st.composite
def amounts(draw) -> Fact:
    cents = draw(st.integers(100_00, 9_999_999_99))
    amount = Decimal(cents) / 100
    code, names, signs = draw(
        st.sampled_from(
            [
                ("EUR", ["ევრო", "ევროს", "ევროა", "€"], ["euros", "EUR"]),
                ("GEL", ["ლარი", "ლარის", "ლარამდე", "₾"], ["lari", "GEL"]),
                ("USD", ["დოლარი", "დოლარის", "$"], ["US dollars", "USD"]),
            ]
        )
    )
    plain = {language: format_number(amount, language) for language in ("ka", "en")}
    if amount == amount.to_integral():
        # With the zeros of the cents in one language and without them in the other.
        exact = {"ka": plain["ka"].partition(",")[0] + ",00", "en": plain["en"].partition(".")[0] + ".00"}
    else:
        exact = plain
    georgian = [format_money(amount, code, "ka"), *(f"{exact['ka']} {name}" for name in names)]
    georgian += [f"{plain['ka']} {name}" for name in names]
    english = [format_money(amount, code, "en"), f"{exact['en']} {signs[0]}", f"{signs[1]} {exact['en']}"]
    english += [f"{plain['en']} {sign}" for sign in signs]
    return draw(written(amount, georgian, english))


@st.composite
def shares(draw) -> Fact:
    number = draw(st.integers(13, 99))
    return draw(
        written(
            number,
            [f"{number} %", f"{number}%", f"{number} პროცენტი", f"{number} პროცენტს"],
            [f"{number}%", f"{number} %", f"{number} per cent", f"{number} percent"],
        )
    )


@st.composite
def days(draw) -> Fact:
    day = draw(st.dates(datetime.date(1991, 1, 1), datetime.date(2049, 12, 31)))
    georgian = format_date(day, "ka")
    english = format_date(day, "en")
    name, month, year = english.split()
    return draw(
        written(
            day,
            [georgian, f"{georgian.removesuffix('ი')}ს" if georgian.endswith("ი") else georgian, f"{day:%d.%m.%Y}"],
            [english, f"{month} {name}, {year}", f"{month[:3]} {name}, {year}", f"{day:%d.%m.%Y}", day.isoformat()],
        )
    )


@st.composite
def addresses(draw) -> Fact:
    name = draw(st.text("abcdefgh", min_size=3, max_size=8))
    return draw(
        st.one_of(
            written(name, [f"{name}@example.org", f"{name.title()}@Example.org"], [f"{name}@example.org"]),
            written(
                name,
                [f"https://{name}.example.org/ka/news/", f"http://www.{name}.example.org/ka/news"],
                [f"https://{name}.example.org/en/news/", f"http://{name}.example.org/en/news"],
            ),
        )
    )


FACTS = st.one_of(amounts(), shares(), days(), addresses())
GEORGIAN_WORDS = st.sampled_from(["პროექტი", "რუსთავის მერია", "„ინოვაციების ჰაბი“", "ხელშეკრულება –", "და"])
ENGLISH_WORDS = st.sampled_from(["the project", "Rustavi City Hall", "the “innovation hub”", "an agreement -", "and"])


@st.composite
def pairs(draw, min_size=1) -> tuple[list[str], list[str]]:
    """The same facts among other words, as parts of a Georgian and of an English text."""
    facts = draw(st.lists(FACTS, min_size=min_size, max_size=5))
    georgian = [part for fact in facts for part in (draw(GEORGIAN_WORDS), fact.georgian)]
    english = [part for fact in draw(st.permutations(facts)) for part in (draw(ENGLISH_WORDS), fact.english)]
    return georgian, english


@SETTINGS
@given(pairs(), SPACE, SPACE)
def test_the_same_facts_raise_no_alarm_however_they_are_written(pair, ours, theirs):
    georgian, english = pair
    assert differences(ours.join(georgian), theirs.join(english)) == []


@SETTINGS
@given(
    pairs(), st.lists(st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", "<b><i>{}</i></b>"]), min_size=10, max_size=10)
)
def test_nor_does_formatting(pair, tags):
    georgian, english = (
        RichText("<p>" + " ".join(tag.format(part) for tag, part in zip(tags, parts, strict=False)) + "</p>")
        for parts in (pair[0][:10], pair[1][:10])
    )
    assert differences(georgian, " ".join(pair[1])) == []
    assert differences(" ".join(pair[0]), english) == []


@SETTINGS
@given(st.lists(st.one_of(amounts(), shares()), min_size=1, max_size=4), st.data())
def test_a_changed_digit_is_never_missed(facts, data):
    georgian, english = ([getattr(fact, name) for fact in facts] for name in ("georgian", "english"))
    number = data.draw(st.integers(0, len(facts) - 1))
    places = [place for place, letter in enumerate(english[number]) if letter.isdigit()]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != english[number][place]]))
    changed = english[number][:place] + other + english[number][place + 1 :]
    known = {value for text in english for figure in figures(text, "en") for value in figure.values}
    # A changed digit that makes another number of the same text, or the same one in other digits, says nothing new.
    assume(not {value for figure in figures(changed, "en") for value in figure.values} & known)
    assume(english.count(english[number]) == 1 and known_once(english[number], english))
    english[number] = changed
    assert Kind.NUMBER in {one.kind for one in differences(" და ".join(georgian), " and ".join(english))}


def known_once(text: str, others: list[str]) -> bool:
    """Whether no other of these texts names the number of this one."""
    value = {value for figure in figures(text, "en") for value in figure.values}
    named = [other for other in others if value & {v for figure in figures(other, "en") for v in figure.values}]
    return len(named) == 1


@SETTINGS
@given(days(), st.integers(1, 400))
def test_another_day_is_never_missed(fact, later):
    other = read_day(fact.english) + datetime.timedelta(days=later)
    assert differences(fact.georgian, format_date(other, "en"))


def read_day(english: str) -> datetime.date:
    for pattern in ("%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(english, pattern).date()
        except ValueError:
            continue
    raise ValueError(english)


LINK = st.builds(
    lambda kind, number: f'<a linktype="{kind}" id="{number}">{{}}</a>',
    st.sampled_from(["page", "document"]),
    st.integers(1, 99),
) | st.builds(lambda name: f'<a href="https://{name}.example.org/">{{}}</a>', st.text("abcdef", min_size=3, max_size=6))


@SETTINGS
@given(st.lists(LINK, min_size=1, max_size=5, unique=True), st.data())
def test_a_lost_link_is_never_missed(links, data):
    georgian = RichText("<p>" + " ".join(link.format("აქ") for link in links) + "</p>")
    lost = data.draw(st.integers(0, len(links) - 1))
    kept = [("{}" if number == lost else link).format("here") for number, link in enumerate(links)]
    assert differences(georgian, RichText("<p>" + " ".join(link.format("here") for link in links) + "</p>")) == []
    assert [one.kind for one in differences(georgian, RichText(f"<p>{' '.join(kept)}</p>"))] == [Kind.LINK]


def body(*blocks):
    block = BodyBlock()
    raw = [
        {"type": kind, "value": (child := block.child_blocks[kind]).get_prep_value(child.normalize(value))}
        for kind, value in blocks
    ]
    return block.to_python(raw)


@SETTINGS
@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.data())
def test_a_lost_list_item_or_heading_is_never_missed(lengths, data):
    def blocks(word: str, lengths: list[int]):
        return [
            block
            for length in lengths
            for block in (
                ("heading", {"text": word, "level": "2"}),
                ("listing", {"items": [word] * length, "numbered": False}),
            )
        ]

    georgian = body(*blocks("სიტყვა", lengths))
    assert differences(georgian, body(*blocks("word", lengths))) == []
    lost = data.draw(st.integers(0, len(lengths) - 1))
    shorter = [length - (number == lost) for number, length in enumerate(lengths)]
    assert Kind.LISTS in {one.kind for one in differences(georgian, body(*blocks("word", shorter)))}
    without = blocks("word", lengths)
    del without[2 * lost]
    assert [one.kind for one in differences(georgian, body(*without))] == [Kind.HEADINGS]


WORDS = st.lists(st.text("აბგდევზabc0123456789", min_size=1, max_size=6), min_size=1, max_size=8)


@SETTINGS
@given(WORDS, st.data())
def test_formatting_quotation_marks_and_white_space_change_no_fingerprint(words, data):
    quote, other = data.draw(QUOTES.filter(lambda marks: marks != "{}")), '"{}"'
    spaces = [data.draw(SPACE) for _word in words]
    plain = " ".join([other.format(words[0]), *words[1:]])
    spaced = "".join(f"{space}{word}" for space, word in zip(spaces, [quote.format(words[0]), *words[1:]], strict=True))
    assert fingerprint(plain) == fingerprint(spaced)
    tag = data.draw(st.sampled_from(["b", "i", "strong", "em"]))
    marked = " ".join(f"<{tag}>{word}</{tag}>" for word in words)
    assert fingerprint(RichText(f"<p>{' '.join(words)}</p>")) == fingerprint(RichText(f"<p>{marked}</p>"))


@SETTINGS
@given(WORDS, st.data())
def test_a_changed_letter_or_digit_changes_the_fingerprint(words, data):
    number = data.draw(st.integers(0, len(words) - 1))
    place = data.draw(st.integers(0, len(words[number]) - 1))
    letter = data.draw(st.sampled_from([one for one in "აბგabc012" if one != words[number][place]]))
    changed = [*words]
    changed[number] = words[number][:place] + letter + words[number][place + 1 :]
    assert fingerprint(" ".join(words)) != fingerprint(" ".join(changed))
    mark = taken({}, {"x": (" ".join(words), "English")})["x"]
    assert state(mark, " ".join(changed), "English") == State.OUTDATED


TITLES = st.tuples(st.sampled_from(["სკვერი", "დიდი სკვერი", "ბაღი"]), st.sampled_from(["", "Square", "Garden"]))


@pytest.mark.django_db
@settings(SETTINGS, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(TITLES, st.booleans()), min_size=1, max_size=6))
def test_autosave_in_any_order_changes_no_mark(budgeting, steps):
    """Neither at once nor for the saves by hand that follow: they end in the same marks as without it."""
    page = ProjectPage.objects.get(pk=budgeting.pk)
    handler = ProjectPage.get_edit_handler()
    form_class = handler.get_form_class()
    alone = page.marks
    for (georgian, english), by_hand in steps:
        before = page.marks
        data = form_data(form_class, page) | {"title": georgian, "title_en": english}
        page.saves_by_hand = by_hand
        form = form_class(data, instance=page, parent_page=page.get_parent())
        form.defer_required_fields()
        assert form.is_valid(), form.errors
        page = form.save(commit=False)
        if by_hand:
            alone = taken(alone, {"title": (georgian, english)})
            assert page.marks.get("title") == alone.get("title")
        else:
            assert page.marks == before


def form_data(form_class, page) -> dict:
    """What a browser sends of this page when nothing was changed, without its rows and bodies."""
    form = form_class(instance=page, parent_page=page.get_parent())
    data = {field.html_name: field.value() or "" for field in form if not field.name.startswith("body")}
    for prefix in form.formsets:
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return data | {"body_ka-count": 0, "body_en-count": 0}
