import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from georgian.slugs import EDITOR_PAIRS, romanise, slugify

# The national system of 2002 with its apostrophes, from the United Nations' working group on romanisation
# (eki.ee/wgrs/v2_2/rom2_ka.htm).
LETTERS = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
LATIN = "a b g d e v z t i k' l m n o p' zh r s t' u p k gh q' sh ch ts dz ts' ch' kh j h"
NATIONAL = dict(zip(LETTERS, LATIN.split(), strict=True))
TITLES = {
    "მონაწილეობითი ბიუჯეტირება რუსთავში": "monatsileobiti-biujetireba-rustavshi",
    "ქალაქ რუსთავის მუნიციპალიტეტის მერია": "kalak-rustavis-munitsipalitetis-meria",
    "გრანტის პროექტები და ღონისძიებები": "grantis-proektebi-da-ghonisdziebebi",
    "ხელშეკრულება ჟურნალი წყალი ყველა": "khelshekruleba-zhurnali-tsqali-qvela",
    "ᲛᲔᲠᲘᲐ": "meria",
    "„ჭკვიანი ქალაქი“ — მერია": "chkviani-kalaki-meria",
    "2016–2018 UNDP-ის პროექტი": "2016-2018-undp-is-proekti",
    "და/ან": "da-an",
    "№219 დადგენილება": "no-219-dadgenileba",
    "City's “smart” hub": "citys-smart-hub",
    "City’s hub": "citys-hub",
    "მუნიციპა\u00adლიტეტი": "munitsipaliteti",
    "Łódź, Kraków": "lodz-krakow",
    "ა_ბ": "a-b",
    "!!!": "",
    "": "",
}

GEORGIAN = "".join(NATIONAL)
WRITTEN = st.text(
    alphabet=GEORGIAN + GEORGIAN.upper() + "abcxyzABCXYZ0129 \u00a0-–—„“”‘’'\"«».,:;!?()[]/&%_№…\u00ad",
    max_size=60,
)


@pytest.mark.parametrize(("letter", "latin"), NATIONAL.items())
def test_letters_follow_the_national_system_without_apostrophes(letter, latin):
    assert romanise(letter) == romanise(letter.upper()) == latin.replace("'", "")


def test_only_georgian_is_romanised():
    assert romanise("EU-ს „წყალი“ – it's Łódź №5") == "EU-s „tsqali“ – it's Łódź №5"


@given(st.text(alphabet=st.characters(min_codepoint=0x10D0, max_codepoint=0x10FF) | st.sampled_from("'ა")))
def test_romanised_georgian_has_no_georgian_left(text):
    assert not re.search("[\u10d0-\u10fa\u10fc-\u10ff]", romanise(text))


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_a_title_becomes_a_slug(title, slug):
    assert slugify(title) == slug


def test_the_fallback_stands_in_for_nothing():
    assert slugify("„!!!“", "page") == "page"
    assert slugify("მერია", "page") == "meria"


@pytest.mark.parametrize(
    ("max_length", "expected"),
    [(100, "aa-bb-cc"), (8, "aa-bb-cc"), (7, "aa-bb"), (5, "aa-bb"), (4, "aa"), (2, "aa"), (1, "a")],
)
def test_a_long_slug_is_cut_at_a_hyphen(max_length, expected):
    assert slugify("აა ბბ cc", max_length=max_length) == expected


def test_a_slug_is_cut_at_a_hundred_by_default():
    assert slugify("მუნიციპალიტეტი " * 20) == "-".join(["munitsipaliteti"] * 6)


def test_a_length_of_nothing_is_refused():
    with pytest.raises(ValueError, match="max_length"):
        slugify("მერია", max_length=0)


@given(st.text() | WRITTEN, st.integers(1, 120))
def test_a_slug_is_ascii_and_tidy(text, max_length):
    slug = slugify(text, max_length=max_length)
    assert re.fullmatch("(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= max_length
    assert slugify(slug, max_length=max_length) == slug


@given(WRITTEN)
def test_capitals_make_no_difference(text):
    assert slugify(text) == slugify(text.lower())


def apply_pairs(text: str) -> str:
    text = text.strip()
    for pattern, replacement in EDITOR_PAIRS:
        text = pattern.sub(replacement, text)
    return text


def in_the_editor(title: str) -> str:
    """The slug that Wagtail's editor makes of a title: client/src/utils/urlify.ts behind CleanController.

    Without urlify's map of letters with diacritics, which no title here has.
    """
    slug = re.sub(r"[^\-A-Za-z0-9_\s]", "", apply_pairs(title).lower())
    return re.sub(r"-+$", "", re.sub(r"[-\s]+", "-", slug)[:255])


@given(WRITTEN)
def test_editor_and_server_give_the_same_slug(title):
    assert in_the_editor(title) == slugify(title, max_length=255)


@given(WRITTEN)
def test_the_editor_leaves_its_own_slug_alone(title):
    # On blur the pairs are applied to the slug again.
    slug = in_the_editor(title)
    assert apply_pairs(slug) == slug


def test_every_letter_and_its_capital_has_a_pair():
    for letter in GEORGIAN + GEORGIAN.upper():
        assert re.fullmatch("[a-z]{1,2}", apply_pairs(letter))


def test_pairs_have_the_form_that_the_widget_wants():
    from wagtail.coreutils import get_js_regex

    for pattern, replacement in EDITOR_PAIRS:
        assert isinstance(pattern, re.Pattern)
        # "$" would have a meaning in a replacement of JavaScript, the backslash in one of Python.
        assert re.fullmatch("[a-z-]*", replacement)
        assert get_js_regex(pattern)[1] == "gu"
