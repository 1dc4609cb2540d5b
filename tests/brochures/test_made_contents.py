"""What is in a brochure made from a page: sound for screen readers and archives, and all that the page says."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image
from wagtail.models import Page

from announcements.models import AnnouncementPage
from brochures import making
from brochures.making import Outcome, make_brochures
from home.models import SiteDetails
from images.models import Picture
from projects.models import ProjectPage
from projects.organisations import Role
from projects.rows import ProjectMilestone, ProjectResult
from rustavi_site.first_content import build
from rustavi_site.style_page import samples
from tests.brochures.made import content_of, fresh, made, publish, reading_of
from tests.brochures.pdf_checker import elements, faults_of
from tests.brochures.pdf_reader import read

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

LANGUAGES = ["ka", "en"]
TAGS = {"ka": "ka-GE", "en": "en-GB"}
FACTS = build.read("seed_content.yaml")


def every_page() -> list[Page]:
    """Both projects and the announcement, which offers another brochure as long as it has its row."""
    announcement = AnnouncementPage.objects.get()
    announcement.attachments = []
    publish(announcement)
    make_brochures(fresh(announcement))
    return [*ProjectPage.objects.order_by("pk"), fresh(announcement)]


def facts_of(page, code: str) -> list[str]:
    """Every fact of the content file about a page, in a language."""
    (entry,) = [entry for entry in [*FACTS["projects"], *FACTS["announcements"]] if entry["slug"] == page.slug]
    wanted = [entry[f"title_{code}"], entry[f"summary_{code}"], FACTS["site"][f"name_{code}"]]
    for block in entry.get(f"body_{code}", []):
        ((_kind, value),) = block.items()
        wanted += value if isinstance(value, list) else [value]
    wanted += [row[code] for row in [*entry.get("objectives", []), *entry.get("expected_results", [])]]
    organisations = {organisation["key"]: organisation for organisation in FACTS["organisations"]}
    for role in ("funders", "implementers", "partners"):
        wanted += [organisations[key][f"name_{code}"] for key in entry.get(role, [])]
        wanted += [organisations[key].get("acronym", "") for key in entry.get(role, [])]
    projects = {project["key"]: project for project in FACTS["projects"]}
    wanted += [projects[key][f"title_{code}"] for key in entry.get("related_projects", [])]
    if entry.get("budget"):
        wanted += ["416 665,00 €", "2 წელი"] if code == "ka" else ["€416,665.00", "2 years", "1 March 2016"]
    return wanted


def without_spaces(text: str) -> str:
    """Lines may break anywhere, also after a hyphen."""
    return "".join(text.split())


def test_every_made_brochure_is_sound_and_says_what_its_page_says(tmp_path):
    seen = 0
    for page in every_page():
        for code in LANGUAGES:
            brochure = made(page, code)
            assert faults_of(content_of(brochure), language=TAGS[code], title=getattr(page, f"title_{code}")) == []
            reading = reading_of(brochure, tmp_path)
            text = without_spaces(reading.text)
            missing = [fact for fact in facts_of(page, code) if without_spaces(fact) not in text]
            assert missing == []
            with translation.override(code):
                note = "ვებგვერდის ტექსტის მიხედვით" if code == "ka" else "made from the text of the page"
            assert without_spaces(note) in text
            assert without_spaces(page.address_in(code)) in text
            assert reading.codes == [page.address_in(code)]
            assert brochure.version in reading.text
            assert brochure.document.page_count == reading.pages
            assert "\ufffd" not in reading.text and "None" not in reading.text
            seen += 1
    assert seen == 6


def hard_pages() -> dict[str, Page]:
    """Pages that are hard to set: long titles, twenty partners, no picture, no budget, nothing known, every block."""
    announcements = samples.announcements()
    pages = {name: page for name, page in samples.projects().items() if name != "georgian_only"} | announcements
    for page in announcements.values():
        page.body_ka, page.body_en = samples.body("ka"), samples.body("en")
        page.projects = list(ProjectPage.objects.order_by("pk"))
    return pages


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_that_are_hard_to_set_are_sound_too(code, tmp_path):
    for name, page in hard_pages().items():
        content = making.preview(page, code)
        assert faults_of(content, language=TAGS[code], title=getattr(page, f"title_{code}")) == [], name
        reading = read(content, tmp_path)
        assert len(reading.codes) == 1, name
        # No sheet with nothing but an imprint.
        assert reading.pages <= (1 if name == "nothing_known" else 4), name


def test_a_picture_is_in_it_with_its_words(hub, tmp_path):
    picture = Picture(title="office name", alt_ka="მერიის შენობა", alt_en="City Hall", credit_ka="ფოტო: მერია")
    picture.file = SimpleUploadedFile("hall.png", picture_file())
    picture.save()
    hub.picture = picture
    publish(hub)
    make_brochures(fresh(hub))
    for code, alternative in (("ka", "მერიის შენობა"), ("en", "City Hall")):
        brochure = made(hub, code)
        content = content_of(brochure)
        assert faults_of(content, language=TAGS[code], title=getattr(hub, f"title_{code}")) == []
        assert alternative in alternatives_in(content)
        assert without_spaces("ფოტო: მერია") in without_spaces(reading_of(brochure, tmp_path).text)
        assert "office name" not in reading_of(brochure, tmp_path).text


def test_a_picture_that_is_lost_costs_no_brochure(hub, caplog):
    picture = Picture(title="x", alt_ka="x")
    picture.file = SimpleUploadedFile("hall.png", picture_file())
    picture.save()
    Path(picture.file.path).unlink()
    hub.picture = picture
    publish(hub)
    assert make_brochures(fresh(hub))["ka"] == Outcome.UNCHANGED
    assert "cannot be set in a brochure" in caplog.text


def test_the_grant_record_is_in_it(budgeting, tmp_path):
    emblem = Picture(title="office name", alt_ka="ვარსკვლავები", alt_en="Stars")
    emblem.file = SimpleUploadedFile("emblem.png", picture_file())
    emblem.save()
    (funder,) = budgeting.organisations_as(Role.FUNDER)
    funder.logo, funder.logo_permission = emblem, "a letter"
    funder.save()
    row = next(row for row in budgeting.roles if row.role == Role.FUNDER)
    row.contribution_amount, row.contribution_currency = Decimal("300000.50"), "EUR"
    budgeting.organisations = [row]
    budgeting.figures_source_ka, budgeting.figures_source_en = "ხელშეკრულება", "Agreement"
    budgeting.expected_results = [
        ProjectResult(
            text_ka="ტრენინგები",
            text_en="Training courses",
            achieved_ka="ჩატარდა",
            achieved_en="Held",
            achieved_figure=Decimal(131),
            unit_ka="ადამიანი",
            unit_en="people",
        )
    ]
    budgeting.milestones = [
        ProjectMilestone(date=date(2016, 3, 1), text_ka="დაწყება", text_en="Start", state="reached")
    ]
    publish(budgeting)
    make_brochures(fresh(budgeting))
    said = {
        "ka": [
            "300 000,50 €",
            "ხელშეკრულება",
            "ტრენინგები",
            "მიღწეულია: ჩატარდა",
            "131 ადამიანი",
            "დაწყება",
            "მიღწეულია",
        ],
        "en": ["€300,000.50", "Agreement", "Training courses", "Achieved: Held", "131 people", "Start", "reached"],
    }
    for code, alternative in (("ka", "ვარსკვლავები"), ("en", "Stars")):
        content = content_of(made(budgeting, code))
        assert faults_of(content, language=TAGS[code], title=getattr(budgeting, f"title_{code}")) == []
        assert alternatives_in(content).count(alternative) == 1
        text = without_spaces(read(content, tmp_path).text)
        assert [words for words in said[code] if without_spaces(words) not in text] == []


def picture_file() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), "#336699").save(out, "PNG")
    return out.getvalue()


def alternatives_in(content: bytes) -> list[str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return [str(element.Alt) for element in elements(pdf) if "/Alt" in element]


def test_whom_to_ask_is_city_hall_where_the_project_does_not_say_it(hub, tmp_path):
    details = SiteDetails.objects.get()
    details.phone, details.email = "+995 341 00 00 00", "grants@example.org"
    details.save()
    make_brochures(hub)
    assert "+995 341 00 00 00" in reading_of(made(hub, "ka"), tmp_path).text
    hub.contact_email = "hub@example.org"
    publish(hub)
    make_brochures(fresh(hub))
    text = reading_of(made(hub, "en"), tmp_path).text
    assert "hub@example.org" in text and "grants@example.org" not in text
