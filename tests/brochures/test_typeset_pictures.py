"""What a brochure draws beside its words: pictures of the text, emblems of funders, tables wider than a sheet."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from brochures.typesetting import (
    Acknowledgement,
    Fact,
    Gallery,
    Illustration,
    Passage,
    Status,
    Table,
    TypesettingError,
    typeset,
)
from tests.brochures.pdf_checker import elements, faults_of
from tests.brochures.pdf_reader import read
from tests.brochures.test_typesetting import BARE, LONG, NOON, ka

MILLIMETRE = 72 / 25.4


def file(width: int, height: int, kind: str = "PNG", colour: str = "#003399") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


def emblem(width: int, height: int, colour: str = "#003399") -> Illustration:
    return Illustration(file(width, height, colour=colour), alternative=ka("ემბლემა"))


def made(**parts) -> bytes:
    pdf = typeset(replace(BARE, **parts), timestamp=NOON)
    assert faults_of(pdf, language="ka-GE", title=BARE.title.text) == []
    return pdf


def drawings(content: bytes) -> list[tuple[int, tuple[float, float, float, float]]]:
    """Every picture that is drawn: (page, (left, bottom, width, height) in mm)."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            pictures = {name for name, it in page.Resources.get("/XObject", {}).items() if it.Subtype == "/Image"}
            here, stack = pikepdf.Matrix(), []
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "q":
                        stack.append(here)
                    case "Q":
                        here = stack.pop()
                    case "cm":
                        here = pikepdf.Matrix(*operands) @ here
                    case "Do" if str(operands[0]) in pictures:
                        box = here.transform(pikepdf.Rectangle(0, 0, 1, 1))
                        box = (box.llx, box.lly, box.width, box.height)
                        found.append((number, tuple(round(side / MILLIMETRE, 1) for side in box)))
    return found


def alternatives(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [str(element.Alt) for element in elements(pdf) if "/Alt" in element]


@pytest.mark.parametrize(("width", "height"), [(900, 600), (300, 500), (600, 600), (1600, 400), (3000, 300)])
def test_an_emblem_keeps_its_proportions_and_is_never_too_small(width, height):
    content = made(
        blocks=LONG, funders=(Acknowledgement(ka("ევროკავშირის ფინანსური მხარდაჭერით"), emblem(width, height)),)
    )
    (inside,) = [box for page, box in drawings(content) if page > 1]
    left, _bottom, across, high = inside
    assert across / high == pytest.approx(width / height, rel=0.02)
    assert high >= 10
    assert left >= 20
    assert left + across <= 190
    # It is said once, although it stands on the cover, too.
    assert alternatives(content).count("ემბლემა") == 1


@pytest.mark.parametrize("paragraphs", [7, 16], ids=["two sheets", "cover"])
def test_narrow_emblems_stand_opposite_to_the_mark(paragraphs):
    two = (Acknowledgement(None, emblem(900, 600)), Acknowledgement(None, emblem(600, 600, "#336600")))
    on_cover = [box for page, box in drawings(made(funders=two, blocks=LONG[:paragraphs])) if page == 1]
    assert [round(across / high, 1) for _left, _bottom, across, high in on_cover] == [1.5, 1]
    assert all(high >= 10 and bottom > 240 for _left, bottom, _across, high in on_cover)
    # Three millimetres of white around each.
    (first, *_), (second, *_) = on_cover
    assert second - (first + on_cover[0][2]) >= 6


def test_on_a_single_sheet_an_emblem_stands_once(tmp_path):
    words = "ევროკავშირის ფინანსური მხარდაჭერით"
    content = made(funders=(Acknowledgement(ka(words), emblem(900, 600)),))
    ((page, box),) = drawings(content)
    assert page == 1 and box[3] >= 10
    _words, _page, bottom, top = read(content, tmp_path).line_of(words)
    assert bottom < middle(box) * MILLIMETRE < top


WIDE = [(1500, 300), (1400, 300), (1200, 300)]


def middle(box: tuple[float, float, float, float]) -> float:
    _left, bottom, _across, high = box
    return bottom + high / 2


@pytest.mark.parametrize(
    ("sizes", "lines"), [(WIDE[:2], [2]), (WIDE, [3]), ([(600, 600), *WIDE, (600, 600)], [3, 2]), (WIDE * 2, [3, 3])]
)
def test_wide_emblems_stand_on_the_cover_in_one_line_or_two(sizes, lines):
    funders = tuple(
        Acknowledgement(None, emblem(width, height + number)) for number, (width, height) in enumerate(sizes)
    )
    on_cover = [box for page, box in drawings(made(funders=funders, blocks=LONG)) if page == 1]
    assert len(on_cover) == len(sizes)
    found = Counter(round(middle(box)) for box in on_cover)
    assert [found[line] for line in sorted(found, reverse=True)] == lines
    for left, bottom, across, high in on_cover:
        assert left >= 20 and left + across <= 190 and high >= 10
        assert bottom < 120


def test_wide_emblems_stand_below_the_green_of_two_sheets(tmp_path):
    funders = tuple(Acknowledgement(None, emblem(width, height)) for width, height in WIDE)
    content = made(funders=funders, blocks=LONG[:8])
    assert [page for page, _box in drawings(content)] == [1, 1, 1, 2, 2, 2]
    on_first = [box for page, box in drawings(content) if page == 1]
    edges = [min(box[1] for box in on_first) * MILLIMETRE, max(box[1] + box[3] for box in on_first) * MILLIMETRE]
    lines = [line for line in read(content, tmp_path).lines if line[1] == 0]
    assert not [line for line in lines if line[2] < edges[1] and line[3] > edges[0]]
    # The title stands above them, the text below.
    assert max(line[2] for line in lines if "ტექსტი" in line[0]) < edges[0]
    assert min(line[2] for line in lines if "ბიუჯეტირება" in line[0]) > edges[1]


def test_more_emblems_than_two_lines_hold_stand_inside_alone():
    many = tuple(Acknowledgement(None, emblem(1500, 300 + number)) for number in range(7))
    pages = [page for page, _box in drawings(made(funders=many, blocks=LONG))]
    assert pages.count(1) == 0
    assert len(pages) == 7


def test_the_fullest_cover_holds_all_that_is_on_it(tmp_path):
    content = typeset(
        replace(
            BARE,
            title=ka(("მუნიციპალიტეტის ინსტიტუციონალიზაცია " * 12)[:400].strip()),
            status=Status("დასრულებული", "done"),
            cover_facts=tuple(Fact(f"ეტიკეტი {number}", (ka("მნიშვნელობა " * 8),)) for number in range(4)),
            funders=tuple(Acknowledgement(None, emblem(1400, 300 + number)) for number in range(6)),
            date_label="თარიღი",
            date="2026 წლის 22 ნოემბერი",
            code_alternative="კოდი",
            blocks=LONG,
        ),
        timestamp=NOON,
    )
    reading = read(content, tmp_path)
    on_cover = [(bottom, top) for _words, page, bottom, top in reading.lines if page == 0]
    assert min(bottom for bottom, _top in on_cover) > 12 * MILLIMETRE
    emblems = [box for page, box in drawings(content) if page == 1]
    assert len(emblems) == 6
    # No line of the text runs through an emblem, and the code can be read.
    for _left, bottom, _across, high in emblems:
        edges = bottom * MILLIMETRE, (bottom + high) * MILLIMETRE
        assert not [line for line in on_cover if line[0] < edges[1] and line[1] > edges[0]]
    assert reading.codes == [BARE.address]


def test_inside_emblems_without_words_stand_in_one_line():
    words = ka("ევროკავშირის ფინანსური მხარდაჭერით")
    funders = (
        Acknowledgement(words, emblem(600, 600)),
        *(Acknowledgement(None, emblem(900, 300 + number)) for number in range(3)),
    )
    first, *others = [box for _page, box in drawings(made(funders=funders))]
    assert len(others) == 3
    assert len({round(middle(box)) for box in others}) == 1
    assert middle(first) > middle(others[0]) + 10


def test_words_stand_in_one_column_beside_emblems_of_every_width(tmp_path):
    names = ["პირველი", "მეორე", "მესამე"]
    sizes = [(600, 600), (1500, 300), (300, 500)]
    funders = tuple(Acknowledgement(ka(name), emblem(*size)) for name, size in zip(names, sizes, strict=True))
    content = made(funders=funders)
    reading = read(content, tmp_path)
    inside = [box for _page, box in drawings(content)]
    for name, box in zip(names, inside, strict=True):
        _words, _page, bottom, top = reading.line_of(name)
        assert bottom < middle(box) * MILLIMETRE < top


def test_pictures_of_the_text_are_drawn_where_they_stand(tmp_path):
    jpeg = file(1200, 800, "JPEG")
    single = Illustration(jpeg, alternative=ka("შენობა"), caption=ka("წარწერა"), credit=ka("ფოტო: მერია"))
    pair = Gallery((Illustration(file(500, 900), alternative=Passage("A tower", "en")), Illustration(jpeg)))
    content = made(blocks=(single, pair))
    boxes = [box for _page, box in drawings(content)]
    assert [round(across / high, 2) for _left, _bottom, across, high in boxes] == pytest.approx(
        [1.5, 0.56, 1.5], abs=0.02
    )
    assert all(left >= 20 and left + across <= 190 for left, _bottom, across, _high in boxes)
    # The last one has no words, so it is ornament; the language of the other's words is its own.
    assert alternatives(content)[-2:] == ["შენობა", "A tower"]
    text = read(content, tmp_path).text
    assert "წარწერა" in text and "ფოტო: მერია" in text


def test_a_file_that_is_no_picture_is_refused():
    with pytest.raises(TypesettingError, match="JPEG or PNG"):
        typeset(replace(BARE, blocks=(Illustration(b"<svg></svg>"),)), timestamp=NOON)


def text_by(content: bytes, folder: Path, how: str) -> str:
    """What `pdftotext` reads, each space a plain one."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed, so the text of the PDF cannot be read back")
    file = folder / "lines.pdf"
    file.write_bytes(content)
    run = subprocess.run(["pdftotext", how, file, "-"], capture_output=True, check=True, text=True)
    return run.stdout.replace("\u00a0", " ")


def table(columns: int, rows: int = 3, cell: str = "1 234 567,80 €") -> Table:
    header = (ka("მუხლი"), *(ka(f"სვეტი {number}") for number in range(2, columns + 1)))
    return Table(ka("ხარჯები"), header, tuple((ka("ხელფასი"), *(ka(cell),) * (columns - 1)) for _row in range(rows)))


@pytest.mark.parametrize(("columns", "parts"), [(3, 1), (6, 1), (12, 3), (20, 4)])
def test_no_amount_of_a_wide_table_is_broken(columns, parts, tmp_path):
    content = made(blocks=(table(columns),))
    assert sum(line.count("1 234 567,80 €") for line in text_by(content, tmp_path, "-raw").splitlines()) == 3 * (
        columns - 1
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        names = [str(element.S) for element in elements(pdf)]
    assert names.count("/Table") == names.count("/Caption") == parts
    # Each part has the first column and its header again.
    assert names.count("/TH") == columns + parts - 1
    text = read(content, tmp_path).text
    assert text.count("ხელფასი") == 3 * parts
    assert (f"1/{parts}" in text) == (parts > 1)


def test_a_table_of_sentences_stays_one_table():
    sentence = "ნიმუშის მოკლე აღწერა: ორი წინადადება, რომელიც ჩამონათვალშიც ჩანს."
    with pikepdf.open(io.BytesIO(made(blocks=(table(5, cell=sentence),)))) as pdf:
        assert [str(element.S) for element in elements(pdf)].count("/Table") == 1


def test_a_word_that_no_column_can_hold_is_cut_inside_of_its_column():
    made(blocks=(table(4, cell="https://example.org/" + "a" * 200),))


def test_figures_stand_flush_right(tmp_path):
    rows = ((ka("ხელფასი"), ka("5,00 €")), (ka("მგზავრობა"), ka("1 234 567,00 €")))
    content = made(blocks=(Table(None, (ka("მუხლი"), ka("თანხა")), rows),))
    edges = [
        float(edge) for edge in re.findall(r'xMax="([0-9.]+)"[^>]*>[^<]*€</word>', text_by(content, tmp_path, "-bbox"))
    ]
    assert len(edges) == 2
    assert edges[0] == pytest.approx(edges[1], abs=0.1)
