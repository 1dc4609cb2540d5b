"""The checker itself: a brochure that was spoiled on purpose is told from a sound one."""

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from brochures.typesetting import typeset
from tests.brochures import pdf_samples
from tests.brochures.pdf_checker import elements, faults_of
from tests.brochures.test_typesetting import FULL, NOON

TITLE = FULL.title.text


@pytest.fixture(scope="module")
def sound() -> bytes:
    return typeset(replace(FULL, code_alternative="QR კოდი"), timestamp=NOON)


def spoilt(content: bytes, spoil: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spoil(pdf)
        pdf.save(out)
    return out.getvalue()


def first(pdf: pikepdf.Pdf, name: str) -> pikepdf.Dictionary:
    return next(element for element in elements(pdf) if name == element.S)


def without_alternative(pdf):
    del first(pdf, "/Figure")["/Alt"]


def skipped_level(pdf):
    first(pdf, "/H2").S = pikepdf.Name("/H4")


def header_without_scope(pdf):
    first(pdf, "/TH")["/A"] = pikepdf.Array()


def shorter_row(pdf):
    row = first(pdf, "/TR")
    del row.K[0]


def untagged_link(pdf):
    note = next(note for page in pdf.pages for note in page.get("/Annots", []))
    del note["/StructParent"]


def link_without_words(pdf):
    note = next(note for page in pdf.pages for note in page.get("/Annots", []))
    del note["/Contents"]


def other_language(pdf):
    pdf.Root.Lang = pikepdf.String("ka")


def file_name_for_title(pdf):
    del pdf.Root["/ViewerPreferences"]


def not_marked(pdf):
    del pdf.Root["/MarkInfo"]


def no_mark_of_the_standard(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        del data["pdfuaid:part"]


def no_colours(pdf):
    del pdf.Root["/OutputIntents"]


def no_unicode_map(pdf):
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font["/ToUnicode"]


def not_embedded(pdf):
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def missing_glyph(pdf):
    page = pdf.pages[0]
    content = [
        ([pikepdf.String(b"\0\0")] if str(operator) == "Tj" else operands, operator)
        for operands, operator in pikepdf.parse_content_stream(page)
    ]
    assert any(str(operator) in ("Tj", "TJ") for _operands, operator in content)
    text = pikepdf.unparse_content_stream(content)
    page.Contents = pdf.make_stream(text.replace(b"TJ", b"TJ <0000> Tj", 1))


def paint_outside_of_marks(pdf):
    page = pdf.pages[0]
    page.contents_add(b"0 0 10 10 re f")


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (without_alternative, "a figure without alternative text"),
        (skipped_level, "a heading of level 4 after one of level 1"),
        (header_without_scope, "a header of a table that does not say for what"),
        (shorter_row, "a table whose rows are not equally long"),
        (untagged_link, "a link without a tag"),
        (link_without_words, "a link without a description"),
        (other_language, "names the language ka"),
        (file_name_for_title, "shows its file name instead of its title"),
        (not_marked, "not marked as tagged"),
        (no_mark_of_the_standard, "pdfuaid:part is None"),
        (no_colours, "no output intent"),
        (no_unicode_map, "has no Unicode map"),
        (not_embedded, "is not embedded"),
        (missing_glyph, "a character that font"),
        (paint_outside_of_marks, "f paints outside of all marks"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_spoilt_brochure_is_told(sound, spoil, fault):
    assert faults_of(sound, language="ka-GE", title=TITLE) == []
    found = faults_of(spoilt(sound, spoil), language="ka-GE", title=TITLE)
    assert any(fault in each for each in found), found


def test_another_title_is_told(sound):
    assert faults_of(sound, language="ka-GE", title="სხვა") == [f"dc:title is {TITLE!r}"]


def test_an_ordinary_pdf_has_many_faults():
    assert {"not marked as tagged", "no tags"} <= set(faults_of(pdf_samples.valid(), language="ka-GE", title=TITLE))
