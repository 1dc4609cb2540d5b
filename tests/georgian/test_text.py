import pytest

from georgian.text import quoted


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("ბიუჯეტი", "ka", "„ბიუჯეტი“"),
        ("budget", "en", "“budget”"),
        ("პროექტი „ჰაბი“", "ka", "„პროექტი «ჰაბი»“"),
        ("the “hub” project", "en", "“the ‘hub’ project”"),
        ("", "ka", "„“"),
    ],
)
def test_quoted(text, language, expected):
    assert quoted(text, language) == expected


def test_other_languages_are_refused():
    with pytest.raises(ValueError, match="language"):
        quoted("бюджет", "ru")
