"""What the pages show, read and drawn by PDFium: the text of all, a picture of the first.

PDFium hangs on some files and ends the process on others, so nothing here is safe outside of the child.
"""

import math
import os
import time

import pypdfium2
from language import language_of
from PIL import Image
from pypdfium2 import internal, raw
from refusal import Refusal

# Seconds after the start of the process; then the rest of a long file goes unread, a picture that takes too long is
# given up, and the file is none the worse for it.
TIME_FOR_TEXT = 2.0
TIME_FOR_COVER = 3.5
MAX_TEXT = 300_000  # characters
LETTERS_OF_A_PAGE = 25  # on average; fewer are the stamp of a scanner or a page number

# Pixels. Both widths serve one card: the larger one is for screens with two or more pixels to a point.
WIDTHS = (512, 256)
MAX_HEIGHT = 2  # widths; of a page that is taller, the upper part is shown
MAX_RATIO = 10_000
FORMATS = {"webp": {"quality": 65, "method": 5}, "jpg": {"quality": 78, "optimize": True, "progressive": True}}
WHITE = (255, 255, 255, 255)


def read(path: str, folder: str, started: float) -> dict[str, object]:
    """Text, its language, and the size of the largest picture among those that are now in `folder`.

    Raises `Refusal` if PDFium, and so a reader's browser, cannot open the file or its first page.
    """
    try:
        document = pypdfium2.PdfDocument(path)
        first = document[0]
    except pypdfium2.PdfiumError as error:
        raise Refusal("damaged", str(error)) from error
    text, pages_read = text_of(document, started + TIME_FOR_TEXT)
    return {
        "text": text,
        "has_text": sum(map(str.isalpha, text)) >= LETTERS_OF_A_PAGE * pages_read,
        "text_language": language_of(text),
        "cover": draw_cover(first, folder, started + TIME_FOR_COVER),
    }


def text_of(document: pypdfium2.PdfDocument, deadline: float) -> tuple[str, int]:
    """The text of the pages in their order, and of how many."""
    texts = []
    left = MAX_TEXT
    for page_number in range(len(document)):
        try:
            page = document[page_number]
            content = page.get_textpage()
            text = content.get_text_range(0, min(content.count_chars(), left)).strip()
            content.close()
            page.close()
        except pypdfium2.PdfiumError:
            text = ""
        texts.append(text)
        left -= len(text)
        if left <= 0 or time.monotonic() > deadline:
            break
    # PDFium puts U+FFFE where a line ends within a word.
    whole = "\n\n".join(texts).replace("\ufffe", "").replace("\r\n", "\n")
    return whole[:MAX_TEXT].strip(), len(texts)


def draw_cover(page: pypdfium2.PdfPage, folder: str, deadline: float) -> list[int] | None:
    """Writes `512.webp`, `512.jpg`, `256.webp` …; width and height of the largest, None if there is none."""
    bitmap = draw(page, WIDTHS[0], deadline)
    if bitmap is None:
        return None
    picture = bitmap.to_pil().convert("RGB")
    for width in WIDTHS:
        height = max(1, round(picture.height * width / picture.width))
        smaller = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
        for suffix, options in FORMATS.items():
            smaller.save(os.path.join(folder, f"{width}.{suffix}"), **options)
    return [picture.width, picture.height]


def draw(page: pypdfium2.PdfPage, width: int, deadline: float) -> pypdfium2.PdfBitmap | None:
    """The page `width` pixels wide, whatever it says of its size; None if it cannot be drawn in time."""
    ratio = page.get_height() / page.get_width() if page.get_width() else 0
    if not (math.isfinite(ratio) and 1 / MAX_RATIO < ratio < MAX_RATIO):
        return None
    whole_height = max(1, round(width * ratio))
    bitmap = pypdfium2.PdfBitmap.new_native(width, min(whole_height, MAX_HEIGHT * width), raw.FPDFBitmap_BGR)
    bitmap.fill_rect(WHITE, 0, 0, bitmap.width, bitmap.height)
    # PDFium asks between the things that it draws whether to stop.
    pause = raw.IFSDK_PAUSE(version=1)
    internal.set_callback(pause, "NeedToPauseNow", lambda _pause: time.monotonic() > deadline)
    state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, width, whole_height, 0, raw.FPDF_ANNOT, pause)
    raw.FPDF_RenderPage_Close(page)
    return bitmap if state == raw.FPDF_RENDER_DONE else None
