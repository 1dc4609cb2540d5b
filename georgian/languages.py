"""The two languages of the site."""

LANGUAGES = ("ka", "en")


def check_language(language: str) -> None:
    """Raise ValueError unless `language` is "ka" or "en": a formatter never guesses."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
