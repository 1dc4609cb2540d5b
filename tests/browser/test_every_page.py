"""Every kind of page, in both languages, from the smallest telephone to a desk."""

import pytest

from .pages import every_kind_of_page, expect

WIDTHS = [320, 360, 1280]
KINDS = list(every_kind_of_page())


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize(("path", "status"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_a_page_fits_every_window_and_has_one_heading_in_the_font_of_the_site(visit, path, status, language):
    reader = visit(locale="ka-GE" if language == "ka" else "en-GB")
    reader.open(f"/{language}{path}", status)
    page = reader.page

    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    # On a busy machine the font comes too late for a first visit, in which another one stands in to the end.
    page.reload()
    fonts = reader.fonts_of("h1")
    assert fonts
    assert all(font["isCustomFont"] and font["familyName"].startswith("FiraGO") for font in fonts), fonts

    too_wide = {width: content for width in WIDTHS if (content := reader.width_of_content_at(width)) > width}
    assert not too_wide, f"It scrolls sideways, window and content in pixels: {too_wide}"
