"""The brochure made from a page: what it says, what a screen reader gets, and what must never break it."""

from __future__ import annotations

import io
import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest

from brochures.typesetting import (
    Acknowledgement,
    BrochureContent,
    Callout,
    Fact,
    Heading,
    Listing,
    Paragraph,
    Passage,
    Quotation,
    Section,
    Status,
    Step,
    Table,
    TypesettingError,
    press,
    typeset,
)
from brochures.typesetting.compiler import FONTS, TEMPLATES, compiled
from brochures.typesetting.glyphs import characters_of, printable
from brochures.typesetting.reader import PASSAGE_LIMIT, TEXT_LIMIT, Reader, web_address
from tests.brochures.pdf_reader import Reading, read

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ka(text: str, **more) -> Passage:
    return Passage(text, "ka", **more)


def en(text: str, **more) -> Passage:
    return Passage(text, "en", **more)


BARE = BrochureContent(
    language="ka",
    publisher="ქალაქ რუსთავის მუნიციპალიტეტის მერია",
    kind="პროექტი",
    title=ka("მონაწილეობითი ადგილობრივი ბიუჯეტირება ქალაქ რუსთავში"),
    language_name="ქართულად",
    page_label="გვერდი {page}, სულ {total}",
    address="https://example.org/ka/projects/participatory-budgeting/",
    address_label="გვერდის მისამართი",
    origin_note="ბროშურა შედგენილია გვერდის ტექსტის მიხედვით.",
)
FULL = replace(
    BARE,
    short_title=ka("მონაწილეობითი ბიუჯეტირება"),
    status=Status("დასრულებული", "done"),
    date_label="თარიღი",
    date="2026 წლის 22 ნოემბერი",
    cover_facts=(Fact("თანხა", (ka("416\u00a0665,00\u00a0€"),)), Fact("ვადა", (ka("2016–2018"),))),
    summary=ka("პროექტის მიზანია მონაწილეობითი ბიუჯეტირების დანერგვა."),
    facts_heading="ძირითადი მონაცემები",
    facts=(
        Fact("დამფინანსებელი", (ka("ევროკავშირი (EU)"),)),
        Fact("ბიუჯეტი", (ka("416\u00a0665,00\u00a0€"),)),
        Fact("განხორციელების ვადა", (ka("2 წელი"),), (ka("2016 წლის 1 მარტი – 2018 წლის 28 თებერვალი"),)),
        Fact("პარტნიორები", tuple(ka(f"პარტნიორი ორგანიზაცია №{number}") for number in range(1, 21))),
    ),
    blocks=(
        Heading(ka("პროექტის მიზანი")),
        Paragraph((ka("იხილეთ "), ka("ანგარიში", link="https://example.org/report"), ka(" და "), en("the annex"))),
        Heading(ka("თემები"), 3),
        Listing((ka("მონაცემთა ვიზუალიზაცია"), ka("პროექტის დიზაინი"))),
        Listing((ka("ჯერ ეს"), ka("მერე ის")), ordered=True),
        Quotation(ka("„ქალაქი ყველასია“"), ka("მერი")),
        Callout(ka("პროექტი დასრულდა"), ka("დასრულების თარიღი: 2018 წლის 28 თებერვალი")),
        Table(ka("წლების მიხედვით"), (ka("წელი"), ka("თანხა")), ((ka("2016"), ka("200 000,00 €")), (ka("2017"),))),
    ),
    sections=(
        Section("ამოცანები", (ka("შესაძლებლობების გაძლიერება"), ka("დიალოგის განვითარება"))),
        Section(
            "შედეგები",
            (
                ka("ინსტიტუციური მექანიზმები"),
                Step(
                    ka("ტრენინგები"), (ka("მიღწეულია: ყველა ტრენინგი"),), (ka("მოსალოდნელი: 120"), ka("მიღწეული: 131"))
                ),
            ),
        ),
    ),
    milestones_heading="ეტაპები",
    milestones=(Fact("2016 წლის 1 მარტი", (ka("დაწყება"),), (ka("შესრულდა"),)),),
    funders=(Acknowledgement(ka("ევროკავშირის ფინანსური მხარდაჭერით")),),
    contact_heading="კონტაქტი",
    contact=(Fact("ელფოსტა", (ka("grants@example.org", link="mailto:grants@example.org"),)),),
    keywords=("ბიუჯეტი", "EU"),
)
# What an English page shows while nobody has translated it: English labels, Georgian passages.
UNTRANSLATED = replace(
    BARE,
    language="en",
    publisher="Rustavi Municipality City Hall",
    kind="Project",
    language_name="In English",
    page_label="Page {page} of {total}",
    facts_heading="Key facts",
    facts=(Fact("Funder", (en("European Union"), ka("ევროკავშირი"))),),
    blocks=(Heading(ka("პროექტის მიზანი")), Paragraph(ka("მიზანი ქართულად.")), Paragraph(en("Aim in English."))),
)


def opened(content: BrochureContent) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(typeset(content, timestamp=NOON)))


@pytest.fixture(scope="module")
def full() -> pikepdf.Pdf:
    return opened(FULL)


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield every element of the tag tree in the order of reading."""

    def below(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from below(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            yield from below(node.get("/K"))

    yield from below(pdf.Root.StructTreeRoot.K)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S)[1:] for element in elements(pdf)]


def headings(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Return tag and text of every heading."""
    return [(str(e.S)[1:], str(e["/T"])) for e in elements(pdf) if re.fullmatch(r"/H\d", str(e.S))]


def links(pdf: pikepdf.Pdf) -> list[str]:
    return [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]


def spoken(pdf: pikepdf.Pdf) -> list[tuple[str, set[str]]]:
    """Return each element's tag and the languages in which the text below it is read out, in reading order.

    A language stands on the marked text itself, or on the nearest element above it, or on the document.
    """
    marked = {}
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and "/MCID" in operands[1]:
                language = operands[1].get("/Lang")
                marked[page.obj.objgen, int(operands[1].MCID)] = language and str(language)
    found: list[tuple[str, set[str]]] = []

    def below(node: pikepdf.Object, page: pikepdf.Object | None, language: str) -> set[str]:
        if isinstance(node, pikepdf.Array):
            return set().union(*(below(child, page, language) for child in node))
        if isinstance(node, int):
            return {marked[page.objgen, node] or language}
        page = node.get("/Pg", page)
        if "/S" not in node:
            return below(int(node.MCID), page, language) if "/MCID" in node else set()
        languages: set[str] = set()
        found.append((str(node.S)[1:], languages))
        languages |= below(node.get("/K", pikepdf.Array()), page, str(node.get("/Lang", language)))
        return languages

    below(pdf.Root.StructTreeRoot.K, None, str(pdf.Root.Lang))
    return found


def text_of(pdf: bytes, path: Path) -> str:
    """Return the text of a PDF without any white space, as lines may break anywhere."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed, so the text of the PDF cannot be read back")
    path.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True)
    return squeezed(run.stdout)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_of(part: object) -> Iterator[str]:
    """Yield every text that a content object wants to see in print."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Passage):
        yield part.text
    elif isinstance(part, tuple):
        for item in part:
            yield from words_of(item)
    elif hasattr(part, "__dataclass_fields__"):
        hidden = {"language", "page_label", "keywords", "billet"}
        for name in part.__dataclass_fields__:
            if name not in hidden:
                yield from words_of(getattr(part, name))


# --- what it says


def test_everything_of_the_content_is_in_the_text(tmp_path):
    text = text_of(typeset(FULL, timestamp=NOON), tmp_path / "full.pdf")
    assert [words for words in words_of(FULL) if squeezed(words) not in text] == []
    assert squeezed("გვერდი 2, სულ 3") in text


LONG = (Paragraph(ka("ტექსტი, რომელსაც ორი ფურცელი არ ეყოფა. " * 5)),) * 24


def test_facts_of_the_cover_alone_are_repeated_inside():
    crowded = tuple(Fact(f"ეტიკეტი {number}", (ka(f"მნიშვნელობა {number}"),)) for number in range(9))
    pdf = opened(replace(BARE, cover_facts=crowded, blocks=LONG))
    assert len(pdf.pages) > 2
    assert tags(pdf).count("LI") == 4 + 9


def test_a_brochure_without_a_cover_has_each_fact_once():
    crowded = tuple(Fact(f"ეტიკეტი {number}", (ka(f"მნიშვნელობა {number}"),)) for number in range(9))
    pdf = opened(replace(BARE, cover_facts=crowded[:4], facts=crowded))
    assert len(pdf.pages) == 1
    assert tags(pdf).count("LI") == 9


MILLIMETRE = 72 / 25.4


def white_above_the_imprint(reading: Reading) -> float:
    """How much of the last sheet is empty between the text and the imprint, in mm."""
    _words, page, _bottom, top = reading.line_of(BARE.language_name)
    above = [bottom for _words, number, bottom, _top in reading.lines if number == page and bottom > top]
    return (min(above) - top) / MILLIMETRE


@pytest.mark.parametrize(("paragraphs", "sheets"), [(1, 1), (4, 1), (6, 2), (8, 2), (10, 2), (13, 3)])
def test_no_sheet_of_a_short_text_is_half_empty(paragraphs, sheets, tmp_path):
    content = replace(BARE, summary=FULL.summary, facts=FULL.facts[:3], blocks=LONG[:paragraphs])
    reading = read(typeset(content, timestamp=NOON), tmp_path)
    assert reading.pages == sheets
    assert white_above_the_imprint(reading) < 75
    if sheets == 2:
        text = [bottom for _words, page, bottom, _top in reading.lines if page == 0 and bottom > 28 * MILLIMETRE]
        assert min(text) < 60 * MILLIMETRE
    assert len([line for line in reading.lines if BARE.language_name in line[0]]) == 1


def test_the_imprint_is_never_alone_on_a_sheet(tmp_path):
    """Where the last sheet has no room for it, it stands on the cover."""
    places = set()
    for paragraphs in range(12, 20):
        reading = read(typeset(replace(BARE, blocks=LONG[:paragraphs]), timestamp=NOON), tmp_path)
        _words, page, _bottom, _top = reading.line_of(BARE.language_name)
        places.add("cover" if page == 0 else "last" if page == reading.pages - 1 else "elsewhere")
        assert any("ფურცელი" in words for words, number, _bottom, _top in reading.lines if number == reading.pages - 1)
    assert places == {"cover", "last"}


def test_the_head_of_a_sheet_names_the_page_and_not_its_kind(tmp_path):
    reading = read(typeset(replace(BARE, blocks=LONG), timestamp=NOON), tmp_path)
    heads = [words for words, page, bottom, _top in reading.lines if page > 0 and bottom > 270 * MILLIMETRE]
    assert [words for words in heads if BARE.kind == words.strip()] == []
    assert len([words for words in heads if BARE.title.text in words]) == reading.pages - 1


def test_title_alone_is_a_brochure_of_one_page_with_its_address():
    pdf = opened(BARE)
    assert len(pdf.pages) == 1
    assert headings(pdf) == [("H1", BARE.title.text)]
    assert links(pdf) == [BARE.address]


@pytest.mark.parametrize("letters", [1, 190, 400])
def test_title_of_any_length_keeps_to_the_cover(letters):
    title = ("მუნიციპალიტეტის ინსტიტუციონალიზაცია " * 12)[:letters].strip()
    pdf = opened(replace(BARE, title=ka(title)))
    assert len(pdf.pages) == 1
    assert headings(pdf) == [("H1", title)]


def test_a_label_longer_than_its_value_keeps_its_row(tmp_path):
    """A rule and air stand between it and the next label."""
    contact = (Fact("საკონტაქტო პირი ან პასუხისმგებელი სამსახური", (ka("გიორგი"),)), Fact("ტელეფონი", (ka("995"),)))
    reading = read(typeset(replace(BARE, contact=contact), timestamp=NOON), tmp_path)
    _text, page, bottom, _top = reading.line_of("სამსახური")
    _text, next_page, _bottom, next_top = reading.line_of("ტელეფონი")
    assert page == next_page
    assert bottom - next_top > 10


@pytest.mark.parametrize("paragraphs", [18, 19, 21, 28])
def test_a_last_sheet_of_a_few_lines_is_saved(paragraphs, tmp_path):
    """Each of these would end in some lines of a paragraph on a sheet of their own."""
    sentence = "პროექტის მიზანია მონაწილეობითი ბიუჯეტირების დანერგვა ქალაქში და მოსახლეობის ჩართულობის გაზრდა. "
    blocks = (Paragraph(ka(sentence * (1 + paragraphs % 3))),) * paragraphs
    content = replace(BARE, blocks=blocks)
    roomy, _warnings, (end,) = compiled(
        TEMPLATES / "brochure.typ",
        press._data(content, Reader(), False) | press.FORM | {"dated": False, "form": "booklet"},
        asked="<end>",
        format="pdf",
    )
    assert end["filled"] < press.WORTH_A_SHEET
    reading = read(typeset(content, timestamp=NOON), tmp_path)
    assert reading.pages == len(pikepdf.open(io.BytesIO(roomy)).pages) - 1
    assert squeezed(reading.text).count(squeezed(sentence)) == paragraphs * (1 + paragraphs % 3)


@pytest.mark.parametrize("paragraphs", [0, 4, 16])
def test_what_needs_no_closing_up_keeps_its_air(paragraphs, monkeypatch):
    set_with = []

    def watched(main, data, **options):
        set_with.append(data["tightness"])
        return compiled(main, data, **options)

    monkeypatch.setattr(press, "compiled", watched)
    typeset(replace(BARE, blocks=(Paragraph(ka("სიტყვა")),) * paragraphs), timestamp=NOON)
    assert set(set_with) == {0}


def test_empty_parts_leave_no_heading():
    empty = replace(
        BARE,
        summary=ka(" \n"),
        facts_heading="ძირითადი მონაცემები",
        facts=(Fact("ბიუჯეტი", ()), Fact("ვადა", (ka("\u200b"),))),
        blocks=(Paragraph(ka("")), Listing(()), Table(None, (ka("წელი"),), ()), Callout(ka("სათაური"), ka(" "))),
        sections=(Section("ამოცანები", ()), Section("შედეგები", (ka(""),))),
        milestones_heading="ეტაპები",
        funders=(Acknowledgement(ka("")), Acknowledgement()),
        contact_heading="კონტაქტი",
    )
    pdf = opened(empty)
    assert headings(pdf) == [("H1", BARE.title.text)]
    assert len(pdf.pages) == 1


def test_headings_follow_each_other_without_gaps(full):
    assert headings(full) == [
        ("H1", FULL.title.text),
        ("H2", "ძირითადი მონაცემები"),
        ("H2", "პროექტის მიზანი"),
        ("H3", "თემები"),
        ("H2", "ამოცანები"),
        ("H2", "შედეგები"),
        ("H2", "ეტაპები"),
        ("H2", "კონტაქტი"),
    ]


def test_body_that_starts_with_a_small_heading_is_raised_to_level_2():
    pdf = opened(replace(BARE, blocks=(Heading(ka("პატარა"), 3), Paragraph(ka("ტექსტი")))))
    assert headings(pdf)[1] == ("H2", "პატარა")


# --- what a screen reader and an archive get


def test_tagged_titled_and_dated(full):
    root = full.Root
    assert root.MarkInfo.Marked
    assert root.Lang == "ka-GE"
    assert root.ViewerPreferences.DisplayDocTitle
    assert all(page.get("/Tabs") == "/S" for page in full.pages if "/Annots" in page)
    with full.open_metadata() as data:
        assert data["dc:title"] == FULL.title.text
        assert data["dc:creator"] == [FULL.publisher]
        assert data["dc:description"] == FULL.summary.text
        assert data["pdfuaid:part"] == "1"
        assert (data["pdfaid:part"], data["pdfaid:conformance"]) == ("2", "A")
        assert data["xmp:CreateDate"].startswith("2026-11-22T12:00:00")


def test_fonts_are_embedded_and_can_be_read_back(full):
    fonts = {font.objgen: font for page in full.pages for font in page.Resources.get("/Font", {}).values()}
    assert fonts
    for font in fonts.values():
        assert "/ToUnicode" in font
        assert "FiraGO" in str(font.BaseFont)
        (descendant,) = font.DescendantFonts
        assert "/FontFile2" in descendant.FontDescriptor


def test_each_kind_of_content_has_its_tag(full):
    found = tags(full)
    assert found.count("Table") == found.count("THead") == found.count("Caption") == 1
    assert found.count("TR") == 3
    assert found.count("TH") == 2
    assert found.count("TD") == 4
    assert found.count("BlockQuote") == 1
    assert found.count("Link") == len(links(full)) == 3
    # cover, sheet, two listings, two sections, milestones, contact
    assert found.count("L") == 8
    # Words lie in paragraphs, headings, list items or cells, never loose in the document.
    document = next(elements(full))
    assert {str(child.S)[1:] for child in document.K} <= {"P", "H1", "H2", "H3", "L", "BlockQuote", "Table", "Div"}


def test_table_without_a_header_has_no_empty_one():
    rows = ((ka("2016"), ka("200 000,00 €")), (ka("2017"), ka("216 665,00 €")))
    found = tags(opened(replace(BARE, blocks=(Table(None, (ka(""), ka("")), rows),))))
    assert found.count("TD") == 4
    assert "TH" not in found
    assert "THead" not in found


def test_every_drawing_is_either_tagged_or_an_artifact(full):
    paint = {"f", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "EI"}
    for page in full.pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += name in ("BDC", "BMC")
            depth -= name == "EMC"
            assert depth or name not in paint


def test_passages_in_the_other_language_say_so():
    pdf = opened(UNTRANSLATED)
    assert pdf.Root.Lang == "en-GB"
    found = spoken(pdf)
    assert found[1] == ("P", {"en-GB"})  # the publisher
    assert [languages for tag, languages in found if tag == "H1"] == [{"ka-GE"}]
    assert [languages for tag, languages in found if tag == "H2"] == [{"en-GB"}, {"ka-GE"}]
    assert [languages for tag, languages in found if tag == "LBody"] == [{"en-GB", "ka-GE"}]
    # one value of the fact, one paragraph
    assert [tag for tag, languages in found if languages == {"ka-GE"}].count("P") == 2


def test_brochure_in_one_language_names_no_other():
    pdf = opened(replace(FULL, blocks=(Paragraph(ka("ტექსტი")),)))
    assert set().union(*(languages for _, languages in spoken(pdf))) == {"ka-GE"}


# --- what must not break it


def test_markup_in_the_text_is_printed_as_it_stands(tmp_path):
    hostile = '#read("/etc/passwd") *x* $y$ _z_ `c` <label> @ref \\ // --- #panic("no") [b] {c} = d'
    content = replace(
        BARE,
        title=ka(hostile),
        summary=ka(hostile),
        publisher=hostile,
        facts=(Fact(hostile, (ka(hostile),)),),
        blocks=(Paragraph(ka(hostile)), Heading(ka(hostile)), Table(None, (ka(hostile),), ((ka(hostile),),))),
    )
    pdf = typeset(content, timestamp=NOON)
    assert text_of(pdf, tmp_path / "hostile.pdf").count(squeezed(hostile)) >= 8
    assert headings(pikepdf.open(io.BytesIO(pdf)))[0] == ("H1", hostile)


def test_characters_without_a_glyph_are_replaced_and_reported(caplog, tmp_path):
    odd = "წყალი 🎉 北京市 \x00\x07 \ud800 \ue000 \uffff \u202eრბ\u202c 👨‍👩‍👧 ﬁ \u202f № ₾"
    with caplog.at_level(logging.WARNING):
        pdf = typeset(replace(BARE, title=ka(odd), blocks=(Paragraph(ka(odd)),)), timestamp=NOON)
    assert "U+1F389" in caplog.text
    assert BARE.address in caplog.text
    assert squeezed("წყალი ? რბ fi № ₾") in text_of(pdf, tmp_path / "odd.pdf")


def test_capital_georgian_letters_become_ordinary_ones():
    assert headings(opened(replace(BARE, title=ka("Სათაური"))))[0] == ("H1", "სათაური")


@pytest.mark.parametrize(
    "text",
    ["ა" * 5_000, "https://example.org/" + "%E1%83%90" * 200, "416\u00a0665\u00a0" * 300, "ა-ბ/გ." * 500],
)
def test_text_that_hardly_breaks_is_still_set(text):
    cells = tuple(ka(text[:200]) for _ in range(8))
    blocks = (Paragraph(ka(text)), Table(None, cells, (cells,)))
    assert opened(replace(BARE, blocks=blocks, facts=(Fact(text[:300], (ka(text),)),)))


def test_long_parts_run_over_several_pages(tmp_path):
    words = "რუსთავის მუნიციპალიტეტის განვითარების გეგმა "
    rows = tuple((ka(f"სტრიქონი-{number}"), ka(words)) for number in range(120))
    content = replace(
        BARE,
        facts=(Fact("პარტნიორები", tuple(ka(f"პარტნიორი-{number}") for number in range(150))),),
        blocks=(Paragraph(ka(words * 200)), Table(None, (ka("ა"), ka("ბ")), rows)),
        sections=(Section("ამოცანები", (ka(words * 150 + "ბოლო-ამოცანა"), ka("მეორე"))),),
    )
    text = text_of(typeset(content, timestamp=NOON), tmp_path / "long.pdf")
    for last in ("პარტნიორი-149", "სტრიქონი-119", "ბოლო-ამოცანა", "მეორე", squeezed(BARE.origin_note)):
        assert last in text


def test_only_links_to_the_web_and_to_mail_become_links(caplog):
    addresses = [
        "https://example.org/a?b=1#c",
        "http://example.org",
        "mailto:grants@example.org",
        "https://example.org/ბიუჯეტი",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//example.org",
        "https://",
        "https://exa mple.org",
        "",
    ]
    blocks = tuple(Paragraph(ka(f"ბმული {number}", link=link)) for number, link in enumerate(addresses))
    with caplog.at_level(logging.WARNING):
        found = links(opened(replace(BARE, blocks=blocks)))
    encoded = "https://example.org/%E1%83%91%E1%83%98%E1%83%A3%E1%83%AF%E1%83%94%E1%83%A2%E1%83%98"
    assert found == [*addresses[:3], encoded, BARE.address]
    assert "javascript:alert(1)" in caplog.text


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"title": ka(" 🎉 ")}, "no title"),
        ({"title": ka("ა" * 401)}, "longer than 400"),
        ({"address": "/ka/projects/"}, "absolute address"),
        ({"address": "javascript:alert(1)"}, "absolute address"),
        ({"language": "Georgian"}, "not the code of a language"),
        ({"summary": Passage("ტექსტი", "ka-GE")}, "not the code of a language"),
        ({"summary": ka("ა" * TEXT_LIMIT)}, "longer than 300000"),
        ({"blocks": (Listing((ka("ა"),) * PASSAGE_LIMIT),)}, "more than 3000"),
        ({"blocks": (Section("ა", (ka("ბ"),)),)}, "cannot hold a Section"),
        ({"status": Status("უცნობი", "unknown")}, "billet"),
    ],
)
def test_errors_say_why(wrong, reason):
    with pytest.raises(TypesettingError, match=reason):
        typeset(replace(BARE, **wrong), timestamp=NOON)


def test_refusal_of_typst_is_an_error_of_the_room(monkeypatch):
    monkeypatch.setattr("brochures.typesetting.press.STANDARDS", ["ua-1", "1.4"])
    with pytest.raises(TypesettingError, match=r"typst could not set the brochure of https://example\.org"):
        typeset(BARE, timestamp=NOON)


# --- the same bytes


def test_same_content_and_time_give_the_same_bytes():
    first = typeset(FULL, timestamp=NOON)
    elsewhere = NOON.astimezone(timezone(timedelta(hours=4))).replace(microsecond=5)
    assert typeset(FULL, timestamp=elsewhere) == first
    assert typeset(FULL, timestamp=NOON + timedelta(days=1)) != first
    assert typeset(replace(FULL, date="2026"), timestamp=NOON) != first


def test_without_a_time_the_file_bears_no_date():
    data = typeset(BARE)
    assert b"CreationDate" not in data
    with pikepdf.open(io.BytesIO(data)).open_metadata() as metadata:
        assert "xmp:CreateDate" not in metadata
    assert typeset(BARE) == data


def test_time_needs_a_zone():
    with pytest.raises(TypesettingError, match="time zone"):
        typeset(BARE, timestamp=NOON.replace(tzinfo=None))


# --- the typeface


def test_both_weights_have_the_characters_that_the_site_writes():
    regular, strong = (characters_of(FONTS / f"FiraGO-{weight}.ttf") for weight in (400, 600))
    assert regular == strong
    georgian = {chr(code) for code in range(ord("ა"), ord("ჰ") + 1)}
    assert georgian | set("AZaz09 €₾№„“–—·←→•…«»’") | {"\u00a0", "\u200b"} <= regular
    assert not any("\u1c90" <= character <= "\u1cbf" for character in regular)
    assert all(font.stat().st_size < 150_000 for font in FONTS.glob("*.ttf"))


def test_printable_text():
    characters = frozenset("აბგabf?i 12•\u00a0")
    assert printable("აბგ", characters) == ("აბგ", set())
    assert printable(" ა\t\r\n\u2003ბ ", characters) == (" ა ბ ", set())
    assert printable("12\u202f12\u00a0a", characters) == ("12\u00a012\u00a0a", set())
    assert printable("ა\u00adბ\u200bგ", characters) == ("აბგ", set())
    assert printable("ﬁ ① ▪", characters) == ("fi 1 •", set())
    assert printable("a日本b?", characters) == ("a?b?", {"日", "本"})
    assert printable("a\x00🎉b", characters) == ("ab", {"\x00", "🎉"})


def test_characters_are_those_of_the_file_only(tmp_path):
    path = tmp_path / "no-font.ttf"
    path.write_bytes(b"\0\1\0\0\0\0" + b"\0" * 20)
    with pytest.raises(ValueError, match="no character map"):
        characters_of(path)


def test_web_addresses():
    assert web_address(" https://example.org/%41?q=ა ") == "https://example.org/%41?q=%E1%83%90"
    assert web_address("http://[::1") is None
    assert web_address("mailto:") is None
    assert web_address("mailto:a@example.org", schemes=("https",)) is None


# --- weight on the web process


def test_typst_is_loaded_only_when_a_brochure_is_made():
    code = "import sys, brochures.typesetting; sys.exit('typst' in sys.modules or 'django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[2])
