"""Text pasted from Word, Google Docs or LibreOffice: its structure stands in blocks, its mess nowhere."""

import itertools
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from .pages import PASTE, AnnouncementEditor, expect

SAMPLES = Path(__file__).parent / "pasted"
# What the server made of it: of texts, their words alone.
KEPT = """name => document.querySelector(`#${name}-root`).rootBlock.children.map(({type, block}) => {
    if (type === "paragraph")
        return [type, block.getState().getCurrentContent().getBlocksAsArray().map(line => line.getText())];
    const value = block.getValue();
    if (type === "listing") return [type, value.numbered, value.items.map(item => item.value ?? item)];
    if (type === "table") return [type, value.data, value.table_header_choice];
    if (type === "heading") return [type, value.text, value.level];
    return [type, value.text];
})"""
BREAK = "() => Object.defineProperty(HTMLTableElement.prototype, 'rows', {get() { throw new Error('no'); }})"
READ = """() => [...document.querySelectorAll(".prose :is(h2, h3, p, li, th, td)")].map(
    element => `${element.tagName.toLowerCase()} ${element.innerHTML.replaceAll("&nbsp;", " ")}`
        .replaceAll(/ data-address="[^"]*"/g, ""))"""

WORD = [
    ["heading", "საგრანტო კონკურსი", "2"],
    ["paragraph", ["რუსთავის მერია აცხადებს საგრანტო კონკურსს არასამთავრობო ორგანიზაციებისთვის; ბიუჯეტია "
                   "416\u00a0665 ევრო. იხილეთ კონკურსის წესები."]],
    ["heading", "ვის შეუძლია მონაწილეობა", "2"],
    ["listing", False, ["საქართველოში რეგისტრირებულ ორგანიზაციას;", "რეესტრში (https://example.org/register) ჩაწერილს:",
                        "ახალგაზრდულს"]],
    ["heading", "როგორ", "3"],
    ["listing", True, ["შეავსეთ განაცხადი", "გამოაგზავნეთ"]],
    ["paragraph", ["ამის შემდეგ:", "3. დაელოდეთ პასუხს"]],
    ["table", [["ეტაპი", "ვადა"], ["განაცხადები", "1 მაისი\n18:00"], ["შედეგები", ""]], "row"],
    ["quote", "ეს ქალაქს დაეხმარება"],
]  # fmt: skip
GOOGLE_DOCS = [
    ["heading", "Who can apply", "2"],
    ["paragraph", ["The budget is EUR 416,665 in all, see the rules."]],
    ["listing", False, ["registered organisations;", "of young people", "schools"]],
    ["heading", "Steps", "3"],
    ["listing", True, ["Fill in the form", "Send it"]],
    ["table", [["Stage", "Date"], ["Applications", "1 May"]], "row"],
]
LIBREOFFICE = [
    ["heading", "ვის შეუძლია მონაწილეობა", "2"],
    ["paragraph", ["ბიუჯეტია 416 665 ევრო, იხილეთ წესები."]],
    ["listing", False, ["ორგანიზაციას;", "სკოლას:", "საჯაროს"]],
    ["listing", True, ["შეავსეთ", "გამოაგზავნეთ"]],
    ["table", [["ეტაპი", "ვადა"], ["განაცხადები", "1 მაისი"], ["შედეგები ივნისში", ""]], "row"],
]
READERS = {
    "word": [
        "h2 საგრანტო კონკურსი",
        "p რუსთავის მერია აცხადებს <b>საგრანტო კონკურსს</b> არასამთავრობო ორგანიზაციებისთვის; ბიუჯეტია 416 665 ევრო. "
        'იხილეთ <a href="https://example.org/rules">კონკურსის <i>წესები</i></a>.',
        "h2 ვის შეუძლია მონაწილეობა",
        "li საქართველოში რეგისტრირებულ ორგანიზაციას;",
        "li რეესტრში (https://example.org/register) ჩაწერილს:",
        "li ახალგაზრდულს",
        "h3 როგორ",
        "li შეავსეთ განაცხადი",
        "li გამოაგზავნეთ",
        "p ამის შემდეგ:",
        "p 3. <b>დაელოდეთ</b> პასუხს",
        "th ეტაპი",
        "th ვადა",
        "td განაცხადები",
        "td 1 მაისი<br>18:00",
        "td შედეგები",
        "td ",
        "p ეს ქალაქს დაეხმარება",
    ],
    "google_docs": [
        "h2 Who can apply",
        'p The budget is <b>EUR 416,665</b><i> in all</i>, see <a href="https://example.org/rules">the rules</a>.',
        "li registered organisations;",
        "li of young people",
        "li schools",
        "h3 Steps",
        "li Fill in the form",
        "li Send it",
        "th Stage",
        "th Date",
        "td Applications",
        "td 1 May",
    ],
    "libreoffice": [
        "h2 ვის შეუძლია მონაწილეობა",
        'p ბიუჯეტია <b>416 665 ევრო</b>, იხილეთ <a href="https://example.org/rules">წესები</a>.',
        "li ორგანიზაციას;",
        "li სკოლას:",
        "li საჯაროს",
        "li შეავსეთ",
        "li გამოაგზავნეთ",
        "th ეტაპი",
        "th ვადა",
        "td განაცხადები",
        "td 1 მაისი",
        "td შედეგები ივნისში",
        "td ",
    ],
}
PICTURES, ADDRESSES, LEVELS, MERGED = "სურათები", "მისამართები", "ქვესიები", "უჯრედები"


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.html").read_text()


def text_part(editor, words: str = ""):
    """A new text, the last part of the tab that is open, with these words and the caret behind them."""
    page = editor.page
    page.locator(".c-sf-add-button:visible").last.click()
    page.get_by_role("option").filter(has_text=re.compile("^ტექსტი$")).first.click()
    text = page.locator("[data-streamfield-child] [contenteditable=true]:visible").last
    text.click()
    page.keyboard.type(words)
    return text


def kept(editor, body: str = "body_ka") -> list:
    return editor.page.evaluate(KEPT, body)


def undo(editor) -> None:
    editor.page.locator("[data-pasted] button").first.click()


NUMBERS = itertools.count(1)


@pytest.fixture
def editor(clerk):
    """Of a new announcement; each test has a title, and so an address, of its own."""
    made = AnnouncementEditor(clerk)
    made.type_title(f"ჩასმული ტექსტი {next(NUMBERS)}")
    return made


@pytest.mark.parametrize(
    ("name", "language", "expected", "notes"),
    [
        ("word", "ka", WORD, {PICTURES, ADDRESSES, LEVELS}),
        ("google_docs", "en", GOOGLE_DOCS, {PICTURES, LEVELS}),
        ("libreoffice", "ka", LIBREOFFICE, {LEVELS, MERGED}),
    ],
)
def test_structure_stands_in_blocks_from_the_paste_to_the_readers_page(visit, clerk, name, language, expected, notes):
    editor = AnnouncementEditor(clerk)
    editor.type_title(f"ჩასმული {name}")
    page, body = editor.page, f"body_{language}"
    address, slug = urlsplit(page.url).path, page.locator("[name=slug]").input_value()
    editor.fill(summary_ka="კონკურსი.")
    if language == "en":
        editor.turn_to(editor.ENGLISH)
        editor.fill(title_en=f"Pasted {name}", summary_en="A call.")
    text_part(editor).evaluate(PASTE, sample(name))
    assert kept(editor, body) == expected
    said = page.locator("[data-pasted]").inner_text()
    assert {note for note in (PICTURES, ADDRESSES, LEVELS, MERGED) if note in said} == notes
    assert clerk.mtavruli() == []

    editor.publish(in_spite_of_warnings=True)
    clerk.open_screen(address)
    assert kept(editor, body) == expected
    reader = visit()
    reader.open(f"/{language}/announcements/{slug}/")
    lines = reader.page.evaluate(READ)
    assert lines == READERS[name]


def test_what_is_pasted_within_a_text_parts_it_and_can_be_undone(editor):
    page = editor.page
    text = text_part(editor, "დასაწყისი და ბოლო")
    for _letter in " და ბოლო":
        page.keyboard.press("ArrowLeft")
    text.evaluate(PASTE, "<p>შუა</p><h3>სათაური</h3><p>ახალი <b>სქელი</b></p>")
    pasted = [
        ["paragraph", ["დასაწყისი"]],
        ["paragraph", ["შუა"]],
        ["heading", "სათაური", "2"],
        ["paragraph", ["ახალი სქელი"]],
        ["paragraph", [" და ბოლო"]],
    ]
    assert kept(editor) == pasted
    undo(editor)
    assert kept(editor) == [["paragraph", ["დასაწყისი და ბოლო"]]]
    expect(page.locator("[data-pasted]")).to_have_count(0)


def test_what_is_pasted_over_marked_words_takes_their_place(editor):
    text = text_part(editor, "წინა ტექსტი")
    editor.page.keyboard.press("Control+a")
    text.evaluate(PASTE, "<h2>სათაური</h2><ul><li>ერთი</li></ul>")
    assert kept(editor) == [["heading", "სათაური", "2"], ["listing", False, ["ერთი"]]]
    undo(editor)
    assert kept(editor) == [["paragraph", ["წინა ტექსტი"]]]


def test_the_keys_that_undo_take_a_paste_back_until_something_else_is_typed(editor):
    page = editor.page
    text = text_part(editor, "აქამდე")
    text.evaluate(PASTE, "<h2>სათაური</h2>")
    text.click()
    page.keyboard.press("Control+z")
    assert kept(editor) == [["paragraph", ["აქამდე"]]]
    text.evaluate(PASTE, "<h2>სათაური</h2>")
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("ც")
    page.keyboard.press("Control+z")
    assert ["heading", "სათაური", "2"] in kept(editor)
    expect(page.locator("[data-pasted]")).to_be_visible()


def test_what_has_no_structure_is_pasted_as_ever(editor):
    for html, expected in (
        ("<p>მხოლოდ <b>ტექსტი</b></p>", ["მხოლოდ ტექსტი"]),
        ("<p>ერთი</p><p>ორი</p>", ["ერთი", "ორი"]),
        ("<h2> </h2><p>ერთი</p><ul></ul><table></table>", ["ერთი"]),
    ):
        text_part(editor).evaluate(PASTE, html)
        kind, lines = kept(editor)[-1]
        assert kind == "paragraph"
        assert [line for line in lines if line.strip()] == expected
    expect(editor.page.locator("[data-pasted]")).to_have_count(0)
    # Whatever goes wrong while it is read, the words are there.
    editor.page.evaluate(BREAK)
    text_part(editor).evaluate(PASTE, "<h2>სათაური</h2><table><tr><td>1</td><td>2</td></tr></table>")
    assert [kind for kind, *_rest in kept(editor)] == ["paragraph"] * 4


def test_what_no_block_holds_stays_in_paragraphs(editor):
    long = "ა" * 501
    text_part(editor).evaluate(
        PASTE,
        f"<h1>{long}</h1><h2>სათაური</h2><ol start=3><li>სამი</li></ol><ul><li>ერთი</li><li>{long}</li></ul>"
        "<p><a href='javascript:alert(1)'>ორი</a> <a href='file:///C:/x.doc'>სამი</a></p>",
    )
    assert kept(editor) == [
        ["paragraph", [long]],
        ["heading", "სათაური", "2"],
        ["paragraph", ["3. სამი", "– ერთი", f"– {long}", "ორი სამი"]],
    ]
    expect(editor.page.locator("[data-streamfield-child]:visible .TooltipEntity")).to_have_count(0)
