"""The checker of the editor finds what is wrong with a text, in both languages, and nothing where nothing is."""

import re

import pytest

from home.content_checks import OF_TEMPLATES, ContentChecks

from .pages import PASTE, AnnouncementEditor, expect

# Of each rule of ours: what breaks it and what keeps it, as readers' pages have it.
SAMPLES = {
    "link-says-nothing": (
        [
            "<a href='/a'>აქ</a>",
            "<a href='/a'>დააჭირეთ აქ!</a>",
            "<a href='/a'>„იხილეთ“</a>",
            "<a href='/a'>Click  here</a>",
            "<a href='/a'>https://example.org/a</a>",
            "<a href='/a'>www.example.org</a>",
        ],
        ["<a href='/a'>აქცია მოედანზე</a>", "<a href='/a'>Budget of 2026</a>", "<a href='/a'>example.org</a>"],
    ),
    "text-in-capitals": (
        ["<p>THIS IS A VERY IMPORTANT MESSAGE</p>", "<p>ᲛᲔᲠᲘᲐ აცხადებს</p>", "<h2>CALL FOR PROPOSALS 2026</h2>"],
        ["<p>UNDP, USAID და VNG</p>", "<p>Rustavi City Hall</p>", "<p>მერია აცხადებს</p>", "<p>EU</p>"],
    ),
    "table-without-headers": (
        ["<table><tr><td>1</td></tr></table>"],
        ["<table><tr><th>წელი</th></tr><tr><td>2016</td></tr></table>"],
    ),
    "picture-without-words": (
        ["<figure><img src='data:,' alt=''></figure>", "<figure><img src='data:,'></figure>"],
        ["<figure><img src='data:,' alt='მოედანი'></figure>"],
    ),
    "paragraph-as-heading": (
        ["<p><b>პროექტის მიზანი</b></p>", "<p><b>პროექტის</b> <strong>მიზანი</strong></p>"],
        ["<p><b>მიზანი:</b> განვითარება</p>", "<p><b>ვადა გუშინ გავიდა.</b></p>", "<p>პროექტის მიზანი</p>", "<p></p>"],
    ),
}
RUN = """async ([rule, html]) => {
    const place = document.createElement("main");
    place.className = "prose";
    place.innerHTML = html;
    document.body.append(place);
    const {violations} = await axe.run(place, {runOnly: {type: "rule", values: [rule]}});
    place.remove();
    return violations.flatMap(found => found.nodes).length;
}"""
FAULTY = "<p>ბიუჯეტი <a href='https://example.org/a'>აქ</a>.</p>"


@pytest.fixture
def editor(clerk):
    """Of an announcement in which nothing is wrong."""
    clerk.open_screen("/admin/announcements/")
    clerk.page.get_by_role("link", name="საერთაშორისო გრანტების").first.click()
    expect(clerk.page.locator("[name=title]")).to_be_visible()
    clerk.settle()
    return clerk


def test_each_rule_finds_what_breaks_it_and_nothing_else(editor):
    for rule, (broken, kept) in SAMPLES.items():
        for expected, samples in ((1, broken), (0, kept)):
            for sample in samples:
                assert editor.page.evaluate(RUN, [rule, sample]) == expected, f"{rule}: {sample}"


def test_every_rule_that_runs_has_its_words(editor):
    rules = editor.page.evaluate("axe._audit.rules.map(rule => [rule.id, rule.enabled])")
    run = {rule for rule, enabled in rules if enabled or rule in ContentChecks.axe_rules}
    assert run == set(ContentChecks.axe_messages)
    assert set(OF_TEMPLATES) < run


def issues(page, language: str):
    """What the checker lists of the page in this language."""
    for name in ("preview", "checks"):
        panel = page.locator(f"[data-side-panel={name}]")
        if not panel.is_visible():
            page.locator(f"[data-side-panel-toggle={name}]").click()
        if name == "preview":
            panel.locator("[name=preview_mode]").select_option(label=language)
    return page.locator("[data-checks-panel] [data-content-checker-name]")


def checked(page) -> None:
    """Until the checker has read a page: then it says how many words it has."""
    expect(page.locator("[data-content-word-count]")).to_have_text(re.compile(r"^[1-9]\d*$"))


@pytest.mark.parametrize("language", ["ქართული", "English"])
def test_a_page_without_faults_is_found_clean(editor, language):
    found = issues(editor.page, language)
    checked(editor.page)
    # A measure that calls every Georgian text hard is none.
    expect(editor.page.locator("[data-content-readability-score]")).to_be_hidden()
    # In the hidden preview it has boxes, without which no colour and no size can be judged.
    frame = editor.page.frame_locator("#w-preview-iframe")
    assert frame.locator("h1").evaluate("heading => heading.getBoundingClientRect().height") > 0
    assert found.all_inner_texts() == []


def test_a_fault_is_named_in_georgian_in_the_language_in_which_it_is(clerk):
    # The checker itself writes what it finds to the console.
    editor = AnnouncementEditor(clerk)
    editor.type_title("ნაკლიანი")
    page = clerk.page
    page.locator(".c-sf-add-button:visible").last.click()
    page.get_by_role("option").filter(has_text="ტექსტი").first.click()
    text = page.locator("[data-streamfield-child] [contenteditable=true]:visible")
    text.click()
    text.evaluate(PASTE, FAULTY)
    found = issues(page, "ქართული")
    expect(found).to_have_text(["ბმულის სიტყვები არ ამბობს, სად გადადის იგი"])
    assert clerk.mtavruli() == []
    clerk.complaints[:] = [complaint for complaint in clerk.complaints if "axe.run results" not in complaint]
