"""Comments on the fields of a page: who writes a page and who judges it talk about its words where they stand."""

import json

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Comment, CommentReply, Page, PageSubscription, get_page_models

from bilingual.models import BilingualPage
from projects.models import ProjectObjective, ProjectPage
from tests.bilingual.editor_form import address_of, filled_form
from tests.reading import MTAVRULI, soup

pytestmark = pytest.mark.django_db

TEXT = [("paragraph", "<p>ტექსტი</p>")]


@pytest.fixture
def page(projects, author) -> ProjectPage:
    """In both languages, with a row and a body, and with marks."""
    made = ProjectPage(title="სკვერი", title_en="Square", slug="square", summary_ka="ახალი.", summary_en="New.")
    made.objectives = [ProjectObjective(text_ka="ხეები", text_en="Trees", sort_order=0)]
    made.body_ka = made.body_en = TEXT
    made.owner = author
    projects.add_child(instance=made)
    made.save_revision().publish()
    return newest(made)


def newest(page) -> ProjectPage:
    return ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def commented(number: int, path: str, text: str = "რატომ?") -> dict[str, str]:
    """What the browser sends of one new comment."""
    values = {"text": text, "contentpath": path, "position": "", "id": "", "resolved": "", "DELETE": ""}
    replies = {"replies-TOTAL_FORMS": "0", "replies-INITIAL_FORMS": "0"}
    return {f"comments-{number}-{name}": value for name, value in (values | replies).items()}


def send(client, page, *comments: dict[str, str], accept: str = "text/html", **changes):
    data = filled_form(client, page, **changes, **{"comments-TOTAL_FORMS": str(len(comments))})
    for language in ("ka", "en"):
        body = newest(page)
        (block,) = getattr(body, f"body_{language}")
        name = f"body_{language}"
        data |= {
            f"{name}-count": "1",
            f"{name}-0-deleted": "",
            f"{name}-0-order": "0",
            f"{name}-0-type": "paragraph",
            f"{name}-0-id": block.id,
            f"{name}-0-value": json.dumps(
                {"blocks": [{"key": "a", "text": "ტექსტი", "type": "unstyled"}], "entityMap": {}}
            ),
        }
    for comment in comments:
        data |= comment
    answer = client.post(address_of(page), data, headers={"accept": accept})
    assert answer.status_code in (200, 302)
    return answer


@pytest.mark.parametrize("model", [model for model in get_page_models() if model is not Page])
def test_every_page_type_can_be_commented(model):
    assert issubclass(model, BilingualPage)
    options = model.get_edit_handler().get_form_options()
    assert options["formsets"]["wagtail_admin_comments"]["formset_name"] == "comments"
    assert "comment_notifications" in options["fields"]


def test_texts_of_both_languages_and_parts_of_a_body_can_be_commented(editor_client, page):
    paths = [
        *["title", "title_en", "summary_ka", "summary_en", "seo_title", "change_note_en", "budget_amount"],
        *[f"body_{code}.{getattr(page, f'body_{code}')[0].id}" for code in ("ka", "en")],
    ]
    send(editor_client, page, *(commented(number, path) for number, path in enumerate(paths)))
    kept = Comment.objects.filter(page=page)
    assert [comment.contentpath for comment in kept.order_by("pk")] == paths
    assert all(comment.has_valid_contentpath(newest(page)) for comment in kept)
    shown = json.loads(soup(editor_client.get(address_of(page))).select_one("#comments-data").get_text())
    assert [one["contentpath"] for one in shown["comments"]] == paths


def test_a_comment_takes_and_loses_no_mark(editor_client, page):
    send(editor_client, page)
    before = newest(page)
    send(editor_client, page, commented(0, "summary_en"))
    after = newest(page)
    assert Comment.objects.filter(page=page).exists()
    assert before.marks and after.marks == before.marks
    assert after.objectives.get().marks == before.objectives.get().marks
    # One that goes with what the browser saves by itself takes none of the text that goes along either.
    kept = commented(0, "summary_en") | {"comments-0-id": Comment.objects.get().pk, "comments-0-resolved": "1"}
    send(editor_client, page, kept, accept="application/json", summary_ka="სხვა.", summary_en="Other.")
    assert Comment.objects.get().resolved_at
    assert newest(page).summary_ka == "სხვა."
    assert newest(page).marks == before.marks


def test_a_copy_begins_without_comments(editor, page):
    Comment.objects.create(page=page, user=editor, text="რატომ?", contentpath="summary_en")
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert not Comment.objects.filter(page=copy).exists()
    assert Comment.objects.get().page_id == page.pk


def test_the_screen_of_the_translator_keeps_them(editor_client, page, editor):
    Comment.objects.create(page=page, user=editor, text="რატომ?", contentpath="summary_en")
    address = f"/admin/pages/{page.pk}/translate/"
    form = editor_client.get(address).context["form"]
    data = {field.html_name: field.value() or "" for field in form} | {"body_en-count": 0}
    for prefix, rows in form.formsets.items():
        data |= {f"{prefix}-TOTAL_FORMS": len(rows.forms), f"{prefix}-INITIAL_FORMS": len(rows.initial_forms)}
        for row in rows.forms:
            data |= {field.html_name: field.value() or "" for field in row}
    assert editor_client.post(address, data | {"summary_en": "A new one."}).status_code == 302
    assert newest(page).summary_en == "A new one."
    assert Comment.objects.get().text == "რატომ?"


def test_who_wrote_the_page_learns_of_a_comment_in_georgian(editor_client, author, page):
    PageSubscription.objects.create(page=page, user=author, comment_notifications=True)
    send(editor_client, page, commented(0, "summary_en", "რომელი სკვერი?"))
    (message,) = mail.outbox
    assert message.to == [author.email]
    assert message.subject == "რუსთავის მერია: კომენტარები – სკვერი"
    assert "ახალი კომენტარები:\n- რომელი სკვერი?" in message.body
    assert not MTAVRULI.search(message.subject + message.body)


def test_others_answer_and_resolve_but_do_not_rewrite(editor_client, author, editor, page):
    comment = Comment.objects.create(page=page, user=author, text="რატომ?", contentpath="summary_en")
    answered = commented(0, "summary_en") | {
        "comments-0-id": str(comment.pk),
        "comments-0-replies-TOTAL_FORMS": "1",
        "comments-0-replies-0-text": "ასე სჯობს.",
        "comments-0-replies-0-id": "",
    }
    assert send(editor_client, page, answered | {"comments-0-text": "სხვა სიტყვები"}).status_code == 200
    assert Comment.objects.get().text == "რატომ?"
    assert send(editor_client, page, answered | {"comments-0-resolved": "1"}).status_code == 302
    comment.refresh_from_db()
    assert comment.resolved_by == editor and comment.resolved_at <= timezone.now()
    assert [(reply.user, reply.text) for reply in CommentReply.objects.all()] == [(editor, "ასე სჯობს.")]
