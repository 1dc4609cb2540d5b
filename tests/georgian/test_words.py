"""The words of a text."""

import pytest

from georgian.words import words


def bases(text: str) -> list[str]:
    return [word.base for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNDP-ის და EU-სთვის", ["undp", "და", "eu"]),
        ("2016-ში, 2016–2018", ["2016", "2016", "2018"]),
        ("20 000 ლარი, 2,300 lamps, 416 665,00 €", ["20000", "ლარი", "2300", "lamps", "416665", "00"]),
        ("№24, N24, n24", ["24", "24", "24"]),
        ("„ღია მონაცემები“", ["ღია", "მონაცემები"]),
        ("ᲑᲘᲣᲯᲔᲢᲘ", ["ბიუჯეტი"]),
        ("სტალოვა-ვოლა", ["სტალოვა", "ვოლა"]),
        ("მო\u00adქალაქე", ["მოქალაქე"]),
        ("gadats'q'vet'ileba doctor’s", ["gadats'q'vet'ileba", "doctor's"]),
        ("Łódź", ["łódź"]),
        ("... — !", []),
        ("", []),
    ],
)
def test_words_of_a_text(text, expected):
    assert bases(text) == expected


def test_a_word_knows_where_it_stands():
    text = "მერია (UNDP-ის) 2016-ში"
    assert [text[word.start : word.end] for word in words(text)] == ["მერია", "UNDP-ის", "2016-ში"]
