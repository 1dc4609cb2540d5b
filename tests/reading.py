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


def name_of(element) -> str:
    """The text of a link to a file, or of its heading, without the line that tells pages and size."""
    return words("".join(text for text in element.find_all(string=True) if not text.find_parent(class_="file-line")))


def visible_text(response) -> str:
    """All that is read aloud or seen, in order."""
    document = soup(response)
    for hidden in document(["script", "style", "svg"]):
        hidden.decompose()
    return words(document.get_text(" "))


# Written in Latin letters in Georgian too; "English" is the way to the English page.
LATIN_IN_GEORGIAN = {"PDF", "JavaScript", "English", "Excel", "Wagtail", "UNDP"}
READ_ALOUD = ["alt", "aria-label", "placeholder", "title"]


def latin_words(text: str, *names: str) -> set[str]:
    """Words of a Georgian text that are not Georgian, without addresses, file names and these names."""
    text = re.sub(r"https?://\S+|\S+@\S+", " ", text)
    return set(re.findall("[A-Za-z]{2,}", text)) - LATIN_IN_GEORGIAN - set(names)


def all_words(response) -> str:
    """The visible text and what only a screen reader says."""
    document = soup(response)
    spoken = [element[name] for name in READ_ALOUD for element in document.find_all(attrs={name: True})]
    spoken += [button.get("value", "") for button in document.select("input[type=submit], input[type=button]")]
    return words(" ".join([visible_text(response), *spoken]))


def text_outside_language(response, language: str) -> str:
    """The text of a page without the passages that are marked as the other language."""
    document = soup(response)
    for passage in document.find_all(attrs={"lang": True}):
        if passage.name != "html" and passage["lang"] != language:
            passage.decompose()
    return words(document.get_text(" "))
