"""Runs alone: `python -I child.py FILE` prints one JSON object about one PDF and ends.

Either `{"refused": code, "detail": text}`, or `{"page_count": int, "title": str, "language": str,
"tagged": bool, "encrypted": bool}`. Ends with status 70 when the machine, not the file, is at fault (no
pikepdf, no such file).

Nothing of the project is imported here. The process limits itself before it loads native code, because the
parent must not run Python between fork and exec (`preexec_fn` can deadlock a threaded server).
"""

import json
import os
import re
import resource
import sys
from xml.etree import ElementTree  # expat bounds entity expansion, and so do the limits below

MEBIBYTE = 1024 * 1024
LIMITS = {
    "RLIMIT_AS": 1024 * MEBIBYTE,  # address space: a small file can unpack to gigabytes
    "RLIMIT_CPU": 8,  # seconds
    "RLIMIT_FSIZE": 8 * MEBIBYTE,  # any file written, and so the answer, which goes to a file of the parent
    "RLIMIT_NOFILE": 64,
    "RLIMIT_CORE": 0,
}
MACHINE_FAULT = 70  # EX_SOFTWARE of sysexits.h


def set_limits() -> None:
    """Lower this process's limits for good. A stricter limit that is already there stays."""
    for name, wanted in LIMITS.items():
        kind = getattr(resource, name)
        limit = min([wanted, *(old for old in resource.getrlimit(kind) if old != resource.RLIM_INFINITY)])
        try:
            resource.setrlimit(kind, (limit, limit))
        except (ValueError, OSError):
            # macOS knows RLIMIT_AS but refuses to set it. Anywhere else we would run unprotected.
            if not (name == "RLIMIT_AS" and sys.platform == "darwin"):
                raise


if __name__ != "__main__":
    raise ImportError("child.py limits the process that it runs in: run it, never import it")
try:
    set_limits()
    import pikepdf
except (ImportError, OSError, ValueError) as fault:
    sys.stderr.write(repr(fault))
    sys.exit(MACHINE_FAULT)

MAX_PAGES = 2000
TAIL_LENGTH = 2048  # bytes; readers look for the end-of-file mark in about the last kilobyte
MAX_TITLE_LENGTH = 500  # characters
MAX_LANGUAGE_LENGTH = 64  # characters
MAX_XMP_LENGTH = MEBIBYTE


class Refusal(Exception):
    """`args` are a code of `RefusalCode` and a line for the log."""


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


def examine(path: str) -> dict[str, object]:
    """Open the PDF strictly and say what is in it. Pages' content streams are not decompressed.

    Raises `Refusal`, and `OSError` if the machine cannot read the file.
    """
    check_envelope(path)
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
            mark_info = pdf.Root.get("/MarkInfo")
            return {
                "page_count": page_count,
                "title": title(pdf)[:MAX_TITLE_LENGTH],
                "language": text(pdf.Root.get("/Lang"))[:MAX_LANGUAGE_LENGTH],
                "tagged": isinstance(mark_info, pikepdf.Dictionary) and mark_info.get("/Marked") is True,
                "encrypted": pdf.is_encrypted,
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
        # Hostile structure surfaces as PdfError, ValueError, TypeError, KeyError: all mean "not a sound PDF".
        raise Refusal("damaged", str(error)) from error


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
        root = ElementTree.fromstring(packet)  # noqa: S314
    except (ElementTree.ParseError, LookupError, ValueError):  # the latter two: an unknown or wrong encoding
        return ""
    rdf = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
    titles = root.findall(f".//{{http://purl.org/dc/elements/1.1/}}title/{rdf}Alt/{rdf}li")
    titles.sort(key=lambda li: li.get("{http://www.w3.org/XML/1998/namespace}lang") != "x-default")
    return next((li.text for li in titles if li.text), "")


def main(path: str) -> int:
    """Print the answer about the file at `path`; the process's exit status."""
    try:
        answer = examine(path)
    except Refusal as refusal:
        code, detail = refusal.args
        answer = {"refused": code, "detail": detail[:MAX_TITLE_LENGTH]}
    except OSError as fault:
        sys.stderr.write(repr(fault))
        return MACHINE_FAULT
    sys.stdout.write(json.dumps(answer))
    return 0


sys.exit(main(sys.argv[1]))
