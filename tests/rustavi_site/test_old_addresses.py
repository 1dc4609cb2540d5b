"""Addresses of the earlier site, led to pages of this one."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect

from projects.models import ProjectPage
from rustavi_site import old_addresses
from rustavi_site.first_content.build import publish
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db

BUDGETING = "/projects/participatory-budgeting/"
HOST = "http://testserver"


@pytest.fixture
def run(tmp_path, capsys):
    """Writes a table and imports it; gives what is said. With refusals the last line is the error's."""

    def run(*lines: str, dry_run: bool = False, encoding: str = "utf-8") -> list[str]:
        file = tmp_path / "old.csv"
        file.write_bytes("\n".join(lines).encode(encoding))
        try:
            call_command("import_redirects", file, dry_run=dry_run)
        except CommandError as error:
            return [*capsys.readouterr().out.splitlines(), str(error)]
        return capsys.readouterr().out.splitlines()

    return run


def test_an_old_address_leads_to_its_page_in_the_language_that_it_had(client, run):
    said = run(
        "old,new",
        f"https://old.example.ge/page/224,{BUDGETING}",
        f"/en/page/224,{BUDGETING}",
        f"/eng/page/224,/en{BUDGETING}",
        "/index.php?id=7&lang=ka,http://testserver/ka/about/",
        "/%E1%83%9E%E1%83%A0%E1%83%9D,/",
    )
    assert said[-1] == "5 new, 0 stands already, 0 refused"
    for old, new in {
        "/page/224": f"/ka{BUDGETING}",
        "/page/224/": f"/ka{BUDGETING}",
        "/en/page/224": f"/en{BUDGETING}",
        "/eng/page/224": f"/en{BUDGETING}",
        "/index.php?lang=ka&id=7": "/ka/about/",
        "/პრო": "/ka/",
    }.items():
        response = client.get(old)
        assert (response.status_code, response.url.removeprefix(HOST)) == (301, new), old


def test_a_redirect_follows_its_page_when_that_is_renamed(client, run, budgeting, django_capture_on_commit_callbacks):
    run(f"/page/1,{BUDGETING}", f"/eng/1,/en{BUDGETING}")
    with django_capture_on_commit_callbacks(execute=True):
        page = ProjectPage.objects.get(pk=budgeting.pk)
        page.slug = "renamed"
        publish(page)
    assert client.get("/page/1").url == "/ka/projects/renamed/"
    assert client.get("/eng/1", follow=True).redirect_chain[-1] == ("/en/projects/renamed/", 301)


@override_settings(PUBLIC_URL="https://grants.example.org")  # a host of one word is none to a form
@pytest.mark.parametrize(("new", "leads_to"), [(BUDGETING, f"/ka{BUDGETING}"), (f"/en{BUDGETING}", f"/en{BUDGETING}")])
def test_a_redirect_is_saved_in_the_form_for_redirects(client, run, administrator_client, new, leads_to):
    run(f"/page/1,{new}")
    address = reverse("wagtailredirects:edit", args=[Redirect.objects.get().pk])
    fields = soup(administrator_client.get(address)).main.form.select("input[name]")
    values = {
        field["name"]: field.get("value", "")
        for field in fields
        if field.get("type") != "checkbox" or field.has_attr("checked")
    }
    response = administrator_client.post(address, values | {"site": ""})
    assert response.status_code == 302, visible_text(response)
    assert client.get("/page/1").url.removeprefix("https://grants.example.org") == leads_to
    assert run(f"/page/1,{new}")[-1] == "0 new, 1 stands already, 0 refused"


def test_a_dry_run_says_the_same_and_changes_nothing(run):
    dry = run(f"/page/1,{BUDGETING}", dry_run=True)
    assert not Redirect.objects.exists()
    assert dry[-1] == "A dry run: nothing was changed."
    assert run(f"/page/1,{BUDGETING}") == dry[:-1]
    assert Redirect.objects.count() == 1


def test_the_same_table_again_changes_nothing(run):
    lines = [f"/page/1,{BUDGETING}", "/page/2,/en/about/", "/page/3,https://example.org/a"]
    run(*lines)
    assert run(*lines)[-1] == "0 new, 3 stands already, 0 refused"
    assert Redirect.objects.count() == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"/page/2,{BUDGETING}", "leads to /home/about/ already"),
        ("/page/3,/projects/none/", "the new address is none of a published page or file"),
        ("/page/3,/brochures/999/x-ka.pdf", "the new address is none of a published page or file"),
        (f"/ka{BUDGETING},/about/", "the old address is one that the site has today"),
        (f"{BUDGETING},{BUDGETING}", ""),
        ("/ka/about,/ka/about/", "it would lead to itself"),
        ("/page/1,/contact/", "line 1 leads the same address to /ka/projects/participatory-budgeting/"),
        ("/page/4", "a line needs an old address and a new one"),
        (",/about/", "a line needs an old address and a new one"),
        ("/page/4,/about/,/contact/", "a line needs an old address and a new one"),
        ("/,/about/", "the home page cannot lead elsewhere"),
        ("/page/4,ftp://example.org/", "another site's address begins with https://"),
        (f"/{'x' * 300},/about/", "an address may have 255 characters at most"),
        ("/page\x00,/about/", "one of the addresses holds a sign that no address can have"),
        ("http://[x/,/about/", "one of the addresses is misspelt"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_with_it_the_table(run, line, reason):
    run("/page/2,/about/")
    said = run(f"/page/1,{BUDGETING}", line)
    if not reason:
        assert said[-1] == "2 new, 0 stands already, 0 refused"
        return
    assert said[0].endswith(": new")
    assert said[1].startswith("line 2: ")
    assert reason in said[1]
    assert said[-1].startswith("Nothing was changed")
    assert Redirect.objects.count() == 1


def test_a_page_that_is_a_draft_is_no_target(run, budgeting):
    budgeting.unpublish()
    assert "none of a published page" in run(f"/page/1,{BUDGETING}")[0]


def test_a_file_is_a_target(client, run, budgeting):
    address = budgeting.attachments.get().address("ka")
    assert run(f"/files/old.pdf,{address}")[-1].startswith("1 new")
    assert client.get("/files/old.pdf").url == f"{HOST}{address}"


def test_what_fails_on_the_way_leaves_nothing_behind(run, monkeypatch):
    made = []

    def add(old, to):
        if made:
            raise RuntimeError
        made.append(Redirect.objects.create(old_path=old))

    monkeypatch.setattr(Redirect, "add_redirect", add)
    with pytest.raises(RuntimeError):
        run(f"/page/1,{BUDGETING}", f"/page/2,{BUDGETING}")
    assert made
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_tables_are_read_as_spreadsheets_save_them(run, encoding, sign):
    said = run(f"ძველი{sign}ახალი", f'"/page/1"{sign}"{BUDGETING}"', "", f"/page/2{sign}/about/", encoding=encoding)
    assert said[-1].startswith("2 new")
    assert said[1].startswith("line 4: ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no line"),
        (b"old,new\n", "holds no line"),
        ("/page/1,/გვერდი/".encode("utf-16"), "is not in UTF-8"),
        (b'"/page/1,/about/\n', "line 1: unexpected end of data"),
    ],
)
def test_a_file_that_is_no_table_is_named(tmp_path, content, reason):
    file = tmp_path / "old.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=reason):
        call_command("import_redirects", file)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_redirects", tmp_path / "none.csv")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=20) | st.sampled_from(["/ka/about/", "//", "/page/1"]), max_size=3)))
def test_no_table_is_too_odd_to_be_judged(db, rows):
    verdicts = old_addresses.judge(enumerate(rows, 1))
    assert [verdict.line for verdict in verdicts] == list(range(1, len(rows) + 1))
    assert list(old_addresses.told(verdicts))[: len(rows)] if rows else True
