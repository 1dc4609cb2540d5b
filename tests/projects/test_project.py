"""A project page: right with every fact and right with none."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import translation

from bilingual.gate import publishing_problems
from projects.models import Organisation, ProjectObjective, ProjectOrganisation, ProjectPage, ProjectResult
from projects.organisations import Role
from rustavi_site.first_content.build import publish
from tests.bilingual.editor_form import data_of
from tests.reading import GEORGIAN_LETTER, soup, text_outside_language, visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def title_only(projects):
    page = ProjectPage(title="პროექტი")
    projects.add_child(instance=page)
    publish(page)
    return ProjectPage.objects.get(pk=page.pk)


def labels(response) -> list[str]:
    return [label.get_text() for label in soup(response).select("aside .facts dt")]


@pytest.mark.parametrize("code", ["ka", "en"])
def test_a_project_of_which_only_the_georgian_title_is_known(client, title_only, projects, home, code):
    response = client.get(title_only.path_in(code))
    document = soup(response)
    assert response.status_code == 200
    assert document.h1.get_text() == "პროექტი"
    assert not document.select("aside, .status, .steps, .brochure, .statement, .timeline, .lead")
    assert [heading.get_text() for heading in document.select("main h2, main h3")] == []
    for page in (projects, home):
        assert "პროექტი" in visible_text(client.get(page.path_in(code)))
    if code == "en":
        assert not GEORGIAN_LETTER.search(text_outside_language(response, "en"))


def test_a_project_made_in_the_admin_with_georgian_alone_is_right_at_both_addresses(client, editor_client, projects):
    address = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", projects.pk])
    title, summary = "ახალი პარკი", "პარკი მდინარის პირას."
    form = data_of(editor_client.get(address).context["form"]) | {"title": title, "action-publish": "1"}

    # Its title alone is a draft; what else readers need is asked for, and nothing is lost.
    refused = soup(editor_client.post(address, form))
    assert refused.select_one("[data-concerns] [data-concern=summary_ka]")
    assert refused.find(attrs={"name": "title"})["value"] == title
    assert not ProjectPage.objects.filter(title=title).exists()

    form["summary_ka"] = summary
    warned = soup(editor_client.post(address, form)).select_one("[data-concerns]")
    shown = [field["value"] for field in warned.select("input[name=shown_warning]")]
    form |= {"publish_in_spite": "1", "shown_warning": shown}
    assert editor_client.post(address, form).status_code == 302
    page = ProjectPage.objects.live().get(title=title)
    assert page.slug == "akhali-parki"

    client.logout()
    for code, other in (("ka", "en"), ("en", "ka")):
        response = client.get(page.path_in(code))
        document = soup(response)
        assert response.status_code == 200
        assert document.html["lang"] == code
        assert document.h1.get_text() == title
        assert document.select_one(".lead").get_text() == summary
        assert not document.select("aside, .status, .steps, .statement, .timeline")
        assert document.find("link", rel="canonical")["href"].endswith(page.path_in("ka"))
        assert document.find("a", hreflang=other)["href"] == page.path_in(other)
        borrowed = "ka" if code == "en" else None
        assert document.h1.get("lang") == document.select_one(".lead").get("lang") == borrowed
        assert ("This page has not been translated into English yet" in visible_text(response)) == (code == "en")
    assert not GEORGIAN_LETTER.search(text_outside_language(client.get(page.path_in("en")), "en"))


def test_only_the_start_is_known(client, hub):
    hub.start_date = date(2020, 5, 4)
    publish(hub)
    response = client.get(hub.path_in("en"))
    assert "Start date" in labels(response)
    assert "4 May 2020" in visible_text(response)
    assert not soup(response).select(".status, .timeline")
    assert "2020" in visible_text(client.get("/en/projects/"))


def test_only_the_end_is_known(client, hub):
    hub.end_date = date(2020, 5, 4)
    publish(hub)
    response = client.get(hub.path_in("ka"))
    assert "დასრულების თარიღი" in labels(response)
    assert "ეს პროექტი დასრულდა" in visible_text(response)


@pytest.mark.parametrize(
    ("known", "label", "year"), [("start_date", "დაწყების თარიღი", 2011), ("end_date", "დასრულების თარიღი", 2012)]
)
def test_a_list_calls_one_known_date_by_its_name(client, hub, known, label, year):
    setattr(hub, known, date(year, 5, 6))
    publish(hub)
    card = soup(client.get("/ka/projects/")).find("a", href=hub.path_in("ka")).find_parent("article")
    facts = {term.get_text(): term.find_next_sibling("dd").get_text(" ", strip=True) for term in card.select("dt")}
    assert facts[label] == f"{year} წლის 6\N{NO-BREAK SPACE}მაისი"
    assert "წლები" not in facts
    assert hub.years == ""


def test_an_acronym_tells_a_name_that_only_georgian_has(client, hub):
    hub.organisations.add(
        ProjectOrganisation(
            organisation=Organisation.objects.create(name_ka='ფონდი "წყარო"', acronym="ABC"), role=Role.FUNDER
        )
    )
    publish(hub)
    for address in ("/en/projects/", hub.path_in("en")):
        shown = [abbr["title"] for abbr in soup(client.get(address)).find_all("abbr", string="ABC")]
        assert shown and set(shown) == {'ფონდი "წყარო"'}


def test_only_the_duration_is_known(client, hub):
    hub.duration_months = 18
    publish(hub)
    response = client.get(hub.path_in("ka"))
    assert "ხანგრძლივობა" in labels(response)
    assert "18 თვე" in visible_text(response)


def test_facts_stand_in_the_same_order_whatever_the_editor_did(client, hub, budgeting):
    eu = Organisation.objects.get(acronym="EU")
    hub.organisations.add(ProjectOrganisation(organisation=eu, role=Role.BENEFICIARY, sort_order=0))
    hub.organisations.add(ProjectOrganisation(organisation=eu, role=Role.COOPERATION, sort_order=9))
    hub.organisations.add(ProjectOrganisation(organisation=eu, role=Role.FUNDER, sort_order=9))
    hub.budget_amount, hub.budget_currency = Decimal("1234567.80"), "GEL"
    hub.contact_name_ka, hub.contact_email = "სამსახური", "office@example.org"
    hub.contact_phone = "+995 (341) 00-00-00"
    publish(hub)
    response = client.get(hub.path_in("ka"))
    assert labels(response) == [
        "დამფინანსებელი",
        "ბიუჯეტი",
        "განმახორციელებელი",
        *[label for label in labels(response) if "თანამშრომლ" in label],
        "პარტნიორი",
        "ბენეფიციარი",
        "კონტაქტი",
    ]
    assert "1 234 567,80 ₾" in visible_text(response)
    document = soup(response)
    assert document.find("a", href="tel:+995341000000")
    assert document.find("a", href="mailto:office@example.org")
    assert document.find("data")["value"] == "GEL 1234567.80"


def test_several_organisations_of_a_role_share_a_label(client, budgeting):
    with translation.override("en"):
        partners = next(fact for fact in budgeting.facts() if fact.key == "partner")
    assert partners.label == "Partners"
    assert [value.acronym for value in partners.values] == ["VNG", "MEPCO"]


def test_objectives_and_results_keep_the_editors_order(client, hub):
    hub.objectives = [ProjectObjective(text_ka=f"ამოცანა {n}", sort_order=n) for n in (3, 1, 2)]
    hub.expected_results = [ProjectResult(text_ka="შედეგი", text_en="")]
    publish(hub)
    document = soup(client.get(hub.path_in("en")))
    items = [item.get_text(strip=True) for item in document.select(".steps li")]
    assert items == ["ამოცანა 1", "ამოცანა 2", "ამოცანა 3", "შედეგი"]
    assert {text["lang"] for text in document.select(".steps li, .steps li p") if text.get("lang")} == {"ka"}
    assert len(document.select(".steps [lang=ka]")) == len(items)


def test_hard_content_does_not_break_a_page(client, hub):
    hub.title = "გ" * 100 + " <script>alert(1)</script> & „ბრჭყალები“"
    hub.summary_ka = "<b>არა მუქი</b>"
    publish(hub)
    html = client.get(hub.path_in("ka")).content.decode()
    assert "<script>alert" not in html
    assert "&lt;b&gt;არა მუქი&lt;/b&gt;" in html
    assert soup(client.get(hub.path_in("ka"))).h1["class"] == ["long"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end_date": date(2020, 1, 1), "duration_months": 12}, "duration_months"),
        ({"start_date": date(2020, 1, 2), "end_date": date(2020, 1, 1)}, "end_date"),
        ({"budget_amount": Decimal(5)}, "budget_currency"),
        ({"budget_amount": Decimal(0), "budget_currency": "EUR"}, "budget_amount"),
        ({"budget_amount": Decimal("-1"), "budget_currency": "EUR"}, "budget_amount"),
        ({"duration_months": 0}, "duration_months"),
    ],
)
def test_contradictions_are_refused(hub, values, field):
    for name, value in values.items():
        setattr(hub, name, value)
    (problem,) = publishing_problems(hub)
    assert problem.field == field
    assert not problem.message.isascii()


def test_an_amount_is_kept_to_the_cent(hub):
    hub.budget_amount, hub.budget_currency = Decimal("9999999999999.99"), "EUR"
    publish(hub)
    assert ProjectPage.objects.get(pk=hub.pk).budget_amount == Decimal("9999999999999.99")


def test_an_organisation_in_use_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        Organisation.objects.get(acronym="EU").delete()


def test_budgets_of_different_currencies_are_not_added(hub, home, client):
    hub.budget_amount, hub.budget_currency = Decimal("1000.00"), "GEL"
    publish(hub)
    assert ProjectPage.objects.live().overview().budgets == [
        ("EUR", Decimal("416665.00"), 1),
        ("GEL", Decimal("1000.00"), 1),
    ]
    figures = [figure.get_text() for figure in soup(client.get("/en/")).select(".figures dd")]
    assert figures[-2:] == ["€416,665.00", "GEL\u00a01,000.00"]


def test_projects_without_a_start_come_last(projects, client, hub, budgeting):
    found = list(ProjectPage.objects.live().newest_first())
    assert found == [budgeting, hub]


@pytest.mark.parametrize("page", ["x", "-1", "0", "999", "1e9", ""])
def test_nonsense_in_the_page_number_is_answered(client, page):
    assert client.get("/ka/projects/", {"page": page}).status_code == 200


def test_a_long_list_has_several_pages(client, projects):
    for number in range(25):
        projects.add_child(instance=ProjectPage(title=f"პროექტი {number}"))
    first = soup(client.get("/ka/projects/"))
    assert len(first.select("article.entry")) == 20
    assert "გვერდი 1, სულ 2" in first.select_one(".pages").get_text()
    assert "მოიძებნა" not in first.get_text()
    second = soup(client.get("/ka/projects/?page=2"))
    assert len(second.select("article.entry")) == 7
    assert second.find("a", rel="prev")["href"] == "?page=1"


def test_the_timeline_says_in_words_what_it_draws(client, budgeting):
    drawing = soup(client.get(budgeting.path_in("ka"))).select_one(".timeline svg")
    assert drawing["role"] == "img"
    assert drawing["aria-label"].replace("\u00a0", " ") == "განხორციელების ვადა: 2 წელი, უკვე გავიდა"


def test_what_a_machine_reads_of_the_facts(client, budgeting):
    facts = soup(client.get(budgeting.path_in("ka"))).select_one(".sheet .facts")
    assert [data["value"] for data in facts.select("data")] == ["EUR 416665.00", "P24M"]
    assert [time["datetime"] for time in facts.select("time")] == ["2016-03-01", "2018-02-28"]
    tag = facts.select_one("abbr")
    assert (tag.get_text(), tag["title"]) == ("EU", "ევროკავშირი")


def test_a_draft_whose_organisation_was_deleted_can_still_be_opened(hub):
    lost = Organisation.objects.create(name_ka="დროებითი")
    hub.organisations.add(ProjectOrganisation(organisation=lost, role=Role.PARTNER))
    hub.save_revision()
    lost.delete()
    draft = ProjectPage.objects.get(pk=hub.pk).get_latest_revision_as_object()
    assert lost.pk not in [row.organisation_id for row in draft.organisations.all()]
    assert draft.organisations.count() == hub.organisations.count() - 1
