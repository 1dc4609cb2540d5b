"""What stands on the screens of the admin, as a Georgian reads it: counts, names, empty lists, labels, the guide."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.admin.panels import get_edit_handler
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_simple
from wagtail.models import Page
from wagtail.users.models import UserProfile

from announcements.models import AnnouncementIndexPage, AnnouncementPage
from home.models import BrochureIndexPage, HomePage, InfoPage
from home.site_settings import AlertBanner, SiteDetails
from projects.models import Organisation, ProjectIndexPage, ProjectPage
from search.models import WordGroup
from tests.bilingual.editor_form import data_of
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, editor):
    client.force_login(editor)
    return client


def speaks_english(user) -> None:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})


@pytest.mark.parametrize(("language", "count"), [("ka", "3 პროექტი"), ("en", "3 projects")])
def test_georgian_has_the_singular_after_every_number(office, editor, projects, budgeting, language, count):
    while ProjectPage.objects.count() < 3:
        projects.add_child(instance=ProjectPage(title="კიდევ ერთი"))
    if language == "en":
        speaks_english(editor)
    end = soup(office.get(reverse("projects:index"))).select_one(".pagination__end")
    assert end.get_text(strip=True) == count


def test_the_page_above_the_home_page_has_a_georgian_name(office, home):
    text = visible_text(office.get(reverse("wagtailadmin_explore_root")))
    assert "ყველა გვერდი" in text
    assert "Root" not in text


def test_a_label_says_its_language_in_words(office, budgeting):
    text = visible_text(office.get(reverse("wagtailadmin_pages:edit", args=[budgeting.pk])))
    assert "მოკლე შინაარსი (ქართულად)" in text
    assert "სათაური (ინგლისურად)" in text
    assert "[ka]" not in text
    assert "[en]" not in text


def test_a_tick_or_cross_says_yes_or_no_to_who_does_not_see_it(client, administrator, editor):
    client.force_login(administrator)
    editor.is_active = False
    editor.save()
    cells = soup(client.get(reverse("wagtailusers_users:index"))).select("td:has(.icon-check), td:has(.icon-cross)")
    assert {cell.get_text(strip=True) for cell in cells} == {"კი", "არა"}


def test_whoever_finds_nothing_is_told_so(office, announcement):
    answer = office.get(reverse("announcements:index"), {"q": "ჰიპოპოტამი"})
    assert "არაფერი მოიძებნა" in visible_text(answer)
    assert not soup(answer).select("table")
    # Below one page the whole site can be searched from here.
    below = office.get(reverse("wagtailadmin_explore", args=[announcement.get_parent().pk]), {"q": "ჰიპოპოტამი"})
    assert "ძიება მთელ საიტზე" in visible_text(below)


def test_an_empty_list_offers_to_begin(office, announcement):
    AnnouncementPage.objects.all().delete()
    answer = office.get(reverse("announcements:index"))
    assert "აქ ჯერ არაფერია." in visible_text(answer)
    (link,) = soup(answer).find_all("a", string="პირველი გვერდის დამატება")
    assert office.get(link["href"], follow=True).status_code == 200


def test_what_nobody_published_was_published_by_the_site(office, budgeting):
    Page.objects.get(pk=budgeting.pk).specific.save_revision().publish()
    row = soup(office.get(reverse("wagtailadmin_reports:aging_pages"))).select_one("td.title").find_parent("tr")
    assert "სისტემა" in row.get_text()
    assert "None" not in row.get_text()


def test_reviewers_learn_that_nothing_waits_for_them(client, editor, author, announcement):
    def says_that_nothing_waits(user) -> bool:
        client.force_login(user)
        return "განსახილველი გვერდი ახლა არ არის" in visible_text(client.get(reverse("wagtailadmin_home")))

    assert says_that_nothing_waits(editor)
    assert not says_that_nothing_waits(author)
    announcement.save_revision(user=author)
    announcement.get_workflow().start(announcement, author)
    assert not says_that_nothing_waits(editor)


def test_a_text_that_is_newer_but_names_another_amount_does_not_count_as_matching(office, announcement):
    announcement.summary_ka, announcement.summary_en = "ბიუჯეტი 416 665 ევროა.", "The budget is EUR 416,656."
    announcement.marks = {}
    announcement.save_revision()
    answer = office.get(reverse("wagtailadmin_pages:edit", args=[announcement.pk]))
    state = soup(answer).select_one("[name=summary_en]").find_next(class_="english-state")
    assert "მონაცემები განსხვავდება" in state.get_text()
    assert "ქართულ ტექსტს შეესაბამება" not in state.get_text()


def test_a_picture_is_described_in_georgian_before_it_is_published(office):
    text = visible_text(office.get(reverse("wagtailimages:add")))
    assert "თუ სურათს ქართული აღწერა არ აქვს, გვერდი ამ სურათით ვერ გამოქვეყნდება" in text


# The words of the guide, and what the screens call these things: Wagtail's own msgids, and ours.
NAMED_IN_THE_GUIDE = [
    "New one like this", "Facts", "Save draft", "Publish", "Set schedule", "Schedule to publish",
    "The English text is still right",
]  # fmt: skip


def test_the_guide_calls_everything_as_the_screens_do(office, announcement):
    text = visible_text(office.get(reverse("publishing_guide")))
    editor_screen = visible_text(office.get(reverse("wagtailadmin_pages:edit", args=[announcement.pk])))
    for name in NAMED_IN_THE_GUIDE:
        assert f"„{gettext(name)}“" in text, name
    submit = gettext("Submit to %(workflow_name)s") % {"workflow_name": announcement.get_workflow().name}
    add = gettext("Add %(label)s") % {"label": gettext("brochure or document")}
    for name in (submit, add, gettext("Save draft"), gettext("Publish"), gettext("Set schedule"), gettext("Facts")):
        assert f"„{name}“" in text
        assert name in editor_screen


WITH_FORMS = [HomePage, InfoPage, BrochureIndexPage, AnnouncementIndexPage, AnnouncementPage, ProjectIndexPage,
              ProjectPage, Organisation, SiteDetails, AlertBanner, WordGroup]  # fmt: skip
# What says all in its name, or what Wagtail explains beside it: the schedule in its window, a chooser by its buttons.
NEED_NO_HELP = {
    "go_live_at", "expire_at", "comment_notifications", "seo_title_en", "search_description_en", "attachments.kind",
    "attachments.document_ka", "attachments.document_en", "project_rows.project", "budget_currency", "contact_phone",
    "contact_email", "organisations.role", "organisations.organisation", "organisations.contribution_currency",
    "organisations.binding", "expected_results.achieved_figure", "milestones.date", "milestones.state", "address_ka",
    "address_en", "phone", "hotline", "email", "kind", "logo", "identifiers.register", "identifiers.number",
}  # fmt: skip


def helps_of(panel, model) -> dict[str, str]:
    """By field, "row.field" for those of rows: what the form says below its label."""
    form = panel.get_form_class()
    fields = {name: (field, model) for name, field in form.base_fields.items()}
    for rows, formset in getattr(form, "formsets", {}).items():
        if rows == "comments":
            continue  # hidden: what is written beside a field is a bubble of Wagtail's
        fields |= {f"{rows}.{name}": (field, None) for name, field in formset.form.base_fields.items()}
    told = {name: str(field.help_text) for name, (field, _model) in fields.items()}
    return told | {name: text for name, text in helps_of_panels(panel).items() if text}


def helps_of_panels(panel, rows: str = "") -> dict[str, str]:
    name = getattr(panel, "field_name", None)
    own = {f"{rows}{name}": str(panel.help_text)} if name else {}
    if relation := getattr(panel, "relation_name", None):
        return helps_of_panels(panel.child_edit_handler, f"{relation}.")
    for child in getattr(panel, "children", []):
        own |= helps_of_panels(child, rows)
    return own


@pytest.mark.parametrize("model", WITH_FORMS, ids=lambda model: model.__name__)
def test_each_field_that_is_not_plain_has_a_georgian_help(model):
    panel = model.get_edit_handler() if hasattr(model, "get_edit_handler") else get_edit_handler(model)
    without = {name for name, text in helps_of(panel, model).items() if not re.search("[\u10d0-\u10ff]", text)}
    assert without <= NEED_NO_HELP


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("slug", "a b", "დასაშვებია მხოლოდ ასოები, ციფრები, დეფისი და ქვედა ტირე."),
        ("date", "31.02.2030", "შეიყვანეთ სწორი თარიღი."),
        ("deadline_time", "25:00", "შეიყვანეთ სწორი დრო."),
        ("title", "", "ეს ველი აუცილებელია."),
    ],
)
def test_what_was_mistyped_is_told_in_georgian(office, announcement, field, value, error):
    address = reverse("wagtailadmin_pages:edit", args=[announcement.pk])
    form = data_of(office.get(address).context["form"]) | {field: value}
    answer = office.post(address, form)
    errors = [one.get_text(strip=True) for one in soup(answer).select(".error-message")]
    assert error in errors


@pytest.mark.parametrize(("language", "words"), [("ka", "არ არის მითითებული"), ("en", "not stated")])
def test_a_list_of_which_nothing_is_chosen_says_so(office, editor, budgeting, language, words):
    if language == "en":
        speaks_english(editor)
    new_organisation = reverse(Organisation.snippet_viewset.get_url_name("add"))
    for address in (reverse("wagtailadmin_pages:edit", args=[budgeting.pk]), new_organisation):
        # The pattern of a new row is no part of the tree.
        html = office.get(address).content.decode()
        said = {unescape(text) for text in re.findall(r"<option value=(?:\"\"|&quot;&quot;)[^>]*>([^<]*)", html)}
        assert words in said
        assert not any("---" in text for text in said)


def test_how_long_ago_is_told_in_georgian():
    assert timesince_simple(timezone.now() - timedelta(days=2 * 365 + 100)) == "2\N{NO-BREAK SPACE}წლის წინ"
    assert timesince_simple(timezone.now() - timedelta(minutes=3)) == "3\N{NO-BREAK SPACE}წუთის წინ"


def test_dates_are_picked_in_georgian_order(office, announcement):
    announcement.date = timezone.datetime(2030, 3, 4).date()
    announcement.save_revision()
    answer = office.get(reverse("wagtailadmin_pages:edit", args=[announcement.pk]))
    assert soup(answer).select_one("[name=date]")["value"] == "04.03.2030"
