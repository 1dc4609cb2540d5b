"""Reading a page as a reader does."""

import re
from html import unescape

from bs4 import BeautifulSoup

GEORGIAN_LETTER = re.compile("[\u10d0-\u10ff]")
MTAVRULI = re.compile("[\u1c90-\u1cbf]")


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def words(text: str) -> str:
    """The text with every run of white space, no-break spaces too, as one space."""
    return " ".join(unescape(text).split())


def visible_text(response) -> str:
    """All that is read aloud or seen, in order."""
    document = soup(response)
    for hidden in document(["script", "style", "svg"]):
        hidden.decompose()
    return words(document.get_text(" "))


def text_outside_language(response, language: str) -> str:
    """The text of a page without the passages that are marked as the other language."""
    document = soup(response)
    for passage in document.find_all(attrs={"lang": True}):
        if passage.name != "html" and passage["lang"] != language:
            passage.decompose()
    return words(document.get_text(" "))
