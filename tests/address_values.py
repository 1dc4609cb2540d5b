"""What somebody may write into the address of a list or of the search: what exists, near misses and nonsense."""

from hypothesis import strategies as st

LISTS = {
    "projects": ["status", "funder", "year", "page"],
    "announcements": ["kind", "year", "project", "page"],
    "brochures": ["language", "project", "page"],
    "search": ["q", "type", "page"],
}
KNOWN = ["completed", "planned", "news", "call", "ka", "en", "2016", "2017", "1", "2", "7", "project", "ბიუჯეტი"]
ODD = [
    "0",
    "-1",
    "1e9",
    "²⁰¹⁶",
    "٢٠١٦",
    "9" * 40,
    "1" * 5000,
    "\x00",
    "null",
    "'; --",
    "%",
    "<b>",
    "a&b=c",
    "ka\x00",
    "2016.0",
]

VALUES = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(ODD),
    st.integers().map(str),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


@st.composite
def addresses(draw) -> tuple[str, list[tuple[str, str]]]:
    """(path, pairs of name and value): the same name may come twice, and names that mean nothing."""
    kind = draw(st.sampled_from(sorted(LISTS)))
    names = st.sampled_from([*LISTS[kind], "x"])
    pairs = draw(st.lists(st.tuples(names, VALUES), max_size=5))
    return f"/{draw(st.sampled_from(['ka', 'en']))}/{kind}/", pairs
