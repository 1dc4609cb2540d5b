"""The clerk's desk: making, publishing and finding pages in the Wagtail admin."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from announcements.models import AnnouncementPage
from projects.models import Organisation, ProjectPage
from tests.bilingual.editor_form import address_of, filled_form
from tests.reading import MTAVRULI, soup, visible_text

pytestmark = pytest.mark.django_db


def project_form(**values) -> dict:
    """What the browser sends from an untouched project form, with these values."""
    empty = {
        "title": "",
        "slug": "",
        "title_en": "",
        "short_title_ka": "",
        "short_title_en": "",
        "summary_ka": "",
        "summary_en": "",
        "body_ka": streamfield([]),
        "body_en": streamfield([]),
        "start_date": "",
        "end_date": "",
        "duration_months": "",
        "status_by_hand": "",
        "budget_amount": "",
        "budget_currency": "",
        "contact_name_ka": "",
        "contact_name_en": "",
        "contact_phone": "",
        "contact_email": "",
        "picture": "",
        "seo_title": "",
        "seo_title_en": "",
        "search_description": "",
        "search_description_en": "",
        "go_live_at": "",
        "expire_at": "",
        "organisations": inline_formset([]),
        "objectives": inline_formset([]),
        "expected_results": inline_formset([]),
        "milestones": inline_formset([]),
        "attachments": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(empty | values)


@pytest.fixture
def send(editor_client, projects):
    """Sends the form of a new project. One that is published has a summary and what is amiss with its English is
    accepted."""

    def post(**values):
        address = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", projects.pk])
        if "action-publish" not in values:
            return editor_client.post(address, project_form(**values))
        form = project_form(**{"summary_ka": "მოკლედ"} | values)
        shown = soup(editor_client.post(address, form)).select("input[name=shown_warning]")
        return editor_client.post(
            address, form | {"publish_in_spite": "1", "shown_warning": [field["value"] for field in shown]}
        )

    return post


PUBLISH = {"action-publish": "action-publish"}


def test_georgian_texts_alone_make_a_right_page_in_both_languages(send, client):
    response = send(title="ახალი პროექტი", slug="akhali-proekti", **PUBLISH)
    assert response.status_code == 302, soup(response).select(".error-message")
    page = ProjectPage.objects.get(slug="akhali-proekti")
    assert page.live
    for code in ("ka", "en"):
        reader = client.__class__()
        answer = reader.get(page.path_in(code))
        assert answer.status_code == 200
        assert soup(answer).h1.get_text() == "ახალი პროექტი"
        assert "None" not in visible_text(answer)
        assert not soup(answer).select("aside, .status")


def test_a_draft_may_be_incomplete(send):
    send(title="მონახაზი", objectives=inline_formset([{"text_ka": "", "text_en": "Only English"}]))
    page = ProjectPage.objects.get(title="მონახაზი")
    assert not page.live
    assert page.slug == "monakhazi"


def test_a_second_page_of_the_same_title_gets_an_address_of_its_own(send, editor_client):
    """The browser makes the address from the title, here and at each later saving."""
    for _twice in range(2):
        assert send(title="კონკურსი", slug="konkursi").status_code == 302
    first, second = ProjectPage.objects.filter(title="კონკურსი").order_by("pk")
    assert (first.slug, second.slug) == ("konkursi", "konkursi-2")
    editor_client.post(address_of(second), filled_form(editor_client, second, slug="konkursi", title_en="A call"))
    draft = ProjectPage.objects.get(pk=second.pk).get_latest_revision_as_object()
    assert (draft.slug, draft.title_en) == ("konkursi-2", "A call")
    # Saved for the first time while the title was half typed.
    send(title="კონ", slug="kon")
    half = ProjectPage.objects.get(slug="kon")
    editor_client.post(address_of(half), filled_form(editor_client, half, title="კონკურსი", slug="konkursi"))
    draft = ProjectPage.objects.get(pk=half.pk).get_latest_revision_as_object()
    assert (draft.slug, draft.title) == ("konkursi-3", "კონკურსი")


def test_an_address_that_somebody_typed_and_that_is_taken_is_refused_in_georgian(send):
    send(title="კონკურსი", slug="konkursi")
    response = send(title="სხვა", slug="konkursi")
    (error,) = soup(response).select(".error-message")
    assert error.get_text(strip=True) == "მისამართის ბოლო ნაწილი „konkursi“ ამ ზემდგომ გვერდზე უკვე გამოყენებულია."
    assert not ProjectPage.objects.filter(title="სხვა").exists()


def test_english_text_needs_an_english_title_before_publishing(send):
    response = send(title="პროექტი", slug="p", summary_en="In English", **PUBLISH)
    assert "გვერდს ინგლისური ტექსტი აქვს, ამიტომ ინგლისური სათაურიც საჭიროა." in response.content.decode()
    assert "In English" in response.content.decode()
    assert not ProjectPage.objects.filter(slug="p").exists()


def test_a_refused_form_keeps_what_was_typed(send):
    response = send(
        title="პროექტი",
        slug="p",
        summary_ka="აკრეფილი ტექსტი",
        start_date="2020-01-02",
        end_date="2020-01-01",
        **PUBLISH,
    )
    html = response.content.decode()
    assert "გამოდის, რომ პროექტი დაწყებამდე სრულდება." in html
    assert "აკრეფილი ტექსტი" in html


@pytest.mark.parametrize("typed", ["416665,00", "416665.00", "416\u00a0665,00"])
def test_an_amount_may_be_typed_as_georgians_write_it(send, typed):
    send(title="პროექტი", slug="p", budget_amount=typed, budget_currency="EUR", **PUBLISH)
    assert str(ProjectPage.objects.get(slug="p").budget_amount) == "416665.00"


@pytest.mark.parametrize("typed", ["2016-03-01", "01.03.2016"])
def test_a_date_may_be_typed_as_georgians_write_it(send, typed):
    send(title="პროექტი", slug="p", start_date=typed, **PUBLISH)
    assert ProjectPage.objects.get(slug="p").start_date.isoformat() == "2016-03-01"


def test_capitals_are_folded(send):
    send(title="ᲐᲮᲐᲚᲘ პროექტი", slug="p", summary_ka="Ჰაბი", **PUBLISH)
    page = ProjectPage.objects.get(slug="p")
    assert (page.title, page.summary_ka) == ("ახალი პროექტი", "ჰაბი")


def test_rows_are_kept_in_order(send):
    organisation = Organisation.objects.get(acronym="EU")
    send(
        title="პროექტი",
        slug="p",
        organisations=inline_formset([{"role": "funder", "organisation": organisation.pk, "ORDER": "1"}]),
        objectives=inline_formset([{"text_ka": "მეორე", "ORDER": "2"}, {"text_ka": "პირველი", "ORDER": "1"}]),
        **PUBLISH,
    )
    page = ProjectPage.objects.get(slug="p")
    assert [str(text) for text in page.objective_texts()] == ["პირველი", "მეორე"]
    assert page.organisations_as("funder") == [organisation]


def test_the_tabs_of_a_page(editor_client, budgeting, announcement):
    for page in (budgeting, announcement):
        document = soup(editor_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
        tabs = [tab.get_text(strip=True).strip("()") for tab in document.select("[role=tab]")][:4]
        assert tabs == ["ქართული", "English", "ფაქტები", "გამოქვეყნება"]


def test_both_previews_are_offered(editor_client, budgeting):
    document = soup(editor_client.get(reverse("wagtailadmin_pages:edit", args=[budgeting.pk])))
    options = [option.get_text(strip=True) for option in document.select("#id_preview_mode option")]
    assert options == ["ქართული", "English"]


@pytest.mark.parametrize(("mode", "title"), [("ka", "title_ka"), ("en", "title_en")])
def test_a_preview_may_stand_in_the_frame_of_the_editor(editor_client, budgeting, mode, title):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[budgeting.pk])
    form = project_form(title=budgeting.title, title_en=budgeting.title_en, slug=budgeting.slug)
    assert editor_client.post(address, form).json()["is_valid"]
    response = editor_client.get(f"{address}?mode={mode}")
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert getattr(budgeting, title) in soup(response).h1.get_text()


def test_the_explorer_tells_which_pages_have_english(editor_client, projects):
    projects.add_child(instance=ProjectPage(title="მხოლოდ ქართულად"))
    document = soup(editor_client.get(reverse("wagtailadmin_explore", args=[projects.pk])))
    assert "ინგლისური" in [head.get_text(strip=True) for head in document.select("thead th")]
    rows = {row.select_one(".title a").get_text(strip=True): row.get_text(" ") for row in document.select("tbody tr")}
    assert "ინგლისური აკლია: 1" in rows["მხოლოდ ქართულად"]
    assert all("ქართულს შეესაბამება" in text for title, text in rows.items() if title != "მხოლოდ ქართულად")


@pytest.mark.parametrize("address", ["/admin/projects/", "/admin/announcements/"])
def test_the_flat_lists_tell_it_too(editor_client, address):
    document = soup(editor_client.get(address))
    assert "ქართულს შეესაბამება" in document.select_one("table.listing").get_text()


def test_the_menu_of_the_office(administrator_client):
    html = administrator_client.get("/admin/").content.decode()
    props = json.loads(BeautifulSoup(html, "html.parser").find(id="wagtail-sidebar-props").string)
    labels = json.dumps(props, ensure_ascii=False)
    for label in (
        "გვერდები",
        "პროექტები",
        "განცხადებები",
        "ბროშურები",
        "სურათები",
        "ორგანიზაციები",
        "მომხმარებლები",
        "პარამეტრები",
    ):
        assert f'"{label}"' in labels, label


SCREENS = [
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/",
    "/admin/pages/",
    "/admin/projects/",
    "/admin/announcements/",
    "/admin/documents/",
    "/admin/documents/add/",
    "/admin/documents/multiple/add/",
    "/admin/images/",
    "/admin/images/multiple/add/",
    "/admin/snippets/projects/organisation/",
    "/admin/snippets/projects/organisation/add/",
    "/admin/redirects/",
    "/admin/users/",
    "/admin/account/",
    "/admin/reports/site-history/",
    "/admin/settings/home/sitedetails/",
    "/admin/settings/home/alertbanner/",
]


def capitals_in(html: str) -> list[str]:
    """Mtavruli letters, written out or escaped in JSON, but for the table that romanises: it names them in pairs."""
    html = re.sub(r"\[\\+u10..\\+u1c..\]", "", html)
    return MTAVRULI.findall(html) + re.findall(r"\\u1c[9ab].", html)


@pytest.mark.parametrize("address", SCREENS)
def test_no_georgian_letter_is_a_capital(client, administrator, address):
    if "login" not in address and "reset" not in address:
        client.force_login(administrator)
    response = client.get(address, follow=True)
    assert response.status_code == 200
    html = response.content.decode()
    assert '<html lang="ka"' in html
    assert not capitals_in(html)


@pytest.mark.parametrize("kind", ["project", "announcement", "home", "info"])
def test_editing_screens_have_no_capital_either(administrator_client, budgeting, announcement, home, kind):
    page = {"project": budgeting, "announcement": announcement, "home": home, "info": home.get_children().last()}[kind]
    html = administrator_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert not capitals_in(html)


def test_publishing_incomplete_pages_at_once_is_refused_kindly(administrator_client, projects):
    page = ProjectPage(title="პროექტი", live=False)
    projects.add_child(instance=page)
    page.title = ""
    revision = page.save_revision(clean=False)
    ProjectPage.objects.filter(pk=page.pk).update(latest_revision=revision)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = administrator_client.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": False})
    assert response.status_code == 302
    assert not ProjectPage.objects.get(pk=page.pk).live


def test_an_announcement_is_copied_with_a_romanised_address(administrator_client, announcement):
    address = reverse("wagtailadmin_pages:copy", args=[announcement.pk])
    form = {"new_title": "ასლი", "new_slug": "asli", "new_parent_page": announcement.get_parent().pk}
    administrator_client.post(address, form)
    copy = AnnouncementPage.objects.get(slug="asli")
    assert copy.title == "ასლი"
    assert copy.title_en == announcement.title_en
    assert not copy.live


def test_readers_never_meet_the_admins_bar(client, budgeting, administrator):
    client.force_login(administrator)
    assert "wagtail-userbar" not in client.get(budgeting.path_in("ka")).content.decode()
