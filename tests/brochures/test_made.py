"""When brochures are made from pages, when they are not, and what must not hinder a page from being published."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone, translation

from brochures import making, problems
from brochures.inspection import reading
from brochures.making import Outcome, make_brochures
from brochures.models import MadeBrochure, PdfDocument, address_of_made
from brochures.typesetting import Reason, bounded
from projects.models import Organisation, ProjectPage
from tests.brochures.made import content_of, fresh, made, publish, reading_of
from tests.reading import soup, visible_text

pytestmark = pytest.mark.django_db

LANGUAGES = ["ka", "en"]
ROOT = Path(__file__).resolve().parents[2]


NOW = timezone.now()


def in_forty_days():
    return NOW + timedelta(days=40)


# --- the same content, the same bytes --------------------------------------------------------------------------------


def test_nothing_is_done_while_the_page_says_the_same(hub, no_child, monkeypatch):
    before = list(MadeBrochure.objects.order_by("pk").values())
    monkeypatch.setattr(timezone, "now", in_forty_days)
    assert make_brochures(hub) == {"ka": Outcome.UNCHANGED, "en": Outcome.UNCHANGED}
    assert list(MadeBrochure.objects.order_by("pk").values()) == before


def test_made_anew_it_has_the_same_bytes(hub, monkeypatch):
    before = {code: made(hub, code).document.sha256 for code in LANGUAGES}
    monkeypatch.setattr(timezone, "now", in_forty_days)
    assert make_brochures(hub, anew=True) == {"ka": Outcome.MADE, "en": Outcome.MADE}
    assert {code: made(hub, code).document.sha256 for code in LANGUAGES} == before


def test_a_lost_file_comes_back_byte_by_byte(hub):
    brochure = made(hub, "ka")
    content = content_of(brochure)
    Path(brochure.document.file.path).unlink()
    assert make_brochures(hub) == {"ka": Outcome.MADE, "en": Outcome.UNCHANGED}
    assert content_of(made(hub, "ka")) == content


def test_a_new_typesetter_makes_all_anew(hub, monkeypatch):
    monkeypatch.setattr(making, "_typesetter", lambda: "a newer one")
    assert make_brochures(hub) == {"ka": Outcome.MADE, "en": Outcome.MADE}


def test_the_typesetter_is_known_by_everything_that_draws(monkeypatch):
    making._typesetter.cache_clear()
    known = making._typesetter()
    making._typesetter.cache_clear()
    monkeypatch.setattr(making, "version", lambda name: "0.0")
    assert making._typesetter() != known
    making._typesetter.cache_clear()


# --- when ------------------------------------------------------------------------------------------------------------


def test_publishing_puts_the_new_one_in_the_place_of_the_old(hub, committed, tmp_path):
    before = made(hub, "ka")
    old_file = Path(before.document.file.path)
    hub.summary_ka = "სრულიად ახალი აღწერა."
    with committed():
        publish(hub)
    after = made(hub, "ka")
    assert after.document.pk == before.document.pk
    assert after.document.sha256 != before.document.sha256 and after.content_hash != before.content_hash
    assert after.made_at > before.made_at
    assert not old_file.exists() and Path(after.document.file.path).exists()
    assert "სრულიად ახალი აღწერა." in reading_of(after, tmp_path).text
    assert made(hub, "en").made_at < after.made_at


def test_a_draft_changes_nothing(hub, committed, no_child):
    hub.summary_ka = "მონახაზი"
    with committed():
        hub.save_revision()


def test_a_new_page_has_its_brochures_at_once(projects, committed, reader):
    with committed():
        page = projects.add_child(instance=ProjectPage(title="ახალი", title_en="New", slug="new", live=False))
        publish(page)
    for code in LANGUAGES:
        assert reader.get(address_of_made(page, code)).status_code == 200


def test_a_page_without_english_has_no_english_brochure(hub, committed, reader):
    files = {code: Path(made(hub, code).document.file.path) for code in LANGUAGES}
    address = address_of_made(hub, "en")
    document = made(hub, "en").document
    hub.title_en = ""
    with committed():
        publish(hub)
    assert [brochure.language for brochure in MadeBrochure.objects.filter(page=hub)] == ["ka"]
    assert not PdfDocument.objects.filter(pk=document.pk).exists()
    assert not files["en"].exists() and files["ka"].exists()
    assert reader.get(address).status_code == 404
    links = soup(reader.get(hub.path_in("en"))).select(".brochure a[type='application/pdf']")
    assert [link["hreflang"] for link in links] == ["ka"]


def test_a_file_that_a_row_offers_stays_and_the_editor_is_told(budgeting, committed, announcement):
    budgeting.title_en = ""
    with committed():
        publish(budgeting)
    brochure = made(budgeting, "en")
    assert brochure.problem == problems.LANGUAGE_GONE
    assert "აღარ ახლდება" in brochure.problem_message
    assert Path(announcement.attachments.get().document_en.file.path).exists()


def test_an_organisation_is_renamed_in_the_brochures_of_its_projects(committed, hub, budgeting, tmp_path):
    others = {code: made(hub, code).made_at for code in LANGUAGES}
    organisation = Organisation.objects.get(acronym="VNG")
    organisation.name_en = "Association of Renamed Municipalities"
    with committed():
        organisation.save()
    assert "Association of Renamed Municipalities" in reading_of(made(budgeting, "en"), tmp_path).text
    assert {code: made(hub, code).made_at for code in LANGUAGES} == others


def test_an_announcement_names_its_projects_as_they_are(committed, hub, announcement, tmp_path):
    announcement.attachments = []
    with committed():
        publish(announcement)
    hub.title_en = "A renamed project"
    with committed():
        publish(hub)
    assert "A renamed project" in reading_of(made(announcement, "en"), tmp_path).text
    with committed():
        fresh(hub).unpublish()
    assert "A renamed project" not in reading_of(made(announcement, "en"), tmp_path).text


def test_a_page_that_moves_has_its_new_address_in_it(committed, hub, projects, home, tmp_path):
    other = home.add_child(instance=type(projects)(title="სხვა", slug="other"))
    with committed():
        hub.move(other, pos="last-child")
    reading = reading_of(made(hub, "ka"), tmp_path)
    assert reading.codes == ["http://testserver/ka/other/undp-innovation-hub/"]


def test_a_page_whose_section_is_renamed_too(committed, hub, projects, tmp_path):
    projects.slug = "grants"
    with committed():
        publish(projects)
    reading = reading_of(made(hub, "ka"), tmp_path)
    assert reading.codes == ["http://testserver/ka/grants/undp-innovation-hub/"]


def test_a_request_does_not_wait_for_more_than_its_share(committed, monkeypatch, caplog):
    asked = []
    monkeypatch.setattr(making, "make_brochures_of", asked.append)
    monkeypatch.setattr(making, "TIME_IN_A_REQUEST", -1)
    with committed():
        making.make_after_commit([1, 2, 3])
    assert asked == []
    assert "Brochures of 3 pages are left to the command make_brochures" in caplog.text


def test_the_editor_of_a_page_that_has_to_wait_is_told_until_it_is_made(hub, budgeting, committed, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(making, "TIME_IN_A_REQUEST", -1)
        with committed():
            making.make_after_commit([hub.pk])
    for code in LANGUAGES:
        assert made(hub, code).problem == problems.WAITING
        assert "ღამით" in made(hub, code).problem_message
        assert made(budgeting, code).problem == ""
    make_brochures(hub)
    assert [made(hub, code).problem for code in LANGUAGES] == ["", ""]


def test_several_changes_of_one_request_are_one(committed, monkeypatch):
    asked = []
    monkeypatch.setattr(making, "make_brochures_of", asked.append)
    with committed():
        making.make_after_commit([1, 2])
        making.make_after_commit([2, 3])
    assert asked == [1, 2, 3]


# --- what goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("summary", "problem", "told"),
    [
        ("პარტნიორია 北京市", "unknown_letters: 京北市", "北"),
        ("ა" * 300_001, "too_long", "ზედმეტად გრძელია"),
    ],
    ids=["letters", "length"],
)
def test_the_last_good_one_stays_and_the_editor_is_told(hub, committed, reader, summary, problem, told):
    before = content_of(made(hub, "ka"))
    hub.summary_ka = summary
    with committed():
        ProjectPage.objects.filter(pk=hub.pk).update(summary_ka=summary)
        making.make_after_commit([hub.pk])
    brochure = made(hub, "ka")
    assert brochure.problem == problem
    assert told in brochure.problem_message
    with translation.override("en"):
        assert brochure.problem_message.startswith("The t")
    assert content_of(brochure) == before
    assert reader.get(address_of_made(hub, "ka")).status_code == 200
    assert made(hub, "en").problem == ""
    with committed():
        ProjectPage.objects.filter(pk=hub.pk).update(summary_ka="კვლავ წესრიგშია.")
        making.make_after_commit([hub.pk])
    assert made(hub, "ka").problem == ""
    assert content_of(made(hub, "ka")) != before


def test_text_that_is_put_back_takes_the_problem_away(hub):
    good = hub.summary_ka
    ProjectPage.objects.filter(pk=hub.pk).update(summary_ka="北京")
    assert make_brochures(fresh(hub))["ka"] == Outcome.FAILED
    ProjectPage.objects.filter(pk=hub.pk).update(summary_ka=good)
    assert make_brochures(fresh(hub))["ka"] == Outcome.UNCHANGED
    assert made(hub, "ka").problem == ""


def test_emoji_cost_no_brochure(hub, tmp_path):
    good = hub.summary_ka
    ProjectPage.objects.filter(pk=hub.pk).update(summary_ka="ზეიმი 🎉 ქალაქში \u2602\ufe0f\x07")
    assert make_brochures(fresh(hub))["ka"] == Outcome.MADE
    assert "ზეიმი ქალაქში" in reading_of(made(hub, "ka"), tmp_path).text
    # The editor is told which signs are missing, of those that can be seen.
    assert made(hub, "ka").left_out == "☂🎉"
    assert made(hub, "ka").left_out_message.endswith(": ☂ 🎉")
    assert made(hub, "en").left_out == made(hub, "en").left_out_message == ""
    ProjectPage.objects.filter(pk=hub.pk).update(summary_ka=good)
    assert make_brochures(fresh(hub))["ka"] == Outcome.MADE
    assert made(hub, "ka").left_out == ""


def stand_in(monkeypatch, folder: Path, program: str) -> None:
    """Another program in the place of the child."""
    path = folder / "child.py"
    path.write_text(textwrap.dedent(program))
    monkeypatch.setattr(bounded, "CHILD", path)


HANGS = "import time; time.sleep(60)"
KILLED = f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})"
NO_MEMORY = """
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (200 * 2**20,) * 2)
    bytearray(10**9)
"""
NO_PDF = """print('{"name": "ka", "length": 5}'); print("hello")"""
NONSENSE = "print('[' * 100000)"
TOO_LARGE = """print('{"name": "ka", "length": 99999999999}')"""


@pytest.mark.parametrize("program", [HANGS, KILLED, NO_MEMORY, NO_PDF, NONSENSE, TOO_LARGE, ""])
def test_a_child_that_fails_hinders_nobody(hub, committed, reader, monkeypatch, tmp_path, program, caplog):
    before = {code: content_of(made(hub, code)) for code in LANGUAGES}
    stand_in(monkeypatch, tmp_path, program)
    monkeypatch.setattr(making, "typeset_apart", partial(bounded.typeset_apart, timeout=1))
    hub.summary_ka, hub.summary_en = "ახალი", "New"
    with committed():
        publish(hub)
    assert "ახალი" in visible_text(reader.get(hub.path_in("ka")))
    for code in LANGUAGES:
        brochure = made(hub, code)
        # A busy machine may let any of them run out of time.
        expected = [Reason.OUT_OF_TIME] if program is HANGS else [Reason.TOO_LONG, Reason.FAILED, Reason.OUT_OF_TIME]
        assert brochure.problem in expected
        assert content_of(brochure) == before[code]
    assert f"page {hub.pk} in ka" in caplog.text


def test_what_was_finished_before_the_child_was_killed_is_kept(hub, monkeypatch, tmp_path):
    pdf = content_of(made(hub, "ka"))
    stand_in(
        monkeypatch,
        tmp_path,
        f"""
        import os, sys
        pdf = open({made(hub, "ka").document.file.path!r}, "rb").read()
        sys.stdout.buffer.write(b'{{"name": "ka", "length": %d}}\\n' % len(pdf) + pdf)
        sys.stdout.buffer.write(b'{{"name": "en", "length": 1000}}\\n%PDF-1.7')
        sys.stdout.flush()
        os.kill(os.getpid(), {int(signal.SIGKILL)})
        """,
    )
    assert make_brochures(hub, anew=True) == {"ka": Outcome.MADE, "en": Outcome.FAILED}
    assert content_of(made(hub, "ka")) == pdf


def test_the_child_leaves_nothing_behind(hub, monkeypatch, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr(bounded.tempfile, "tempdir", str(work))
    make_brochures(hub, anew=True)
    stand_in(monkeypatch, tmp_path, "import os, time; open(os.environ['TMPDIR'] + '/left', 'w'); time.sleep(60)")
    monkeypatch.setattr(making, "typeset_apart", partial(bounded.typeset_apart, timeout=1))
    make_brochures(hub, anew=True)
    assert list(work.iterdir()) == []


def test_a_machine_that_cannot_typeset_says_so_and_publishes(hub, committed, reader, monkeypatch, tmp_path, caplog):
    before = {code: content_of(made(hub, code)) for code in LANGUAGES}
    stand_in(monkeypatch, tmp_path, "import sys; sys.stderr.write('no typst'); sys.exit(70)")
    with pytest.raises(bounded.MachineError, match="no typst"):
        make_brochures(hub, anew=True)
    hub.summary_ka, hub.summary_en = "ახალი აღწერა", "A new summary"
    with committed():
        publish(hub)
    assert "ახალი აღწერა" in visible_text(reader.get(hub.path_in("ka")))
    assert "no typst" in caplog.text
    for code in LANGUAGES:
        brochure = made(hub, code)
        assert brochure.problem == problems.MACHINE
        assert "საიტის ადმინისტრატორს" in brochure.problem_message
        assert content_of(brochure) == before[code]
    monkeypatch.undo()
    assert make_brochures(fresh(hub))["ka"] == Outcome.MADE
    assert [made(hub, code).problem for code in LANGUAGES] == ["", ""]


def test_a_file_that_cannot_be_stored_is_told_and_the_last_one_stays(hub, monkeypatch, caplog):
    def full(*_args, **_options):
        raise OSError("No space left on device")

    before = content_of(made(hub, "ka"))
    monkeypatch.setattr(making, "inspect_upload", full)
    assert make_brochures(hub, anew=True) == {"ka": Outcome.FAILED, "en": Outcome.FAILED}
    assert "No space left on device" in caplog.text
    assert made(hub, "ka").problem == problems.MACHINE
    assert content_of(made(hub, "ka")) == before


def test_the_child_is_limited():
    """Its limits hold before it loads anything: it cannot be imported, and it says what it was given."""
    program = (bounded.CHILD).read_text().split("if __name__")[0] + (
        "\nset_limits()\nprint([resource.getrlimit(getattr(resource, name))[0] for name in LIMITS])\n"
    )
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    limits = [int(number) for number in run.stdout.strip("[]\n").split(",")]
    assert all(0 <= limit <= 1024**3 for limit in limits) and len(limits) == 5
    with pytest.raises(ImportError, match="run it, never import it"):
        import brochures.typesetting.child  # noqa: F401


def test_an_error_in_the_content_hinders_nobody(hub, monkeypatch, caplog):
    monkeypatch.setattr(ProjectPage, "brochure_content", lambda self, language, publisher: 1 / 0)
    assert make_brochures(hub) == {"ka": Outcome.FAILED, "en": Outcome.FAILED}
    assert made(hub, "ka").problem == Reason.FAILED
    assert "ZeroDivisionError" in caplog.text


def test_a_file_that_the_inspection_refuses_is_not_kept(hub, monkeypatch):
    before = content_of(made(hub, "ka"))
    monkeypatch.setattr(making, "typeset_apart", lambda jobs: {job.name: b"%PDF-1.7 no more" for job in jobs})
    folder = Path(made(hub, "ka").document.file.path).parent
    files = set(folder.iterdir())
    assert make_brochures(hub, anew=True) == {"ka": Outcome.FAILED, "en": Outcome.FAILED}
    assert content_of(made(hub, "ka")) == before
    assert set(folder.iterdir()) == files


def test_each_file_is_read_once_and_with_patience(hub, monkeypatch):
    inspect, patience = reading.inspect, []

    def watched(path, *, timeout, wait):
        patience.append((timeout, wait))
        return inspect(path, timeout=timeout, wait=wait)

    monkeypatch.setattr(reading, "inspect", watched)
    make_brochures(hub, anew=True)
    assert patience == [(making.PATIENCE, making.PATIENCE)] * 2


def test_a_slow_older_one_does_not_take_the_place_of_a_newer(hub, monkeypatch):
    typeset_apart = making.typeset_apart

    def somebody_else_is_faster(jobs):
        monkeypatch.setattr(making, "typeset_apart", typeset_apart)
        ProjectPage.objects.filter(pk=hub.pk).update(summary_ka="უახლესი")
        make_brochures(fresh(hub))
        return typeset_apart(jobs)

    monkeypatch.setattr(making, "typeset_apart", somebody_else_is_faster)
    ProjectPage.objects.filter(pk=hub.pk).update(summary_ka="ძველი")
    assert make_brochures(fresh(hub))["ka"] == Outcome.UNCHANGED
    assert make_brochures(fresh(hub))["ka"] == Outcome.UNCHANGED  # what the page says now is what is kept


def test_this_process_loads_no_typst():
    """The web process imports all of this; the typesetter is a matter of the child."""
    code = "import django, sys; django.setup(); import brochures.making; sys.exit('typst' in sys.modules)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "rustavi_site.settings.test"}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=environment)


def test_brochures_are_made_where_typst_cannot_be_loaded(hub, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    assert make_brochures(hub, anew=True) == {"ka": Outcome.MADE, "en": Outcome.MADE}
