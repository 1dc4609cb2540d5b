"""What the brochure of a project says: the text of its page, in its own language."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from brochures import body
from brochures.models import PdfDocument
from brochures.typesetting import content as brochure
from images.models import Picture
from projects.models import ProjectPage
from projects.organisations import Role
from projects.rows import ProjectMilestone, ProjectResult
from rustavi_site.first_content import build
from rustavi_site.first_content.build import publish
from tests.images import picture_samples as pictures

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
        rows = [passage.text for section in content.sections for passage in passages(section.items)]
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


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"start_date": date(2016, 3, 1), "end_date": date(2018, 2, 28)}, "Completed"),
        ({"start_date": date(2016, 3, 1), "end_date": date(9998, 12, 31)}, None),
        ({"start_date": date(9998, 3, 1), "duration_months": 9}, None),
        ({"start_date": date(2016, 3, 1), "end_date": date(9998, 12, 31), "status_by_hand": "suspended"}, "Suspended"),
        ({"status_by_hand": "ongoing"}, "Ongoing"),
        ({}, None),
    ],
)
def test_no_status_that_time_alone_would_make_wrong(fields, word):
    content = ProjectPage(title="პროექტი", title_en="Project", **fields).brochure_content("en", publisher="City Hall")
    assert (content.status and content.status.word) == word


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
    assert content.facts == content.blocks == content.milestones == content.funders == content.contact == ()
    assert [section.items for section in content.sections] == [(), ()]
    assert content.status is None
    assert content.summary is None


def test_what_was_achieved_stands_with_what_was_expected(hub):
    hub.expected_results = [
        ProjectResult(
            text_ka="ტრენინგები",
            achieved_ka="ყველა ჩატარდა",
            expected_figure=Decimal(120),
            achieved_figure=Decimal("131.50"),
            unit_ka="ადამიანი",
        ),
        ProjectResult(achieved_ka="რაც არავის დაუგეგმავს"),
        ProjectResult(unit_ka="ადამიანი"),
    ]
    publish(hub)
    _objectives, section = ProjectPage.objects.get(pk=hub.pk).brochure_content("ka", publisher="მერია").sections
    assert section.heading == "შედეგები"
    first, second = section.items
    assert first.passage.text == "ტრენინგები"
    assert ["".join(run.text for run in line) for line in first.more] == ["მიღწეულია: ყველა ჩატარდა"]
    figures = ["".join(run.text for run in line) for line in first.small]
    assert figures == ["მოსალოდნელი: 120 ადამიანი", "მიღწეული: 131,5 ადამიანი"]
    assert [run.text for run in second.passage] == ["მიღწეულია: ", "რაც არავის დაუგეგმავს"]


def test_milestones_stand_in_the_order_of_time(hub):
    hub.milestones = [
        ProjectMilestone(date=date(2025, 3, 1), text_ka="დასრულება", state="delayed"),
        ProjectMilestone(date=date(2024, 1, 15), text_ka="დაწყება", text_en="Start", state="reached"),
    ]
    publish(hub)
    content = ProjectPage.objects.get(pk=hub.pk).brochure_content("en", publisher="City Hall")
    assert content.milestones_heading == "Milestones"
    steps = [(step.label.replace("\u00a0", " "), *passages(step)) for step in content.milestones]
    assert [(label, text.text, text.language, state.text) for label, text, state in steps] == [
        ("15 January 2024", "Start", "en", "reached"),
        ("1 March 2025", "დასრულება", "ka", "delayed"),
    ]


def a_picture(**texts) -> Picture:
    picture = Picture(title="office name", **texts)
    picture.file = ContentFile(pictures.jpeg(size=(900, 600)), name="picture.jpg")
    picture.save()
    return picture


def test_a_funder_is_named_with_its_emblem_once_that_is_allowed(budgeting):
    (funder,) = budgeting.organisations_as(Role.FUNDER)
    funder.logo = a_picture(alt_ka="ვარსკვლავების წრე")
    funder.save()

    def acknowledgement():
        (found,) = ProjectPage.objects.get(pk=budgeting.pk).brochure_content("ka", publisher="მერია").funders
        return found

    assert acknowledgement().emblem is None
    funder.logo_permission = "წერილი"
    funder.save()
    found = acknowledgement()
    assert found.statement.text == str(budgeting.visibility[0].statement)
    assert found.emblem.alternative.text == "ვარსკვლავების წრე"
    # As its owner drew it, without loss.
    assert found.emblem.file.startswith(b"\x89PNG")


def test_pictures_and_files_of_the_text_are_taken_over(hub, settings):
    first, second = a_picture(alt_ka="შენობა", credit_ka="ფოტო: მერია"), a_picture(alt_ka="ბაღი")
    form = PdfDocument.objects.order_by("pk").first()
    hub.body_ka = [
        ("picture", {"image": first, "caption": "წარწერა"}),
        ("gallery", {"pictures": [{"image": second, "caption": ""}, {"image": first, "caption": "მეორე"}]}),
        ("document", {"document": form, "text": "განაცხადის ფორმა"}),
    ]
    publish(hub)
    page = ProjectPage.objects.get(pk=hub.pk)
    picture, gallery, link = page.brochure_content("ka", publisher="მერია").blocks
    assert [passage.text for passage in passages(picture)] == ["შენობა", "წარწერა", "ფოტო: მერია"]
    assert [entry.alternative.text for entry in gallery.pictures] == ["ბაღი", "შენობა"]
    assert gallery.pictures[1].caption.text == "მეორე"
    assert (link.passage.text, link.passage.link) == ("განაცხადის ფორმა", f"{settings.PUBLIC_URL}{form.url}")


def test_an_album_is_not_printed_whole(hub, monkeypatch):
    monkeypatch.setattr(body, "MOST_PICTURES", 2)
    picture = a_picture(alt_ka="შენობა")
    hub.body_ka = [
        ("gallery", {"pictures": [{"image": picture, "caption": ""}] * 3}),
        ("picture", {"image": picture, "caption": ""}),
    ]
    publish(hub)
    (gallery,) = ProjectPage.objects.get(pk=hub.pk).brochure_content("ka", publisher="მერია").blocks
    assert len(gallery.pictures) == 2


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
