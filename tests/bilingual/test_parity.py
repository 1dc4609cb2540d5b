"""Do both languages name the same facts? No false alarm over how they write them, no miss of what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from bilingual.blocks import BodyBlock
from bilingual.contents import _READERS, contents_of, normal_address
from bilingual.parity import Kind, differences
from georgian.numbers import format_money
from projects.models import ProjectPage


def found(georgian, english) -> list[tuple]:
    return [(one.kind, one.georgian, one.english) for one in differences(georgian, english)]


def body(*blocks):
    block = BodyBlock()
    raw = [
        {"type": kind, "value": (child := block.child_blocks[kind]).get_prep_value(child.normalize(value))}
        for kind, value in blocks
    ]
    return block.to_python(raw)


@pytest.mark.parametrize(
    ("georgian", "english"),
    [
        ("ბიუჯეტი 416 665,00 ევრო", "A budget of €416,665.00"),
        ("ორი პროექტი", "2 projects"),
        ("2 პროექტი", "Two projects"),
        ("მაისში დაიწყება", "May is when it begins"),
        ("2016 წელს, 2016 წელს", "in 2016"),
        ("„ინოვაციების ჰაბი“", "the “innovation hub”"),
        ("წერეთ: Info@Example.org", "Write to info@example.org"),
        ("იხ. https://www.example.org/ka/about/", "See http://example.org/en/about"),
        ("", "Anything 17"),
        ("რაღაც 17", None),
        (RichText("<p>სულ <b>15 %</b></p>"), "15 per cent in all"),
    ],
)
def test_the_same_facts(georgian, english):
    assert found(georgian, english) == []


@pytest.mark.parametrize(
    ("georgian", "english", "wanted"),
    [
        ("416 665 ევრო", "€416,656", [(Kind.NUMBER, "416 665 ევრო", "€416,656")]),
        ("1 მარტი", "1 April", [(Kind.MONTH, "მარტი", "April")]),
        ("2016 და 2018", "2016", [(Kind.NUMBER, "2018", "")]),
        ("100 ლარი", "EUR 100", [(Kind.UNIT, "100 ლარი", "EUR 100")]),
        ("a@example.org", "b@example.org", [(Kind.EMAIL, "a@example.org", "b@example.org")]),
        ("https://example.org/a", "ბმული არ არის", [(Kind.LINK, "example.org/a", "")]),
        ("18:00 საათი", "at 5 p.m.", [(Kind.TIME, "18:00", "5 p.m.")]),
    ],
)
def test_different_facts_are_named_with_both_values(georgian, english, wanted):
    assert found(georgian, english) == wanted


def test_bodies_are_compared_by_what_they_hold():
    georgian = body(
        ("heading", {"text": "სათაური", "level": "2"}),
        ("listing", {"items": ["ა", "ბ", "გ"], "numbered": False}),
        ("paragraph", '<p><a href="https://example.org/">აქ</a> <a linktype="page" id="7">იქ</a></p>'),
    )
    english = body(
        ("listing", {"items": ["a", "b"], "numbered": False}),
        ("paragraph", '<p><a linktype="page" id="8">there</a></p>'),
    )
    assert found(georgian, english) == [
        (Kind.LINK, "example.org", "page 8"),
        (Kind.LINK, "page 7", ""),
        (Kind.HEADINGS, "1", "0"),
        (Kind.LISTS, "3", "2"),
    ]
    assert found(georgian, georgian) == []


def test_every_kind_of_block_can_be_read():
    assert set(_READERS) == set(BodyBlock().child_blocks)


@pytest.mark.django_db
def test_the_first_content_agrees_in_both_languages():
    """Both languages of the content file were written to say the same."""
    for page in ProjectPage.objects.all():
        for name in ("title", "short_title", "summary", "body"):
            assert found(getattr(page, f"{name}_ka"), getattr(page, f"{name}_en")) == [], (page, name)


def test_a_difference_keeps_its_key_as_long_as_both_sides_say_the_same():
    [one] = differences("15 ლარი აქ", "16 lari there")
    [same] = differences("აქ 15 ლარი", "there are 16 lari")
    [other] = differences("15 ლარი", "17 lari")
    assert one.key == same.key != other.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.Example.org/ka/x/", "http://example.org/en/x"),
        ("example.org/", "https://example.org"),
    ],
)
def test_addresses_that_lead_to_the_same(one, other):
    assert normal_address(one) == normal_address(other)


# --- the essence, by which a later change is seen --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ტექსტი  „ერთი“\n", 'ტექსტი "ერთი"'),
        (RichText("<p><b>ტექ</b>სტი</p><p>ორი</p>"), RichText("<p>ტექსტი <i>ორი</i></p>")),
        ("2016–2018", "2016-2018"),
        ("სა\u00adთაური", "სათაური"),
        ("ᲡᲐᲗᲐᲣᲠᲘ", "სათაური"),
    ],
)
def test_formatting_changes_nothing(one, other):
    assert contents_of(one).essence == contents_of(other).essence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ტექსტი 1", "ტექსტი 2"),
        ("ერთი ორი", "ორი ერთი"),
        (RichText('<p><a linktype="page" id="1">აქ</a></p>'), RichText('<p><a linktype="page" id="2">აქ</a></p>')),
    ],
)
def test_a_change_of_what_is_said_is_seen(one, other):
    assert contents_of(one).essence != contents_of(other).essence


def test_what_is_no_text_is_refused():
    with pytest.raises(TypeError):
        contents_of(7)


# --- properties ------------------------------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from(["პროექტი", "მერია", "ჰაბი", "და", "რუსთავი"]), max_size=6).map(" ".join)


@given(WORDS, st.decimals(min_value=1, max_value=10**8, places=2), st.sampled_from(["EUR", "GEL", "GBP"]), WORDS)
def test_no_alarm_over_the_way_an_amount_is_written(before, amount, currency, after):
    georgian = f"{before} {format_money(amount, currency, 'ka')} {after}"
    english = f"The sum of {format_money(amount, currency, 'en')} is granted"
    assert [one for one in differences(georgian, english) if one.kind in (Kind.NUMBER, Kind.UNIT)] == []


@given(st.integers(min_value=21, max_value=10**8), st.integers(min_value=0, max_value=8), st.integers(1, 9))
def test_every_changed_digit_of_an_amount_is_found(number, place, step):
    digits = list(str(number))
    place %= len(digits)
    digits[place] = str((int(digits[place]) + step) % 10)
    changed = int("".join(digits))
    georgian, english = f"სულ {number:,} ლარი".replace(",", " "), f"GEL {changed:,} in all"
    wanted = changed != number and changed > 20
    assert bool(differences(georgian, english)) or not wanted


@given(st.lists(st.sampled_from(["ა", "ბ", "გ", "დ"]), min_size=2, max_size=6), st.integers(0, 5))
def test_a_lost_item_of_a_list_is_found(items, lost):
    fewer = items[: lost % len(items)] + items[lost % len(items) + 1 :]
    whole, part = ("listing", {"items": items, "numbered": False}), ("listing", {"items": fewer, "numbered": False})
    assert [one.kind for one in differences(body(whole), body(part))] == [Kind.LISTS]


@given(st.text(max_size=120), st.text(max_size=120))
def test_no_text_breaks_it(georgian, english):
    for one in differences(georgian, english):
        assert one.georgian or one.english
