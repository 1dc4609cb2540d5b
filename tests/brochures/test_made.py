"""Brochures made from pages: when they are made, what stays, where they are offered, and what must not hinder a page."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import timedelta
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image
from wagtail.models import Page

from announcements.models import AnnouncementPage
from brochures import making, problems
from brochures.making import Outcome, make_brochures
from brochures.management.commands import make_brochures as command
from brochures.models import Attachment, MadeBrochure, PdfDocument, address_of_made
from brochures.typesetting import Reason, bounded
from home.models import SiteDetails
from images.models import Picture
from projects.models import Organisation, ProjectPage
from rustavi_site.first_content import build
from rustavi_site.style_page import samples
from tests.brochures import pdf_samples
from tests.brochures.pdf_checker import elements, faults_of
from tests.brochures.pdf_reader import Reading, read
from tests.reading import soup, visible_text, words

pytestmark = pytest.mark.django_db

LANGUAGES = ["ka", "en"]
TAGS = {"ka": "ka-GE", "en": "en-GB"}
FACTS = build.read("seed_content.yaml")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def reader() -> Client:
    return Client()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed(): …` does what happens after a commit, too."""
    # Tests without it leave behind what waited for a commit that never came.
    making._waiting.ids = {}
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def no_child(monkeypatch):
    """Nothing may be typeset."""

    def refuse(jobs, **options):
        raise AssertionError(f"typeset although nothing changed: {jobs}")

    monkeypatch.setattr(making, "typeset_apart", refuse)


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def publish(page):
    page.save_revision().publish()


def made(page, language: str) -> MadeBrochure:
    return MadeBrochure.objects.select_related("document").get(page=page, language=language)


def content_of(brochure: MadeBrochure) -> bytes:
    return Path(brochure.document.file.path).read_bytes()


def reading_of(brochure: MadeBrochure, folder: Path) -> Reading:
    return read(content_of(brochure), folder)


def attached(page, **documents) -> None:
    """The page with one row of brochures."""
    page.attachments = [Attachment(**documents)]
    publish(page)


def uploaded(title="ატვირთული") -> PdfDocument:
    document = PdfDocument(title=title)
    document.file = ContentFile(pdf_samples.valid(), name="uploaded.pdf")
    document.read_file()
    return document


# --- what is in them -------------------------------------------------------------------------------------------------


def every_page() -> list[Page]:
    """Both projects and the announcement, which offers another brochure as long as it has its row."""
    announcement = AnnouncementPage.objects.get()
    announcement.attachments = []
    publish(announcement)
    make_brochures(fresh(announcement))
    return [*ProjectPage.objects.order_by("pk"), fresh(announcement)]


def facts_of(page, code: str) -> list[str]:
    """Every fact of the content file about a page, in a language."""
    (entry,) = [entry for entry in [*FACTS["projects"], *FACTS["announcements"]] if entry["slug"] == page.slug]
    wanted = [entry[f"title_{code}"], entry[f"summary_{code}"], FACTS["site"][f"name_{code}"]]
    for block in entry.get(f"body_{code}", []):
        ((_kind, value),) = block.items()
        wanted += value if isinstance(value, list) else [value]
    wanted += [row[code] for row in [*entry.get("objectives", []), *entry.get("expected_results", [])]]
    organisations = {organisation["key"]: organisation for organisation in FACTS["organisations"]}
    for role in ("funders", "implementers", "partners"):
        wanted += [organisations[key][f"name_{code}"] for key in entry.get(role, [])]
        wanted += [organisations[key].get("acronym", "") for key in entry.get(role, [])]
    projects = {project["key"]: project for project in FACTS["projects"]}
    wanted += [projects[key][f"title_{code}"] for key in entry.get("related_projects", [])]
    if entry.get("budget"):
        wanted += ["416 665,00 €", "2 წელი"] if code == "ka" else ["€416,665.00", "2 years", "1 March 2016"]
    return wanted


def without_spaces(text: str) -> str:
    """Lines may break anywhere, also after a hyphen."""
    return "".join(text.split())


def test_every_made_brochure_is_sound_and_says_what_its_page_says(tmp_path):
    seen = 0
    for page in every_page():
        for code in LANGUAGES:
            brochure = made(page, code)
            assert faults_of(content_of(brochure), language=TAGS[code], title=getattr(page, f"title_{code}")) == []
            reading = reading_of(brochure, tmp_path)
            text = without_spaces(reading.text)
            missing = [fact for fact in facts_of(page, code) if without_spaces(fact) not in text]
            assert missing == []
            with translation.override(code):
                note = "ვებგვერდის ტექსტის მიხედვით" if code == "ka" else "made from the text of the page"
            assert without_spaces(note) in text
            assert without_spaces(page.address_in(code)) in text
            assert reading.codes == [page.address_in(code)]
            assert brochure.version in reading.text
            assert brochure.document.page_count == reading.pages
            assert "\ufffd" not in reading.text and "None" not in reading.text
            seen += 1
    assert seen == 6


def hard_pages() -> dict[str, Page]:
    """Pages that are hard to set: long titles, twenty partners, no picture, no budget, nothing known, every block."""
    announcements = samples.announcements()
    pages = {name: page for name, page in samples.projects().items() if name != "georgian_only"} | announcements
    for page in announcements.values():
        page.body_ka, page.body_en = samples.body("ka"), samples.body("en")
        page.projects = list(ProjectPage.objects.order_by("pk"))
    return pages


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_that_are_hard_to_set_are_sound_too(code, tmp_path):
    for name, page in hard_pages().items():
        content = making.preview(page, code)
        assert faults_of(content, language=TAGS[code], title=getattr(page, f"title_{code}")) == [], name
        reading = read(content, tmp_path)
        assert len(reading.codes) == 1, name
        # No sheet with nothing but an imprint.
        assert reading.pages <= (1 if name == "nothing_known" else 4), name


def test_a_picture_is_in_it_with_its_words(hub, tmp_path):
    picture = Picture(title="office name", alt_ka="მერიის შენობა", alt_en="City Hall", credit_ka="ფოტო: მერია")
    picture.file = SimpleUploadedFile("hall.png", picture_file())
    picture.save()
    hub.picture = picture
    publish(hub)
    make_brochures(fresh(hub))
    for code, alternative in (("ka", "მერიის შენობა"), ("en", "City Hall")):
        brochure = made(hub, code)
        content = content_of(brochure)
        assert faults_of(content, language=TAGS[code], title=getattr(hub, f"title_{code}")) == []
        assert alternative in alternatives_in(content)
        assert without_spaces("ფოტო: მერია") in without_spaces(reading_of(brochure, tmp_path).text)
        assert "office name" not in reading_of(brochure, tmp_path).text


def test_a_picture_that_is_lost_costs_no_brochure(hub, caplog):
    picture = Picture(title="x", alt_ka="x")
    picture.file = SimpleUploadedFile("hall.png", picture_file())
    picture.save()
    Path(picture.file.path).unlink()
    hub.picture = picture
    publish(hub)
    assert make_brochures(fresh(hub))["ka"] == Outcome.UNCHANGED
    assert "cannot be set in a brochure" in caplog.text


def picture_file() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), "#336699").save(out, "PNG")
    return out.getvalue()


def alternatives_in(content: bytes) -> list[str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return [str(element.Alt) for element in elements(pdf) if "/Alt" in element]


def test_whom_to_ask_is_city_hall_where_the_project_does_not_say_it(hub, tmp_path):
    details = SiteDetails.objects.get()
    details.phone, details.email = "+995 341 00 00 00", "grants@example.org"
    details.save()
    make_brochures(hub)
    assert "+995 341 00 00 00" in reading_of(made(hub, "ka"), tmp_path).text
    hub.contact_email = "hub@example.org"
    publish(hub)
    make_brochures(fresh(hub))
    text = reading_of(made(hub, "en"), tmp_path).text
    assert "hub@example.org" in text and "grants@example.org" not in text


# --- the same content, the same bytes --------------------------------------------------------------------------------


def test_nothing_is_done_while_the_page_says_the_same(hub, no_child, monkeypatch):
    before = list(MadeBrochure.objects.order_by("pk").values())
    monkeypatch.setattr(timezone, "now", lambda now=timezone.now(): now + timedelta(days=40))
    assert make_brochures(hub) == {"ka": Outcome.UNCHANGED, "en": Outcome.UNCHANGED}
    assert list(MadeBrochure.objects.order_by("pk").values()) == before


def test_made_anew_it_has_the_same_bytes(hub, monkeypatch):
    before = {code: made(hub, code).document.sha256 for code in LANGUAGES}
    monkeypatch.setattr(timezone, "now", lambda now=timezone.now(): now + timedelta(days=40))
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
    links = soup(reader.get(hub.path_in("en"))).select("a[type='application/pdf']")
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
    ProjectPage.objects.filter(pk=hub.pk).update(summary_ka="ზეიმი 🎉 ქალაქში")
    assert make_brochures(fresh(hub))["ka"] == Outcome.MADE
    assert "ზეიმი ქალაქში" in reading_of(made(hub, "ka"), tmp_path).text


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
        assert brochure.problem in (Reason.TOO_LONG, Reason.FAILED)
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
    stand_in(monkeypatch, tmp_path, "import sys; sys.stderr.write('no typst'); sys.exit(70)")
    with pytest.raises(RuntimeError, match="no typst"):
        make_brochures(hub, anew=True)
    hub.summary_ka = "ახალი აღწერა"
    with committed():
        publish(hub)
    assert "ახალი აღწერა" in visible_text(reader.get(hub.path_in("ka")))
    assert "no typst" in caplog.text


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


# --- where they are offered ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_without_brochures_offers_its_own(reader, hub, code):
    articles = soup(reader.get(hub.path_in(code))).select(".brochure")
    other = "en" if code == "ka" else "ka"
    assert [article.a["hreflang"] for article in articles] == [code, other]
    assert [article.a["href"] for article in articles] == [address_of_made(hub, code), address_of_made(hub, other)]
    names = {"ka": "ბროშურა ქართულ ენაზე: ინოვაციების ჰაბი", "en": "Brochure in English: Innovation hub"}
    assert articles[0].a.get_text() == names[code]
    said = {"ka": "შედგენილია გვერდის ტექსტის მიხედვით", "en": "Made from the text of the page"}
    assert all(said[code] in article.get_text() for article in articles)


def test_the_address_and_its_headers(reader, hub):
    address = address_of_made(hub, "ka")
    assert address == f"/brochures/page-{hub.pk}/undp-innovation-hub-ka.pdf"
    response = reader.get(address)
    brochure = made(hub, "ka")
    assert response.getvalue() == content_of(brochure)
    assert response["ETag"] == f'"{brochure.document.sha256}"'
    assert response["Content-Language"] == "ka"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert 'filename="broshura-inovatsiebis-habi.pdf"' in response["Content-Disposition"]
    assert not response.cookies
    assert reader.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert reader.post(address).status_code == 405


def test_a_wrong_slug_is_sent_on(reader, hub):
    response = reader.get(f"/brochures/page-{hub.pk}/another-ka.pdf")
    assert (response.status_code, response["Location"]) == (301, address_of_made(hub, "ka"))


@pytest.mark.parametrize("path", ["page-999999/x-ka.pdf", "page-0/x-ka.pdf", "page-{pk}/x-de.pdf", "page-x/x-ka.pdf"])
def test_strange_addresses_are_not_found(reader, hub, path):
    assert reader.get(f"/brochures/{path.format(pk=hub.pk)}").status_code == 404


def test_a_page_of_another_kind_has_none(reader, home):
    assert reader.get(f"/brochures/page-{home.pk}/home-ka.pdf").status_code == 404


def test_an_unpublished_page_gives_it_to_editors_alone(reader, editor_client, hub):
    address = address_of_made(hub, "ka")
    fresh(hub).unpublish()
    assert reader.get(address).status_code == 404
    assert reader.get(address.replace("undp", "x")).status_code == 404
    response = editor_client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert address not in reader.get("/ka/brochures/").content.decode()
    publish(fresh(hub))
    assert reader.get(address).status_code == 200


def test_with_the_page_go_its_documents_and_files(hub, committed):
    documents = [made(hub, code).document for code in LANGUAGES]
    with committed():
        fresh(hub).delete()
    assert not PdfDocument.objects.filter(pk__in=[document.pk for document in documents]).exists()
    assert not any(Path(document.file.path).exists() for document in documents)


def test_a_document_that_another_page_offers_outlives_its_page(budgeting, announcement, reader, committed):
    with committed():
        fresh(budgeting).delete()
    row = announcement.attachments.get()
    assert row.document_ka.made_from is None
    assert reader.get(row.address("ka")).status_code == 200


def test_an_uploaded_brochure_takes_its_place_in_its_language(reader, hub, committed):
    document = made(hub, "ka").document
    with committed():
        attached(hub, document_ka=uploaded())
    row = fresh(hub).attachments.get()
    links = [link["href"] for link in soup(reader.get(hub.path_in("ka"))).select(".brochure h3 a")]
    assert links == [row.address("ka"), address_of_made(hub, "en")]
    assert not PdfDocument.objects.filter(pk=document.pk).exists()
    # What was printed or sent leads to what is offered now.
    response = reader.get(address_of_made(hub, "ka"))
    assert (response.status_code, response["Location"]) == (302, row.address("ka"))
    page = fresh(hub)
    page.attachments = []
    with committed():
        publish(page)
    assert reader.get(address_of_made(hub, "ka")).status_code == 200


def test_a_report_takes_no_place(reader, hub, committed):
    with committed():
        attached(hub, document_ka=uploaded(), kind=Attachment.Kind.REPORT)
    row = fresh(hub).attachments.get()
    links = [link["href"] for link in soup(reader.get(hub.path_in("en"))).select(".brochure h3 a")]
    assert links == [address_of_made(hub, "en"), address_of_made(hub, "ka"), row.address("ka")]


def test_what_a_row_offers_is_not_offered_twice(reader, budgeting):
    files = soup(reader.get(budgeting.path_in("ka"))).select(".brochure")
    assert len(files) == 2
    listed = [link["href"] for link in soup(reader.get("/ka/brochures/")).select("article h2 a")]
    assert len(listed) == len(set(listed)) == 4


def test_the_first_information_brochures_follow_their_page(reader, budgeting, announcement, committed, tmp_path):
    row = announcement.attachments.get()
    assert row.document_ka == made(budgeting, "ka").document
    budgeting.summary_ka = "შეცვლილი აღწერა."
    with committed():
        publish(budgeting)
    content = reader.get(row.address("ka")).getvalue()
    assert "შეცვლილი აღწერა." in read(content, tmp_path).text
    assert made(budgeting, "ka").document.title == FACTS["brochure_titles"]["ka"]


def test_a_made_document_is_called_after_its_page(hub):
    hub.short_title_ka = "ახალი სახელი"
    publish(hub)
    make_brochures(fresh(hub))
    assert made(hub, "ka").document.title == "ბროშურა: ახალი სახელი"


def test_the_lists_name_the_page(reader):
    text = visible_text(reader.get("/en/brochures/"))
    assert "Brochure in English: Innovation hub" in text
    assert "On the page: Innovation hub" in text


def test_the_home_page_offers_them_where_there_are_no_others(reader, home, hub, budgeting, announcement):
    for page in (budgeting, announcement):
        page.unpublish()
    links = [link["href"] for link in soup(reader.get(home.path_in("ka"))).select(".brochure h3 a")]
    assert links == [address_of_made(hub, "ka"), address_of_made(hub, "en")]


def test_wagtails_own_address_leads_to_it(reader, hub):
    response = reader.get(made(hub, "ka").document.url)
    assert (response.status_code, response["Location"]) == (302, address_of_made(hub, "ka"))


def test_an_untranslated_page_is_named_in_the_language_of_its_title(reader, hub):
    hub.title_en = hub.short_title_en = ""
    publish(hub)
    make_brochures(fresh(hub))
    link = soup(reader.get(hub.path_in("en"))).select_one(".brochure h3 a")
    assert link.span["lang"] == "ka"
    assert link.get_text() == "ბროშურა ქართულ ენაზე: ინოვაციების ჰაბი"


# --- files of one's own in the place of made ones --------------------------------------------------------------------


def replace(client, document: PdfDocument):
    """What the documents' form sends with a new file."""
    return client.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {
            "title": document.title,
            "file": SimpleUploadedFile("own.pdf", pdf_samples.valid(5)),
            "collection": document.collection_id,
            "tags": "",
        },
    )


def test_a_file_put_in_the_place_of_an_attached_one_stays(editor_client, budgeting, announcement, reader, committed):
    document = made(budgeting, "ka").document
    with committed():
        assert replace(editor_client, document).status_code == 302
    document.refresh_from_db()
    assert (document.page_count, document.made_from_id) == (5, None)
    with committed():
        publish(fresh(budgeting))
    document.refresh_from_db()
    assert document.page_count == 5
    text = visible_text(reader.get(announcement.path_in("ka")))
    assert text.count("შედგენილია გვერდის ტექსტის მიხედვით") == 1  # the English one


def test_a_file_in_the_place_of_one_that_no_row_offers_is_refused(editor_client, hub, committed):
    document = made(hub, "ka").document
    with committed():
        response = replace(editor_client, document)
    assert response.status_code == 200
    assert "თქვენი ფაილი ამ გვერდს დაურთეთ" in visible_text(response)
    assert made(hub, "ka").document.sha256 == document.sha256


# --- in the admin ----------------------------------------------------------------------------------------------------


def preview_address(page, code: str) -> str:
    return reverse("preview_made_brochure", args=[page.pk, code])


def test_the_editor_sees_what_is_made_and_why_not(editor_client, hub):
    MadeBrochure.objects.filter(page=hub, language="en").update(problem="unknown_letters: 北")
    panel = soup(editor_client.get(reverse("wagtailadmin_pages:edit", args=[hub.pk])))
    links = [link["href"] for link in panel.find_all("a", href=True)]
    for code in LANGUAGES:
        assert preview_address(hub, code) in links
        assert address_of_made(hub, code) in links
    text = words(panel.get_text(" "))
    assert "გვერდის მიხედვით შედგენილი ბროშურა" in text
    assert "ზოგი ასო არ აქვს: 北" in text
    assert made(hub, "ka").version in text


def test_the_editor_sees_what_readers_get_instead(editor_client, budgeting):
    text = visible_text(editor_client.get(reverse("wagtailadmin_pages:edit", args=[budgeting.pk])))
    assert "მკითხველს გვერდზე დართული ბროშურა შესთავაზდება" in text


def test_a_new_page_has_no_panel_yet(editor_client, projects):
    address = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", projects.pk])
    assert "გვერდის მიხედვით შედგენილი ბროშურა" not in visible_text(editor_client.get(address))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_preview_is_that_of_the_draft(editor_client, hub, code, tmp_path):
    hub.summary_ka, hub.summary_en = "ჯერ მონახაზია.", "Still a draft."
    hub.save_revision()
    before = list(MadeBrochure.objects.values()), PdfDocument.objects.count()
    response = editor_client.get(preview_address(hub, code))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; ")
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    text = read(response.content, tmp_path).text
    assert ("ჯერ მონახაზია." if code == "ka" else "Still a draft.") in text
    assert ("გამოქვეყნებული არ არის" if code == "ka" else "not published") in text
    assert (list(MadeBrochure.objects.values()), PdfDocument.objects.count()) == before


def test_a_page_that_was_never_published_has_a_preview(editor_client, projects):
    page = projects.add_child(instance=ProjectPage(title="მონახაზი", live=False))
    page.save_revision()
    assert editor_client.get(preview_address(page, "ka"))["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("changes", "code", "told"),
    [
        ({"title_en": ""}, "en", "სათაური ჯერ არ აქვს"),
        ({"summary_ka": "北京"}, "ka", "ზოგი ასო არ აქვს: 京北"),
        ({"body_ka": [("paragraph", f"<p>{'ა' * 300_001}</p>")]}, "ka", "ზედმეტად გრძელია"),
    ],
)
def test_a_preview_that_cannot_be_made_says_why(editor_client, hub, changes, code, told):
    for name, value in changes.items():
        setattr(hub, name, value)
    hub.save_revision()
    response = editor_client.get(preview_address(hub, code))
    assert response.status_code == 422
    assert told in visible_text(response)


def test_who_may_not_edit_has_no_preview(client, author, hub, reader):
    assert reader.get(preview_address(hub, "ka")).status_code == 302  # to the login
    # An author edits pages of their own alone.
    client.force_login(author)
    assert not hub.permissions_for_user(author).can_edit()
    response = client.get(preview_address(hub, "ka"))
    assert response.status_code == 302 and "application/pdf" not in response["Content-Type"]


@pytest.mark.parametrize("path", ["home-ka", "hub-de", "nobody-ka"])
def test_previews_of_what_has_none_are_not_found(editor_client, home, hub, path):
    name, code = path.split("-")
    pk = {"home": home.pk, "hub": hub.pk, "nobody": 999_999}[name]
    assert editor_client.get(reverse("preview_made_brochure", args=[pk, code])).status_code == 404


# --- the command -----------------------------------------------------------------------------------------------------


def run(*args, **options) -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    call_command("make_brochures", *args, stdout=out, stderr=errors, **options)
    return out.getvalue(), errors.getvalue()


def test_the_command_does_what_is_left_to_do(hub, no_child):
    assert run()[0] == "0 made, 4 unchanged, 0 failed, 0 removed\n"


def test_the_command_makes_what_is_missing_or_changed(hub, budgeting):
    Path(made(hub, "ka").document.file.path).unlink()
    ProjectPage.objects.filter(pk=budgeting.pk).update(summary_en="Changed.")
    assert run()[0] == "2 made, 2 unchanged, 0 failed, 0 removed\n"
    assert run()[0] == "0 made, 4 unchanged, 0 failed, 0 removed\n"


def test_the_command_makes_all_from_a_page_on(hub, budgeting):
    last = max(hub.pk, budgeting.pk)
    # The announcement offers the brochures of another page.
    assert run("--all", "--from", str(last))[0] == "2 made, 0 unchanged, 0 failed, 0 removed\n"


def test_the_command_tells_what_could_not_be_made(hub):
    ProjectPage.objects.filter(pk=hub.pk).update(summary_en="北京")
    out, errors = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 could not be made"):
        call_command("make_brochures", stdout=out, stderr=errors)
    assert "0 made, 3 unchanged, 1 failed, 0 removed" in out.getvalue()
    assert f"({hub.pk}), en:" in errors.getvalue() and "京北" in errors.getvalue()


def test_the_command_is_stopped_and_goes_on(hub, budgeting, monkeypatch):
    first, second = sorted([hub.pk, budgeting.pk])
    seen = []

    def interrupted(page, **options):
        seen.append(page.pk)
        if seen == [first, second]:
            raise KeyboardInterrupt
        return {}

    monkeypatch.setattr(command, "make_brochures", interrupted)
    with pytest.raises(CommandError, match=rf"make_brochures --all --from {second}$"):
        run("--all")
    run("--all", "--from", str(second))
    assert seen[:3] == [first, second, second]


class Terminal(StringIO):
    def isatty(self):
        return True


def test_the_command_draws_a_bar_at_a_terminal(hub):
    out = Terminal()
    call_command("make_brochures", stdout=out)
    assert "\r[..............................] 0/3\r[##########....................] 1/3" in out.getvalue()
    assert out.getvalue().endswith("[##############################] 3/3\n0 made, 4 unchanged, 0 failed, 0 removed\n")
