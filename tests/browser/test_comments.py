"""Comments on a page: an author asks beside a field, an editor answers there, the author closes the matter."""

import re
from urllib.parse import urlsplit

import pytest

from .comments import begin_answer, begin_comment, choose, finish, focused_input, show_comments, thread, threads
from .pages import AnnouncementEditor, expect

SUMMARY, HEADING, TEXT = "ახალი სკვერი ქალაქის ცენტრში.", "სამუშაოების ეტაპები", "სკვერის ფართობი ორი ჰექტარია."
QUESTION, ON_HEADING, ON_WORD = "მიეთითოს თუ არა წელი?", "სათაური გრძელი ხომ არ არის?", "ზომა დასაზუსტებელია."
ANSWER = "დიახ, 2027 წელი."


@pytest.fixture
def author(visit, site) -> AnnouncementEditor:
    """Nino with her draft: a summary, a heading and a text."""
    nino = visit(may_have_cookies=True)
    nino.log_in(site, "nino")
    editor = AnnouncementEditor(nino)
    editor.type_title("კომენტარები სკვერზე")
    editor.fill(summary_ka=SUMMARY)
    editor.add_block("სათაური")
    nino.page.locator("[name^=body_ka][name$=text]").fill(HEADING)
    editor.add_block("ტექსტი")
    text_of(nino.page).click()
    nino.page.keyboard.type(TEXT)
    # It writes into its form a moment after the last key.
    expect(nino.page.locator("[name^=body_ka][name$=value]").last).to_have_value(re.compile(TEXT))
    save(nino.page)
    return AnnouncementEditor(nino, path_of(nino.page))


def path_of(page) -> str:
    return re.sub("[?#].*", "", urlsplit(page.url).path)


def text_of(page):
    return page.locator("[data-streamfield-child] div[contenteditable=true]:visible").first


def save(page) -> None:
    page.locator("footer .action-save").click()
    expect(page.locator(".messages .success")).to_be_visible()


def select_first_word(page) -> None:
    # By a click Wagtail understands that a comment is done with, a moment later.
    text_of(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Shift+ArrowRight")


def mail_to(site, name: str, about: str) -> str:
    """The newest mail to somebody that has these words, with its subject."""
    mails = [mail for mail in site.mails() if mail["to"] == f"{name}@example.org"]
    texts = [f"{mail['subject'].strip()}\n{mail.get_body(('plain',)).get_content()}" for mail in mails]
    return [text for text in texts if about in text][-1]


def test_a_question_is_asked_answered_and_closed_beside_the_fields(author, visit, site):
    page = author.page
    begin_comment(page, "summary_ka").fill(QUESTION)
    finish(page)
    begin_comment(page, "text").fill(ON_HEADING)
    finish(page)
    # Words within a text are commented as they are selected.
    select_first_word(page)
    page.keyboard.press("Control+Alt+m")
    focused_input(page).fill(ON_WORD)
    finish(page)
    save(page)

    giorgi = visit(may_have_cookies=True)
    giorgi.log_in(site, "giorgi")
    desk = AnnouncementEditor(giorgi, path_of(page)).page
    expect(desk.locator("[data-side-panel-toggle=comments] [data-side-panel-toggle-counter]")).to_have_text("3")
    show_comments(desk)
    for words in (QUESTION, ON_HEADING, ON_WORD):
        expect(thread(desk, words)).to_contain_text("ნინო ბერიძე")
    expect(text_of(desk).locator("[data-annotation]")).to_have_text("სკვერის")
    # The words of others can only be answered or closed.
    expect(thread(desk, QUESTION).get_by_role("menuitem", include_hidden=True)).to_have_text(["დახურვა"])
    begin_answer(desk, QUESTION).fill(ANSWER)
    finish(desk)
    save(desk)
    told = mail_to(site, "nino", ANSWER)
    assert told.startswith("რუსთავის მერია: კომენტარები – კომენტარები სკვერზე\n")
    assert f"ახალი პასუხები:\n- {QUESTION}\n  > {ANSWER}\n" in told
    assert not re.search("[A-Za-z]{2,}", re.sub(r"https?://\S+", "", told))

    AnnouncementEditor(author.clerk, path_of(page))
    show_comments(page)
    expect(thread(page, ANSWER)).to_contain_text("გიორგი მაისურაძე")
    choose(thread(page, QUESTION), "დახურვა")
    expect(thread(page, QUESTION)).to_have_count(0)
    save(page)
    assert f"დახურული კომენტარები:\n- {QUESTION}\n" in mail_to(site, "giorgi", "დახურული")
    for clerk in (author.clerk, giorgi):
        AnnouncementEditor(clerk, path_of(page))
        show_comments(clerk.page)
        expect(thread(clerk.page, ON_WORD)).to_be_visible()
        expect(threads(clerk.page)).to_have_count(2)
        assert clerk.mtavruli() == []


class Saving:
    """What the browser saves by itself from now on: each is answered when a test says so."""

    def __init__(self, page):
        self.page, self.held, self.is_held = page, [], True
        page.route(re.compile(r"/edit/(\?.*)?$"), self._take)

    def _take(self, route) -> None:
        if self.is_held and route.request.method == "POST":
            self.held.append(route)
        else:
            route.continue_()

    def begins(self) -> None:
        for _moment in range(100):
            if self.held:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("nothing is saved")

    def is_answered(self) -> None:
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            self.held.pop().continue_()


def test_what_is_said_while_the_browser_saves_by_itself_is_kept(author):
    page = author.page
    saving = Saving(page)
    # A comment that is not finished yet goes on where it was.
    page.locator("[name=summary_ka]").press_sequentially(" 1")
    saving.begins()
    begin_comment(page, "summary_ka").press_sequentially("რომელ ")
    saving.is_answered()
    expect(page.locator("[data-comment-id='1']")).to_have_count(0)
    expect(focused_input(page)).to_have_value("რომელ ")
    page.keyboard.type("წელს?")
    finish(page)
    # So do one that was finished meanwhile, and an answer.
    saving.begins()
    select_first_word(page)
    page.keyboard.press("Control+Alt+m")
    focused_input(page).fill(ON_WORD)
    finish(page)
    begin_answer(page, "რომელ წელს?").press_sequentially("მომავალ")
    saving.is_answered()
    saving.begins()
    saving.is_held = False
    answer_of_thread = thread(page, "რომელ წელს?").locator(".comment__reply-input")
    expect(answer_of_thread).to_have_value("მომავალ")
    expect(answer_of_thread).to_be_focused()
    saving.is_answered()
    page.keyboard.type(" წელს.")
    finish(page)
    save(page)

    AnnouncementEditor(author.clerk, path_of(page))
    show_comments(page)
    expect(threads(page)).to_have_count(2)
    expect(thread(page, "რომელ წელს?")).to_contain_text("მომავალ წელს.")
    expect(thread(page, ON_WORD)).to_be_visible()
    expect(text_of(page).locator("[data-annotation]")).to_have_text("სკვერის")


def test_the_answer_that_grows_covers_no_button(author):
    """The next comment stands close below."""
    page = author.page
    for words in (QUESTION, ON_HEADING):
        begin_comment(page, "summary_ka" if words == QUESTION else "title").fill(words)
        finish(page)
    save(page)
    AnnouncementEditor(author.clerk, path_of(page))
    show_comments(page)
    # At once, as when it is pasted: the comments below learn too late how high this one has become.
    begin_answer(page, ON_HEADING).fill(ANSWER * 6)
    finish(page)
    expect(thread(page, ON_HEADING)).to_contain_text(ANSWER * 6)
