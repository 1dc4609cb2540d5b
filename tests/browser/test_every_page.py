"""Every kind of page, in both languages, from the smallest telephone to a desk."""

import pytest

from .pages import expect, every_kind_of_page

KINDS = list(every_kind_of_page())


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize(("path", "status"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_a_page_fits_the_window_and_has_one_heading_in_the_font_of_the_site(visit, path, status, language, width):
    reader = visit(viewport={"width": width, "height": 800}, locale="ka-GE" if language == "ka" else "en-GB")
    reader.open(f"/{language}{path}", status)
    page = reader.page

    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "it scrolls sideways"
    assert page.locator("h1").count() == 1
    expect(page.locator("h1")).to_be_visible()
    fonts = reader.fonts_of("h1")
    assert fonts
    assert all(font["isCustomFont"] and font["familyName"].startswith("FiraGO") for font in fonts), fonts
