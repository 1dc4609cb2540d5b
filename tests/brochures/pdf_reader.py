"""Reads a PDF as a reader does: its words, and what a telephone makes of its pictures.

PDFium runs in a process of its own, `python pdf_reader.py FILE`, as everywhere.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reading:
    """`text` has every run of white space as one space; `codes` is what the QR codes say.

    `lines` are the pieces of the lines with their page and the height of their lower and upper edge on it, in points.
    """

    text: str
    codes: list[str]
    pages: int
    lines: list[tuple[str, int, float, float]]

    def line_of(self, words: str) -> tuple[str, int, float, float]:
        """The only piece of a line that holds these words."""
        (found,) = [line for line in self.lines if words in line[0]]
        return found


def read(content: bytes, folder: Path) -> Reading:
    """`folder` is for the file on its way."""
    file = folder / "brochure.pdf"
    file.write_bytes(content)
    child = subprocess.run([sys.executable, __file__, str(file)], check=True, capture_output=True, timeout=60)
    return Reading(**json.loads(child.stdout))


def _main(path: str) -> None:
    import pypdfium2
    import zxingcpp

    with pypdfium2.PdfDocument(path) as pdf:
        # PDFium writes U+FFFE for a hyphen at the end of a line.
        text = " ".join(page.get_textpage().get_text_range().replace("\ufffe", "-") for page in pdf)
        codes = [code.text for page in pdf for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
        lines = []
        for number, page in enumerate(pdf):
            content = page.get_textpage()
            for index in range(content.count_rects()):
                left, bottom, right, top = content.get_rect(index)
                lines.append((content.get_text_bounded(left, bottom, right, top), number, bottom, top))
        reading = {"text": " ".join(text.split()), "codes": codes, "pages": len(pdf), "lines": lines}
    sys.stdout.write(json.dumps(reading))


if __name__ == "__main__":
    _main(sys.argv[1])
