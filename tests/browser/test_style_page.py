"""The style page: every component in every state, in both languages and both schemes, on every width."""

import pytest

from .conftest import visitors

WIDTHS = [320, 390, 768, 1280, 1920]


@pytest.fixture(scope="module")
def reader(workshop, chromium):
    with visitors(workshop, chromium) as begin:
        yield begin()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ka", "en"])
def test_it_is_photographed_whole_and_never_scrolls_sideways(reader, language, scheme, tmp_path):
    page = reader.page
    page.emulate_media(color_scheme=scheme)
    reader.open(f"/{language}/style/")
    reader.settle()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        photograph = tmp_path / f"style-{language}-{scheme}-{width}.png"
        page.screenshot(path=photograph, full_page=True)
        assert photograph.stat().st_size > 50_000
    assert not reader.mtavruli()
