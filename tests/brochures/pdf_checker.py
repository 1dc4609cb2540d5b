"""What PDF/UA-1 and PDF/A-2a ask of a brochure, as far as a machine can tell: `faults_of` names what is wrong.

Rules by number are those of ISO 14289-1 (PDF/UA-1), ISO 19005-2 (PDF/A-2) and ISO 32000-1 (PDF 1.7).
"""

import io
import re
from collections.abc import Iterator

import pikepdf

PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "BI", "INLINE IMAGE"}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
# In these every word is to be read; what else is marked is ornament.
HEADING = re.compile(r"H[1-6]")


def faults_of(content: bytes, *, language: str, title: str) -> list[str]:
    """Every fault of the file, in words; `language` is the tag that it must name, `title` what it must be called."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            *_of_document(pdf, language, title),
            *_of_marks(pdf),
            *_of_structure(pdf),
            *_of_links(pdf),
            *_of_fonts(pdf),
        ]


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element of the tag tree in the order of reading."""

    def below(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from below(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            yield from below(node.get("/K"))

    yield from below(pdf.Root.StructTreeRoot.get("/K"))


def _name(element: pikepdf.Dictionary) -> str:
    return str(element.S)[1:]


def _of_document(pdf: pikepdf.Pdf, language: str, title: str) -> Iterator[str]:
    """Catalogue and metadata: 14289-1, 7.1 and 7.2; 19005-2, 6.6.4 and 6.7."""
    root = pdf.Root
    if pdf.is_encrypted:
        yield "encrypted"
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "not marked as tagged"
    if str(root.get("/Lang", "")) != language:
        yield f"names the language {root.get('/Lang')}"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "shows its file name instead of its title"
    with pdf.open_metadata() as data:
        said = {name: data.get(name) for name in ("dc:title", "pdfuaid:part", "pdfaid:part", "pdfaid:conformance")}
    wanted = {"dc:title": title, "pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"}
    for name, value in wanted.items():
        if said[name] != value:
            yield f"{name} is {said[name]!r}"
    # An archive file needs to say which colours it means (19005-2, 6.2.4).
    if not any(intent.get("/S") == "/GTS_PDFA1" for intent in root.get("/OutputIntents", [])):
        yield "no output intent"


def _of_marks(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Everything that is painted is either tagged or an artifact, and every tag leads back to it: 7.1, 14.7.4.4."""
    tree = _parents(pdf)
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number}: tab order is not that of the tags"
        parents = tree.get(int(page.get("/StructParents", -1)), pikepdf.Array())
        stack: list[int | None] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                stack.append(_content_id(operands))
                marked = stack[-1]
                if marked is not None and (marked >= len(parents) or parents[marked] is None):
                    yield f"page {number}: marked content {marked} belongs to no tag"
            elif name == "EMC":
                stack.pop()
            elif name in PAINTING and not stack:
                yield f"page {number}: {name} paints outside of all marks"


def _content_id(operands: list) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return None


def _parents(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    """The number tree that leads from pages and links to their tags (ISO 32000-1, 7.9.7)."""
    found: dict[int, pikepdf.Object] = {}

    def below(node: pikepdf.Dictionary) -> None:
        numbers = node.get("/Nums", [])
        for index in range(0, len(numbers), 2):
            found[int(numbers[index])] = numbers[index + 1]
        for child in node.get("/Kids", []):
            below(child)

    if "/StructTreeRoot" in pdf.Root and "/ParentTree" in pdf.Root.StructTreeRoot:
        below(pdf.Root.StructTreeRoot.ParentTree)
    return found


def _of_structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Headings, figures, tables and lists: 14289-1, 7.3 to 7.6."""
    if "/StructTreeRoot" not in pdf.Root:
        yield "no tags"
        return
    level = 0
    for element in elements(pdf):
        name = _name(element)
        if HEADING.fullmatch(name):
            new = int(name[1:])
            if new > level + 1 or (level == 0 and new != 1):
                yield f"a heading of level {new} after one of level {level}"
            level = new
        elif name == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "a figure without alternative text"
        elif name == "TH" and not _scope(element):
            yield "a header of a table that does not say for what"
        elif name == "Table":
            yield from _of_table(element)
        elif name == "L" and any(child != "LI" for child in _children(element) if child != "Caption"):
            yield "a list with other things than items"
    if level == 0:
        yield "no heading"


def _children(element: pikepdf.Dictionary) -> list[str]:
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [_name(kid) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _scope(header: pikepdf.Dictionary) -> str:
    attributes = header.get("/A", [])
    attributes = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(each.Scope) for each in attributes if "/Scope" in each), "")


def _of_table(table: pikepdf.Dictionary) -> Iterator[str]:
    rows: list[list[str]] = []

    def below(node: pikepdf.Dictionary) -> None:
        for kid in node.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if _name(kid) == "TR":
                    rows.append(_children(kid))
                else:
                    below(kid)

    below(table)
    if len({len(row) for row in rows}) != 1:
        yield "a table whose rows are not equally long"
    # A table without a word in its first row has no header to mark.
    if rows and "TH" in rows[0] and set(rows[0]) != {"TH"}:
        yield "a table whose first row is half a header"


def _of_links(pdf: pikepdf.Pdf) -> Iterator[str]:
    """14289-1, 7.18."""
    tree = _parents(pdf)
    for number, page in enumerate(pdf.pages, 1):
        for note in page.get("/Annots", []):
            if note.Subtype != "/Link":
                yield f"page {number}: an annotation {note.Subtype}"
                continue
            if not str(note.get("/Contents", "")).strip():
                yield f"page {number}: a link without a description"
            if int(note.get("/StructParent", -1)) not in tree:
                yield f"page {number}: a link without a tag"


def _of_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Embedded, with a Unicode map that knows every glyph, and none of the glyph for "missing": 7.21."""
    for number, page in enumerate(pdf.pages, 1):
        fonts = dict(page.Resources.get("/Font", {}))
        for name, font in fonts.items():
            descendants = font.get("/DescendantFonts")
            described = (descendants[0] if descendants else font).get("/FontDescriptor", {})
            if not any(file in described for file in FONT_FILES):
                yield f"page {number}: font {name} is not embedded"
            if "/ToUnicode" not in font:
                yield f"page {number}: font {name} has no Unicode map"
        for name, codes in _shown(page).items():
            font = fonts.get(name)
            if font is None or "/ToUnicode" not in font:
                continue
            if 0 in codes:
                yield f"page {number}: a character that font {name} lacks"
            if unknown := codes - _mapped(font) - {0}:
                yield f"page {number}: glyphs {sorted(unknown)} of font {name} stand for no character"


def _shown(page: pikepdf.Page) -> dict[str, set[int]]:
    """The glyphs that each font shows; typst writes two bytes for each (Identity-H)."""
    shown: dict[str, set[int]] = {}
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                font = str(operands[0])
            case "Tj" | "TJ":
                for piece in operands[0] if str(operator) == "TJ" else [operands[0]]:
                    if isinstance(piece, pikepdf.String):
                        raw = bytes(piece)
                        codes = {int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)}
                        shown.setdefault(font, set()).update(codes)
    return shown


def _mapped(font: pikepdf.Dictionary) -> set[int]:
    """The glyphs in a font's Unicode map (ISO 32000-1, 9.10.3)."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found: set[int] = set()
    for section in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        found |= {int(code, 16) for code in re.findall(r"<([0-9A-Fa-f]+)>\s*<[0-9A-Fa-f]+>", section)}
    for section in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<|\[)", section):
            found |= set(range(int(first, 16), int(last, 16) + 1))
    return found
