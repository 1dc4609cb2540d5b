"""What the file's structure says, read by qpdf. No page is drawn, and no text is read."""

import os
import re
import time
from xml.etree import ElementTree  # expat bounds entity expansion, and so do the limits of the process

import pikepdf
from refusal import Refusal

MEBIBYTE = 1024 * 1024
MAX_PAGES = 2000
MAX_SIDE = 14_400  # units, of 1/72 inch by default: what programs can show (ISO 32000-1, annex C)
MAX_CONTENT = 64 * MEBIBYTE  # bytes that the drawing of one page may unpack to; an honest map takes about 10 MB
MAX_THINGS = 1_000_000  # values that are looked at in search of scripts; an honest file of 2000 pages has 15,000
TIME_TO_WALK = 3.0  # seconds after the start of the process
TAIL_LENGTH = 2048  # bytes; readers look for the end-of-file mark in about the last kilobyte
MAX_TITLE_LENGTH = 500  # characters
MAX_LANGUAGE_LENGTH = 64  # characters
MAX_XMP_LENGTH = MEBIBYTE
MAX_FLATE_RATIO = 1032  # the most that one run of Flate makes of a byte

# What a program would do when the file is opened, turned or clicked in (ISO 32000-1, 12.6.4). Actions that only
# change the view or follow a link to the web are fine.
ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "submit_form",
    "/ImportData": "import_data",
    "/RichMediaExecute": "rich_media",
    "/Rendition": "rich_media",
    "/Movie": "rich_media",
    "/Sound": "rich_media",
}
MEDIA = {"/RichMedia", "/3D", "/Movie", "/Sound"}  # subtypes of annotations
# Nothing below these is ever run, and in a large file nearly everything is below these. Whatever is looked for and
# can be reached another way, too, is found that way. Not so what a field inherits: only its parent has it.
INERT = {"/StructTreeRoot", "/SE", "/Resources", "/Contents", "/Metadata"}
CONTAINERS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)


def examine(path: str, started: float) -> dict[str, object]:
    """Open the PDF strictly and say what is in it; `started` is when the process did, on the monotonic clock.

    Raises `Refusal`, and `OSError` if the machine cannot read the file.
    """
    check_envelope(path)
    pikepdf.settings.set_qpdf_limits(flate_max_memory=MAX_CONTENT, run_length_max_memory=MAX_CONTENT)
    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            # With an empty owner password qpdf opens what asks a reader for the user password.
            if pdf.is_encrypted and not pdf.user_password_matched:
                raise Refusal("password", "opens as its owner only")
            page_count = len(pdf.pages)
            if page_count == 0:
                raise Refusal("no_pages", "")
            if page_count > MAX_PAGES:
                raise Refusal("too_many_pages", str(page_count))
            check_pages(pdf)
            embedded_files = check_actions(pdf, started + TIME_TO_WALK)
            # What qpdf would not unpack it leaves out with a warning: we have not seen it, a reader's program may.
            if pikepdf.settings.qpdf_limit_errors() or any(map(is_over_a_limit, pdf.get_warnings())):
                raise Refusal("too_complex", "more than qpdf unpacks")
            return {
                "page_count": page_count,
                "title": title(pdf)[:MAX_TITLE_LENGTH],
                "language": text(pdf.Root.get("/Lang"))[:MAX_LANGUAGE_LENGTH],
                "tagged": is_tagged(pdf.Root),
                "encrypted": pdf.is_encrypted,
                "restricted": is_restricted(pdf),
                "embedded_files": embedded_files,
            }
    except (Refusal, OSError):
        raise
    except pikepdf.PasswordError as error:
        raise Refusal("password", str(error)) from error
    except (MemoryError, RecursionError) as error:
        raise Refusal("too_complex", repr(error)) from error
    except Exception as error:
        # Locked with a certificate instead of a password: qpdf cannot tell us more.
        if "unsupported encryption filter" in str(error):
            raise Refusal("password", str(error)) from error
        if pikepdf.settings.qpdf_limit_errors() or is_over_a_limit(error):
            raise Refusal("too_complex", str(error)) from error
        # Hostile structure surfaces as PdfError, ValueError, TypeError, KeyError: all mean "not a sound PDF".
        raise Refusal("damaged", str(error)) from error


def is_over_a_limit(message: object) -> bool:
    """Whether qpdf gave up at one of its limits on memory, which it does not count among the others."""
    return "limit exceeded" in str(message)


def check_envelope(path: str) -> None:
    """Refuse what is not a whole PDF from its first to its last line (ISO 32000-1, 7.5.2 and 7.5.5).

    qpdf would forgive bytes before the header and rebuild a lost index; a reader's program may not.
    """
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size == 0:
            raise Refusal("empty", "0 bytes")
        file.seek(0)
        if file.read(5) != b"%PDF-":
            raise Refusal("not_pdf", "no %PDF- at the first byte")
        file.seek(max(0, size - TAIL_LENGTH))
        before, mark, after = file.read().rpartition(b"%%EOF")
    if not mark or b"startxref" not in before:
        raise Refusal("damaged", "no startxref and %%EOF at the end")
    # A later revision, or the rest of a linearized file, begins after an earlier %%EOF. If that one is the
    # last, the file was cut and would open as an older or a half document.
    if re.search(rb"\d+\s+\d+\s+obj\b", after):
        raise Refusal("damaged", "an object after the last %%EOF")


def check_pages(pdf: pikepdf.Pdf) -> None:
    """Refuse pages that programs cannot show for their size, or for what their drawing unpacks to."""
    known = set()
    for number, page in enumerate(pdf.pages, start=1):
        # Without a box, or with nonsense for one, programs take a sheet of paper.
        box = page.mediabox if "/MediaBox" in page.obj or "/Parent" in page.obj else None
        sides = [float(side) for side in box] if isinstance(box, pikepdf.Array) and len(box) == 4 else [0] * 4
        if max(abs(sides[2] - sides[0]), abs(sides[3] - sides[1])) > MAX_SIDE:
            raise Refusal("page_size", f"page {number}: {sides}")
        contents = page.obj.get("/Contents")
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(stream, pikepdf.Stream) and stream.objgen not in known:
                known.add(stream.objgen)
                check_content(stream)


def check_content(stream: pikepdf.Stream) -> None:
    """Refuse a drawing that is a bomb. Nothing is unpacked that cannot be one."""
    filters = stream.get("/Filter")
    single = isinstance(filters, pikepdf.Name) or (isinstance(filters, pikepdf.Array) and len(filters) == 1)
    if filters is None or (single and len(stream.read_raw_bytes()) * MAX_FLATE_RATIO < MAX_CONTENT):
        return
    try:
        length = len(stream.read_bytes())
    except pikepdf.PdfError as error:
        # A drawing that is only broken shows as far as it goes.
        if is_over_a_limit(error):
            raise Refusal("too_complex", str(error)) from error
        return
    if length > MAX_CONTENT:
        raise Refusal("too_complex", f"the drawing of a page is {length} bytes long")


def check_actions(pdf: pikepdf.Pdf, deadline: float) -> int:
    """Refuse scripts, programs, forms that send themselves, film; the number of embedded files.

    Walks through everything that the catalogue leads to, because actions can hang at the document, its pages, fields,
    annotations, outline and name trees, and one behind another.
    """
    form = pdf.Root.get("/AcroForm")
    xfa = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    if isinstance(xfa, pikepdf.Stream) or (isinstance(xfa, pikepdf.Array) and len(xfa)):
        raise Refusal("xfa", "")
    embedded = set()
    known = set()
    looked_at = 0
    waiting = [pdf.Root]
    while waiting:
        thing = waiting.pop()
        if thing.is_indirect:
            if thing.objgen in known:
                continue
            known.add(thing.objgen)
        if isinstance(thing, pikepdf.Array):
            values = iter(thing)
        else:
            check_dictionary(thing)
            embedded |= embedded_in(thing)
            values = (value for key, value in thing.items() if key not in INERT)
        for value in values:
            looked_at += 1
            if isinstance(value, CONTAINERS):
                waiting.append(value)
            if looked_at > MAX_THINGS or (looked_at % 10_000 == 0 and time.monotonic() > deadline):
                raise Refusal("too_complex", f"{looked_at} values and no end")
    return len(embedded)


def check_dictionary(dictionary: pikepdf.Object) -> None:
    """Refuse an action or annotation that a brochure must not have."""
    action = dictionary.get("/S")
    if isinstance(action, pikepdf.Name) and (code := ACTIONS.get(str(action))):
        raise Refusal(code, str(action))
    # Beside a name for the action, or without one: some programs run it in either case.
    if isinstance(dictionary.get("/JS"), (pikepdf.String, pikepdf.Stream)):
        raise Refusal("javascript", "/JS")
    if text(dictionary.get("/URI")).strip().lower().startswith("javascript:"):
        raise Refusal("javascript", "/URI")
    subtype = dictionary.get("/Subtype")
    if isinstance(subtype, pikepdf.Name) and str(subtype) in MEDIA:
        raise Refusal("rich_media", str(subtype))


def embedded_in(dictionary: pikepdf.Object) -> set[tuple[int, int]]:
    """The file that a file specification carries with it (ISO 32000-1, 7.11.4), by the number of its object."""
    files = dictionary.get("/EF")
    if not isinstance(files, pikepdf.Dictionary):
        return set()
    return {value.objgen for value in [*files.as_dict().values()][:1] if isinstance(value, pikepdf.Stream)}


def is_tagged(catalogue: pikepdf.Object) -> bool:
    """Marked as accessible, and with the tree of tags that this promises: a claim, not a proof."""
    mark = catalogue.get("/MarkInfo")
    marked = isinstance(mark, pikepdf.Dictionary) and mark.get("/Marked") is True
    return marked and isinstance(catalogue.get("/StructTreeRoot"), pikepdf.Dictionary)


def is_restricted(pdf: pikepdf.Pdf) -> bool:
    """Whether the maker forbids readers to print the file or to copy from it."""
    allowed = pdf.allow
    return pdf.is_encrypted and not (allowed.extract and allowed.print_lowres and allowed.print_highres)


def text(value: object) -> str:
    """A PDF text string as Unicode; "" for anything else."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def title(pdf: pikepdf.Pdf) -> str:
    """The document's title from /Info (ISO 32000-1, 14.3.3), else from XMP; "" if neither has one."""
    info = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary) and (found := text(info.get("/Title")).strip()):
        return found
    metadata = pdf.Root.get("/Metadata")
    # XMP is stored uncompressed so that any program finds it; one that is packed might be a bomb.
    if not isinstance(metadata, pikepdf.Stream) or "/Filter" in metadata:
        return ""
    packet = metadata.read_raw_bytes()
    return xmp_title(packet) if len(packet) <= MAX_XMP_LENGTH else ""


def xmp_title(packet: bytes) -> str:
    """dc:title, its default language first (XMP: ISO 16684-1, 8.2.2.4); "" if the packet cannot be read."""
    try:
        root = ElementTree.fromstring(packet)  # noqa: S314 - bounded in length, in a child with limits
    except (ElementTree.ParseError, LookupError, ValueError):  # the latter two: an unknown or wrong encoding
        return ""
    rdf = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
    titles = root.findall(f".//{{http://purl.org/dc/elements/1.1/}}title/{rdf}Alt/{rdf}li")
    titles.sort(key=lambda li: li.get("{http://www.w3.org/XML/1998/namespace}lang") != "x-default")
    return next((li.text for li in titles if li.text), "")
