"""In the editor: whether the English still matches the Georgian, what an explicit save keeps of it, and who said so."""

import re

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from bilingual.fields import pairs_of
from bilingual.marks import State, fingerprint, states
from projects.models import Organisation, ProjectObjective, ProjectPage
from tests.reading import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(projects):
    """A project in both languages whose marks nobody has taken yet."""
    made = ProjectPage(
        title="სკვერი",
        title_en="Square",
        slug="square",
        summary_ka="ბიუჯეტი 416 665,00 ევროა.",
        summary_en="The budget is EUR 416,665.00.",
        live=False,
    )
    made.objectives = [ProjectObjective(text_ka="ხეები", text_en="Trees", sort_order=0)]
    projects.add_child(instance=made)
    made.save_revision()
    return made


def latest(page) -> ProjectPage:
    return ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.fixture
def save(editor_client, page):
    """Sends the editor's form as it stands, but for these changes, and gives the newest draft."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def send(accept="text/html", **changes):
        form = editor_client.get(address).context["form"]
        data = {field.html_name: field.value() or "" for field in form}
        for prefix, formset in form.formsets.items():
            data |= {f"{prefix}-TOTAL_FORMS": len(formset.forms), f"{prefix}-INITIAL_FORMS": len(formset.initial_forms)}
            for row in formset.forms:
                data |= {field.html_name: field.value() or "" for field in row if field.name != "DELETE"}
        data |= {"body_ka-count": 0, "body_en-count": 0} | changes
        answer = editor_client.post(address, data, headers={"accept": accept})
        assert answer.status_code in (200, 302)
        return latest(page)

    send.shown = lambda: soup(editor_client.get(address))
    return send


def found(page) -> dict[str, State]:
    return states(page.marks, pairs_of(page))


def test_an_explicit_save_takes_the_marks_of_the_page_and_of_its_rows(save):
    draft = save()
    assert draft.marks["title"] == [fingerprint("სკვერი"), fingerprint("Square")]
    assert draft.marks["summary"]
    row = draft.objectives.get()
    assert row.marks["text"] == [fingerprint("ხეები"), fingerprint("Trees")]


def test_a_changed_georgian_text_is_outdated_until_its_english_changes(save):
    save()
    draft = save(summary_ka="ბიუჯეტი 416 665,00 ევროა, ორი წლით.")
    assert found(draft)["summary"] == State.OUTDATED
    assert found(draft)["title"] == State.CURRENT
    state = save.shown().select_one(".english-state-outdated")
    assert "მოძველებულია" in state.get_text()
    assert state.select_one("input[type=checkbox]")["name"] == "still_right-summary"
    draft = save(summary_en="The budget is EUR 416,665.00 for two years.")
    assert found(draft)["summary"] == State.CURRENT


def test_what_the_browser_saves_by_itself_takes_and_loses_no_mark(save):
    before = save()
    draft = save(accept="application/json", summary_ka="სხვა ტექსტი", title_en="Park", title="ბაღი")
    assert draft.title == "ბაღი"
    assert draft.marks == before.marks
    assert draft.objectives.get().marks == before.objectives.get().marks


def test_nothing_is_ticked_by_the_browser(save):
    save()
    outdated = save(summary_ka="ახალი ტექსტი")
    draft = save(accept="application/json", **{"still_right-summary": "1"})
    assert draft.marks == outdated.marks


def test_still_right_takes_the_pair_and_stands_in_the_history(save, editor):
    save()
    save(summary_ka="ახალი ტექსტი")
    draft = save(**{"still_right-summary": "1"})
    assert found(draft)["summary"] == State.CURRENT
    entry = PageLogEntry.objects.get(action="bilingual.still_right")
    assert entry.user == editor
    assert len(entry.data["entries"]) == 1
    assert entry.data["entries"][0] in entry.message


def test_a_row_can_be_outdated_and_confirmed_alone(save):
    save()
    draft = save(**{"objectives-0-text_ka": "ხეები და ბუჩქები"})
    assert found(draft.objectives.get())["text"] == State.OUTDATED
    assert save.shown().select_one("input[name='objectives-0-still_right-text']")
    draft = save(**{"objectives-0-still_right-text": "1"})
    assert found(draft.objectives.get())["text"] == State.CURRENT
    assert len(PageLogEntry.objects.get(action="bilingual.still_right").data["entries"]) == 1


def test_a_difference_names_both_values_and_can_be_right_as_it_is(save, editor):
    save(summary_en="The budget is EUR 416,656.00.")
    shown = save.shown().select_one(".english-state-differences")
    assert "416 665,00" in shown.get_text()
    assert "416,656.00" in shown.get_text()
    name = shown.select_one("input[type=text]")["name"]
    assert re.fullmatch(r"reason-summary\.[0-9a-f]{16}", name)
    draft = save(**{name: "ასეა ხელშეკრულებაში"})
    kept = draft.accepted_differences[name.removeprefix("reason-")]
    assert (kept["reason"], kept["by"]) == ("ასეა ხელშეკრულებაში", "editor")
    assert "ასეა ხელშეკრულებაში" in save.shown().select_one(".english-state-differences").get_text()
    assert PageLogEntry.objects.filter(action="bilingual.right_as_it_is", user=editor).count() == 1
    # What was said of other figures is forgotten with them.
    assert not save(summary_en="The budget is EUR 416,665.00.").accepted_differences


def test_a_reason_can_be_taken_back(save):
    save(summary_en="The budget is EUR 416,656.00.")
    name = save.shown().select_one(".english-state-differences input[type=text]")["name"]
    save(**{name: "ასეა"})
    assert not save(**{name: ""}).accepted_differences
    assert PageLogEntry.objects.filter(action="bilingual.not_right").count() == 1


def test_a_difference_hinders_no_draft(save):
    assert save(summary_en="The budget is EUR 1.00.").summary_en == "The budget is EUR 1.00."


def test_a_shared_record_has_marks_and_a_history_too(administrator_client):
    record = Organisation.objects.create(name_ka="ფონდი", name_en="Fund")
    address = reverse("wagtailsnippets_projects_organisation:edit", args=[record.pk])
    data = {"name_ka": "ფონდი", "name_en": "Fund", "kind": "other", "acronym": "", "website": "", "logo": ""}
    data |= {"logo_permission": "", "funding_statement_ka": "", "funding_statement_en": ""}
    data |= {"identifiers-TOTAL_FORMS": "0", "identifiers-INITIAL_FORMS": "0"}
    assert administrator_client.post(address, data).status_code == 302
    assert administrator_client.post(address, data | {"name_ka": "ახალი ფონდი"}).status_code == 302
    record.refresh_from_db()
    assert states(record.marks, pairs_of(record))["name"] == State.OUTDATED
    assert soup(administrator_client.get(address)).select_one(".english-state-outdated")
    confirmed = data | {"name_ka": "ახალი ფონდი", "still_right-name": "1"}
    assert administrator_client.post(address, confirmed).status_code == 302
    record.refresh_from_db()
    assert states(record.marks, pairs_of(record))["name"] == State.CURRENT
    assert ModelLogEntry.objects.filter(action="bilingual.still_right").count() == 1


def test_the_first_content_matches_from_the_beginning(hub, budgeting, announcement):
    for record in (hub, budgeting, announcement, *budgeting.objectives.all(), *Organisation.objects.all()):
        assert State.OUTDATED not in states(record.marks, pairs_of(record)).values()
        assert record.marks
