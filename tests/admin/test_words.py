"""Every word on the screens of the admin is Georgian: nothing is asked of gettext that it cannot say, for anybody."""

import pytest
from django.core import mail
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from tests.reading import MTAVRULI

from . import screens_of_files, screens_of_office, screens_of_pages  # they name the screens
from .asking import recorded
from .desk import EVERYBODY, SCREENS, SUPERUSER, Desk, Refused
from .test_pages import capitals_in

pytestmark = pytest.mark.django_db
__all__ = ["screens_of_files", "screens_of_office", "screens_of_pages"]

# Asked for, and no language: each with its reason.
NO_LANGUAGE = {
    "exact": "the filters work out how a filter without a label of its own would be called; ours all have one",
}

CASES = [(name, role) for name, one in SCREENS.items() for role in (*EVERYBODY, *(set(one.roles) & {SUPERUSER}))]


@pytest.fixture
def superuser(django_user_model):
    return django_user_model.objects.create_superuser("chief", "chief@example.org", "long-enough-password")


@pytest.fixture
def pages(home, projects, budgeting, announcement):
    others = {
        page.slug: page.specific for page in home.get_children() if page.slug not in ("projects", "announcements")
    }
    return {
        "home": home,
        "projects": projects,
        "project": budgeting,
        "announcements": announcement.get_parent().specific,
        "announcement": announcement,
    } | others


def test_at_least_twenty_five_screens_are_used():
    assert len(SCREENS) >= 25


@pytest.mark.parametrize(("name", "role"), CASES, ids=[f"{name}-{role}" for name, role in CASES])
def test_every_word_is_georgian(client, request, pages, name, role):
    use, roles = SCREENS[name]
    user = request.getfixturevalue(role)
    # Another colleague is written to as well.
    request.getfixturevalue("editor")
    mail.outbox.clear()
    desk = Desk(client, user, pages)
    with recorded() as recorder:
        try:
            use(desk)
        except Refused:
            assert role not in roles
            desk.open("wagtailadmin_home")
        else:
            assert role in roles
    assert recorder.asked
    assert sorted(recorder.missing - NO_LANGUAGE.keys()) == []
    for address, text in desk.shown:
        assert not capitals_in(text), address


# What Wagtail writes into its screens without asking gettext, or asked before any language was chosen.
WRITTEN_IN_ENGLISH = {
    "wagtailadmin_choose_page_external_link": ["Link text"],
    "wagtailadmin_choose_page_email_link": ["Link text", "Email address", "Subject", "Body"],
    "wagtailadmin_choose_page_phone_link": ["Link text", "Phone number"],
    "wagtailadmin_choose_page_anchor_link": ["Link text"],
    "wagtailredirects:index": ["Permanent", "Temporary", "Type"],
    "wagtailadmin_reports:workflow": ["Requested by"],
    "wagtailadmin_reports:workflow_tasks": ["Started at", "Finished at"],
}


@pytest.mark.parametrize("name", WRITTEN_IN_ENGLISH)
def test_what_wagtail_never_asks_for_is_georgian_too(client, administrator, pages, name):
    desk = Desk(client, administrator, pages)
    screen = desk.window(name) if "choose" in name else desk.open(name)
    text = screen.get_text(" ")
    assert not [words for words in WRITTEN_IN_ENGLISH[name] if words in text]
    assert not screen.select("nav[aria-label=Actions]")


def test_the_recorder_notes_what_has_no_georgian():
    with recorded() as recorder:
        assert gettext("No such text") == "No such text"
        assert str(gettext_lazy("Nor this one"))
        assert pgettext("somewhere", "Nor that")
        assert ngettext("%d thing", "%d things", 2) == "%d things"
        assert gettext("Save draft") != "Save draft"
    assert recorder.missing == {"No such text", "Nor this one", "somewhere | Nor that", "%d thing"}
    assert recorder.asked == 5
    assert not MTAVRULI.search(gettext("Save draft"))
