"""A row of files in the editor of a page: what is dropped on it, and files that change places by one press."""

import pytest

from tests.brochures import friendly

from .pages import AnnouncementEditor, drop, expect, pdf_with

pytestmark = pytest.mark.database

GEORGIAN, ENGLISH = friendly.file("LibreOffice"), friendly.file("form without scripts")


@pytest.fixture
def editor(clerk) -> AnnouncementEditor:
    """A new announcement with one empty row of files."""
    editor = AnnouncementEditor(clerk)
    editor.type_title("სტრიქონი ფაილებით")
    editor.turn_to(editor.FACTS)
    editor.add_attachment_row()
    return editor


def title_in(editor, code: str):
    return editor.page.locator(f"#id_attachments-0-document_{code}-chooser [data-chooser-title]")


def card_in(editor, code: str):
    return editor.page.locator(f"#id_attachments-0-document_{code}-chooser").locator("xpath=following-sibling::*[1]")


def said(editor):
    return editor.page.locator("[data-said]")


def save(editor) -> AnnouncementEditor:
    """Saves the draft and opens it anew."""
    editor.page.locator("footer .action-save").click()
    expect(editor.page.locator(".messages .success")).to_be_visible()
    again = AnnouncementEditor(editor.clerk, editor.page.url)
    again.turn_to(again.FACTS)
    return again


def test_one_press_swaps_two_files_that_stand_in_each_others_place(editor):
    editor.upload("document_ka", "Plan", "a.pdf", ENGLISH)
    editor.upload("document_en", "გეგმა", "b.pdf", GEORGIAN)
    for code in ("ka", "en"):
        expect(card_in(editor, code)).to_contain_text("ფაილი კი")
    button = editor.page.locator("[data-swap-files]")
    expect(button).to_have_text("ფაილებისთვის ადგილების შეცვლა")
    button.click()

    for now in (editor, save(editor)):
        for code, title in (("ka", "გეგმა"), ("en", "Plan")):
            expect(title_in(now, code)).to_have_text(title)
            expect(card_in(now, code)).not_to_contain_text("ფაილი კი")
        expect(now.page.locator("[data-swap-files]")).to_be_hidden()


def test_one_press_moves_a_file_that_stands_alone_in_the_wrong_place(editor):
    editor.upload("document_ka", "Plan", "a.pdf", ENGLISH)
    button = editor.page.locator("[data-swap-files]")
    expect(button).to_have_text("ფაილის გადატანა მეორე ადგილზე")
    button.click()

    for now in (editor, save(editor)):
        expect(title_in(now, "en")).to_have_text("Plan")
        expect(now.page.locator("[data-place=ka].blank")).to_be_visible()
        expect(card_in(now, "en")).not_to_contain_text("ფაილი კი")


def test_of_two_georgian_files_one_is_told_to_stand_wrong(editor):
    drop(editor.page, "[data-drop-files]", {"one.pdf": GEORGIAN, "two.pdf": friendly.file("Word")})
    expect(title_in(editor, "ka")).to_have_text("one")
    expect(title_in(editor, "en")).to_have_text("two")
    expect(card_in(editor, "en")).to_contain_text("ტექსტი ქართულია")
    # The other one would stand wrong instead.
    expect(editor.page.locator("[data-swap-files]")).to_be_hidden()


def test_one_file_goes_to_the_place_of_its_language(editor):
    drop(editor.page, "[data-drop-files]", {"plan.pdf": ENGLISH})
    expect(title_in(editor, "en")).to_have_text("plan")
    expect(editor.page.locator("[data-place=ka].blank")).to_be_visible()


def test_what_is_too_much_or_no_pdf_is_told_and_not_kept(editor):
    three = {f"surplus-{number}.pdf": pdf_with(pages=number) for number in (1, 2, 3)}
    drop(editor.page, "[data-drop-files]", three)
    expect(said(editor)).to_contain_text("არაუმეტეს ორი ფაილისა")
    expect(said(editor)).to_contain_text("არაფერი ატვირთულა")
    drop(editor.page, "[data-drop-files]", {"surplus-text.pdf": b"Dear Sir or Madam,\n", "surplus-empty.pdf": b""})
    expect(said(editor)).to_contain_text("surplus-text.pdf: ")
    expect(said(editor)).to_contain_text("PDF არ არის")
    expect(said(editor)).to_contain_text("surplus-empty.pdf: ")
    expect(said(editor)).to_contain_text("ცარიელია")
    expect(editor.page.locator("[data-place].blank")).to_have_count(2)
    assert "surplus" not in editor.clerk.context.request.get("/admin/documents/").text()


def test_files_beside_the_rows_of_which_none_is_taken_leave_no_row(clerk):
    editor = AnnouncementEditor(clerk)
    editor.type_title("ფაილები სტრიქონის გარეშე")
    editor.turn_to(editor.FACTS)
    rows = editor.page.locator("[data-files-of-row]:visible")
    told = editor.page.locator("[data-said-of-panel]")

    drop(editor.page, "#id_attachments-ADD", {f"many-{number}.pdf": pdf_with(pages=number) for number in (1, 2, 3)})
    expect(told).to_contain_text("არაუმეტეს ორი ფაილისა")
    expect(rows).to_have_count(0)
    drop(editor.page, "#id_attachments-ADD", {"letter.pdf": b"Dear Sir or Madam,\n"})
    expect(told).to_contain_text("letter.pdf: ")
    expect(told).not_to_contain_text("არაუმეტეს")
    expect(rows).to_have_count(0)

    drop(editor.page, "#id_attachments-ADD", {"at-last-geo.pdf": pdf_with(pages=1)})
    expect(rows).to_have_count(1)
    expect(told).to_be_empty()
    expect(editor.page.locator("[data-place=ka]:visible [data-chooser-title]")).to_have_text("at-last-geo")


def test_what_is_dropped_while_files_are_checked_is_told_and_not_kept(editor):
    page, held = editor.page, []
    # Playwright writes on what it is given, and a method of a list bears no writing.
    page.route("**/documents/multiple/add/", lambda route: held.append(route))  # noqa: PLW0108
    drop(page, "[data-drop-files]", {"first-eng.pdf": pdf_with(pages=1)})
    expect(said(editor)).to_contain_text("first-eng.pdf")
    drop(page, "[data-drop-files]", {"hasty.pdf": pdf_with(pages=2)})
    expect(said(editor)).to_contain_text("ამ წუთში სხვა ფაილები მოწმდება")
    expect(said(editor)).to_contain_text("hasty.pdf")
    # Nor can another file take a place that the first one may need.
    assert page.locator("[data-place=en]").evaluate("place => place.inert")
    held.pop().continue_()

    expect(title_in(editor, "en")).to_have_text("first-eng")
    expect(said(editor)).to_contain_text("hasty.pdf")
    expect(page.locator("[data-place=ka].blank")).to_be_visible()
    assert not page.locator("[data-place=ka]").evaluate("place => place.inert")
    assert "hasty" not in editor.clerk.context.request.get("/admin/documents/").text()
