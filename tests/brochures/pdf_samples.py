"""Small PDF files for tests: sound ones made with pikepdf, unsound ones written byte by byte. All are `bytes`."""

import io
import random

import pikepdf

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>"


def valid(
    pages: int = 2,
    title: str = "",
    language: str = "",
    *,
    xmp_title: str = "",
    tagged: bool = False,
    ballast: int = 0,
    linearize: bool = False,
    user_password: str | None = None,
    owner_password: str = "",
) -> bytes:
    """A sound file; `ballast` bytes of noise on its first page make it longer. Encrypted if `user_password` is set
    ("" for a file that anybody opens)."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        if title:
            pdf.docinfo["/Title"] = title
        if language:
            pdf.Root.Lang = pikepdf.String(language)
        if xmp_title:
            kind = {"/Type": pikepdf.Name.Metadata, "/Subtype": pikepdf.Name.XML}
            pdf.Root.Metadata = pikepdf.Stream(pdf, xmp(xmp_title), kind)
        if tagged:
            pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
            pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        if ballast:
            pdf.pages[0].obj.Noise = pikepdf.Stream(pdf, random.Random(1).randbytes(ballast))  # noqa: S311
        encryption = None
        if user_password is not None:
            encryption = pikepdf.Encryption(user=user_password, owner=owner_password)
        written = io.BytesIO()
        # Left to itself pikepdf mends the XMP packet, even a broken one.
        pdf.save(written, linearize=linearize, encryption=encryption or False, fix_metadata_version=False)
    return written.getvalue()


def xmp(title: str, language: str = "x-default") -> bytes:
    """An XMP packet that holds nothing but a title."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about=""><dc:title><rdf:Alt>
<rdf:li xml:lang="en">Another title</rdf:li><rdf:li xml:lang="{language}">{title}</rdf:li>
</rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def assembled(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A file of exactly these objects, numbered from 1; the first is its catalogue. Its index is correct."""
    written = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    index = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, index, size, trailer, len(written))
    )


def one_page(
    content: bytes = b"",
    *objects: bytes,
    page: bytes = b"",
    resources: bytes = b"",
    box: bytes = b"[0 0 595 842]",
    catalogue: bytes = b"",
    filters: bytes = b"",
    trailer: bytes = b"",
) -> bytes:
    """One page with this drawing. `page`, `resources` and `catalogue` are entries of those dictionaries; `objects`
    are numbered from 5."""
    return assembled(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources << %s >> /Contents 4 0 R %s >>" % (box, resources, page),
        stream(content, b"/Filter [%s]" % filters if filters else b""),
        *objects,
        trailer=trailer,
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object with these further entries of its dictionary."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def written(text: str, **parts: bytes) -> bytes:
    """One page with this text, a line of it for each of its own, in a font that says what its letters mean."""
    lines = [line.encode("utf-16-be", "surrogatepass").hex().encode() for line in text.split("\n")]
    drawing = b"BT /F1 9 Tf 40 810 Td " + b" ".join(b"<%s> Tj 0 -12 Td" % line for line in lines) + b" ET"
    codes = [b"<%04x> <%04x>" % (ord(char), ord(char)) for char in sorted(set(text) - {"\n"})]
    meaning = b"".join(
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(part), b"\n".join(part))
        for part in (codes[start : start + 100] for start in range(0, len(codes), 100))
    )
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n" + meaning + b"endcmap end end"
    )
    resources = b"/Font << /F1 5 0 R >>" + parts.pop("resources", b"")
    return one_page(
        drawing,
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Sylfaen /Encoding /Identity-H "
        b"/DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sylfaen /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R /DW 500 /CIDToGIDMap /Identity >>",
        b"<< /Type /FontDescriptor /FontName /Sylfaen /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 "
        b"/Descent -200 /CapHeight 700 /StemV 80 >>",
        stream(cmap),
        resources=resources,
        **parts,
    )


def with_pages(count: int) -> bytes:
    """Sound, with `count` empty pages (0 is allowed)."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return assembled(b"<< /Type /Catalog /Pages 2 0 R >>", tree, *[PAGE] * count)


def page_tree_loop() -> bytes:
    """The page tree's only branch is its own root."""
    return assembled(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Pages /Count 1 /Parent 2 0 R /Kids [2 0 R] >>",
    )


def page_tree_repeated(depth: int) -> bytes:
    """Every branch holds the next one twice: 2 ** depth pages for whoever does not look where he has been."""
    branches = [
        b"<< /Type /Pages /Count 2 /Kids [%d 0 R %d 0 R] >>" % (number, number) for number in range(3, depth + 3)
    ]
    return assembled(b"<< /Type /Catalog /Pages 2 0 R >>", *branches, PAGE)


def locked_with_certificate() -> bytes:
    """Encrypted for the holders of certain certificates, not with a password."""
    identifier = b"<00112233445566778899aabbccddeeff>"
    return assembled(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        PAGE,
        b"<< /Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 4 /Length 128 >>",
        trailer=b"/Encrypt 4 0 R /ID [%s %s]" % (identifier, identifier),
    )


def cut_in_second_revision() -> bytes:
    """A whole file, then the beginning of an update that was never copied to its end."""
    return valid() + b"\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0"


HTML = b"<!DOCTYPE html>\n<title>Sign in</title><p>Please sign in to download the brochure.</p>\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
