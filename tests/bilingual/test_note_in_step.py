"""The note of what a version changes has both languages, but no marks: it is written anew for each publishing."""

import pytest

from bilingual.judging import judge
from bilingual.marking import take_marks
from bilingual.marks import State
from bilingual.models import TranslationStatus
from bilingual.recording import gaps_of
from bilingual.translation_status import Gap
from bilingual.untranslated import english_warnings
from projects.models import ProjectPage

pytestmark = pytest.mark.django_db


def page(**values) -> ProjectPage:
    made = ProjectPage(title="სკვერი", title_en="Square", **values)
    take_marks(made)
    return made


def warnings_of(made) -> dict[str, str]:
    return {one.field: one.message for one in english_warnings(made)}


@pytest.mark.parametrize(
    ("georgian", "english", "state", "field"),
    [
        ("შესწორდა თარიღი.", "", State.UNTRANSLATED, "change_note_en"),
        ("", "The date is corrected.", State.ENGLISH_ONLY, "change_note_ka"),
        ("ბიუჯეტი 5 ლარია.", "The budget is 6 lari.", State.CURRENT, "change_note_en"),
    ],
)
def test_what_is_amiss_with_a_note_is_told_before_publishing(georgian, english, state, field):
    made = page(change_note_ka=georgian, change_note_en=english)
    assert judge(made)["change_note"].state == state
    assert warnings_of(made)[field].startswith("რა შეიცვალა: ")
    assert len(warnings_of(made)) == 1


@pytest.mark.parametrize(("georgian", "english"), [("", ""), ("შესწორდა 5 მარტი.", "5 March is corrected.")])
def test_a_note_in_both_languages_or_in_none_is_right(georgian, english):
    assert warnings_of(page(change_note_ka=georgian, change_note_en=english)) == {}


def test_the_same_english_words_for_another_change_are_not_outdated():
    made = page(change_note_ka="შესწორდა თარიღი.", change_note_en="Corrected.")
    assert "change_note" not in made.marks
    made.change_note_ka = "შესწორდა თანხა."
    assert judge(made)["change_note"].state == State.CURRENT


def test_a_difference_within_a_note_can_be_right_as_it_is():
    made = page(change_note_ka="ბიუჯეტი 5 ლარია.", change_note_en="The budget is 6 lari.")
    (one,) = judge(made)["change_note"].differences
    take_marks(made, reasons={one.key: "ასეა"})
    assert warnings_of(made) == {}


def test_a_note_that_was_published_is_missing_no_more(projects):
    made = page(slug="square", summary_ka="აქ.", summary_en="Here.", change_note_ka="შესწორდა თარიღი.")
    projects.add_child(instance=made)
    revision = made.save_revision()
    assert gaps_of(made)[Gap.MISSING] == ["change_note"]
    assert TranslationStatus.objects.get(page=made.pk).labels(Gap.MISSING) == ["რა შეიცვალა"]
    revision.publish()
    assert TranslationStatus.objects.get(page=made.pk).gaps == []
