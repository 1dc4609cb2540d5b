"""PDF files that must not get in, and what each is refused for. Made when they are asked for: some take a second."""

import io
import zlib
from collections.abc import Callable
from functools import cache, partial

import pikepdf

from brochures.inspection import RefusalCode
from tests.brochures import pdf_samples
from tests.brochures.pdf_samples import one_page, stream

MEBIBYTE = 1024 * 1024
SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
LONG = pdf_samples.valid(3, "Title", ballast=20_000)

# --- what would run --------------------------------------------------------------------------------------------------


def at_opening(action: bytes) -> bytes:
    return one_page(catalogue=b"/OpenAction %s" % action)


def in_annotation(entries: bytes) -> bytes:
    return one_page(page=b"/Annots [<< /Type /Annot /Rect [0 0 99 99] %s >>]" % entries)


def in_field(entries: bytes) -> bytes:
    field = b"<< /FT /Tx /T (name) /Type /Annot /Subtype /Widget /Rect [0 0 99 9] %s >>" % entries
    return one_page(b"", field, page=b"/Annots [5 0 R]", catalogue=b"/AcroForm << /Fields [5 0 R] >>")


def in_parent_of_field(entries: bytes) -> bytes:
    """What a field has from its parent, which no other object of the file names."""
    widget = b"<< /Type /Annot /Subtype /Widget /Rect [0 0 99 9] /Parent 6 0 R >>"
    field = b"<< /FT /Btn /Ff 65536 /T (name) %s >>" % entries
    return one_page(b"", widget, field, page=b"/Annots [5 0 R]", catalogue=b"/AcroForm << /Fields [5 0 R] >>")


def in_outline(entries: bytes) -> bytes:
    return one_page(
        b"",
        b"<< /Type /Outlines /First 6 0 R /Last 6 0 R /Count 1 >>",
        b"<< /Title (Contents) /Parent 5 0 R %s >>" % entries,
        catalogue=b"/Outlines 5 0 R",
    )


def in_name_tree() -> bytes:
    return one_page(
        b"",
        b"<< /Kids [6 0 R] >>",
        b"<< /Limits [(a) (a)] /Names [(a) 7 0 R] >>",
        SCRIPT,
        catalogue=b"/Names << /JavaScript 5 0 R >>",
    )


def behind_other_actions() -> bytes:
    """A chain that begins harmlessly."""
    return one_page(
        b"",
        b"<< /S /GoTo /D [3 0 R /Fit] /Next 6 0 R >>",
        b"<< /S /Named /N /NextPage /Next [<< /S /GoTo /D [3 0 R /Fit] >> 7 0 R] >>",
        SCRIPT,
        catalogue=b"/OpenAction 5 0 R",
    )


def packed_into_object_stream() -> bytes:
    """Not a word of it is to be seen in the bytes of the file."""
    with pikepdf.open(io.BytesIO(at_opening(b"<< /S /J#61vaScript /JS (app.alert\\(1\\)) >>"))) as pdf:
        pdf.Root.OpenAction = pdf.make_indirect(pdf.Root.OpenAction)
        packed = io.BytesIO()
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"Script" not in packed.getvalue()
    return packed.getvalue()


def in_encrypted_file() -> bytes:
    with pikepdf.open(io.BytesIO(at_opening(SCRIPT))) as pdf:
        locked = io.BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(user="", owner="owner"))
    return locked.getvalue()


# --- what is too much ------------------------------------------------------------------------------------------------


def packed_twice(block: bytes, megabytes: int) -> bytes:
    """A drawing of so many megabytes, deflated and deflated again."""
    once = zlib.compressobj(9)
    blocks = [once.compress(block * (MEBIBYTE // len(block))) for _ in range(megabytes)]
    twice = zlib.compress(b"".join(blocks) + once.flush(), 9)
    return one_page(twice, filters=b"/FlateDecode /FlateDecode")


def nested_forms(depth: int) -> bytes:
    """Every form draws the next one ten times: 10 ** depth drawings."""
    forms = [
        stream(
            b"/F Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /F %d 0 R >> >>" % following,
        )
        for following in range(6, 6 + depth)
    ]
    last = stream(b"0 0 1 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 600 900]")
    return one_page(b"/F Do", *forms, last, resources=b"/XObject << /F 5 0 R >>")


def packed_objects(megabytes: int) -> bytes:
    """A stream of objects that unpacks to so much white space."""
    packer = zlib.compressobj(9)
    blocks = [packer.compress(b"5 0 " + b" " * 96), *[packer.compress(b" " * MEBIBYTE) for _ in range(megabytes)]]
    content = b"".join(blocks) + packer.flush()
    entries = b"/Type /ObjStm /N 1 /First 100 /Filter /FlateDecode"
    pdf = b"%PDF-1.7\n"
    offsets = {}
    for number, body in [
        (2, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"),
        (3, pdf_samples.PAGE),
        (4, stream(content, entries)),
        (1, b"<< /Type /Catalog /Pages 2 0 R /Names 5 0 R >>"),
    ]:
        offsets[number] = len(pdf)
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(pdf)
    rows = [(0, 0, 65535), *[(1, offsets[number], 0) for number in (1, 2, 3, 4)], (2, 4, 0), (1, start, 0)]
    index = b"".join(bytes([kind]) + first.to_bytes(4) + second.to_bytes(2) for kind, first, second in rows)
    pdf += b"6 0 obj\n%s\nendobj\n" % stream(index, b"/Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R")
    return pdf + b"startxref\n%d\n%%%%EOF\n" % start


def many_things(count: int) -> bytes:
    return one_page(b"", b"[%s]" % (b"<<>>" * count), catalogue=b"/Things 5 0 R")


def deep_nesting(depth: int) -> bytes:
    return one_page(b"", b"[" * depth + b"]" * depth, catalogue=b"/Things 5 0 R")


def outline_loop() -> bytes:
    """Sound apart from an outline that has no end, and a script in the midst of it."""
    return one_page(
        b"",
        b"<< /Type /Outlines /First 6 0 R /Last 7 0 R /Count 2 >>",
        b"<< /Title (A) /Parent 5 0 R /Next 7 0 R /Prev 7 0 R >>",
        b"<< /Title (B) /Parent 5 0 R /Next 6 0 R /Prev 6 0 R /First 5 0 R /A %s >>" % SCRIPT,
        catalogue=b"/Outlines 5 0 R",
    )


def index_loop() -> bytes:
    """An index that names itself as the one before."""
    start = int(one_page().rpartition(b"startxref\n")[2].split()[0])
    return one_page(trailer=b"/Prev %d" % start)


def form_that_draws_itself() -> bytes:
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /F 5 0 R >> >>"
    return one_page(b"/F Do", stream(b"/F Do " * 2, entries), resources=b"/XObject << /F 5 0 R >>")


def locked_the_old_way() -> bytes:
    """With RC4, as programs did it before 2005; `pdf_samples.valid` locks with AES."""
    with pikepdf.open(io.BytesIO(LONG)) as pdf:
        locked = io.BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(user="reader", owner="o", R=3, aes=False, metadata=False))
    return locked.getvalue()


def with_xfa(form: bytes) -> bytes:
    return one_page(b"", stream(b"<xdp/>"), catalogue=b"/AcroForm << /Fields [] /XFA %s >>" % form)


BY_REFUSAL: dict[RefusalCode, dict[str, Callable[[], bytes]]] = {
    RefusalCode.EMPTY: {"zero bytes": lambda: b""},
    RefusalCode.NOT_PDF: {
        "picture renamed": lambda: pdf_samples.PNG,
        "program renamed": lambda: b"MZ\x90\x00" + bytes(2000),
        "archive renamed": lambda: b"PK\x03\x04" + bytes(2000),
        "HTML renamed": lambda: pdf_samples.HTML,
        "HTML before the PDF": lambda: pdf_samples.HTML + LONG,
    },
    RefusalCode.DAMAGED: {
        "cut after 1 tenth": lambda: LONG[: len(LONG) // 10],
        "cut in the middle": lambda: LONG[: len(LONG) // 2],
        "cut before the index": lambda: LONG[:-300],
        "last bytes missing": lambda: LONG[:-8],
        "cut in the second revision": pdf_samples.cut_in_second_revision,
        "page tree loop": pdf_samples.page_tree_loop,
        "2**40 pages": partial(pdf_samples.page_tree_repeated, 40),
        "index loop": index_loop,
    },
    RefusalCode.PASSWORD: {
        "password to open": partial(pdf_samples.valid, user_password="reader", owner_password="o"),
        "password to open, the old way": locked_the_old_way,
        "certificate to open": pdf_samples.locked_with_certificate,
    },
    RefusalCode.NO_PAGES: {"no pages": partial(pdf_samples.with_pages, 0)},
    RefusalCode.TOO_MANY_PAGES: {"10,000 pages": partial(pdf_samples.with_pages, 10_000)},
    RefusalCode.PAGE_SIZE: {
        "giant page": partial(one_page, box=b"[0 0 288000 288000]"),
        "page like a thread": partial(one_page, box=b"[0 0 10000000 1]"),
    },
    RefusalCode.TOO_COMPLEX: {
        "200 MB of drawing": partial(packed_twice, b"q 0 0 1 1 re f Q\n", 200),
        "200 MB of spaces": partial(packed_twice, b" " * 1024, 200),
        "30 MB of drawing": partial(packed_twice, b"0 0 m 9 9 l S\n", 30),
        "nested forms that never end": partial(nested_forms, 12),
        "form that draws itself": form_that_draws_itself,
        "objects that unpack to 200 MB": partial(packed_objects, 200),
        "2,000,000 dictionaries": partial(many_things, 2_000_000),
        "nested 100,000 deep": partial(deep_nesting, 100_000),
    },
    RefusalCode.JAVASCRIPT: {
        "script at opening": partial(at_opening, SCRIPT),
        "script in a stream": lambda: one_page(
            b"", stream(b"app.alert(1)"), catalogue=b"/OpenAction << /S /JavaScript /JS 5 0 R >>"
        ),
        "script in the name tree": in_name_tree,
        "script at closing": partial(one_page, catalogue=b"/AA << /WC %s >>" % SCRIPT),
        "script of a page": partial(one_page, page=b"/AA << /O %s >>" % SCRIPT),
        "script of a link": partial(in_annotation, b"/Subtype /Link /A %s" % SCRIPT),
        "script under the pointer": partial(
            in_annotation, b"/Subtype /Widget /FT /Btn /T (b) /AA << /E %s >>" % SCRIPT
        ),
        "script of a field": partial(in_field, b"/AA << /K %s >>" % SCRIPT),
        "script that a field inherits": partial(in_parent_of_field, b"/AA << /F %s >>" % SCRIPT),
        "script in the outline": partial(in_outline, b"/A %s" % SCRIPT),
        "outline loop with a script": outline_loop,
        "script behind other actions": behind_other_actions,
        "script in an object stream": packed_into_object_stream,
        "script in an encrypted file": in_encrypted_file,
        "script as an address": partial(
            in_annotation, b"/Subtype /Link /A << /S /URI /URI ( JavaScript:alert\\(1\\)) >>"
        ),
        "script beside a film": partial(in_annotation, b"/Subtype /Screen /A << /S /Hide /JS (app.alert\\(1\\)) >>"),
    },
    RefusalCode.LAUNCH: {
        "starts a program": partial(at_opening, b"<< /S /Launch /F (cmd.exe) >>"),
        "starts a program by a link": partial(
            in_annotation, b"/Subtype /Link /A << /S /Launch /Win << /F (calc.exe) >> >>"
        ),
        "program that a field inherits": partial(in_parent_of_field, b"/A << /S /Launch /F (cmd.exe) >>"),
    },
    RefusalCode.SUBMIT_FORM: {
        "form that sends itself": partial(
            in_field, b"/A << /S /SubmitForm /F << /FS /URL /F (https://example.org/) >> >>"
        ),
    },
    RefusalCode.IMPORT_DATA: {"takes data": partial(in_field, b"/A << /S /ImportData /F (data.fdf) >>")},
    RefusalCode.RICH_MEDIA: {
        "film": partial(in_annotation, b"/Subtype /RichMedia /RichMediaContent << >>"),
        "film that begins by itself": partial(at_opening, b"<< /S /Rendition /OP 0 /R << /S /MR /N (a) >> >>"),
        "model in space": partial(in_annotation, b"/Subtype /3D"),
        "sound": partial(in_annotation, b"/Subtype /Link /A << /S /Sound >>"),
    },
    RefusalCode.XFA: {
        "XFA in one piece": partial(with_xfa, b"5 0 R"),
        "XFA in parts": partial(with_xfa, b"[(xdp:xdp) 5 0 R]"),
    },
}
CASES: dict[str, tuple[Callable[[], bytes], RefusalCode]] = {
    case: (make, code) for code, cases in BY_REFUSAL.items() for case, make in cases.items()
}


@cache
def file(case: str) -> bytes:
    make, _code = CASES[case]
    return make()
