"""Two versions of a page beside each other: what differs is shown, and nothing else."""

import datetime
import json
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.models import ProjectMilestone, ProjectPage
from tests.reading import soup

pytestmark = pytest.mark.django_db


def fresh(page) -> ProjectPage:
    return ProjectPage.objects.get(pk=page.pk).get_latest_revision().as_object()


def rows(client, page, one, other) -> dict[str, str]:
    """What the screen shows, by the name of the field."""
    names = [getattr(version, "pk", version) for version in (one, other)]
    answer = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, *names]))
    cells = [row.select("td") for row in soup(answer).select("main tbody tr")]
    found = {row[0].get_text(strip=True): row[1].get_text(" ", strip=True) for row in cells if len(row) == 2}
    assert "None" not in str(found)
    return found


def with_body(page, *parts: dict):
    page.body_ka = json.dumps(list(parts))
    return page.save_revision()


def paragraph(text: str, **more) -> dict:
    return {"type": "paragraph", "value": f"<p>{text}</p>"} | more


def test_what_is_kept_otherwise_but_says_the_same_is_not_shown(editor_client, budgeting):
    earlier = budgeting.get_latest_revision()
    page = fresh(budgeting)
    # As the form saves what the first content left out.
    for row in page.organisations.all():
        row.disclaimer_ka = row.disclaimer_en = row.funding_statement_ka = row.responsible_en = ""
    page.contact_name_ka = page.contact_name_en = ""
    for body in (page.body_ka, page.body_en):
        for part in body:
            part.id = None
    later = page.save_revision()
    assert [part["disclaimer_ka"] for part in earlier.content["organisations"]] != [
        part["disclaimer_ka"] for part in later.content["organisations"]
    ]
    assert rows(editor_client, budgeting, earlier, later) == {}


def test_the_keys_of_the_browser_are_no_change(editor_client, budgeting):
    earlier = with_body(budgeting, paragraph("მოქალაქეთა &#x27;ხმა&#x27;"), paragraph("მეორე"))
    keyed = [
        {"type": "paragraph", "value": f'<p data-block-key="x{number}">{text}</p>'}
        for number, text in enumerate(("მოქალაქეთა 'ხმა'", "მეორე"))
    ]
    later = with_body(fresh(budgeting), *keyed)
    assert rows(editor_client, budgeting, earlier, later) == {}


def test_parts_without_ids_are_known_again_by_what_they_say_and_where_they_stand(editor_client, budgeting):
    earlier = with_body(budgeting, paragraph("პირველი"), paragraph("მეორე წინადადება"), paragraph("მესამე"))
    later = with_body(
        fresh(budgeting), paragraph("პირველი"), paragraph("მეორე წინადადებაა"), paragraph("მესამე"), paragraph("ახალი")
    )
    answer = editor_client.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[budgeting.pk, earlier.pk, later.pk])
    )
    shown = [
        (" ".join(part["class"][1:]), part.get_text(" ", strip=True))
        for part in soup(answer).select(".comparison .comparison__child-object")
    ]
    assert shown == [("", "მეორე წინადადება წინადადებაა"), ("addition", "ახალი")]


def test_a_part_that_was_removed_stands_where_it_was(editor_client, budgeting):
    earlier = with_body(budgeting, paragraph("ა", id="1"), paragraph("ბ", id="2"), paragraph("გ", id="3"))
    later = with_body(fresh(budgeting), paragraph("ა", id="1"), paragraph("გ და დ", id="3"))
    assert rows(editor_client, budgeting, earlier, later) == {"ტექსტი (ქართულად):": "ბ გ და დ"}


def test_another_order_of_the_parts_is_a_change(editor_client, budgeting):
    earlier = with_body(budgeting, paragraph("ა", id="1"), paragraph("ბ", id="2"))
    later = with_body(fresh(budgeting), paragraph("ბ", id="2"), paragraph("ა", id="1"))
    assert rows(editor_client, budgeting, earlier, later) == {"ტექსტი (ქართულად):": "ბ ა"}


def test_values_are_written_as_everywhere_and_unknown_ones_not_at_all(editor_client, budgeting):
    earlier = budgeting.get_latest_revision()
    page = fresh(budgeting)
    page.budget_amount, page.start_date = Decimal("1234567.00"), None
    later = page.save_revision()
    found = rows(editor_client, budgeting, earlier, later)
    assert found["ბიუჯეტი:"].replace("\N{NO-BREAK SPACE}", " ") == "416 665,00 1 234 567,00"
    assert found["დაწყების თარიღი:"] == "2016 წლის 1 მარტი"


def test_of_the_rows_only_those_that_differ_are_shown(editor_client, budgeting):
    earlier = budgeting.get_latest_revision()
    page = fresh(budgeting)
    first, *others = page.organisations.all()
    assert others
    first.contribution_amount, first.contribution_currency = Decimal("100"), "EUR"
    later = page.save_revision()
    (text,) = rows(editor_client, budgeting, earlier, later).values()
    # The row says which it is, and of its empty fields nothing.
    assert str(first.organisation) in text
    assert "100" in text
    assert not [row for row in others if str(row.organisation) in text]
    assert "სავალდებულო" not in text


def test_rows_that_moved_are_shown_and_a_removed_one_moves_none(editor_client, budgeting):
    page = fresh(budgeting)
    page.milestones = [
        ProjectMilestone(date=datetime.date(2030, 1, day), text_ka=f"ეტაპი {day}", sort_order=day) for day in (1, 2, 3)
    ]
    earlier = page.save_revision()
    page = fresh(budgeting)
    one, two, three = page.milestones.all()
    one.sort_order, two.sort_order = 2, 1
    page.milestones = [two, one, three]
    later = page.save_revision()
    (text,) = rows(editor_client, budgeting, earlier, later).values()
    assert "ეტაპი 1" in text and "ეტაპი 2" in text
    assert "ეტაპი 3" not in text
    page = fresh(budgeting)
    page.milestones = list(page.milestones.all())[1:]
    last = page.save_revision()
    (text,) = rows(editor_client, budgeting, later, last).values()
    assert "ეტაპი 2" in text
    assert "ეტაპი 1" not in text
