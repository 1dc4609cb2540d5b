"""What the brochure of a project says: the text of its page, in its own language."""

from dataclasses import fields, is_dataclass

import pytest

from brochures.typesetting import content as brochure
from projects.models import ProjectPage
from rustavi_site.first_content import build
from rustavi_site.first_content.build import publish

pytestmark = pytest.mark.django_db

FACTS = {entry["slug"]: entry for entry in build.read("seed_content.yaml")["projects"]}


def passages(part) -> list[brochure.Passage]:
    """Every passage of a content, however deep."""
    if isinstance(part, brochure.Passage):
        return [part]
    if isinstance(part, tuple):
        return [passage for item in part for passage in passages(item)]
    if is_dataclass(part):
        return [passage for field in fields(part) for passage in passages(getattr(part, field.name))]
    return []


@pytest.mark.parametrize("slug", list(FACTS))
def test_both_languages_of_the_same_page_are_told_apart(slug):
    page = ProjectPage.objects.get(slug=slug)
    for code in ("ka", "en", "ka"):
        content = page.brochure_content(code, publisher="City Hall")
        assert {passage.language for passage in passages(content)} == {code}
        entry = FACTS[slug]
        assert content.title.text == entry[f"title_{code}"]
        rows = [item.text for section in content.sections for item in section.items]
        assert rows == [row[code].strip() for row in [*entry["objectives"], *entry["expected_results"]]]
        assert len(content.blocks) == len(entry[f"body_{code}"])


def test_the_facts_are_those_of_the_page(budgeting):
    content = budgeting.brochure_content("en", publisher="City Hall")
    facts = {fact.label: [value.text.replace("\u00a0", " ") for value in fact.values] for fact in content.facts}
    assert facts["Budget"] == ["€416,665.00"]
    assert facts["Period"] == ["2 years"]
    assert facts["Funder"] == ["European Union (EU)"]
    assert content.status.word == "Completed"
    assert content.address == "http://testserver/en/projects/participatory-budgeting/"


def test_a_page_without_english_lends_its_georgian(hub):
    hub.title_en = hub.summary_en = ""
    hub.body_en = []
    publish(hub)
    content = ProjectPage.objects.get(pk=hub.pk).brochure_content("en", publisher="City Hall")
    assert content.title.language == "ka"
    assert content.facts_heading == "Key facts"


def test_what_is_not_known_is_not_in_the_brochure(projects):
    page = ProjectPage(title="პროექტი")
    projects.add_child(instance=page)
    content = page.brochure_content("ka", publisher="მერია")
    assert content.facts == content.blocks == content.sections == content.statements == content.contact == ()
    assert content.status is None
    assert content.summary is None


def test_every_block_of_text_is_taken_over(hub):
    hub.body_ka = [
        ("heading", {"text": "თავი", "level": "2"}),
        ("paragraph", '<p>ერთი <b>ორი</b> <a href="https://example.org/">სამი</a></p><p>მეორე</p>'),
        ("listing", {"items": ["ა", "ბ"], "numbered": True}),
        ("quote", {"text": "სიტყვები", "source": "ვინმე"}),
        ("callout", {"title": "ყურადღება", "text": "<p>შენიშვნა</p>"}),
        ("table", {"data": [["ა", "ბ"], ["1", None]], "first_row_is_table_header": True, "table_header_choice": "row"}),
    ]
    publish(hub)
    blocks = ProjectPage.objects.get(pk=hub.pk).brochure_content("ka", publisher="მერია").blocks
    kinds = [type(block).__name__ for block in blocks]
    assert kinds == ["Heading", "Paragraph", "Paragraph", "Listing", "Quotation", "Callout", "Table"]
    runs = blocks[1].passage
    assert [(run.text, run.strong, run.link) for run in runs if run.text.strip()] == [
        ("ერთი ", False, None),
        ("ორი", True, None),
        ("სამი", False, "https://example.org/"),
    ]
