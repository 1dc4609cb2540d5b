"""PDF files as offices make them, all to be accepted, and what the inspection must find in each.

Programs that do not run here are stood in for by files built after theirs: the same structure, spelled as they spell
it, down to what looks wrong in it and is not. LibreOffice makes one itself, where it is installed.
"""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.brochures.pdf_samples import assembled, one_page, stream, valid, written

# Calc is enough: all of LibreOffice writes PDF by the same code.
SOFFICE = shutil.which("soffice")
FONTS = Path(__file__).parents[2] / "brochures/typesetting/fonts"
TITLE = "მონაწილეობითი ბიუჯეტირება"
GEORGIAN = """ქალაქ რუსთავის მუნიციპალიტეტის მერია
მონაწილეობითი ადგილობრივი ბიუჯეტირების დანერგვა ქალაქ რუსთავში
პროექტს აფინანსებს ევროკავშირი, EU, ბიუჯეტია 416 665 ევრო
მოქალაქეები თავად ირჩევენ, რა გაკეთდეს მათ უბანში"""
ENGLISH = """The City of Rustavi
Participatory budgeting in the city of Rustavi
The project is funded by the European Union and its budget is 416 665 euro
The citizens choose what is to be done in the part of the city they live in"""


def saved(pdf: pikepdf.Pdf, **options) -> bytes:
    file = io.BytesIO()
    pdf.save(file, fix_metadata_version=False, **options)
    return file.getvalue()


def tags(pdf: pikepdf.Pdf, language: str) -> None:
    """The least that makes a file a tagged one."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    # A role of its maker's own, by a name that elsewhere would be an action.
    movie = Dictionary(Type=Name.StructElem, S=Name.Movie, P=document, Pg=pdf.pages[0].obj, K=0)
    document.K = Array([pdf.make_indirect(movie)])
    root.K = document
    root.RoleMap = Dictionary(Movie=Name.P)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(language)


def word() -> bytes:
    """Microsoft Word: a table of objects, and after it an empty one that points to a packed one."""
    with pikepdf.open(io.BytesIO(written(GEORGIAN))) as pdf:
        tags(pdf, "ka-GE")
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.docinfo["/Title"] = TITLE
        pdf.docinfo["/Creator"] = "Microsoft® Word for Microsoft 365"
        pdf.pages[0].obj.Tabs = Name.S
        pdf.pages[0].obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
        # A link to a place in the text, one to the web, one to another file.
        pdf.pages[0].obj.Annots = Array(
            [
                link(pdf, S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.XYZ, 0, 700, 0])),
                link(pdf, S=Name.URI, URI=String("https://example.org/?a=javascript:")),
                link(pdf, S=Name.GoToR, F=String("annex.pdf"), D=Array([0, Name.Fit])),
            ]
        )
        whole = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    size = int(whole.rpartition(b"/Size ")[2].split()[0])
    first = int(whole.rpartition(b"startxref\n")[2].split()[0])
    info = int(whole.rpartition(b"/Info ")[2].split()[0])
    packed = len(whole)
    entries = b"/Type /XRef /Size %d /W [1 2 1] /Root 1 0 R /Index [0 1]" % (size + 1)
    whole += b"%d 0 obj\n%s\nendobj\n" % (size, stream(b"\x00\x00\x00\xff", entries))
    start = len(whole)
    return whole + (
        b"xref\r\n0 0\r\ntrailer\r\n<</Size %d/Root 1 0 R/Info %d 0 R/Prev %d/XRefStm %d>>\r\n"
        b"startxref\r\n%d\r\n%%%%EOF" % (size + 1, info, first, packed, start)
    )


def link(pdf: pikepdf.Pdf, **action) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(**action))
    )


def indesign() -> bytes:
    """Adobe InDesign, for print: boxes, layers, an outline, a view to open with, all packed and linearized."""
    with pikepdf.open(io.BytesIO(written(ENGLISH))) as pdf:
        page = pdf.pages[0].obj
        page.TrimBox = page.BleedBox = page.CropBox = Array([10, 10, 585, 832])
        page.Rotate = 90
        page.PieceInfo = Dictionary(InDesign=Dictionary(DocumentID=String("xmp.did"), LastModified=String("D:2026")))
        page.Trans = Dictionary(S=Name.Fade)
        page.AA = Dictionary()
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer 1"), Intent=Name.View))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([page, Name.FitH, 832]))
        pdf.Root.PageMode = Name.UseOutlines
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Contents", 0))
        pdf.docinfo["/Trapped"] = Name("/False")
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = "Participatory budgeting"
        return saved(pdf, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def canva() -> bytes:
    """Canva: everything is a picture or a form of its own, with masks and transparency."""
    mask = stream(
        b"\xff" * 16, b"/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    picture = stream(
        b"\x1a\x6b\x8e" * 16,
        b"/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceRGB /BitsPerComponent 8 /SMask 5 0 R",
    )
    form = stream(
        b"/X1 Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 1587 2245] /Group << /S /Transparency >> "
        b"/Resources << /XObject << /X1 6 0 R >> >>",
    )
    return one_page(
        b"q 0.24 0 0 0.24 0 0 cm /G3 gs /JS Do Q",
        mask,
        picture,
        form,
        # Names of resources are free.
        resources=b"/XObject << /JS 7 0 R /Launch 6 0 R >> /ExtGState << /G3 << /ca 1 /BM /Normal >> >>",
        box=b"[0 0 1587.5 2245.2]",
        page=b"/UserUnit 1.0",
        catalogue=b"/Lang (en) /MarkInfo << /Marked false >> /ViewerPreferences << /DisplayDocTitle true >>",
    )


def libreoffice() -> bytes:
    """LibreOffice: a title in UTF-16, a view to open with, a language, no tags."""
    title = b"<FEFF" + TITLE.encode("utf-16-be").hex().upper().encode() + b">"
    return written(
        GEORGIAN,
        catalogue=b"/OpenAction[3 0 R /XYZ null null 0]\n/Lang(ka-GE)\n",
        trailer=b"/Info << /Title %s /Producer <FEFF004C004F> >>\n/DocChecksum /0123456789ABCDEF0123456789ABCDEF"
        % title,
    )


def libreoffice_itself() -> bytes:
    """A table that LibreOffice has saved as tagged PDF just now."""
    lines = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{line}</text:p></table:table-cell>'
        "</table:table-row>"
        for line in GEORGIAN.split("\n")
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    source = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document {names} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:meta><dc:title>{TITLE}</dc:title></office:meta><office:body><office:spreadsheet>"
        f'<table:table table:name="1">{lines}</table:table></office:spreadsheet></office:body></office:document>'
    )
    tagged = 'pdf:calc_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "budget.fods").write_text(source)
        # A profile of its own: a second LibreOffice with the same one would only wake the first.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [SOFFICE, profile, "--headless", "--convert-to", tagged, "budget.fods"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
        return (folder / "budget.pdf").read_bytes()


def scanned() -> bytes:
    """A scanner: a photograph of each sheet, and the stamp of the program."""
    photo = io.BytesIO()
    Image.effect_noise((827, 1169), 60).convert("RGB").save(photo, "JPEG", quality=60)
    entries = (
        b"/Type /XObject /Subtype /Image /Width 827 /Height 1169 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        b"/Filter /DCTDecode"
    )
    return one_page(
        b"q 595 0 0 842 0 0 cm /Im0 Do Q BT /F1 6 Tf 9 9 Td (Scanned with a phone) Tj ET",
        stream(photo.getvalue(), entries),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        resources=b"/XObject << /Im0 5 0 R >> /Font << /F1 6 0 R >>",
    )


def form_without_scripts() -> bytes:
    """A form to fill in and print, with a button that empties it."""
    return written(
        ENGLISH,
        page=b"/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [40 40 200 60] /AA << >> >> "
        b"<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (empty) /Rect [40 20 90 35] "
        b"/A << /S /ResetForm >> >>]",
        catalogue=b"/AcroForm << /Fields [] /NeedAppearances true /XFA [] >> /Names << /JavaScript << /Names [] >> >> "
        b"/AA << >>",
    )


def with_attachment() -> bytes:
    """A table of data beside the text, as PDF/A-3 has it; named twice, once a file."""
    with pikepdf.open(io.BytesIO(written(ENGLISH))) as pdf:
        pdf.attachments["budget.csv"] = pikepdf.AttachedFileSpec(
            pdf, b"year;euro\n2016;416665\n", filename="budget.csv"
        )
        pdf.Root.AF = Array([pdf.Root.Names.EmbeddedFiles.Names[1]])
        return saved(pdf)


def print_restricted() -> bytes:
    allow = pikepdf.Permissions(print_lowres=False, print_highres=False)
    with pikepdf.open(io.BytesIO(written(ENGLISH))) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(user="", owner="owner", allow=allow))


def odd_but_legal() -> bytes:
    """What the standard allows and nobody expects."""
    return assembled(
        b"% a comment\n<</Type/Catalog/Pages 2 0 R/Outlines null/Extra 99 0 R/Na#6de(\\101\\\n\\(b\\))>>",
        b"<</Type/Pages/Count 3/MediaBox[595 842 0 0]/Kids"
        b"[3 0 R<</Type/Pages/Parent 2 0 R/Count 2/Kids[6 0 R 7 0 R]>>]>>",
        # Its box is inherited and upside down, its drawing in two parts that are cut in the middle of a number list.
        b"<</Type/Page/Parent 2 0 R/Contents[4 0 R 5 0 R]/Rotate -90/Resources<<>>>>",
        b"<</Length 8 0 R>>stream\r\n1 0 0 rg 0 0\nendstream",
        stream(b"50 50 re f"),
        # A page without a drawing, and one with a drawing that breaks off.
        b"<</Type/Page/Parent 2 0 R/MediaBox[-10.5 -10 +200. 300]/UserUnit 2>>",
        b"<</Type/Page/Parent 2 0 R/Contents 9 0 R>>",
        b"13",
        stream(b"\x78\x9c\x00", b"/Filter/FlateDecode"),
    ).replace(b"%PDF-1.7", b"%PDF-2.0", 1)


def typeset_by_typst() -> bytes:
    source = f"""#set document(title: "{TITLE}")
#set text(lang: "ka", region: "GE", font: "FiraGO", fallback: false)
#set page(width: 210mm, height: 297mm)
= {TITLE}
{GEORGIAN}
#pagebreak()
{GEORGIAN}"""
    options = {"font_paths": [str(FONTS)], "ignore_system_fonts": True, "pdf_standards": ["ua-1", "a-2a"]}
    return typst.compile(source.encode(), format="pdf", **options)


def long_report() -> bytes:
    """More text than is kept, on as many pages as are taken, with as many tags as that makes."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number in range(2000):
            page = pdf.add_blank_page(page_size=(595, 842))
            lines = b" ".join(b"(%s) Tj 0 -14 Td" % line.encode() for line in ENGLISH.split("\n"))
            page.obj.Contents = pdf.make_stream(
                b"BT /F1 11 Tf 40 800 Td (Page %d) Tj 0 -14 Td " % number + lines + b" ET"
            )
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        tags(pdf, "en-GB")
        document = pdf.Root.StructTreeRoot.K
        document.K = Array(
            [
                pdf.make_indirect(Dictionary(S=Name.P, P=document, Pg=page.obj, K=number))
                for page in pdf.pages
                for number in range(20)
            ]
        )
        return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def poster() -> bytes:
    """Five metres high; only its upper part is shown as a cover."""
    return one_page(b"1 0 0 rg 0 0 2000 14400 re f", box=b"[0 0 2000 14400]")


UPRIGHT = (512, 725)

# Each with some of what `Inspection` must say; the size of the cover is that of the largest picture.
CASES: dict[str, tuple[Callable[[], bytes], dict]] = {
    "Word": (
        word,
        {
            "title": TITLE,
            "language": "ka-GE",
            "tagged": True,
            "text_language": "ka",
            "has_text": True,
            "cover": UPRIGHT,
        },
    ),
    "InDesign": (
        indesign,
        {
            "title": "Participatory budgeting",
            "language": "",
            "tagged": False,
            "text_language": "en",
            "cover": (512, 358),
        },
    ),
    "Canva": (canva, {"language": "en", "tagged": False, "has_text": False, "text_language": "", "cover": (512, 724)}),
    "LibreOffice": (libreoffice, {"title": TITLE, "language": "ka-GE", "tagged": False, "text_language": "ka"}),
    "typst": (
        typeset_by_typst,
        {
            "title": TITLE,
            "language": "ka-GE",
            "tagged": True,
            "text_language": "ka",
            "page_count": 2,
            "embedded_files": 0,
            "cover": (512, 724),
        },
    ),
    "scan": (scanned, {"has_text": False, "text_language": "", "title": ""}),
    "form without scripts": (form_without_scripts, {"text_language": "en"}),
    "with an attachment": (with_attachment, {"embedded_files": 1}),
    "owner's password, nothing forbidden": (
        lambda: valid(2, TITLE, user_password="", owner_password="owner"),
        {"encrypted": True, "restricted": False, "title": TITLE},
    ),
    "not to be printed": (print_restricted, {"encrypted": True, "restricted": True, "text_language": "en"}),
    "odd but legal": (odd_but_legal, {"page_count": 3, "cover": (512, 362)}),
    "long report": (long_report, {"page_count": 2000, "tagged": True, "text_language": "en"}),
    "poster": (poster, {"cover": (512, 1024)}),
}

if SOFFICE:
    CASES["LibreOffice itself"] = (
        libreoffice_itself,
        {"title": TITLE, "tagged": True, "text_language": "ka", "has_text": True, "page_count": 1},
    )


@cache
def file(case: str) -> bytes:
    make, _found = CASES[case]
    return make()
