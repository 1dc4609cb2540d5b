"""How the picture beside a shared address is drawn."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from brochures.typesetting import TypesettingError
from brochures.typesetting.content import Status
from home.social_cards import drawing, files
from home.social_cards.content import CardContent, CardFact
from home.social_cards.drawing import draw
from tests.home.test_social_cards import BARE, DEEP, FULL, LONG, PAPER, colours, picture

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def test_the_colours_of_the_design_are_exact():
    for content in (BARE, FULL, replace(FULL, title=LONG)):
        drawn = picture(draw(content))
        assert drawn.size == (1200, 630)
        assert drawn.getpixel((3, 3)) == DEEP
        assert drawn.getpixel((3, 626)) == PAPER
        assert drawn.getpixel((74, 58)) == (255, 255, 255)


@pytest.mark.parametrize(
    "title",
    [
        "ჰ",
        "რუსთავი",
        FULL.title,
        LONG,
        LONG.replace(" ", "-"),
        "ჰ" * 255,
        "W" * 255,
        ("ადგილობრივი თვითმმართველობა " * 10)[:255],
        "https://example.org/" + "%E1%83%90" * 25,
    ],
)
@pytest.mark.parametrize("content", [BARE, FULL], ids=["bare", "full"])
def test_every_title_keeps_to_its_place(content, title):
    png = draw(replace(content, title=title))
    drawn = picture(png)
    # Between wordmark and title, and at both sides, nothing but green.
    assert colours(drawn, (0, 140, 1200, 152)) == {DEEP}
    green = 466 if content.facts else 570
    for side in ((0, 0, 66, green), (1134, 0, 1200, green)):
        assert colours(drawn, side) == {DEEP}
    # Between title and strip, too.
    assert colours(drawn, (0, green - 24, 1200, green)) == {DEEP}
    assert len(png) < 60_000


def test_a_larger_title_is_not_set_small():
    """The title fills its field: its letters are higher where there are fewer of them."""

    def rows_with_white(content: CardContent) -> int:
        drawn = picture(draw(content)).crop((66, 152, 1134, 560))
        return sum((255, 255, 255) in colours(drawn, (0, row, 1068, row + 1)) for row in range(drawn.height))

    assert rows_with_white(replace(BARE, title="რუსთავი")) > 40
    assert rows_with_white(replace(BARE, title=LONG)) > 150


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("*ა*", "ა"),
        ("_ა_", "ა"),
        ("#[ა]", "ა"),
        ("$ა$", "ა"),
        ("ა <ბ>", "ა"),
        ("ა @ბ", "ა"),
        ("`ა`", "ა"),
        ("= ა", "ა"),
        ("ა // ბ", "ა"),
        ("ა /* ბ */", "ა"),
        ('#"ა"', "ა"),
        ("ა \\ ბ", "ა ბ"),
        ("ა---ბ", "ა—ბ"),
        ("ა~ბ", "ა\u00a0ბ"),
    ],
)
def test_markup_of_typst_is_drawn_as_it_stands(markup, plain):
    assert draw(replace(BARE, title=markup)) != draw(replace(BARE, title=plain))


def test_markup_and_odd_characters_are_drawn_everywhere():
    hostile = '#[]*_$@< \\ // #eval("1") ${x} </script> 🎉 北京 \x00 \ud800 \u202eრბ'
    content = replace(
        FULL,
        publisher=hostile,
        tagline=hostile,
        title=hostile,
        status=Status(hostile, "hot"),
        kicker=(hostile,),
        facts=(CardFact(hostile, (hostile,)),),
    )
    assert picture(draw(content)).size == (1200, 630)


def test_a_character_that_the_typeface_lacks_costs_no_card():
    assert draw(replace(BARE, title="რუსთავი 🎉")) == draw(BARE)
    assert draw(replace(BARE, title="ᲠᲣᲡᲗᲐᲕᲘ")) == draw(BARE)
    with pytest.raises(TypesettingError):
        draw(replace(BARE, title=" 🎉 "))


def test_a_fact_without_room_takes_its_short_form_or_goes():
    long = "საქართველოს იუსტიციის სამინისტროს საჯარო სერვისების განვითარების სააგენტო " * 2
    short = replace(BARE, facts=(CardFact("პარტნიორი", ("PSDA",)),))
    assert draw(replace(BARE, facts=(CardFact("პარტნიორი", (long, "PSDA")),))) == draw(short)
    both = (CardFact("ბენეფიციარი", (long,)), CardFact("პარტნიორი", ("PSDA",)))
    assert draw(replace(BARE, facts=both)) == draw(short)


@pytest.mark.parametrize("billet", ["hot", "done", "planned", "stopped"])
def test_every_status_has_its_billet(billet):
    others = {"hot", "done", "planned", "stopped"} - {billet}
    drawn = draw(replace(FULL, status=Status("სტატუსი", billet)))
    assert all(drawn != draw(replace(FULL, status=Status("სტატუსი", other))) for other in others)


def test_a_long_name_stays_beside_the_mark():
    drawn = picture(draw(replace(FULL, publisher=("რუსთავის მუნიციპალიტეტი " * 7)[:160], tagline="ა" * 160)))
    assert colours(drawn, (0, 0, 1200, 50)) == colours(drawn, (0, 140, 1200, 152)) == {DEEP}


def test_the_same_words_make_the_same_bytes():
    assert draw(FULL) == draw(replace(FULL))


def test_the_fingerprint_knows_everything_that_the_template_takes():
    words = drawing.TEMPLATE.read_text()
    taken = {file.name for file in drawing.BORROWED}
    for file in drawing.BORROWED:
        words += file.read_text() if file.suffix == ".typ" else ""
    assert {Path(name).name for name in re.findall(r'(?:import|read\()\s*"([^"]+)"', words)} <= taken


def test_every_word_changes_the_name(budgeting):
    others = [
        replace(FULL, language="en"),
        replace(FULL, publisher="სხვა"),
        replace(FULL, tagline=""),
        replace(FULL, title="სხვა"),
        replace(FULL, status=None),
        replace(FULL, status=Status("დასრულებული", "hot")),
        replace(FULL, kicker=()),
        replace(FULL, facts=FULL.facts[:1]),
        replace(FULL, facts=(CardFact("დამფინანსებელი", ("EU",)), *FULL.facts[1:])),
    ]
    assert len({files.name_of(budgeting, content) for content in [FULL, *others]}) == 10
