"""The body of a page: every block, and an outline that is always right."""

import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.blocks import StreamValue

from bilingual.blocks import BodyBlock, outline
from brochures.models import PdfDocument
from images.models import Picture
from projects.models import ProjectPage
from rustavi_site.first_content.build import publish
from tests.brochures.pdf_samples import valid
from tests.reading import soup, visible_text, words

pytestmark = pytest.mark.django_db


def heading(text: str, level: int) -> tuple:
    return ("heading", {"text": text, "level": str(level)})


@pytest.fixture
def picture(tmp_path):
    file = tmp_path / "picture.png"
    Image.new("RGB", (1200, 800), "teal").save(file)
    picture = Picture(title="office name.png", alt_ka="მდინარე", alt_en="A river", credit_ka="ავტორი")
    picture.file = ContentFile(file.read_bytes(), name="picture.png")
    picture.save()
    return picture


@pytest.fixture
def document():
    document = PdfDocument(title="ანგარიში")
    document.file = ContentFile(valid(), name="report.pdf")
    document.read_file()
    return document


def levels(*blocks) -> list[int | None]:
    return [level for _child, level in outline(BodyBlock().to_python(BodyBlock().get_prep_value(_stream(blocks))))]


def _stream(blocks):
    block = BodyBlock()
    return StreamValue(block, [(name, block.child_blocks[name].to_python(value)) for name, value in blocks])


def test_headings_never_skip_a_level():
    assert levels(heading("a", 3), heading("b", 3), heading("c", 2), heading("d", 3)) == [2, 3, 2, 3]


@pytest.fixture
def every_block(picture, document) -> list[tuple]:
    return [
        heading("თავი", 2),
        ("paragraph", "<p>აბზაცი <b>მუქი</b></p>"),
        ("listing", {"items": ["ერთი", "ორი"], "numbered": True}),
        ("quote", {"text": "სიტყვები", "source": "ვინმე"}),
        ("picture", {"image": picture, "caption": "წარწერა"}),
        ("gallery", {"pictures": [{"image": picture, "caption": ""}, {"image": picture, "caption": "მეორე"}]}),
        ("document", {"document": document, "text": ""}),
        (
            "table",
            {
                "data": [["რა", "რამდენი"], ["ერთი", None]],
                "first_row_is_table_header": True,
                "table_header_choice": "row",
                "table_caption": "ცხრილის სახელი",
            },
        ),
        ("callout", {"title": "ყურადღება", "text": "<p>შენიშვნა</p>"}),
    ]


def test_every_block_is_shown(client, budgeting, every_block, django_capture_on_commit_callbacks):
    budgeting.body_ka = every_block
    with django_capture_on_commit_callbacks(execute=True):
        publish(budgeting)
    response = client.get(budgeting.path_in("ka"))
    page = soup(response)
    text = visible_text(response)
    for said in ("თავი", "აბზაცი", "ერთი", "სიტყვები", "ვინმე", "წარწერა", "ანგარიში", "რამდენი", "შენიშვნა"):
        assert said in text
    assert page.select("ol li")
    assert page.select("table th[scope=col]")
    assert page.select_one("table caption").get_text() == "ცხრილის სახელი"
    assert "None" not in text
    images = page.select("main img:not(picture.cover img)")
    assert len(images) == 3
    assert {image["alt"] for image in images} == {"მდინარე"}
    assert all(image.get("width") and image.get("height") for image in images)
    link = page.select_one("p.file a")
    assert client.get(link["href"]).status_code == 200


def mentioned(client, page, code: str):
    return soup(client.get(page.path_in(code))).select_one("p.file")


@pytest.mark.parametrize(
    ("signs", "language"),
    [
        ({"text_language": "ka", "declared_language": "en"}, "ka"),
        ({"text_language": "en", "declared_language": ""}, "en"),
        ({"text_language": "", "declared_language": "en-US"}, "en"),
        ({"text_language": "", "declared_language": "ka_GE"}, "ka"),
        ({"text_language": "", "declared_language": '"><b>'}, None),
    ],
)
def test_a_file_in_the_text_tells_its_language_where_it_is_another(client, budgeting, document, signs, language):
    PdfDocument.objects.filter(pk=document.pk).update(**signs)
    budgeting.body_ka = budgeting.body_en = [("document", {"document": document, "text": ""})]
    publish(budgeting)
    for code in ("ka", "en"):
        shown = mentioned(client, budgeting, code)
        assert shown.a.get("hreflang") == language
        phrases = {"ka": ("ქართულად", "ინგლისურად"), "en": ("in Georgian", "in English")}[code]
        said = [phrase for phrase in phrases if phrase in words(shown.get_text())]
        assert said == ([phrases[language == "en"]] if language and language != code else [])


def test_the_title_of_a_file_is_marked_where_it_is_in_the_other_language(client, budgeting, document):
    budgeting.body_ka = budgeting.body_en = [("document", {"document": document, "text": ""})]
    publish(budgeting)
    for title, language in (("ანგარიში", "ka"), ("Report", "en")):
        PdfDocument.objects.filter(pk=document.pk).update(title=title)
        for code in ("ka", "en"):
            marked = mentioned(client, budgeting, code).a.select_one(f"[lang={language}]:not(.meta)")
            assert (marked and marked.get_text()) == (None if code == language else title)


def test_a_link_text_is_in_the_language_of_its_page(client, budgeting, document):
    budgeting.body_en = [("document", {"document": document, "text": "The report of 2020"})]
    publish(budgeting)
    shown = mentioned(client, budgeting, "en")
    assert "The report of 2020" in shown.a.get_text() and not shown.find(lang="ka")


def test_what_is_said_of_a_file_within_a_borrowed_text_is_not_borrowed(client, budgeting, document):
    budgeting.body_ka, budgeting.body_en = [("document", {"document": document, "text": ""})], []
    publish(budgeting)
    shown = mentioned(client, budgeting, "en")
    assert shown.find_parent(lang=True)["lang"] == "ka"
    assert shown.select_one(".meta")["lang"] == "en"


def test_a_translator_reads_every_block_of_a_draft(editor_client, budgeting, every_block):
    budgeting.body_ka = every_block
    budgeting.save_revision()
    screen = soup(editor_client.get(reverse("translate_page", args=[budgeting.pk])))
    [body] = [one for one in screen.select(".side-by-side-georgian") if "აბზაცი" in one.get_text()]
    for said in ("თავი", "ერთი", "სიტყვები", "ვინმე", "წარწერა", "მეორე", "ანგარიში", "რამდენი", "შენიშვნა"):
        assert said in body.get_text()
    # Nobody has published these pictures yet.
    assert [image["alt"] for image in body.select("img")] == ["მდინარე"] * 3
    assert body.select("ol li")
    assert body.select("table th")


def test_a_picture_is_described_in_the_readers_language(client, budgeting, picture, django_capture_on_commit_callbacks):
    budgeting.body_en = [("picture", {"image": picture, "caption": ""})]
    with django_capture_on_commit_callbacks(execute=True):
        publish(budgeting)
    assert soup(client.get(budgeting.path_in("en"))).select_one("main :not(.cover) > img")["alt"] == "A river"


def test_every_block_can_be_chosen_by_its_looks():
    for name, block in BodyBlock().child_blocks.items():
        assert block.meta.icon != "placeholder", name
        assert block.get_description(), name
        assert block.is_previewable, name
        with translation.override("ka"):
            assert not str(block.label).isascii(), name


@pytest.mark.parametrize("name", list(BodyBlock().child_blocks))
def test_the_preview_of_a_block_can_be_seen(administrator_client, name):
    definition = ProjectPage._meta.get_field("body_ka").stream_block.child_blocks[name].definition_prefix
    response = administrator_client.get("/admin/block-preview/", {"id": definition})
    assert response.status_code == 200
    assert "css/site.css" in response.content.decode()


@pytest.mark.parametrize("kind", BodyBlock().child_blocks)
def test_a_block_in_which_nothing_stands_yet_hinders_nobody(editor_client, budgeting, kind):
    """The browser saves it by itself, and a clerk comes back to it."""
    block = BodyBlock().child_blocks[kind]
    # A table sends nothing at all until somebody types into it.
    value = None if kind == "table" else block.get_prep_value(block.get_default())
    budgeting.body_ka = json.dumps([{"type": kind, "value": value}])
    budgeting.save_revision()
    for name in ("wagtailadmin_pages:edit", "translate_page", "both_languages"):
        assert editor_client.get(reverse(name, args=[budgeting.pk])).status_code == 200
    draft = budgeting.get_latest_revision_as_object()
    assert draft.make_preview_request(preview_mode="ka").status_code == 200
