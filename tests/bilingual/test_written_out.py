"""What a link of a text leads to is told on paper, once."""

import pytest
from wagtail.rich_text import RichText

from bilingual.templatetags.bilingual import written_out


@pytest.mark.parametrize(
    ("address", "text", "told"),
    [
        ("https://example.org/", "დოკუმენტი", "https://example.org/"),
        ("https://example.org/?a=1&amp;b=2", "two <b>questions</b>", "https://example.org/?a=1&amp;b=2"),
        ("/ka/projects/hub/", "პროექტი", "https://site.example/ka/projects/hub/"),
        ("mailto:a@example.org", "მოგვწერეთ", "a@example.org"),
        ("tel:+995320000000", "დაგვირეკეთ", "+995320000000"),
        # The text is the address itself.
        ("https://example.org/", "https://example.org/", None),
        ("https://example.org/", "example.org", None),
        ("mailto:a@example.org", "a@example.org", None),
        ("#results", "შედეგები", None),
    ],
)
def test_an_address_is_written_once(settings, address, text, told):
    settings.PUBLIC_URL = "https://site.example"
    attribute = f' data-address="{told}"' if told else ""
    name = "" if told else 'class="address" '
    written = f'<p><a {name}href="{address}"{attribute}>{text}</a>.</p>'
    assert str(written_out(RichText(f'<p><a href="{address}">{text}</a>.</p>'))).strip() == written


def test_a_text_without_links_stays_as_it_is():
    assert str(written_out(RichText("<p>5 &lt; 6</p>"))).strip() == "<p>5 &lt; 6</p>"
