"""Do both languages name the same facts? No false alarm over how they write them, no miss of what changed."""

from pathlib import Path

import pytest
import yaml
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
        ("25 %", "25", [(Kind.UNIT, "25 %", "25")]),
        ("25", "25 per cent", [(Kind.UNIT, "25", "25 per cent")]),
        ("100 ლარი", "100", [(Kind.UNIT, "100 ლარი", "100")]),
        ("100 ლარი და 100 ლარი ისევ", "GEL 100 and again 100", [(Kind.UNIT, "100 ლარი", "100")]),
    ],
)
def test_different_facts_are_named_with_both_values(georgian, english, wanted):
    assert found(georgian, english) == wanted


@pytest.mark.parametrize(
    ("georgian", "english", "value", "times"),
    [
        ("სკოლას 100 ლარი, ბაღს 100 ლარი", "GEL 100 for the school", "100 ლარი", (2, 1)),
        ("ჯერ 250 ხე, მერე 250", "at first 250 trees", "250", (2, 1)),
        ("a@example.org", "a@example.org or a@example.org", "a@example.org", (1, 2)),
        ("+995 341 25 00 00", "+995 341 25 00 00, fax +995 341 25 00 00", "+995 341 25 00 00", (1, 2)),
        ("www.example.org, www.example.org", "www.example.org", "example.org", (2, 1)),
    ],
)
def test_what_one_language_says_more_often_is_told_with_both_counts(georgian, english, value, times):
    (one,) = differences(georgian, english)
    assert (one.georgian, one.times) == (value, times)


@pytest.mark.parametrize(
    ("georgian", "english"),
    [
        ("2016–2018", "2016 წლიდან 2018 წლამდე"),
        ("2016 წლის მარტიდან 2016 წლის მაისამდე", "from March to May 2016"),
        ("1-ელ და 5 მარტს", "on 1 March and on 5 March"),
        ("10:00–18:00, შაბათს 10:00–18:00", "10:00–18:00, on Saturday too"),
        ("2 პროექტი და 2 სკოლა", "two projects and 2 schools"),
        ("100-დან 200 ლარამდე", "GEL 100–200"),
        ("10, 20 და 30 ლარი", "GEL 10, 20 and 30"),
    ],
)
def test_what_a_language_repeats_as_it_pleases_is_no_difference(georgian, english):
    assert found(georgian, english) == []


def test_a_difference_of_counts_is_remembered_by_its_counts():
    keys = {differences(" ".join(["100 ლარი."] * number), "GEL 100")[0].key for number in (2, 3)}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("georgian", "english", "wanted"),
    [
        ("tel:+995 322 00-11", "tel:+995322001", [("tel:+9953220011", "tel:+995322001")]),
        ("/ka/projects/?a=1#b", "/en/projects/?a=1#c", [("/projects/?a=1#b", "/projects/?a=1#c")]),
        ("#money", "#time", [("#money", "#time")]),
        ("tel:+9953220011", "TEL:+995 32 200-11", []),
        ("/ka/projects/", "/en/projects/", []),
        ("#money", "#money", []),
    ],
)
def test_links_that_lead_to_no_other_site_are_compared(georgian, english, wanted):
    ours, theirs = (RichText(f'<p>ტექსტი <a href="{href}">აქ</a></p>') for href in (georgian, english))
    assert found(ours, theirs) == [(Kind.LINK, *pair) for pair in wanted]


def test_links_to_a_mailbox_are_compared_without_their_scheme():
    ours, theirs = (
        RichText(f'<p><a href="{href}">აქ</a></p>') for href in ("MAILTO:A@x.ge?subject=1", "mailto:b@x.ge")
    )
    assert found(ours, theirs) == [(Kind.EMAIL, "a@x.ge", "b@x.ge")]


@pytest.mark.parametrize("address", ["mailto:a@x.ge|a@x.ge", "https://www.x.ge/|www.x.ge"])
def test_a_link_whose_words_are_its_address_is_one(address):
    href, words = address.split("|")
    assert (
        found(RichText(f'<p>აქ <a href="{href}">{words}</a></p>'), RichText(f'<p><a href="{href}">here</a></p>')) == []
    )


def test_empty_cells_of_tables_are_told_of_by_their_place():
    def table(*rows):
        return body(("table", {"data": list(map(list, rows)), "first_row_is_table_header": True}))

    whole = table(("ა", "ბ"), ("გ", "დ"))
    assert found(whole, table(("a", "b"), ("", "d"))) == [(Kind.EMPTY_CELLS, "0", "2/1")]
    assert found(table(("ა", "ბ"), (None, "დ")), table(("a", "b"), ("c", " "))) == [(Kind.EMPTY_CELLS, "2/1", "2/2")]
    assert found(table(("ა", ""), ("გ", "დ")), table(("a", None), ("c", "d"))) == []
    assert [kind for kind, *_both in found(whole, table(("a",), ("c",)))] == [Kind.TABLES]


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


PAGES = yaml.safe_load((Path(__file__).parents[1] / "search/judgements/pages.yaml").read_text())
# Of all 132 pairs of texts: numbers above twenty in words, and a word that holds a number.
IN_WORDS = [("ორი ათას სამასი", "2,300"), ("სამგანზომილებიან", "3D")]


def test_the_sample_pages_agree_but_for_numbers_in_words():
    """They too were written to say the same."""
    texts = [(page[name], page.get(f"{name[:-3]}_en")) for page in PAGES for name in page if name.endswith("_ka")]
    alarmed = [(ours, theirs) for ours, theirs in texts if found(ours, theirs)]
    assert len(alarmed) == len(IN_WORDS)
    for (ours, theirs), (georgian, english) in zip(alarmed, IN_WORDS, strict=True):
        assert georgian in ours and english in theirs


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


@given(st.permutations(["100", "250", "460", "1 200"]), st.integers(1, 4), st.sampled_from(["ლარი", "ევრო", "%"]))
def test_an_amount_that_stands_once_too_often_is_found_wherever_it_stands(amounts, doubled, unit):
    of_unit = {"ლარი": "lari", "ევრო": "euros", "%": "%"}[unit]
    georgian = [f"თანხა: {amount} {unit}." for amount in [*amounts, amounts[doubled - 1]]]
    english = [f"Amount: {amount.replace(' ', ',')} {of_unit}." for amount in amounts]
    assert [one.times for one in differences(" ".join(georgian), " ".join(english))] == [(2, 1)]
    assert differences(" ".join(georgian[:-1]), " ".join(reversed(english))) == []


@given(st.integers(1, 10**7), st.sampled_from(["ლარი", "ევრო", "აშშ დოლარი", "%", "პროცენტი"]))
def test_an_amount_without_its_unit_is_found(number, unit):
    assert [one.kind for one in differences(f"სულ {number} {unit}", f"{number} in all")] == [Kind.UNIT]
    assert [one.kind for one in differences(f"სულ {number}", f"{number} {unit} in all")] == [Kind.UNIT]


@given(st.text(max_size=120), st.text(max_size=120))
def test_no_text_breaks_it(georgian, english):
    for one in differences(georgian, english):
        assert one.georgian or one.english
