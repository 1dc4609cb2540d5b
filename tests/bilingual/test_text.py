"""Reading a text that may exist in one language only."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from bilingual.text import is_empty, text_of

BOTH = SimpleNamespace(title_ka="სათაური", title_en="Title", seo_title_ka="", seo_title_en="")
GEORGIAN_ONLY = SimpleNamespace(title_ka="სათაური", title_en="", seo_title_ka="სხვა", seo_title_en="")


@pytest.mark.parametrize(("code", "value"), [("ka", "სათაური"), ("en", "Title")])
def test_the_text_of_the_active_language(code, value):
    with translation.override(code):
        text = text_of(BOTH, "title")
    assert (str(text), text.language, text.borrowed) == (value, code, False)
    assert text.lang_attribute == ""


def test_a_missing_text_is_borrowed_and_marked():
    with translation.override("en"):
        text = text_of(GEORGIAN_ONLY, "title")
        assert (str(text), text.language, text.borrowed) == ("სათაური", "ka", True)
        assert text.lang_attribute == ' lang="ka"'
        assert text.marked == '<span lang="ka">სათაური</span>'


def test_another_field_of_the_same_language_comes_before_the_other_language():
    record = SimpleNamespace(seo_title_ka="სხვა", seo_title_en="", title_ka="სათაური", title_en="Title")
    assert str(text_of(record, "seo_title", "title", language="en")) == "Title"


def test_nothing_in_either_language_is_falsy_and_silent():
    nothing = text_of(SimpleNamespace(title_ka="", title_en=None), "title")
    assert not nothing
    assert (str(nothing), nothing.marked, nothing.lang_attribute) == ("", "", "")


def test_a_name_that_is_no_bilingual_field_is_an_error():
    with pytest.raises(AttributeError):
        text_of(BOTH, "subtitle")


@pytest.mark.parametrize("value", ["", None, "<p></p>", '<p data-block-key="a"> </p>', [], "  "])
def test_what_counts_as_empty(value):
    assert is_empty(value)


@pytest.mark.parametrize("value", ["a", "<p>a</p>", "<p><img src='x'></p>", [1]])
def test_what_does_not_count_as_empty(value):
    assert not is_empty(value)


def test_the_tag_escapes_and_marks():
    record = SimpleNamespace(title_ka="ა < ბ", title_en="")
    with translation.override("en"):
        html = Template("{% load bilingual %}{% text record 'title' %}").render(Context({"record": record}))
    assert html == '<span lang="ka">ა &lt; ბ</span>'


@pytest.mark.parametrize(("letters", "size"), [(0, ""), (90, ""), (91, "long"), (140, "long"), (141, "longest")])
def test_a_longer_title_is_of_a_smaller_size(letters, size):
    record = SimpleNamespace(title_ka="ა" * letters, title_en="")
    assert text_of(record, "title", language="ka").size == size
