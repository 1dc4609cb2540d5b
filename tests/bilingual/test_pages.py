"""What makes a page bilingual: addresses, switcher, notices, slugs, previews, redirects."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from announcements.models import AnnouncementProject
from images.models import Picture
from projects.models import (
    Organisation,
    ProjectMilestone,
    ProjectObjective,
    ProjectOrganisation,
    ProjectPage,
    ProjectResult,
)
from projects.organisations import Role
from rustavi_site.first_content.build import publish
from tests.images import picture_samples as samples
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db

LONG_GEORGIAN = "მონაწილეობითი ბიუჯეტირება და „ჭკვიანი ქალაქი“"


@pytest.fixture
def georgian_only(projects):
    page = ProjectPage(title=LONG_GEORGIAN, summary_ka="ქართული შინაარსი.")
    projects.add_child(instance=page)
    publish(page)
    return ProjectPage.objects.get(pk=page.pk)


def alternates(document) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in document.select("link[rel=alternate][hreflang]")}


def test_the_switcher_leads_to_the_same_page_with_its_query(client):
    document = soup(client.get("/ka/projects/?page=1&x=%E1%83%90"))
    links = {link["hreflang"]: link["href"] for link in document.select(".langs a")}
    assert links == {"ka": "/ka/projects/?page=1&x=%E1%83%90", "en": "/en/projects/?page=1&x=%E1%83%90"}
    assert [link.get_text() for link in document.select(".langs a")] == ["ქართული", "English"]
    assert document.select_one(".langs [aria-current]")["hreflang"] == "ka"


@pytest.mark.parametrize("address", ["/ka/search/?q=ბიუჯეტი", "/ka/nothing/?a=b"])
def test_the_switcher_works_on_every_answer(client, address):
    for link in soup(client.get(address)).select(".langs a"):
        assert link["href"].startswith(f"/{link['hreflang']}/{address.split('/')[2]}")


def test_both_languages_are_announced_and_reciprocal(client, budgeting):
    base = "http://testserver"
    for code in ("ka", "en"):
        document = soup(client.get(budgeting.path_in(code)))
        assert document.find("link", rel="canonical")["href"] == base + budgeting.path_in(code)
        assert alternates(document) == {
            "ka": base + budgeting.path_in("ka"),
            "en": base + budgeting.path_in("en"),
            "x-default": base + budgeting.path_in("ka"),
        }


def test_absolute_addresses_come_from_public_url_alone(client, settings, budgeting):
    settings.PUBLIC_URL = "https://grants.example.org"
    document = soup(client.get(budgeting.path_in("en")))
    assert document.find("link", rel="canonical")["href"] == f"https://grants.example.org{budgeting.path_in('en')}"
    with translation.override("ka"):
        assert budgeting.full_url.startswith("https://grants.example.org/ka/")


def test_a_page_without_english_is_shown_in_georgian_with_a_notice(client, georgian_only):
    response = client.get(georgian_only.path_in("en"))
    document = soup(response)
    assert response.status_code == 200
    assert "This page has not been translated into English yet" in visible_text(response)
    assert document.html["lang"] == "en"
    assert document.h1["lang"] == "ka"
    assert document.select_one(".lead")["lang"] == "ka"
    assert document.find("link", rel="canonical")["href"].endswith(georgian_only.path_in("ka"))
    assert set(alternates(document)) == {"ka", "x-default"}
    notice = document.select_one(".notice a")
    assert notice["href"] == georgian_only.path_in("ka")


def test_a_page_without_english_is_marked_in_english_lists(client, georgian_only, projects):
    entry = soup(client.get(projects.path_in("en"))).find("a", href=georgian_only.path_in("en")).find_parent("article")
    assert entry.h2["lang"] == "ka"
    assert "In Georgian only" in entry.get_text()


def test_a_page_whose_text_is_partly_missing_says_so(client, budgeting):
    budgeting.body_en = []
    publish(budgeting)
    response = client.get(budgeting.path_in("en"))
    assert "Parts of this page are in Georgian only" in visible_text(response)
    assert soup(response).select_one(".prose .prose")["lang"] == "ka"
    assert "not been translated" not in visible_text(client.get(budgeting.path_in("ka")))


def test_a_whole_page_carries_no_notice(client, budgeting):
    for code in ("ka", "en"):
        assert not soup(client.get(budgeting.path_in(code))).select(".wide-notice")


def says_parts_are_borrowed(client, page) -> bool:
    return "Parts of this page are in Georgian only" in visible_text(client.get(page.path_in("en")))


@pytest.mark.parametrize("name", ["place", "figures_source", "contact_name"])
def test_a_fact_in_georgian_only_is_announced(client, budgeting, name):
    setattr(budgeting, f"{name}_ka", "მხოლოდ ქართულად")
    setattr(budgeting, f"{name}_en", "")
    publish(budgeting)
    assert says_parts_are_borrowed(client, budgeting)
    assert not soup(client.get(budgeting.path_in("ka"))).select(".wide-notice")
    setattr(budgeting, f"{name}_en", "In English too")
    publish(budgeting)
    assert not says_parts_are_borrowed(client, budgeting)


@pytest.mark.parametrize(
    ("relation", "row"),
    [
        ("objectives", ProjectObjective(text_ka="მიზანი")),
        ("expected_results", ProjectResult(text_ka="შედეგი")),
        ("expected_results", ProjectResult(text_ka="შედეგი", text_en="A result", achieved_ka="მიღწეულია")),
        ("expected_results", ProjectResult(text_ka="შ", text_en="R", expected_figure=Decimal(5), unit_ka="ადამიანი")),
        ("milestones", ProjectMilestone(text_ka="ეტაპი", date=date(2020, 1, 1))),
    ],
    ids=["objective", "result", "achieved", "unit", "milestone"],
)
def test_a_row_in_georgian_only_is_announced(client, hub, relation, row):
    assert not says_parts_are_borrowed(client, hub)
    setattr(hub, relation, [row])
    publish(hub)
    assert says_parts_are_borrowed(client, hub)
    assert soup(client.get(hub.path_in("en"))).select(".prose [lang=ka]")


def test_what_is_not_shown_is_not_announced(client, hub):
    """The word for what is counted stands beside figures alone."""
    hub.expected_results = [ProjectResult(text_ka="შედეგი", text_en="A result", unit_ka="ადამიანი")]
    publish(hub)
    assert not says_parts_are_borrowed(client, hub)


def test_a_row_in_english_only_is_announced_to_who_reads_georgian(client, hub):
    hub.expected_results = [ProjectResult(text_en="A result")]
    publish(hub)
    assert "ნაწილი მხოლოდ ინგლისურად" in visible_text(client.get(hub.path_in("ka")))
    assert not says_parts_are_borrowed(client, hub)


def test_the_title_of_a_file_in_georgian_only_is_announced(client, budgeting):
    row = budgeting.attachments.get()
    row.title_ka, row.title_en = "ბიუჯეტი", ""
    budgeting.attachments = [row]
    publish(budgeting)
    assert says_parts_are_borrowed(client, budgeting)


def test_an_organisation_and_its_words_in_georgian_only_are_announced_wherever_they_stand(client, hub, announcement):
    funder = Organisation.objects.create(name_ka="ფონდი", name_en="The fund")
    hub.organisations = [ProjectOrganisation(organisation=funder, role=Role.FUNDER)]
    announcement.project_rows = [AnnouncementProject(project=hub)]
    publish(hub)
    publish(announcement)
    assert not says_parts_are_borrowed(client, hub) and not says_parts_are_borrowed(client, announcement)
    funder.funding_statement_ka = "დაფინანსებულია ფონდის მიერ."
    funder.save()
    assert says_parts_are_borrowed(client, hub) and says_parts_are_borrowed(client, announcement)
    funder.funding_statement_en, funder.name_en = "Funded by the fund.", ""
    funder.save()
    assert says_parts_are_borrowed(client, hub)


def test_the_words_of_a_picture_in_georgian_only_are_announced(client, hub, announcement):
    picture = Picture(title="ხიდი", alt_ka="ხიდი მტკვარზე", alt_en="A bridge over the Mtkvari", credit_ka="ავტორი")
    picture.file = ContentFile(samples.jpeg(size=(900, 600)), name="bridge.jpg")
    picture.save()
    hub.picture = picture
    publish(hub)
    announcement.body_en = [("picture", {"image": picture, "caption": ""})]
    publish(announcement)
    assert says_parts_are_borrowed(client, hub) and says_parts_are_borrowed(client, announcement)
    Picture.objects.update(credit_en="The photographer")
    assert not says_parts_are_borrowed(client, hub) and not says_parts_are_borrowed(client, announcement)


def test_the_sitemap_lists_each_language_that_exists(client, georgian_only, budgeting):
    text = client.get("/sitemap.xml").content.decode()
    for code in ("ka", "en"):
        assert f"<loc>http://testserver{budgeting.path_in(code)}</loc>" in text
    assert f"<loc>http://testserver{georgian_only.path_in('ka')}</loc>" in text
    assert f"<loc>http://testserver{georgian_only.path_in('en')}</loc>" not in text
    assert 'hreflang="x-default"' in text


def test_a_draft_is_nowhere(client, budgeting, home):
    budgeting.unpublish()
    assert client.get(budgeting.path_in("ka")).status_code == 404
    assert budgeting.path_in("ka") not in client.get("/sitemap.xml").content.decode()
    assert str(budgeting.heading) not in visible_text(client.get("/ka/"))


# --- slugs ------------------------------------------------------------------------------------------------------------


def test_a_slug_is_romanised_by_the_national_system(georgian_only):
    assert georgian_only.slug == "monatsileobiti-biujetireba-da-chkviani-kalaki"


def test_equal_titles_get_different_slugs(projects, georgian_only):
    second = ProjectPage(title=LONG_GEORGIAN)
    projects.add_child(instance=second)
    assert second.slug == f"{georgian_only.slug}-2"


def test_a_title_without_letters_still_gets_a_slug(projects):
    page = ProjectPage(title="!!!")
    projects.add_child(instance=page)
    assert page.slug == "projectpage"


def test_the_copy_form_romanises_too(administrator_client, budgeting):
    html = administrator_client.get(f"/admin/pages/{budgeting.pk}/copy/").content.decode()
    assert "data-w-slug-formatters-value" in html


def test_the_editor_romanises(administrator_client, budgeting):
    document = soup(administrator_client.get(f"/admin/pages/{budgeting.pk}/edit/"))
    formatters = document.find("input", attrs={"name": "slug"})["data-w-slug-formatters-value"]
    assert "ts" in formatters
    assert "kh" in formatters


# --- redirects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("admin_language", ["ka", "en"])
def test_a_renamed_page_is_found_under_both_old_addresses(
    client, budgeting, admin_language, django_capture_on_commit_callbacks
):
    old = {code: budgeting.path_in(code) for code in ("ka", "en")}
    with translation.override(admin_language), django_capture_on_commit_callbacks(execute=True):
        page = ProjectPage.objects.get(pk=budgeting.pk)
        page.slug = "another-name"
        publish(page)
    page = ProjectPage.objects.get(pk=budgeting.pk)
    for code in ("ka", "en"):
        response = client.get(old[code])
        assert (response.status_code, response.url) == (301, page.path_in(code))
    assert Redirect.objects.count() == 2


# --- previews ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mode", "title"), [("ka", "title_ka"), ("en", "title_en")])
def test_a_preview_is_in_its_language_whatever_the_admins(rf, budgeting, mode, title):
    budgeting.save_revision()
    page = budgeting.get_latest_revision_as_object()
    with translation.override("ka"):
        response = page.make_preview_request(preview_mode=mode)
    document = soup(response)
    assert document.html["lang"] == mode
    assert getattr(page, title) in document.h1.get_text()


def test_an_unsaved_page_can_be_previewed(projects):
    page = ProjectPage(title="ახალი პროექტი", slug="new")
    projects.add_child(instance=page)
    page.organisations.clear()
    assert page.make_preview_request(preview_mode="en").status_code == 200


# --- the tree ---------------------------------------------------------------------------------------------------------


def test_the_tree_is_closed():
    allowed = {
        page._meta.label: sorted(child._meta.label for child in page.allowed_subpage_models())
        for page in (row.specific_class for row in Page.objects.filter(depth__gt=1))
    }
    assert allowed["home.HomePage"] == [
        "announcements.AnnouncementIndexPage",
        "home.BrochureIndexPage",
        "home.InfoPage",
        "projects.ProjectIndexPage",
    ]
    assert allowed["projects.ProjectIndexPage"] == ["projects.ProjectPage"]
    assert allowed["announcements.AnnouncementIndexPage"] == ["announcements.AnnouncementPage"]
    assert (
        allowed["projects.ProjectPage"] == allowed["announcements.AnnouncementPage"] == allowed["home.InfoPage"] == []
    )


def test_there_is_one_of_each_list(home):
    for label in ("projectindexpage", "announcementindexpage", "brochureindexpage"):
        model = next(model for model in home.allowed_subpage_models() if model._meta.model_name == label)
        assert not model.can_create_at(home)


def test_no_page_can_be_made_private(administrator_client, budgeting):
    assert budgeting.private_page_options == []
    address = f"/admin/pages/{budgeting.pk}/privacy/"
    assert administrator_client.get(address).status_code == 302
    administrator_client.post(address, {"restriction_type": "login"})
    assert not PageViewRestriction.objects.exists()


def test_a_reader_cannot_see_a_draft_by_its_preview_address(budgeting):
    assert Client().get(f"/admin/pages/{budgeting.pk}/view_draft/").status_code == 302


def test_the_description_of_an_english_page_is_english_although_only_the_georgian_one_was_written(client, hub):
    hub.search_description = "მხოლოდ ქართული აღწერა"
    publish(hub)
    description = soup(client.get(hub.path_in("en"))).select_one("meta[name=description]")["content"]
    assert description == hub.summary_en.strip()
    description = soup(client.get(hub.path_in("ka"))).select_one("meta[name=description]")["content"]
    assert description == "მხოლოდ ქართული აღწერა"


# --- rows -------------------------------------------------------------------------------------------------------------


def test_a_row_that_was_removed_comes_back_with_an_earlier_version(administrator_client, budgeting):
    before = budgeting.save_revision()
    publish(budgeting)
    rows = list(budgeting.objectives.all())
    budgeting.objectives = rows[:1]
    publish(budgeting)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[budgeting.pk, before.pk])
    form = administrator_client.get(address).context["form"]
    data = dict.fromkeys(form.fields, "")
    data |= {name: field.value() or "" for field in form for name in [field.html_name]}
    for prefix, formset in form.formsets.items():
        data |= {f"{prefix}-TOTAL_FORMS": len(formset.forms), f"{prefix}-INITIAL_FORMS": len(formset.initial_forms)}
        for row in formset.forms:
            data |= {field.html_name: field.value() or "" for field in row if field.name != "DELETE"}
    data |= {"body_ka-count": 0, "body_en-count": 0, "action-publish": "1", "revision": before.pk}
    response = administrator_client.post(reverse("wagtailadmin_pages:edit", args=[budgeting.pk]), data)
    assert response.status_code == 302, response.context and response.context["form"].formsets["objectives"].errors
    restored = ProjectPage.objects.get(pk=budgeting.pk).objectives.all()
    assert [row.pk for row in restored] == [row.pk for row in rows]
