"""A link to a draft: who makes one, what its reader sees, and what nobody else does."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from announcements.models import AnnouncementPage
from brochures.models import Attachment, MadeBrochure, PdfDocument
from signoff.models import DraftLink
from tests.brochures.pdf_reader import read
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db


def make(page, days: int = 7, recipient: str = "EU Delegation") -> DraftLink:
    link = DraftLink(page=page.page_ptr, recipient=recipient)
    link.valid_for(days)
    link.save()
    return link


def actions(page) -> list[str]:
    found = PageLogEntry.objects.filter(page=page.pk, action__startswith="signoff.").order_by("pk")
    return list(found.values_list("action", flat=True))


@pytest.fixture
def draft(announcement):
    """An announcement that was never published, with files that are nowhere else."""
    row = announcement.attachments.first()
    page = AnnouncementPage(
        title="შესათანხმებელი", title_en="To be agreed", summary_ka="ქართული მოკლედ", summary_en="English in short"
    )
    page.live = False
    announcement.get_parent().add_child(instance=page)
    copies = []
    for document in (row.document_ka, row.document_en):
        copies.append(
            PdfDocument.objects.create(
                title=document.title,
                file=document.file.name,
                file_size=document.file_size,
                sha256=document.sha256,
                file_changed_at=document.file_changed_at,
            )
        )
    page.attachments = [Attachment(document_ka=copies[0], document_en=copies[1])]
    page.save_revision()
    return AnnouncementPage.objects.get(pk=page.pk)


@pytest.fixture
def row(draft):
    """Its files, as the draft alone holds them."""
    return draft.get_latest_revision_as_object().attachments.get()


@pytest.fixture
def link(draft):
    return make(draft)


def test_the_draft_is_read_in_both_languages(client, link):
    for code, title, bar, summary in (
        ("ka", "შესათანხმებელი", "მონახაზი, გამოქვეყნებული არ არის", "ქართული მოკლედ"),
        ("en", "To be agreed", "Draft, not published", "English in short"),
    ):
        response = client.get(link.path(code))
        assert response.status_code == 200
        page = soup(response)
        assert page.html["lang"] == code
        assert page.h1.get_text(strip=True) == title
        assert bar in page.select_one(".draft-bar").get_text()
        assert summary in visible_text(response)
        switch = [one["href"] for one in page.select(".draft-bar [hreflang]")]
        assert switch == [link.path("ka"), link.path("en")]
        assert [one["href"] for one in page.select(".langs a")] == switch


def test_the_newest_draft_is_shown_and_readers_still_see_the_published_text(client, budgeting):
    link = make(budgeting)
    assert "ეს ტექსტი გამოქვეყნებულია" in visible_text(client.get(link.path("ka")))
    budgeting.title = "ახალი სათაური"
    budgeting.save_revision()
    shown = visible_text(client.get(link.path("ka")))
    assert "ახალი სათაური" in shown
    assert "მონახაზი: ეს ცვლილებები გამოქვეყნებული არ არის" in shown
    assert "ახალი სათაური" not in visible_text(client.get(budgeting.path_in("ka")))


def answers(client, link, row):
    yield client.get(link.path("ka"))
    yield client.get(link.path("en"))
    yield client.get(link.path("ka").removesuffix("ka/"))
    yield client.get(link.file_path(row.document_ka))
    yield client.get(link.brochure_path("ka"))
    yield client.get("/draft/nonsense/ka/")
    yield client.get(link.path("ka"), headers={"host": "127.0.0.1"})


def test_nobody_keeps_or_finds_a_draft_and_no_answer_sets_a_cookie(client, link, row):
    for response in answers(client, link, row):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["X-Robots-Tag"] == "noindex, noarchive"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


def test_a_draft_leads_nowhere_into_the_admin(client, link):
    assert "/admin/" not in client.get(link.path("ka")).content.decode()


def test_files_of_the_draft_are_read_through_the_link_alone(client, link, row):
    assert client.get(row.address("ka")).status_code == 404
    assert client.get(row.document_ka.url).status_code == 404
    page = soup(client.get(link.path("ka")))
    files = {one["href"] for one in page.select("main a[type='application/pdf']")}
    assert files == {link.file_path(row.document_ka), link.file_path(row.document_en)}
    for address in files:
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"".join(answer).startswith(b"%PDF-")
    others = PdfDocument.objects.exclude(pk__in=[row.document_ka_id, row.document_en_id])
    assert client.get(link.file_path(others.first())).status_code == 410


def test_a_file_that_the_text_mentions_is_read_through_the_link_too(client, link, draft, row, announcement):
    document = row.document_en
    other = announcement.attachments.get().document_ka
    text = f'<p><a linktype="document" id="{document.pk}">ფაილი</a></p>'
    draft.body_ka = [("paragraph", text), ("document", {"document": other, "text": ""})]
    draft.attachments = []
    draft.save_revision()
    page = soup(client.get(link.path("ka")))
    addresses = [one["href"] for one in page.select("main a[href$='.pdf']")]
    assert addresses == [link.file_path(document), link.file_path(other)]
    for address in addresses:
        assert client.get(address).status_code == 200


def brochures_in_the_bar(client, link) -> dict[str, str]:
    page = soup(client.get(link.path("ka")))
    return {one["hreflang"]: one["href"] for one in page.select(".draft-bar a[type='application/pdf']")}


def test_the_brochure_that_publishing_would_make_is_read_through_the_link(client, link, draft, row, tmp_path):
    assert brochures_in_the_bar(client, link) == {}
    assert client.get(link.brochure_path("ka")).status_code == 410
    draft.attachments = [Attachment(document_ka=row.document_ka)]
    draft.save_revision()
    assert brochures_in_the_bar(client, link) == {"en": link.brochure_path("en")}
    answer = client.get(link.brochure_path("en"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"
    text = read(answer.content, tmp_path).text
    assert "To be agreed" in text and "Preview of a draft" in text
    assert client.get(link.brochure_path("ka")).status_code == 410
    # Nothing of it stays.
    assert not MadeBrochure.objects.filter(page=draft).exists()


def test_on_a_live_page_the_brochure_is_that_of_the_draft(client, hub, tmp_path):
    hub.title_en = "Another name for the hub"
    hub.save_revision()
    link = make(hub)
    page = soup(client.get(link.path("en")))
    cards = {one["href"] for one in page.select("main a[type='application/pdf']")}
    assert cards == {link.brochure_path("ka"), link.brochure_path("en")}
    assert "Another name for the hub" in read(client.get(link.brochure_path("en")).content, tmp_path).text


def test_pages_and_languages_without_a_made_brochure_offer_none(client, home, hub):
    hub.title_en = ""
    hub.save_revision()
    for page, offered in ((home, set()), (hub, {"ka"})):
        assert brochures_in_the_bar(client, make(page)).keys() == offered
        assert client.get(make(page).brochure_path("en")).status_code == 410


@pytest.mark.parametrize("code", ["ka", "en"])
def test_a_brochure_that_cannot_be_made_says_so_and_leads_back(client, hub, code, caplog):
    hub.summary_ka = hub.summary_en = "北京"
    hub.save_revision()
    link = make(hub)
    answer = client.get(link.brochure_path(code))
    assert answer.status_code == 422
    page = soup(answer)
    assert page.html["lang"] == code
    words = {"ka": "ბროშურის შედგენა ვერ მოხერხდა", "en": "The brochure could not be made"}
    assert page.h1.get_text() == words[code]
    assert page.select_one("main p a")["href"] == link.path(code)
    assert "unknown_letters" in caplog.text or "京" in caplog.text


def dead(link, how: str) -> str:
    if how == "expired":
        DraftLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "revoked":
        DraftLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    elif how == "page deleted":
        path = link.path("ka")
        link.page.specific.delete()
        return path
    elif how == "cut off":
        return link.path("ka").replace("/ka/", "")[:-3] + "/ka/"
    elif how == "another key":
        return link.path("ka").replace(link.key, "x" * 12)
    return link.path("ka")


@pytest.mark.parametrize("how", ["expired", "revoked", "page deleted", "cut off", "another key"])
def test_a_dead_link_says_so_in_both_languages_and_shows_nothing(client, link, draft, row, how):
    path = dead(link, how)
    for address in (
        path,
        path.removesuffix("ka/") + "en/",
        path.removesuffix("ka/") + f"{row.document_ka_id}.pdf",
        path + "brochure.pdf",
    ):
        response = client.get(address)
        assert response.status_code == 410
        text = visible_text(response)
        assert "ბმული აღარ მოქმედებს" in text
        assert "This link no longer works" in text
        assert draft.title not in text


def test_reading_changes_nothing(client, link):
    assert client.post(link.path("ka")).status_code == 405


def test_the_first_reader_stands_in_the_history_but_no_editor(link, draft, editor_client):
    editor_client.get(link.path("ka"))
    assert actions(draft) == []
    for _visit in range(2):
        Client().get(link.path("en"))
    assert actions(draft) == ["signoff.opened"]
    link.refresh_from_db()
    assert link.first_opened_at


def form_of(client, page, **values):
    return client.post(reverse("draft_links", args=[page.pk]), {"recipient": "UNDP", "days": "14"} | values)


def test_an_editor_makes_a_link_copies_it_and_revokes_it(editor_client, editor, draft):
    address = reverse("draft_links", args=[draft.pk])
    assert address in editor_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert form_of(editor_client, draft).url == address
    link = DraftLink.objects.get()
    assert (link.recipient, link.created_by) == ("UNDP", editor)
    assert timedelta(days=13, hours=23) < link.expires_at - timezone.now() <= timedelta(days=14)
    page = soup(editor_client.get(address))
    copied = [one["value"] for one in page.select(".draft-link input[readonly]")]
    assert copied == [address for _code, address in link.addresses]
    for one in copied:
        assert one.startswith("http://testserver/draft/")
        assert Client().get(urlsplit(one).path).status_code == 200
    revoke = page.select_one(".draft-link form")["action"]
    for _press in range(2):
        assert editor_client.post(revoke).url == address
    assert Client().get(link.path("ka")).status_code == 410
    assert not soup(editor_client.get(address)).select(".draft-link input[readonly]")
    assert actions(draft) == ["signoff.made", "signoff.opened", "signoff.revoked"]
    history = visible_text(editor_client.get(reverse("wagtailadmin_pages:history", args=[draft.pk])))
    for words in ("შეიქმნა ბმული მონახაზზე: UNDP", "პირველად გაიხსნა: UNDP", "გაუქმდა: UNDP"):
        assert words in history


@pytest.mark.parametrize(
    ("field", "value"), [("recipient", ""), ("recipient", "ა" * 151), ("days", "365"), ("days", "")]
)
def test_what_is_wrong_in_the_form_is_said_and_nothing_made(editor_client, draft, field, value):
    response = form_of(editor_client, draft, **{field: value})
    assert response.status_code == 200
    assert soup(response).select(".error-message, .w-field__errors li, .errorlist li")
    assert not DraftLink.objects.exists()


def test_an_author_gives_no_links(client, author, draft):
    client.force_login(author)
    link = make(draft)
    for method, name, args in (
        ("get", "draft_links", [draft.pk]),
        ("post", "draft_links", [draft.pk]),
        ("post", "revoke_draft_link", [draft.pk, link.pk]),
    ):
        assert getattr(client, method)(reverse(name, args=args)).url == "/admin/"
    link.refresh_from_db()
    assert link.is_valid
    assert DraftLink.objects.count() == 1


def test_a_link_is_revoked_from_its_own_page_alone(editor_client, link, budgeting):
    assert editor_client.post(reverse("revoke_draft_link", args=[budgeting.pk, link.pk])).status_code == 404
    link.refresh_from_db()
    assert link.is_valid


def test_the_root_of_the_tree_has_no_draft(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("chief", "chief@example.org", "long-enough-password"))
    assert client.get(reverse("draft_links", args=[Page.objects.get(depth=1).pk])).status_code == 404


def test_every_kind_of_page_can_be_shown(client, home):
    for page in home.get_descendants(inclusive=True).specific():
        link = make(page)
        for code in ("ka", "en"):
            assert client.get(link.path(code)).status_code == 200


def test_the_queries_of_a_draft_are_bounded(client, link):
    client.get(link.path("ka"))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(link.path("ka")).status_code == 200
    assert len(captured) <= 24
