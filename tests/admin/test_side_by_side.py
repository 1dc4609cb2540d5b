"""The translator's screen: Georgian to read, English to write, nothing else touched."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, streamfield

from bilingual.fields import pairs_of
from bilingual.marks import State, states
from bilingual.models import TranslationStatus
from georgian.capitals import has_capitals
from projects.models import ProjectObjective, ProjectPage
from rustavi_site.first_content.build import body
from tests.reading import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(projects):
    made = ProjectPage(
        title="სკვერი",
        slug="square",
        summary_ka="ბიუჯეტი 5 ლარია.\n\nმეორე აბზაცი.",
        budget_amount=5,
        budget_currency="GEL",
    )
    made.objectives = [
        ProjectObjective(text_ka="ხეები", text_en="Trees", sort_order=0),
        ProjectObjective(text_ka="სკამები", sort_order=1),
    ]
    projects.add_child(instance=made)
    made.save_revision().publish()
    return ProjectPage.objects.get(pk=made.pk)


def newest(page) -> ProjectPage:
    return ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def texts_of_rows(page) -> list[tuple[str, str]]:
    return [(row.text_ka, row.text_en or "") for row in page.objectives.all()]


def address_of(page) -> str:
    return reverse("translate_page", args=[page.pk])


def filled(form, **changes) -> dict:
    """What a browser would send of this form: all its inputs as they stand, but for these."""
    data = {field.html_name: field.value() or "" for field in form if not field.name.startswith("body")}
    for prefix, rows in form.formsets.items():
        data |= {f"{prefix}-TOTAL_FORMS": len(rows.forms), f"{prefix}-INITIAL_FORMS": len(rows.initial_forms)}
        for number, row in enumerate(rows.forms):
            data |= {field.html_name: field.value() or "" for field in row if field.name != "DELETE"}
            data[f"{row.prefix}-ORDER"] = number + 1
    return data | {"body_en-count": 0} | changes


@pytest.fixture
def screen(editor_client, page):
    """Opens the screen and gives what would be sent from it."""

    class Screen:
        def open(self) -> dict:
            answer = editor_client.get(address_of(page))
            self.document = soup(answer)
            loaded = {
                name: self.document.select_one(f"input[name={name}]")["value"]
                for name in ("loaded_revision_id", "loaded_revision_created_at")
            }
            data = filled(answer.context["form"], **loaded)
            # "body" and "DELETE" apart, which scripts fill in.
            sent = {one["name"] for one in self.document.select("#page-edit-form [name]")}
            assert data.keys() - {"body_en-count"} <= sent
            return data

        def send(self, data: dict):
            answer = editor_client.post(address_of(page), data)
            self.document = soup(answer) if answer.status_code == 200 else None
            return answer

        def save(self, **changes):
            answer = self.send(self.open() | changes)
            assert answer.status_code == 302
            assert answer.url == address_of(page)
            return newest(page)

    return Screen()


def test_georgian_is_read_beside_the_english_field_with_its_state(screen):
    screen.open()
    [summary] = [one for one in screen.document.select(".side-by-side") if one.select_one("[name=summary_en]")]
    georgian = summary.select_one(".side-by-side-georgian[lang=ka]")
    assert [p.get_text() for p in georgian.select("p")][1:] == ["ბიუჯეტი 5 ლარია.", "მეორე აბზაცი."]
    assert "ინგლისური ჯერ არ არის" in summary.get_text()
    assert not screen.document.select("[name=title], [name=summary_ka], [name=budget_amount], [name=slug]")
    rows = screen.document.select(".side-by-side-row")
    assert "სკამები" in rows[1].get_text()
    assert rows[0].select_one("[name='objectives-0-text_en']").get_text(strip=True) == "Trees"


def test_each_field_has_a_label_that_tells_its_language(screen):
    screen.open()
    fields = screen.document.select(".side-by-side :is(input[type=text], textarea)[name$=_en]")
    assert len(fields) > 5
    # It grows with what is written.
    assert screen.document.select_one("textarea[name=summary_en]")["data-controller"] == "w-autosize"
    for field in fields:
        label = screen.document.select_one(f".side-by-side label[for='{field['id']}']").get_text(" ", strip=True)
        assert re.fullmatch("[ა-ჰ -]+, English", label), label


def test_a_body_is_read_as_readers_see_it(editor_client, announcement):
    draft = announcement.get_latest_revision_as_object()
    draft.body_ka = body([{"heading": "ქვესათაური"}, {"list": ["ერთი", "ორი"]}, {"paragraph": "ტექსტი"}])
    draft.save_revision()
    document = soup(editor_client.get(address_of(announcement)))
    [georgian] = [one for one in document.select(".side-by-side-georgian") if "ქვესათაური" in one.get_text()]
    assert georgian.select_one("h2").get_text() == "ქვესათაური"
    assert [item.get_text() for item in georgian.select("li")] == ["ერთი", "ორი"]


def test_saving_keeps_a_draft_and_takes_marks(screen, page, editor):
    draft = screen.save(title_en="Square", summary_en="The budget is 5 lari.", **{"objectives-1-text_en": "Benches"})
    assert (draft.title_en, draft.summary_en) == ("Square", "The budget is 5 lari.")
    assert [(row.text_ka, row.text_en) for row in draft.objectives.all()] == [
        ("ხეები", "Trees"),
        ("სკამები", "Benches"),
    ]
    assert draft.marks.keys() == {"title", "summary"}
    assert all(row.marks for row in draft.objectives.all())
    assert not TranslationStatus.objects.get(page=page).missing
    # All else is as it was, and readers see nothing of it.
    assert (draft.title, draft.budget_amount, draft.slug) == ("სკვერი", 5, "square")
    assert [row.pk for row in draft.objectives.all()] == [row.pk for row in page.objectives.all()]
    assert ProjectPage.objects.get(pk=page.pk).title_en == ""
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.edit", user=editor).exists()


def test_still_right_and_reasons_are_said_here_too(screen, page):
    screen.save(title_en="Square", summary_en="The budget is 6 lari.")
    draft = newest(page)
    draft.title = "დიდი სკვერი"
    draft.save_revision()
    data = screen.open()
    name = screen.document.select_one("[name^='reason-summary']")["name"]
    screen.send(data | {"still_right-title": "1", name: "ასეა"})
    draft = newest(page)
    assert states(draft.marks, pairs_of(draft))["title"] == State.CURRENT
    assert [one["reason"] for one in draft.accepted_differences.values()] == ["ასეა"]
    assert PageLogEntry.objects.filter(action="bilingual.still_right").exists()


def test_nothing_can_be_published_from_here(screen, page):
    screen.save(title_en="Square", **{"action-publish": "1", "title": "შეცვლილი", "live": "on"})
    assert ProjectPage.objects.get(pk=page.pk).title_en == ""
    assert newest(page).title == "სკვერი"


def test_what_is_refused_stays_in_its_field(screen, page):
    answer = screen.send(screen.open() | {"title_en": "x" * 300, "summary_en": "Written long ago"})
    assert answer.status_code == 200
    assert screen.document.select_one("[name=title_en]")["value"] == "x" * 300
    assert screen.document.select_one("[name=summary_en]").get_text(strip=True) == "Written long ago"
    assert screen.document.select(".error-message")
    assert not newest(page).summary_en


def test_a_mistake_in_the_facts_hinders_no_translation(screen, page):
    draft = newest(page)
    draft.budget_currency = ""
    draft.save_revision(clean=False)
    assert screen.save(title_en="Square").title_en == "Square"


def test_who_translates_reads_what_was_changed_meanwhile_before_anything_is_saved(screen, page):
    data = screen.open()
    other = newest(page)
    other.title = "დიდი სკვერი"
    rows = list(other.objectives.all())
    other.objectives = [rows[1], ProjectObjective(text_ka="შადრევანი", sort_order=2)]
    other.save_revision()
    answer = screen.send(data | {"title_en": "Square", "objectives-1-text_en": "Benches"})
    assert answer.status_code == 200
    assert newest(page).title_en == ""
    assert "დიდი სკვერი" in screen.document.select_one(".side-by-side-georgian").get_text()
    assert screen.document.select_one("[name=title_en]")["value"] == "Square"
    assert [row.get_text(strip=True) for row in screen.document.select("[name$='-text_en']")] == ["Benches", ""]
    assert "ჯერ არაფერი შენახულა" in screen.document.select_one(".messages").get_text()
    again = filled(answer.context["form"]) | {
        name: screen.document.select_one(f"input[name={name}]")["value"]
        for name in ("loaded_revision_id", "loaded_revision_created_at")
    }
    assert screen.send(again).status_code == 302
    draft = newest(page)
    assert (draft.title, draft.title_en) == ("დიდი სკვერი", "Square")
    # The row that was removed meanwhile does not come back.
    assert texts_of_rows(draft) == [("სკამები", "Benches"), ("შადრევანი", "")]


def test_a_body_and_a_reason_outlive_a_newer_version(screen, page):
    screen.save(summary_en="The budget is 6 lari.")
    data = screen.open()
    name = screen.document.select_one("[name^='reason-summary']")["name"]
    newest(page).save_revision()
    block = streamfield([("heading", {"text": "Purpose", "level": "2"})])
    screen.send(data | nested_form_data({"body_en": block}) | {name: "ასეა"})
    assert '"Purpose"' in screen.document.select_one("[data-block]")["data-w-block-arguments-value"]
    assert screen.document.select_one(f"[name='{name}']")["value"] == "ასეა"
    assert not newest(page).body_en


def test_who_must_mend_something_is_told_of_a_newer_version_too(screen, page):
    data = screen.open()
    newest(page).save_revision()
    screen.send(data | {"title_en": "x" * 300})
    assert "ჯერ არაფერი შენახულა" in screen.document.select_one(".messages").get_text()
    assert screen.document.select_one("[name=title_en]")["value"] == "x" * 300


def test_a_locked_page_is_read_only_and_loses_nothing(screen, page, administrator):
    data = screen.open()
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=administrator)
    answer = screen.send(data | {"title_en": "Square"})
    assert answer.status_code == 200
    assert screen.document.select_one("[name=title_en]")["value"] == "Square"
    assert newest(page).title_en == ""
    screen.open()
    assert screen.document.select_one("footer .action-save").has_attr("disabled")


def test_only_who_may_edit_a_page_translates_it(client, author, page):
    client.force_login(author)
    assert client.get(address_of(page)).status_code == 302
    assert client.post(address_of(page), {"title_en": "Square"}).status_code == 302
    assert newest(page).title_en == ""
    ProjectPage.objects.filter(pk=page.pk).update(owner=author)
    assert client.get(address_of(page)).status_code == 200


def test_a_page_without_languages_has_no_such_screen(administrator_client):
    root = Page.objects.get(depth=1)
    assert administrator_client.get(address_of(root)).status_code in (302, 404)
    assert administrator_client.get(reverse("translate_page", args=[99_999])).status_code == 404


def test_rows_are_neither_added_nor_removed(screen, page):
    data = screen.open()
    assert screen.send(data | {"objectives-TOTAL_FORMS": "many"}).status_code == 200
    screen.send(data | {"objectives-0-id": "99999", "objectives-1-DELETE": "on"})
    assert texts_of_rows(newest(page)) == [("ხეები", "Trees"), ("სკამები", "")]
    data = screen.open()
    screen.send(data | {"objectives-TOTAL_FORMS": 3, "objectives-2-id": "", "objectives-2-text_en": "Fountain"})
    screen.save(**{"objectives-0-ORDER": 2, "objectives-1-ORDER": 1})
    assert {text for text, _english in texts_of_rows(newest(page))} == {"ხეები", "სკამები"}


def test_a_row_that_has_no_id_yet_is_not_lost(screen, page):
    revision = page.get_latest_revision()
    revision.content["objectives"][1]["pk"] = None
    revision.save()
    assert ("სკამები", "") in texts_of_rows(screen.save(title_en="Square"))


def test_what_stands_in_the_georgian_text_is_no_html(screen, page):
    draft = newest(page)
    draft.summary_ka = "<script>alert(1)</script>"
    draft.save_revision()
    screen.open()
    assert not screen.document.select(".side-by-side-georgian script")
    assert "<script>alert(1)" in screen.document.select_one(".side-by-side-page").get_text()


@pytest.mark.parametrize("kind", ["projects", "editor", "explorer", "report"])
def test_each_place_leads_there(editor_client, page, kind):
    screens = {
        "projects": "/admin/projects/",
        "editor": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "explorer": reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        "report": "/admin/reports/translations/",
    }
    links = soup(editor_client.get(screens[kind])).select(f"a[href^='{address_of(page)}']")
    assert [link for link in links if "პარალელურად" in link.get_text()]


def test_every_kind_of_page_has_the_screen_without_a_capital(editor_client, home):
    for page in home.get_descendants(inclusive=True).specific():
        html = editor_client.get(address_of(page)).content.decode()
        assert html.count("side-by-side-georgian") >= 2
        assert not has_capitals(html)
        assert not re.search(r"\[en\]|\[ka\]", html)
