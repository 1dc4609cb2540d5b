"""Texts of pages as they travel: plain HTML that needs no style sheet, with absolute addresses alone."""

from bs4 import BeautifulSoup, Comment

from bilingual.addresses import absolute

# Elements of our pages that mean something without our style sheet, with the attributes that they keep.
KEPT = {
    **dict.fromkeys(["p", "h2", "h3", "h4", "ul", "li", "dl", "dt", "dd", "blockquote", "figure", "figcaption"], ()),
    **dict.fromkeys(["b", "strong", "i", "em", "br", "sub", "sup", "table", "caption", "thead", "tbody", "tr"], ()),
    "ol": ("start",),
    "a": ("href", "hreflang", "type"),
    "img": ("src", "alt", "width", "height"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "time": ("datetime",),
    "data": ("value",),
    "div": (),
    "span": (),
}
# These say nothing where there is no page around them.
DROPPED = ["script", "style", "svg", "source", "button", "form"]


def clean_html(html: str) -> str:
    """What a reader of feeds gets of a piece of a page. Every element may carry its language."""
    # In an element of its own: a text that is one address alone would be taken for a mistake.
    document = BeautifulSoup(f"<body>{html}</body>", "html.parser")
    for comment in document.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for element in document.find_all(DROPPED):
        element.decompose()
    for element in document.find_all(True):
        kept = KEPT.get(element.name)
        element.attrs = {
            name: value for name, value in element.attrs.items() if kept is not None and name in (*kept, "lang")
        }
        for name in ("href", "src"):
            if str(element.get(name, "")).startswith("/"):
                element[name] = absolute(element[name])
        if kept is None or (element.name in ("div", "span") and not element.attrs):
            element.unwrap()
    return " ".join(str(document).split())
