"""What a copy does not take along: what somebody said of the page that it was copied from."""

import pytest

from bilingual.fields import rows_of
from bilingual.judging import judge
from bilingual.marking import take_marks
from bilingual.models import TranslationStatus
from projects.models import ProjectObjective, ProjectPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(projects) -> ProjectPage:
    """Both the page and its row name different figures, and somebody has said why that is right."""
    made = ProjectPage(title="სკვერი", title_en="Square", slug="square", summary_ka="5 ლარი.", summary_en="6 lari.")
    made.objectives = [ProjectObjective(text_ka="7 ხე", text_en="8 trees", sort_order=0)]
    for record in parts(made):
        keys = [one.key for judgement in judge(record).values() for one in judgement.differences]
        take_marks(record, reasons=dict.fromkeys(keys, "ასეა"), by="Nino")
    projects.add_child(instance=made)
    made.save_revision().publish()
    return ProjectPage.objects.get(pk=made.pk)


def parts(page) -> list:
    return [page, *(row for _relation, _number, row in rows_of(page))]


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_difference_that_was_right_is_asked_of_a_copy_anew(page, projects, keep_live):
    assert all(one.accepted_differences for one in [*parts(page), *parts(page.get_latest_revision_as_object())])
    # One of a whole branch: what is said of the copied page itself is said of those below it too.
    of_all = projects.copy(update_attrs={"slug": "copy"}, recursive=True, keep_live=keep_live)
    copy = of_all.get_children().get(slug="square").specific
    newest = copy.get_latest_revision_as_object()
    for one in [*parts(copy), *parts(newest)]:
        assert one.accepted_differences == {}
        # Which text was last matched with which is the same in the copy.
        assert one.marks
    assert TranslationStatus.objects.get(page=copy.pk).fields["different"] == ["summary", "objectives.0.text"]
    page.refresh_from_db()
    assert all(one.accepted_differences for one in parts(page))


def test_an_alias_shows_the_same_page_and_so_keeps_it(page, projects):
    alias = page.create_alias(parent=projects, update_slug="alias")
    assert all(one.accepted_differences for one in parts(alias))


def test_a_copy_still_calls_who_wants_to_see_its_rows(page):
    seen = []
    page.copy(update_attrs={"slug": "copy"}, process_child_object=lambda *of_row: seen.append(of_row[3]))
    assert [type(row) for row in seen] == [ProjectObjective]
