"""Nothing is lost when text is large or wide apart, or the window very small (WCAG 2.2: 1.4.4, 1.4.10, 1.4.12)."""

import pytest

from .pages import readers_states

STATES = list(readers_states())
# Phones, and what lies just beside the widths at which the style sheet changes.
WIDTHS = [320, 360, 390, 480, 600, 768, 960, 1280]
LARGE = ":root { font-size: 200% !important }"
# The figures of 1.4.12.
WIDE_APART = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
"""
# (what a reader did, window, style)
CHANGES = [
    ("zoomed to 400 %", (320, 256), ""),
    ("set text wide apart", (320, 800), WIDE_APART),
    ("doubled the text", (1280, 900), LARGE),
    ("doubled the text in half a window", (640, 900), LARGE),
    ("doubled the text on a small phone", (320, 640), LARGE),
]
# What is lost, in words. A line of text is held against the window, against whatever around it cuts off, and
# against all other lines. Its box is higher than its letters, hence the slack.
LOST = """() => {
    const lost = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width)
        lost.push(`scrolls sideways: ${document.documentElement.scrollWidth} in ${width}`);
    const lines = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; text = texts.nextNode();) {
        const parent = text.parentElement;
        if (!text.data.trim() || parent.closest("[aria-hidden=true], .hidden, .skip") || !parent.checkVisibility())
            continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const {left, right, top, bottom} of range.getClientRects()) {
            const slack = (bottom - top) / 4;
            if (right - left > 1)
                lines.push({text: text.data.trim(), parent, left, right, top: top + slack, bottom: bottom - slack});
        }
    }
    for (const line of lines) {
        const around = [];
        for (let element = line.parent; element; element = element.parentElement) around.push(element);
        const cutting = around.filter(element => getComputedStyle(element).overflow !== "visible");
        const scrolled = cutting.some(element => /auto|scroll/.test(getComputedStyle(element).overflowX));
        if (!scrolled && (line.left < -1 || line.right > width + 1)) lost.push(`leaves the window: ${line.text}`);
        for (const element of cutting) {
            const box = element.getBoundingClientRect(), style = getComputedStyle(element);
            if (!/auto|scroll|visible/.test(style.overflowX) && (line.left < box.left - 1 || line.right > box.right + 1)
                || !/auto|scroll|visible/.test(style.overflowY) && (line.top < box.top || line.bottom > box.bottom))
                lost.push(`is cut off: ${line.text}`);
        }
    }
    lines.forEach((one, number) => {
        for (const other of lines.slice(number + 1))
            if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
                && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2)
                lost.push(`lie on each other: ${one.text} / ${other.text}`);
    });
    return [...new Set(lost)];
}"""
# Words of which a part stands on another line, and what is read as one: a number with what it counts, a date, a
# standard, a Latin word with its Georgian ending. Other words typed with a hyphen may be broken there; addresses and
# checksums anywhere; a date in `<time>` where it has the line to itself, so there words alone are looked at.
BROKEN = """() => {
    const one = [
        /[\\p{L}\\p{N}]+/gu,
        /(?<![\\p{L}\\p{N}])[A-Z]{2,}\\s\\d[\\d.]*(?:\\s\\d{3})*/gu,
        /(?<![\\d.,]|[A-Z\\d]\\s)(?!(?:19|20)\\d\\d\\s)\\d+(?:[.,]\\d+)*\\s(?!(?:და|ან|and|of|to|in|is|or)(?!\\p{L}))\\p{L}{1,14}(?!\\p{L})/gu,
        /\\d{4}\\sწლის\\s\\d{1,2}\\s\\p{L}+/gu,
        /\\d{1,2}\\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\s\\d{4}/gu,
        /\\d\\s\\d{3}(?!\\d)|\\d\\s[€₾%]/gu,
        /[A-Za-z0-9]+-[ა-ჰ]{1,10}(?!\\p{L})/gu,
    ];
    const broken = [];
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let text; text = texts.nextNode();) {
        const parent = text.parentElement;
        if (parent.closest("[aria-hidden=true], .hidden, code, a[href^=mailto]") || !parent.checkVisibility()) continue;
        for (const pattern of parent.closest("time") ? one.slice(0, 1) : one)
            for (const {0: piece, index} of text.data.matchAll(pattern)) {
                const range = document.createRange();
                range.setStart(text, index);
                range.setEnd(text, index + piece.length);
                const lines = new Set([...range.getClientRects()].map(({top}) => Math.round(top)));
                if (lines.size > 1) broken.push(`${piece} in: ${parent.textContent.trim()}`);
            }
    }
    return [...new Set(broken)];
}"""
# Of each visible field: is there room for the words in it?
PLACEHOLDERS = """() => [...document.querySelectorAll("[placeholder]")].filter(field =>
    field.checkVisibility()).map(field => {
    const style = getComputedStyle(field), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(field.placeholder).width <= room;
})"""


@pytest.mark.parametrize("state", STATES, ids=[state.name for state in STATES])
def test_nothing_is_lost(inspector, state):
    page = inspector.page
    inspector.open_state(state)
    lost = []
    for change, (width, height), style in CHANGES:
        page.set_viewport_size({"width": width, "height": height})
        inspector.lay_over(style)
        lost += [f"{change}: {what}" for what in page.evaluate(LOST)]
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize(("path", "status"), [("/search/", 200), ("/no-such-page/", 404)])
def test_a_placeholder_is_read_whole(inspector, path, status, language):
    inspector.open(f"/{language}{path}", status)
    inspector.page.set_viewport_size({"width": 360, "height": 800})
    assert inspector.page.evaluate(PLACEHOLDERS) == [True]


def test_a_placeholder_that_is_cut_off_would_be_seen(inspector):
    inspector.open("/ka/search/")
    inspector.page.set_viewport_size({"width": 360, "height": 800})
    inspector.lay_over(".search-form .input { flex: 0 5rem }")
    assert inspector.page.evaluate(PLACEHOLDERS) == [False]


@pytest.mark.parametrize("state", STATES, ids=[state.name for state in STATES])
def test_no_word_is_broken_in_any_window(inspector, state):
    inspector.open_state(state)
    broken = []
    for width in WIDTHS:
        inspector.page.set_viewport_size({"width": width, "height": 640})
        broken += [f"at {width}: {what}" for what in inspector.page.evaluate(BROKEN)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("path", "room"), [("/ka/", 15), ("/ka/brochures/", 15), ("/ka/projects/participatory-budgeting/", 13)]
)
def test_who_doubles_the_text_on_a_small_phone_reads_words_of_some_length_whole(inspector, path, room):
    inspector.open(path)
    inspector.page.set_viewport_size({"width": 320, "height": 640})
    inspector.lay_over(LARGE)
    # Of a heading, not of a brochure beside its cover.
    headings = inspector.page.evaluate(f"({BROKEN})()".replace('"main"', '"main h1"'))
    words = [what.partition(" in: ")[0] for what in headings]
    assert not [word for word in words if len(word) < room], words


def test_a_broken_word_would_be_seen(inspector):
    inspector.open("/ka/projects/participatory-budgeting/")
    inspector.page.set_viewport_size({"width": 320, "height": 640})
    inspector.lay_over("dt { inline-size: 4rem }")
    assert inspector.page.evaluate(BROKEN)


def test_what_is_read_as_one_and_stands_on_two_lines_would_be_seen(inspector):
    inspector.open("/ka/projects/undp-innovation-hub/")
    inspector.page.evaluate("""() => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let text; text = texts.nextNode();) text.data = text.data.replaceAll("\\u00a0", " ");
    }""")
    inspector.lay_over(".lead { inline-size: 8rem }")
    assert [piece for piece in inspector.page.evaluate(BROKEN) if piece.startswith("12\u0020თანამშრომელს")]


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("main { inline-size: 400px }", "scrolls sideways"),
        ("main { position: relative; inset-inline-start: -60px }", "leaves the window"),
        ("h1 { block-size: 1.2rem; overflow: hidden }", "is cut off"),
        ("h1 { inline-size: 3rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }", "is cut off"),
        ("main p { line-height: .3 }", "lie on each other"),
    ],
)
def test_what_is_lost_would_be_seen(inspector, style, seen):
    inspector.open("/ka/projects/participatory-budgeting/")
    inspector.page.set_viewport_size({"width": 320, "height": 800})
    inspector.lay_over(style)
    assert any(what.startswith(seen) for what in inspector.page.evaluate(LOST))
