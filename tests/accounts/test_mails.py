"""What staff get by mail: reviews of pages and comments, each in the reader's own language."""

import re
from datetime import datetime
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.core.management import call_command
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.mail import send_notification
from wagtail.models import Comment, CommentReply
from wagtail.users.models import UserProfile

from projects.models import ProjectPage
from tests.reading import GEORGIAN_LETTER, MTAVRULI, latin_words

pytestmark = pytest.mark.django_db

VOID = {"br", "meta", "img", "hr", "link"}


class Markup(HTMLParser):
    """Reads a mail: its words, its links, what it would fetch, and whether its elements are closed in order."""

    def __init__(self, html: str):
        super().__init__()
        self.words, self.links, self.fetched, self.open = [], [], [], []
        self.language = ""
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language = attributes["lang"]
        if tag == "a":
            self.links.append(attributes["href"])
        if tag in ("img", "link", "script", "style", "iframe") or "url(" in attributes.get("style", ""):
            self.fetched.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def html_of(message) -> Markup:
    ((content, kind),) = message.alternatives
    assert kind == "text/html"
    return Markup(content)


def prefers(user, language: str):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


@pytest.fixture
def draft(projects, author):
    """A page that an author has written and that waits to be sent."""
    page = ProjectPage(
        title="ახალი სკვერი & ბაღი",
        title_en="A new square & garden",
        summary_ka="ახალი სკვერი ქალაქის ცენტრში.",
        summary_en="A new square in the centre.",
        owner=author,
        live=False,
    )
    projects.add_child(instance=page)
    page.save_revision(user=author)
    return page


@pytest.fixture
def nino(author):
    author.first_name, author.last_name = "ნინო", "ბერიძე"
    author.save()
    return author


@pytest.fixture
def giorgi(editor):
    editor.first_name, editor.last_name = "გიორგი", "მაისურაძე"
    editor.save()
    return editor


@pytest.fixture
def submitted(draft, nino, giorgi):
    """The author sends the page to its review, when a test says so."""

    def send():
        page = ProjectPage.objects.get(pk=draft.pk)
        page.get_workflow().start(page, nino)
        return page

    return send


def answer(client, page, editor, action: str, comment: str = ""):
    """What an editor does with a page that waits."""
    client.force_login(editor)
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    response = client.post(address, {"comment": comment})
    assert response.status_code == 302, response.content.decode()


def letter_to(user):
    (message,) = [message for message in mail.outbox if message.to == [user.email]]
    return message


# --- one mail for each step of a review -----------------------------------------------------------------------------


def test_an_editor_learns_that_a_page_waits(submitted, giorgi):
    page = submitted()
    message = letter_to(giorgi)
    assert message.subject == "რუსთავის მერია: განსახილველია – ახალი სკვერი & ბაღი"
    assert message.body == (
        "მოგესალმებით, გიორგი მაისურაძე!\n\n"
        "თქვენს განხილვას ელოდება გვერდი.\n\n"
        "გვერდი: ახალი სკვერი & ბაღი\n"
        "ვინ გამოაგზავნა: ნინო ბერიძე\n"
        "განხილვის ეტაპი: პრესსამსახური\n\n"
        "წინასწარი ნახვა:\n"
        f"http://testserver/admin/pages/workflow/preview/{page.pk}/{page.current_workflow_task.pk}/\n\n"
        "რედაქტირება, დამტკიცება ან შესასწორებლად დაბრუნება:\n"
        f"http://testserver/admin/pages/{page.pk}/edit/\n\n"
        "--\n"
        "ქალაქ რუსთავის მუნიციპალიტეტის მერია\n"
        "http://testserver\n\n"
        "შეტყობინებების პარამეტრები:\n"
        "http://testserver/admin/account/#tab-notifications"
    )


def test_superusers_learn_that_a_page_was_sent(submitted, django_user_model):
    chief = django_user_model.objects.create_superuser("chief", "chief@example.org", "long-enough-password")
    submitted()
    subjects = sorted(message.subject for message in mail.outbox if message.to == [chief.email])
    assert subjects == [
        "რუსთავის მერია: განსახილველად გაიგზავნა – ახალი სკვერი & ბაღი",
        "რუსთავის მერია: განსახილველია – ახალი სკვერი & ბაღი",
    ]


def test_the_author_learns_that_the_page_was_approved_and_where_it_stands(client, submitted, giorgi, nino):
    page = submitted()
    mail.outbox.clear()
    answer(client, page, giorgi, "approve")
    message = letter_to(nino)
    page.refresh_from_db()
    assert page.live
    assert message.subject == "რუსთავის მერია: დამტკიცდა – ახალი სკვერი & ბაღი"
    assert "თქვენ მიერ გაგზავნილი გვერდი დამტკიცდა." in message.body
    assert f"გვერდი საიტზე:\nhttp://testserver{page.path_in('ka')}\n" in message.body
    assert f"http://testserver{page.path_in('ka')}" in html_of(message).links


def test_of_a_scheduled_page_the_author_learns_when(client, submitted, draft, giorgi, nino):
    draft.go_live_at = timezone.make_aware(datetime(2035, 3, 1, 10, 30))
    draft.save_revision(user=nino)
    page = submitted()
    mail.outbox.clear()
    answer(client, page, giorgi, "approve")
    message = letter_to(nino)
    assert not ProjectPage.objects.get(pk=page.pk).live
    assert "გამოქვეყნდება: 2035 წლის 1 მარტი, 10:30\n" in message.body
    assert "გამოქვეყნდება 2035 წლის 1 მარტი, 10:30" in html_of(message).text
    assert "გვერდი საიტზე" not in message.body


def test_the_author_learns_why_a_page_came_back(client, submitted, giorgi, nino):
    page = submitted()
    mail.outbox.clear()
    answer(client, page, giorgi, "reject", "დაამატეთ ბიუჯეტი < 10 & წყარო")
    message = letter_to(nino)
    assert message.subject == "რუსთავის მერია: შესასწორებლად დაბრუნდა – ახალი სკვერი & ბაღი"
    assert "ვინ დააბრუნა: გიორგი მაისურაძე\n" in message.body
    assert "კომენტარი:\nდაამატეთ ბიუჯეტი < 10 & წყარო\n" in message.body
    assert "კომენტარი დაამატეთ ბიუჯეტი < 10 & წყარო" in html_of(message).text


def test_comments_are_told_with_their_words(draft, nino, giorgi):
    prefers(nino, "ka")
    comments = [Comment(page=draft, user=giorgi, text=text, contentpath="title") for text in ("პირველი <1>", "მეორე")]
    send_notification(
        [nino],
        "updated_comments",
        {
            "page": draft,
            "editor": giorgi,
            "new_comments": comments[:1],
            "replied_comments": [
                {"comment": comments[1], "replies": [CommentReply(comment=comments[1], user=giorgi, text="პასუხი")]}
            ],
            "resolved_comments": [],
            "deleted_comments": comments[1:],
        },
    )
    message = letter_to(nino)
    assert message.subject == "რუსთავის მერია: კომენტარები – ახალი სკვერი & ბაღი"
    assert "ვინ შეცვალა: გიორგი მაისურაძე\n\nახალი კომენტარები:\n- პირველი <1>\n" in message.body
    assert "ახალი პასუხები:\n- მეორე\n  > პასუხი\n" in message.body
    assert "წაშლილი კომენტარები:\n- მეორე\n" in message.body
    assert "დახურული" not in message.body
    assert "\n\n\n" not in message.body
    for words in ("პირველი <1>", "პასუხი", "მეორე"):
        assert words in html_of(message).text


# --- what holds for each --------------------------------------------------------------------------------------------


@pytest.fixture
def whole_review(client, submitted, giorgi, nino, django_user_model):
    """Every mail of a review: sent, returned, sent again, approved."""
    django_user_model.objects.create_superuser("chief", "chief@example.org", "long-enough-password")
    page = submitted()
    answer(client, page, giorgi, "reject", "შეასწორეთ")
    page.current_workflow_state.resume(user=nino)
    answer(client, page, giorgi, "approve")
    return mail.outbox


def test_no_mail_has_an_english_word_or_a_capital(whole_review):
    assert len(whole_review) >= 6
    for message in whole_review:
        markup = html_of(message)
        assert markup.language == "ka"
        for text in (message.subject, message.body, markup.text):
            assert not latin_words(text, "chief"), text
            assert not MTAVRULI.search(text)
            assert not re.search(r"&(amp|lt|quot|#\d+);", text)


def test_a_mail_is_laid_out_well(whole_review):
    for message in whole_review:
        assert "\n\n\n" not in message.body
        assert not [line for line in message.body.splitlines() if line != line.strip()]
        assert "\n" not in message.subject
        assert message.from_email == "noreply@localhost"


def test_a_mail_fetches_nothing_and_leads_only_to_the_site(whole_review):
    for message in whole_review:
        markup = html_of(message)
        assert not markup.fetched
        assert markup.links
        for link in [*markup.links, *re.findall(r"https?://\S+", message.body)]:
            assert link.startswith("http://testserver")
        assert set(markup.links) <= set(re.findall(r"https?://\S+", message.body))


def test_each_reader_is_written_to_in_the_own_language(submitted, giorgi, django_user_model):
    """Whoever causes a mail may have another language; so may the other readers."""
    second = django_user_model.objects.create_user("second", "second@example.org", "long-enough-password")
    second.groups.set(giorgi.groups.all())
    prefers(giorgi, "en")
    with translation.override("en"):
        submitted()
    english, georgian = letter_to(giorgi), letter_to(second)
    assert english.subject == "Rustavi City Hall: to be reviewed – A new square & garden"
    assert "Page: A new square & garden\n" in english.body
    assert html_of(english).language == "en"
    assert "A page waits for your review." in html_of(english).text
    names = "გიორგი|მაისურაძე|ნინო|ბერიძე|პრესსამსახური"
    assert not GEORGIAN_LETTER.search(re.sub(names, "", english.body + html_of(english).text))
    assert georgian.subject.startswith("რუსთავის მერია: ")
    assert html_of(georgian).language == "ka"
    assert "ახალი სკვერი & ბაღი" in html_of(georgian).text


def test_every_template_of_wagtail_that_is_sent_is_ours():
    for name in ("task_state_submitted", "workflow_state_submitted", "workflow_state_approved",
                 "workflow_state_rejected", "updated_comments"):  # fmt: skip
        for ending in ("_subject.txt", ".txt", ".html"):
            origin = get_template(f"wagtailadmin/notifications/{name}{ending}").origin.name
            assert "site-packages" not in origin


def test_an_operator_can_try_whether_mail_arrives(settings):
    settings.DEFAULT_FROM_EMAIL = "რუსთავის მერია <site@example.org>"
    call_command("sendtestemail", "operator@example.org")
    (message,) = mail.outbox
    assert message.from_email == settings.DEFAULT_FROM_EMAIL
    assert message.message()["From"].endswith("<site@example.org>")
    assert message.to == ["operator@example.org"]


def test_a_mail_to_admins_says_of_which_site(settings):
    assert settings.EMAIL_SUBJECT_PREFIX == "[127.0.0.1] "
