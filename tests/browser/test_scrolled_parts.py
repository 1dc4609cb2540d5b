"""What is wider than the text scrolls by itself: it shows where there is more, and the keyboard reaches it."""

import io

import pytest
from PIL import Image

from .pages import expect

PATH, SELECTOR = "/en/projects/overfull/", ".scroll:has(tr > :nth-child(12))"


def _edges(part) -> tuple[tuple, tuple]:
    """The colours at the middle of the left and right edge."""
    picture = Image.open(io.BytesIO(part.screenshot())).convert("RGB")
    height = picture.height - 3
    return picture.getpixel((1, height)), picture.getpixel((picture.width - 2, height))


def _differ(one, other) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= 16


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_shade_says_on_which_side_there_is_more_and_arrows_lead_there(visit, scheme):
    reader = visit(viewport={"width": 320, "height": 900}, color_scheme=scheme)
    reader.open(PATH)
    part = reader.page.locator(SELECTOR).first
    assert part.evaluate("part => part.scrollWidth - part.clientWidth") > 100
    left, right = _edges(part)
    assert _differ(left, right), "nothing says that there is more at the right"

    expect(part).to_have_attribute("role", "region")
    assert part.get_attribute("aria-label")
    part.focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_function("part => part.scrollLeft > 0", arg=part.element_handle())
    part.evaluate("part => part.scrollTo({left: part.scrollWidth, behavior: 'instant'})")
    part.evaluate("part => part.blur()")
    left, right = _edges(part)
    assert _differ(left, right), "nothing says that there is more at the left"
