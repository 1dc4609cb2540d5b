"""The row that says how far a record's languages are in step: when it is written, and what it says."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override

from bilingual.judging import judge
from bilingual.marking import take_all_marks
from bilingual.models import Gap, TranslationStatus
from home.models import AlertBanner
from projects.models import Organisation, ProjectObjective, ProjectPage
from rustavi_site.first_content.build import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(projects):
    made = ProjectPage(
        title="სკვერი", title_en="Square", slug="square", summary_ka="ბიუჯეტი 5 ლარია.", summary_en="Of 5 lari."
    )
    made.objectives = [ProjectObjective(text_ka="ხეები", text_en="Trees", sort_order=0)]
    take_all_marks(made)
    projects.add_child(instance=made)
    publish(made)
    return ProjectPage.objects.get(pk=made.pk)


def status(page) -> TranslationStatus:
    return TranslationStatus.objects.get(page=page.pk)


def edited(page, **changes) -> ProjectPage:
    """The newest version with these changes."""
    draft = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    return draft


def test_a_page_in_step_has_no_gap(page):
    assert status(page).gaps == []
    assert status(page).live_outdated == 0


def test_each_gap_is_counted_and_named_with_the_rows(page):
    draft = edited(page, title="დიდი სკვერი", summary_en="Of 6 lari.", short_title_ka="სკვერი", seo_title_en="Square")
    row = draft.objectives.get()
    row.text_ka = "ხეები და ბუჩქები"
    draft.objectives = [row, ProjectObjective(text_ka="სკამები", sort_order=1)]
    draft.save_revision()
    found = TranslationStatus.objects.get(page=page)
    assert (found.missing, found.outdated, found.different, found.without_georgian) == (2, 2, 1, 1)
    assert found.fields == {
        "missing": ["short_title", "objectives.1.text"],
        "outdated": ["title", "objectives.0.text"],
        "different": ["summary"],
        "without_georgian": ["seo_title"],
    }
    with override("en"):
        assert found.labels(Gap.MISSING) == ["Short title", "objective 2, Text"]
    assert [(one.gap, one.number) for one in found.gaps] == [
        (Gap.MISSING, 2),
        (Gap.OUTDATED, 2),
        (Gap.DIFFERENT, 1),
        (Gap.WITHOUT_GEORGIAN, 1),
    ]


def test_what_the_browser_saves_by_itself_is_not_told(page):
    draft = edited(page, title="სხვა")
    draft.saves_by_hand = False
    draft.save_revision()
    assert status(page).outdated == 0


def test_a_difference_that_is_right_as_it_is_counts_no_more(page):
    draft = edited(page, summary_en="Of 6 lari.")
    draft.save_revision()
    assert status(page).different == 1
    [one] = judge(draft)["summary"].differences
    draft.accepted_differences = {one.key: {"reason": "ასეა", "by": "e", "at": timezone.now().isoformat()}}
    draft.save_revision()
    assert status(page).different == 0


def test_readers_version_counts_apart_from_the_draft(page):
    draft = edited(page, title="დიდი სკვერი")
    revision = draft.save_revision()
    assert (status(page).outdated, status(page).live_outdated) == (1, 0)
    revision.publish()
    assert (status(page).outdated, status(page).live_outdated) == (1, 1)
    ProjectPage.objects.get(pk=page.pk).unpublish()
    assert (status(page).outdated, status(page).live_outdated) == (1, 0)


def test_an_earlier_version_that_is_published_leaves_the_drafts_count(page):
    earlier = edited(page, title="დიდი სკვერი").save_revision()
    edited(page, title="სკვერი").save_revision()
    earlier.publish()
    assert (status(page).outdated, status(page).live_outdated) == (0, 1)


def test_publishing_takes_the_marks_of_what_the_browser_saved(page):
    draft = edited(page, title="ბაღი", title_en="Garden")
    draft.objectives = [draft.objectives.get()]
    draft.objectives.get().text_en = "Trees and bushes"
    draft.saves_by_hand = False
    before = draft.marks["title"]
    draft.save_revision().publish()
    live = ProjectPage.objects.get(pk=page.pk)
    newest = live.get_latest_revision_as_object()
    assert live.marks["title"] == newest.marks["title"] != before
    assert live.objectives.get().marks == newest.objectives.get().marks
    # So the next change of the Georgian text alone is seen.
    edited(page, title="დიდი ბაღი").save_revision()
    assert status(page).fields["outdated"] == ["title"]


def test_a_page_that_is_deleted_takes_its_row_along(page):
    ProjectPage.objects.get(pk=page.pk).delete()
    assert not TranslationStatus.objects.filter(page=page.pk).exists()


def test_a_copy_has_a_row_of_its_own(page):
    copy = page.copy(update_attrs={"slug": "copy", "title_en": ""}, keep_live=False)
    assert status(copy).fields["missing"] == ["title"]
    assert not status(page).fields


def test_an_alias_has_a_row_too(page, projects):
    alias = page.create_alias(parent=projects, update_slug="alias")
    draft = edited(page, title="დიდი სკვერი")
    draft.save_revision().publish()
    assert status(alias).live_outdated == 1


def test_a_shared_record_has_a_row_as_long_as_it_exists():
    record = Organisation.objects.create(name_ka="ფონდი")
    found = TranslationStatus.objects.get(title_ka="ფონდი")
    assert (found.fields, found.page) == ({"missing": ["name"]}, None)
    record.name_en = "Fund"
    record.save()
    assert TranslationStatus.objects.get(pk=found.pk).gaps == []
    record.delete()
    assert not TranslationStatus.objects.filter(pk=found.pk).exists()


def test_a_setting_is_called_by_what_it_is():
    AlertBanner.objects.create(text_ka="დახურულია", expires_at=timezone.now())
    found = TranslationStatus.objects.get(title_en="alert banner")
    assert found.fields == {"missing": ["text"]}


def test_the_first_content_has_a_row_for_each_record(hub):
    assert TranslationStatus.objects.filter(page=hub).exists()
    assert TranslationStatus.objects.filter(title_en=Organisation.objects.first().name_en).exists()


def contents() -> list[tuple]:
    rows = TranslationStatus.objects.order_by("content_type", "object_id")
    return list(rows.values_list("content_type", "object_id", "page", "title_ka", "missing", "fields", "live_outdated"))


def test_all_rows_can_be_written_anew(page):
    edited(page, title="დიდი სკვერი").save_revision().publish()
    before = contents()
    stale = TranslationStatus.objects.filter(page=None).first()
    TranslationStatus.objects.create(content_type=stale.content_type, object_id=99_999)
    TranslationStatus.objects.filter(page=page).delete()
    TranslationStatus.objects.update(missing=9, fields={})
    TranslationStatus.objects.of_pages().update(live_outdated=9)
    out = StringIO()
    call_command("rebuild_translation_status", stdout=out)
    assert out.getvalue() == f"{len(before)} written, 1 removed.\n"
    assert contents() == before
