"""The command that publishes and takes down what is due: each page by itself."""

import io
import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import call_command, get_commands
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from announcements.models import AnnouncementIndexPage, AnnouncementPage
from bilingual import schedule
from bilingual.gate import accept, publishing_warnings
from bilingual.marking import take_all_marks
from tests.bilingual.test_gate import COMPLETE, KINDS, REASON, UNTICKED, is_live
from tests.reading import MTAVRULI, latin_words

pytestmark = pytest.mark.django_db


def ago(**time):
    return timezone.now() - timedelta(**time)


@pytest.fixture
def planned(author):
    """Makes a page of an author that is to be live since some minutes, past the gate: it has changed since."""

    def make(minutes=5, owner=author, ticked=False, **values):
        page = AnnouncementPage(**(COMPLETE | values), live=False, owner=owner, go_live_at=ago(minutes=minutes))
        take_all_marks(page)
        AnnouncementIndexPage.objects.get().add_child(instance=page)
        if ticked:
            accept(page, publishing_warnings(page), by="author")
        revision = page.save_revision(user=author, approved_go_live_at=page.go_live_at)
        assert revision.approved_go_live_at
        return page

    return make


def run(**options) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("publish_scheduled", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_the_command_is_ours():
    assert get_commands()["publish_scheduled"] == "bilingual"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_may_not_be_published_is_skipped_and_its_neighbours_are_not(planned, kind, caplog):
    pages = [planned(9), planned(8, **KINDS[kind]), planned(7)]
    with caplog.at_level(logging.WARNING):
        out, err = run()
    assert [is_live(page) for page in pages] == [True, False, True]
    assert out.count("Published") == 2
    assert REASON[kind] in err
    assert REASON[kind] in caplog.text


def test_a_fault_keeps_back_no_other_page(planned, monkeypatch):
    pages = [planned(9), planned(8, title="გაფუჭებული"), planned(7)]
    save = AnnouncementPage.save

    def fail(self, *args, **kwargs):
        if self.live and self.title == "გაფუჭებული":
            raise RuntimeError("the disk is full")
        save(self, *args, **kwargs)

    monkeypatch.setattr(AnnouncementPage, "save", fail)
    assert "the disk is full" in run()[1]
    assert [is_live(page) for page in pages] == [True, False, True]
    # The next run tries again.
    monkeypatch.undo()
    run()
    assert is_live(pages[1])


def test_what_was_ticked_is_published(planned):
    page = planned(ticked=True, **UNTICKED)
    run()
    assert is_live(page)


def test_a_mended_page_is_published_by_the_next_run(planned):
    page = planned(summary_ka="")
    run()
    revision = page.get_latest_revision()
    revision.content["summary_ka"] = "უკვე წერია."
    revision.save()
    assert "Published" in run()[0]
    assert is_live(page)


def test_its_owner_is_told_once_and_the_history_tells_it_too(planned, author):
    page = planned(summary_ka="")
    run()
    run()
    (message,) = mail.outbox
    assert message.to == [author.email]
    assert message.subject == "რუსთავის მერია: დანიშნულ დროს არ გამოქვეყნდა – სკვერი"
    assert f"- {REASON['incomplete']}\n" in message.body
    assert f"http://testserver/admin/pages/{page.pk}/edit/?concerns=1" in message.body
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert REASON["incomplete"] in html
    for text in (message.subject, message.body):
        assert not latin_words(text, "author")
        assert not MTAVRULI.search(text + html)
    assert "\n\n\n" not in message.body
    assert "None" not in message.body + html
    entry = PageLogEntry.objects.get(page=page.pk, action=schedule.NOT_PUBLISHED)
    assert REASON["incomplete"] in entry.message


def test_a_new_reason_is_told_anew(planned):
    page = planned(summary_ka="")
    run()
    revision = page.get_latest_revision()
    revision.content |= {"title_en": ""}
    revision.save()
    run()
    assert len(mail.outbox) == 2


def test_the_owner_is_written_to_in_the_own_language(planned, author):
    UserProfile.objects.update_or_create(user=author, defaults={"preferred_language": "en"})
    planned(summary_ka="")
    run()
    (message,) = mail.outbox
    assert message.subject == "Rustavi City Hall: not published at its time – Square"
    assert "Summary: there is no Georgian text." in message.body


def test_a_page_without_an_owner_is_skipped_all_the_same(planned, author):
    author.email = ""
    author.save()
    page = planned(summary_ka="", owner=None)
    assert "Skipped" in run()[1]
    assert not is_live(page)
    assert not mail.outbox


def test_a_mail_server_that_is_away_keeps_back_nothing(planned, settings):
    settings.EMAIL_BACKEND = "no.such.Backend"
    pages = [planned(9, summary_ka=""), planned(8)]
    run()
    assert [is_live(page) for page in pages] == [False, True]


def test_what_has_expired_is_taken_down_each_by_itself(planned, monkeypatch):
    pages = [planned(9, title="ერთი"), planned(8, title="ორი"), planned(7, title="სამი")]
    run()
    AnnouncementPage.objects.filter(pk__in=[page.pk for page in pages]).update(expire_at=ago(minutes=1))
    save = Page.save

    def fail(self, *args, **kwargs):
        if self.title == "ორი":
            raise RuntimeError("no")
        save(self, *args, **kwargs)

    monkeypatch.setattr(Page, "save", fail)
    out, err = run()
    assert [is_live(page) for page in pages] == [False, True, False]
    assert out.count("Taken down") == 2
    assert "ორი" in err
    assert PageLogEntry.objects.filter(page=pages[0].pk, action="wagtail.unpublish.scheduled").exists()


def test_a_version_that_has_expired_already_does_not_go_live(planned):
    page = planned(expire_at=ago(minutes=1))
    assert "Skipped" in run()[1]
    assert not is_live(page)


def test_what_is_not_due_stays(planned):
    page = planned(minutes=-60)
    assert run() == ("", "")
    assert not is_live(page)


def test_a_trial_changes_nothing(planned):
    pages = [planned(9), planned(8, summary_ka="")]
    out, err = run(dryrun=True)
    assert out.count("Would be published") == 1
    assert f"Would be skipped: {pages[1].title}" in err
    assert REASON["incomplete"] in err
    assert not any(is_live(page) for page in pages)
    assert not mail.outbox
    assert not PageLogEntry.objects.filter(action=schedule.NOT_PUBLISHED).exists()


def test_a_trial_judges_each_page_by_itself(planned, monkeypatch):
    pages = [planned(9, title="ერთი"), planned(8, title="ორი"), planned(7, title="სამი")]
    as_object = Revision.as_object

    def fail(self):
        if self.object_str == "ორი":
            raise RuntimeError("the version cannot be read")
        return as_object(self)

    monkeypatch.setattr(Revision, "as_object", fail)
    out, err = run(dryrun=True)
    assert [name for name in ("ერთი", "ორი", "სამი") if f"Would be published: {name}" in out] == ["ერთი", "სამი"]
    assert "Would be skipped: ორი" in err
    assert "the version cannot be read" in err
    assert not any(is_live(page) for page in pages)


def test_a_trial_says_what_would_be_taken_down(planned):
    page = planned()
    run()
    AnnouncementPage.objects.filter(pk=page.pk).update(expire_at=ago(minutes=1))
    assert "Would be taken down: სკვერი" in run(dryrun=True)[0]
    assert is_live(page)


class AwayFor(locmem.EmailBackend):
    """A mail server that takes no mail to these people."""

    people: set[str] = set()

    def send_messages(self, messages):
        if self.people.intersection(*[message.to for message in messages]):
            raise ConnectionError("the mail server is away")
        return super().send_messages(messages)


@pytest.fixture
def away(settings):
    settings.EMAIL_BACKEND = f"{AwayFor.__module__}.{AwayFor.__qualname__}"
    AwayFor.people = set()
    return AwayFor


def receivers() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def test_who_could_not_be_told_is_told_by_the_next_run(planned, author, editor, away):
    page = planned(summary_ka="", owner=editor)
    away.people = {author.email}
    run()
    assert receivers() == [editor.email]
    away.people = set()
    run()
    run()
    assert receivers() == [editor.email, author.email]
    assert PageLogEntry.objects.filter(page=page.pk, action=schedule.NOT_PUBLISHED).count() == 1


@pytest.fixture
def stuck(planned, monkeypatch):
    """A live page whose time is over, and which cannot be taken down."""
    page = planned()
    run()
    AnnouncementPage.objects.filter(pk=page.pk).update(expire_at=ago(minutes=1))

    def fail(self, *args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Page, "save", fail)
    return page


def test_its_owner_is_told_of_a_page_that_could_not_be_taken_down(stuck, author, away):
    away.people = {author.email}
    assert "the disk is full" in run()[1]
    assert not mail.outbox
    away.people = set()
    run()
    run()
    (message,) = mail.outbox
    ((html, _kind),) = message.alternatives
    assert message.to == [author.email]
    assert message.subject == "რუსთავის მერია: დანიშნულ დროს გამოქვეყნება არ გაუქმდა – სკვერი"
    assert f"http://testserver/admin/pages/{stuck.pk}/edit/" in message.body
    for text in (message.subject, message.body):
        assert not latin_words(text, "author")
        assert not MTAVRULI.search(text + html)
    assert "გამოქვეყნებულიყო" not in message.body + html
    assert "\n\n\n" not in message.body
    assert "None" not in message.body + html
    entry = PageLogEntry.objects.get(page=stuck.pk, action=schedule.NOT_TAKEN_DOWN)
    assert "the disk is full" in entry.message


def test_a_page_that_expires_anew_is_told_of_anew(stuck):
    run()
    AnnouncementPage.objects.filter(pk=stuck.pk).update(expire_at=ago(seconds=1))
    run()
    assert len(mail.outbox) == 2


def test_a_version_that_somebody_has_called_back_meanwhile_is_not_published(planned):
    page = planned()
    (revision,) = schedule.due()
    revision.__class__.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    schedule.put_live(revision)
    assert not is_live(page)
