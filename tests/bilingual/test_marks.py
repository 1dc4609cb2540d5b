"""Marks: what makes an English text outdated, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from bilingual.marks import State, fingerprint, state, states, taken

PAIR = {"summary": ("ქართული", "English")}


def after(marks, georgian="ქართული", english="English", still_right=()):
    return taken(marks, {"summary": (georgian, english)}, still_right)


def test_a_field_that_never_had_both_languages_has_no_mark():
    assert taken({}, {"title": ("ქართული", ""), "summary": ("", "English"), "body": ("", "")}) == {}
    found = states({}, {"title": ("ქართული", ""), "summary": ("", "English"), "body": ("", None)})
    assert found == {"title": State.UNTRANSLATED, "summary": State.ENGLISH_ONLY, "body": State.EMPTY}


def test_the_first_save_with_both_languages_takes_the_pair_as_it_is():
    marks = taken({}, PAIR)
    assert marks == {"summary": [fingerprint("ქართული"), fingerprint("English")]}
    assert states(marks, PAIR) == {"summary": State.CURRENT}


def test_a_changed_georgian_text_makes_the_english_one_outdated_until_it_changes_too():
    marks = taken({}, PAIR)
    assert state(marks["summary"], "ახალი", "English") == State.OUTDATED
    marks = after(marks, georgian="ახალი")
    assert state(marks["summary"], "ახალი", "English") == State.OUTDATED
    marks = after(marks, georgian="ახალი", english="New")
    assert state(marks["summary"], "ახალი", "New") == State.CURRENT


def test_changing_a_text_back_makes_it_current_again():
    marks = after(taken({}, PAIR), georgian="ახალი")
    assert state(marks["summary"], "ქართული", "English") == State.CURRENT


def test_still_right_takes_the_pair_as_it_is():
    marks = after(after(taken({}, PAIR), georgian="ახალი"), georgian="ახალი", still_right={"summary"})
    assert state(marks["summary"], "ახალი", "English") == State.CURRENT
    # …and the next change makes it outdated again.
    assert state(marks["summary"], "სხვა", "English") == State.OUTDATED


def test_formatting_makes_nothing_outdated():
    marks = taken({}, {"body": (RichText("<p>ერთი <b>ორი</b></p>"), "English")})
    assert state(marks["body"], RichText("<p>ერთი</p> <p>ორი</p>"), "English") == State.CURRENT


@pytest.mark.parametrize("emptied", [{"english": ""}, {"georgian": ""}, {"georgian": "", "english": ""}])
def test_a_language_that_is_emptied_and_put_back_is_held_against_what_it_last_matched(emptied):
    marks = after(taken({}, PAIR), **emptied)
    assert after(marks) == taken({}, PAIR)
    assert state(after(marks)["summary"], "ქართული", "English") == State.CURRENT
    assert state(after(marks, georgian="ახალი")["summary"], "ახალი", "English") == State.OUTDATED
    assert state(after(marks, english="New")["summary"], "ქართული", "New") == State.CURRENT


def test_while_a_language_is_empty_its_text_is_missing_and_not_outdated():
    marks = after(taken({}, PAIR), georgian="ახალი", english="")
    assert states(marks, {"summary": ("ახალი", "")}) == {"summary": State.UNTRANSLATED}
    assert states(marks, {"summary": ("", "English")}) == {"summary": State.ENGLISH_ONLY}


TEXTS = st.sampled_from(["", "ა", "ბ", " ა ", "გ"])
ENGLISH = st.sampled_from(["", "a", "b", " a"])


@given(st.lists(st.tuples(TEXTS, ENGLISH, st.booleans(), st.booleans()), max_size=12))
def test_any_order_of_saves_keeps_the_rule(steps):
    """Against the rule in other words: outdated means that the Georgian text differs from the one that the English
    text was last saved with, explicitly and for the first time, or confirmed with."""
    marks, matched = {}, None
    for georgian, english, explicit, confirmed in steps:
        if explicit:
            marks = taken(marks, {"x": (georgian, english)}, {"x"} if confirmed else ())
            ours, theirs = georgian.strip(), english.strip()
            if ours and theirs and (matched is None or matched[1] != theirs or confirmed):
                matched = (ours, theirs)
        found = state(marks.get("x"), georgian, english)
        if georgian.strip() and english.strip():
            outdated = matched is not None and matched[1] == english.strip() and matched[0] != georgian.strip()
            assert (found == State.OUTDATED) == outdated
