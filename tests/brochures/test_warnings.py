"""What is amiss with a file that was accepted."""

import pytest
from django.utils import translation

from brochures.models import Attachment, PdfDocument
from brochures.warnings import (
    BOTH,
    LABELS,
    Code,
    is_better_swapped,
    warnings_in_places,
    warnings_of,
)


def file(**findings) -> PdfDocument:
    """A file with which nothing is amiss, but for these."""
    perfect = {
        "collection_id": 1,  # else the database would be asked for it
        "file_title": "მონაწილეობითი ბიუჯეტირება",
        "declared_language": "ka-GE",
        "text_language": "ka",
        "is_tagged": True,
        "has_text": True,
        "is_restricted": False,
        "embedded_files": 0,
    }
    return PdfDocument(**perfect | findings)


def codes(document: PdfDocument, place: str | None = None) -> list[Code]:
    return [warning.code for warning in warnings_of(document, place)]


@pytest.mark.parametrize("place", ["ka", None])
def test_a_good_file_has_none(place):
    assert codes(file(), place) == []


def test_a_file_that_was_never_inspected_has_none():
    assert codes(PdfDocument(collection_id=1), "ka") == []


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ({"has_text": False, "text_language": ""}, Code.NO_TEXT),
        ({"is_tagged": False}, Code.NOT_TAGGED),
        ({"embedded_files": 3}, Code.EMBEDDED_FILES),
        ({"is_restricted": True}, Code.RESTRICTED),
        ({"declared_language": ""}, Code.NOT_DECLARED),
        ({"declared_language": "en-US"}, Code.DECLARED_OTHERWISE),
        ({"declared_language": "ru", "text_language": ""}, Code.DECLARED_OTHERWISE),
        ({"text_language": "en"}, Code.TEXT_IN_OTHER_LANGUAGE),
        # The text says it already.
        ({"text_language": "en", "declared_language": "en-US"}, Code.TEXT_IN_OTHER_LANGUAGE),
        ({"file_title": ""}, Code.NO_TITLE),
    ],
)
def test_one_thing_amiss_gives_one_warning(findings, code):
    assert codes(file(**findings), "ka") == [code]


@pytest.mark.parametrize("declared", ["ka", "KA-ge", "ka_GE", "ka-Geor-GE"])
def test_a_language_may_be_spelled_in_many_ways(declared):
    assert codes(file(declared_language=declared), "ka") == []


def test_without_a_place_a_file_is_to_declare_the_language_of_its_text():
    assert codes(file(declared_language="en", text_language="ka")) == [Code.DECLARED_OTHERWISE]
    for declared, text in (("en", "en"), ("ka", "ka"), ("en", ""), ("ru", "")):
        assert codes(file(declared_language=declared, text_language=text)) == []


def test_a_file_for_both_languages_may_be_in_both():
    assert codes(file(text_language=""), BOTH) == []
    assert codes(file(text_language="", declared_language="en"), BOTH) == []


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_file_in_both_places_that_is_plainly_in_one_language(language):
    [warning] = warnings_of(file(text_language=language, declared_language=language), BOTH)
    assert warning.code == Code.TEXT_IN_ONE_LANGUAGE
    assert ("ტექსტი მხოლოდ ქართულია" if language == "ka" else "ტექსტი მხოლოდ ინგლისურია") in warning.text


def test_the_gravest_comes_first():
    everything = file(
        text_language="en", is_restricted=True, embedded_files=1, is_tagged=False, declared_language="", file_title=""
    )
    assert codes(everything, "ka") == [
        Code.TEXT_IN_OTHER_LANGUAGE,
        Code.RESTRICTED,
        Code.EMBEDDED_FILES,
        Code.NOT_TAGGED,
        Code.NOT_DECLARED,
        Code.NO_TITLE,
    ]


def test_of_several_places_each_warning_is_told_once():
    document = file(is_tagged=False, text_language="ka")
    found = [warning.code for warning in warnings_in_places(document, {"ka", "en"})]
    assert found == [Code.TEXT_IN_OTHER_LANGUAGE, Code.NOT_TAGGED]
    assert [warning.code for warning in warnings_in_places(document, set())] == [Code.NOT_TAGGED]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_warning_has_words(number, language):
    with translation.override(language):
        amiss = file(is_restricted=True, embedded_files=number, is_tagged=False, has_text=False, file_title="")
        amiss.text_language = "en"
        amiss.declared_language = "ru"
        found = warnings_of(amiss, "ka") + warnings_of(amiss, BOTH)
        amiss.text_language, amiss.declared_language = "", ""
        found += warnings_of(amiss, "ka")
        amiss.declared_language = "de-AT"
        found += warnings_of(amiss, "ka")
    assert {warning.code for warning in found} == set(Code) == set(LABELS)
    for warning in found:
        assert warning.text.endswith(".")
        assert "%" not in warning.text
    assert any("de-AT" in warning.text for warning in found)
    if number > 1 or language == "ka":
        assert any(str(number) in warning.text for warning in found)


def row(georgian: str, english: str) -> Attachment:
    return Attachment(document_ka=file(pk=1, text_language=georgian), document_en=file(pk=2, text_language=english))


@pytest.mark.parametrize(
    ("georgian", "english", "swapped"),
    [
        ("en", "ka", True),
        ("en", "", True),
        ("", "ka", True),
        ("ka", "en", False),
        ("ka", "", False),
        ("", "", False),
        # One of them would only stand wrong instead of the other.
        ("en", "en", False),
        ("ka", "ka", False),
    ],
)
def test_two_files_change_places_where_fewer_are_then_in_the_wrong_one(georgian, english, swapped):
    assert is_better_swapped(row(georgian, english)) is swapped


def test_one_file_alone_moves_to_the_place_of_its_language():
    assert is_better_swapped(Attachment(document_ka=file(pk=1, text_language="en")))
    assert is_better_swapped(Attachment(document_en=file(pk=1, text_language="ka")))
    assert not is_better_swapped(Attachment(document_ka=file(pk=1, text_language="ka")))
    assert not is_better_swapped(Attachment(document_ka=file(pk=1, text_language="")))
    assert not is_better_swapped(Attachment())


def test_one_file_in_both_places_cannot_be_swapped():
    both = row("en", "ka")
    both.document_en = both.document_ka
    assert not is_better_swapped(both)
