"""Comments in the editor of a page, as its author and others use them."""

from .pages import expect, insist


def threads(page):
    return page.locator("#comments .comment:visible")


def thread(page, text: str):
    return threads(page).filter(has_text=text)


def begin_comment(page, field: str):
    """The input of a new comment on the field; nothing is written yet."""
    place = page.locator(f"[data-contentpath={field}]:visible")
    place.hover()
    place.locator("[data-comment-add]").click()
    return focused_input(page)


def focused_input(page):
    written = page.locator("#comments .comment--focused .comment__input")
    expect(written).to_be_focused()
    return written


def finish(page) -> None:
    """Sends what is written and turns away from it, as Wagtail wants it before the next one."""
    page.locator("#comments .comment__button--primary:enabled:visible").click()
    page.get_by_role("tab", selected=True).click()
    # It takes 200 ms to notice that, and then turns away from whatever was begun meanwhile.
    page.wait_for_timeout(400)


def begin_answer(page, to: str):
    written = thread(page, to).locator(".comment__reply-input")
    insist(thread(page, to).click, written)
    written.click()
    return written


def show_comments(page) -> None:
    toggle = page.locator("[data-side-panel-toggle=comments]")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()


def choose(one, deed: str) -> None:
    """From the menu of a comment or an answer."""
    entry = one.get_by_role("menuitem", name=deed).locator("visible=true")
    insist(one.locator("summary").first.click, entry)
    entry.click()
