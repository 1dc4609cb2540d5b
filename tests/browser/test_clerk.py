"""A clerk writes an announcement in both languages. Her browser asks for English; the office is Georgian."""

import re

import pytest

from tests.brochures import friendly

from .pages import AnnouncementEditor, drop, expect, pdf_with

pytestmark = pytest.mark.database


def test_the_slug_is_romanised_by_the_national_system_while_the_title_is_typed(clerk):
    editor = AnnouncementEditor(clerk)

    # The letters for which Wagtail's own table is a keyboard habit: ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ.
    editor.type_title("ღია ყუთი: შეჩერდა წყლის ძიება, ჭა ხვალ ჯერ ცარიელია, ჰქვია „ქვა“")
    editor.turn_to(editor.PUBLISHING)

    expect(editor.page.locator("[name=slug]")).to_have_value(
        "ghia-quti-shecherda-tsqlis-dzieba-cha-khval-jer-tsarielia-hkvia-kva"
    )


def test_both_languages_are_previewed_beside_the_form(clerk):
    editor = AnnouncementEditor(clerk)
    editor.type_title("სკვერის განახლება იწყება")
    editor.turn_to(editor.ENGLISH)
    editor.fill(title_en="Renewal of the square begins")

    for language, code, title in [
        ("ქართული", "ka", "სკვერის განახლება იწყება"),
        ("English", "en", "Renewal of the square begins"),
    ]:
        preview = editor.preview(language)
        expect(preview.get_by_role("heading", level=1)).to_have_text(title)
        expect(preview.locator("html")).to_have_attribute("lang", code)


def test_a_published_announcement_is_live_in_both_languages_with_both_files(clerk, visit):
    titles = {"ka": "ახალი სათამაშო მოედანი", "en": "A new playground"}
    summaries = {"ka": "მოედანი ოქტომბერში გაიხსნება.", "en": "The playground opens in October."}
    files = {"ka": pdf_with(pages=1), "en": pdf_with(pages=2)}

    editor = AnnouncementEditor(clerk)
    editor.type_title(titles["ka"])
    editor.fill(summary_ka=summaries["ka"])
    editor.turn_to(editor.ENGLISH)
    editor.fill(title_en=titles["en"], summary_en=summaries["en"])
    editor.turn_to(editor.FACTS)
    editor.add_attachment_row()
    editor.upload("document_ka", "მოედნის გეგმა", "plan-ka.pdf", files["ka"])
    editor.upload("document_en", "Plan of the playground", "plan-en.pdf", files["en"])
    # Empty pages are no text.
    editor.publish(in_spite_of_warnings=True)

    slug = "akhali-satamasho-moedani"
    reader = visit()
    for code, title in titles.items():
        reader.open(f"/{code}/announcements/")
        reader.page.get_by_role("link", name=title, exact=True).click()
        expect(reader.page).to_have_url(f"{reader.site}/{code}/announcements/{slug}/")
        expect(reader.page.get_by_role("heading", level=1)).to_have_text(title)
        expect(reader.page.get_by_text(summaries[code])).to_be_visible()
        assert _brochures_by_language(reader, slug) == files


def test_two_files_fill_the_places_of_a_row_by_their_names(clerk):
    editor = AnnouncementEditor(clerk)
    editor.type_title("ორი ფაილი ერთად")
    editor.turn_to(editor.FACTS)
    editor.add_attachment_row()
    files = [
        {"name": f"plan-{name}.pdf", "mimeType": "application/pdf", "buffer": pdf_with(pages=pages)}
        for name, pages in (("eng", 2), ("geo", 1))
    ]
    page = editor.page
    page.locator("[data-drop-files] input").set_input_files(files)

    for code, title, pages in (("ka", "plan-geo", "1 გვერდი"), ("en", "plan-eng", "2 გვერდი")):
        place = page.locator(f"[data-place={code}]")
        expect(place.locator("[data-chooser-title]")).to_have_text(title)
        expect(place.locator("xpath=following-sibling::*[1]")).to_contain_text(pages)
    # Nothing is left to drop on.
    expect(page.locator("[data-drop-files]")).to_be_hidden()


def test_files_that_fall_beside_the_rows_make_one(clerk):
    editor = AnnouncementEditor(clerk)
    editor.type_title("სტრიქონი ჯერ არ არის")
    editor.turn_to(editor.FACTS)
    page = editor.page
    expect(page.locator("[data-files-of-row]")).to_have_count(0)
    drop(page, "#id_attachments-ADD", {"plan-eng.pdf": pdf_with(pages=2), "plan-geo.pdf": pdf_with(pages=1)})

    for code, title in (("ka", "plan-geo"), ("en", "plan-eng")):
        expect(page.locator(f"[data-place={code}] [data-chooser-title]")).to_have_text(title)
    # Both places are taken now; the next file gets a row of its own.
    drop(page, "#id_attachments-ADD", {"budget-geo.pdf": pdf_with(pages=3)})
    expect(page.locator("#id_attachments-1-document_ka-chooser [data-chooser-title]")).to_have_text("budget-geo")


def test_one_file_in_both_places_is_told_of_as_such(clerk):
    editor = AnnouncementEditor(clerk)
    editor.type_title("ერთი ფაილი ორივე ადგილას")
    editor.turn_to(editor.FACTS)
    editor.add_attachment_row()
    page = editor.page
    page.locator("[data-drop-files] input").set_input_files(
        {"name": "both-geo.pdf", "mimeType": "application/pdf", "buffer": friendly.file("LibreOffice")}
    )
    cards = {
        code: page.locator(f"[data-place={code}]").locator("xpath=following-sibling::*[1]") for code in ("ka", "en")
    }
    expect(cards["ka"]).to_contain_text("PDF")
    expect(cards["ka"]).not_to_contain_text("მხოლოდ ქართულია")
    chooser = page.locator("#id_attachments-0-document_en-chooser")
    chooser.locator("[data-chooser-action-choose]:visible").click()
    page.get_by_role("dialog").get_by_role("link", name="both-geo", exact=True).first.click()
    for code in ("ka", "en"):
        expect(cards[code]).to_contain_text("მხოლოდ ქართულია")
    expect(page.locator("[data-swap-files]")).to_be_hidden()


def test_who_was_logged_out_meanwhile_is_told_so(clerk):
    editor = AnnouncementEditor(clerk)
    editor.type_title("სესია დასრულდა")
    editor.turn_to(editor.FACTS)
    editor.add_attachment_row()
    page = editor.page
    page.route("**/documents/multiple/add/", lambda route: route.fulfill(status=403, body=""))
    clerk.may_refuse("/admin/documents/multiple/add/")
    page.locator("[data-drop-files] input").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": pdf_with(pages=1)}
    )
    expect(page.locator("[data-said]")).to_contain_text("სისტემაში შესული აღარ ხართ")


def _brochures_by_language(reader, slug: str) -> dict[str, bytes]:
    """What a reader gets who follows the links to the files; both have the number of one row in their address."""
    links = [link.get_attribute("href") for link in reader.page.locator("main a[type='application/pdf']").all()]
    found = [re.fullmatch(rf"/brochures/(\d+)/{slug}-(ka|en)\.pdf", link) for link in links]
    assert all(found) and len({match[1] for match in found}) == 1, links
    return {match[2]: reader.context.request.get(match[0]).body() for match in found}
