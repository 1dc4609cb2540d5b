"""The list of brochures by project and language."""

import pytest

from brochures.models import Attachment, MadeBrochure
from rustavi_site.first_content.build import publish
from tests.reading import name_of, soup, words

pytestmark = pytest.mark.django_db

ADDRESS = "/en/brochures/"


def shown(client, query: str = "") -> list[str]:
    return [name_of(title) for title in soup(client.get(f"{ADDRESS}?{query}")).select("article h2")]


def options(client, name: str, query: str = "", address: str = ADDRESS) -> list[str]:
    document = soup(client.get(f"{address}?{query}"))
    return [words(option.get_text()) for option in document.select(f"select[name={name}] option")]


def test_each_filter_says_how_much_it_would_leave(client):
    assert options(client, "project") == ["All", "Participatory budgeting (2)", "Innovation hub (2)"]
    assert options(client, "language") == ["All", "Georgian (2)", "English (2)"]
    assert options(client, "language", address="/ka/brochures/") == ["ყველა", "ქართული (2)", "ინგლისური (2)"]


def test_attached_and_made_brochures_of_a_project(client, hub, budgeting):
    assert MadeBrochure.objects.offered().filter(page=hub).count() == 2
    assert shown(client, f"project={hub.pk}") == [
        "Brochure in English: Innovation hub",
        "Brochure in Georgian: Innovation hub",
    ]
    assert shown(client, f"project={budgeting.pk}") == [
        "Information brochure in English",
        "Information brochure in Georgian",
    ]


def test_brochures_in_one_language_of_one_project(client, hub):
    assert len(shown(client, "language=ka")) == 2
    assert shown(client, f"language=ka&project={hub.pk}") == ["Brochure in Georgian: Innovation hub"]
    assert options(client, "project", "language=en") == ["All", "Participatory budgeting (1)", "Innovation hub (1)"]
    assert options(client, "language", f"project={hub.pk}") == ["All", "Georgian (1)", "English (1)"]


def test_a_file_in_both_languages_is_found_in_each(client, hub, budgeting):
    row = budgeting.attachments.get()
    hub.attachments = [Attachment(title_ka="ორენოვანი", document_ka=row.document_ka, document_en=row.document_ka)]
    publish(hub)
    file = "Information brochure in Georgian"
    assert file in shown(client, f"project={budgeting.pk}&language=ka")
    assert file in shown(client, f"project={hub.pk}&language=en")


def test_each_choice_has_a_chip_that_takes_it_away(client, hub):
    document = soup(client.get(f"{ADDRESS}?project={hub.pk}&language=ka"))
    chips = {words(chip.get_text()).partition(" ×")[0]: chip["href"] for chip in document.select(".chip:not(.clear)")}
    assert chips == {"Innovation hub": f"{ADDRESS}?language=ka", "Georgian": f"{ADDRESS}?project={hub.pk}"}


def test_what_is_not_live_is_no_choice(client, hub, budgeting):
    hub.unpublish()
    assert options(client, "project") == ["All", "Participatory budgeting (2)"]
    assert len(shown(client, f"project={hub.pk}")) == 2


def test_a_report_makes_no_choice(client, budgeting):
    row = budgeting.attachments.get()
    row.kind = Attachment.Kind.REPORT
    budgeting.attachments = [row]
    publish(budgeting)
    assert "Participatory budgeting (2)" not in options(client, "project")


def test_nothing_of_a_project_in_a_language(client, budgeting):
    row = budgeting.attachments.get()
    row.document_en = None
    budgeting.attachments = [row]
    publish(budgeting)
    MadeBrochure.objects.filter(page=budgeting).delete()
    page = soup(client.get(f"{ADDRESS}?project={budgeting.pk}&language=en"))
    assert not page.select("article")
    assert page.select_one(".empty").get_text() == "Nothing matches these filters."


@pytest.mark.parametrize("query", ["language=de", "language=", "project=x", "project=0", f"project={10**20}"])
def test_nonsense_is_ignored(client, query):
    assert len(shown(client, query)) == 4
