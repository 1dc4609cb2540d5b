"""Things to show components with: in memory alone, easy ones and hard ones. None of it is a fact."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.html import format_html

from announcements.models import AnnouncementIndexPage, AnnouncementPage
from bilingual import languages
from bilingual.blocks import BodyBlock
from bilingual.filters import Chip, Field, Filters, Option
from bilingual.text import Text
from brochures.models import AttachedFile, Attachment, FileVersion, MadeFile, PdfDocument
from home.models import AlertBanner, SiteDetails
from projects.course import Milestone, Result
from projects.filters import PROJECT_FILTERS
from projects.models import Organisation, ProjectIndexPage, ProjectMilestone, ProjectOrganisation, ProjectPage
from projects.organisations import Role
from projects.status import Status
from projects.visibility import FunderVisibility
from search.results import Result as SearchResult

LONG_TITLE_KA = (
    "ნიმუში: მოქალაქეთა ჩართულობის, ადგილობრივი თვითმმართველობის შესაძლებლობების გაძლიერებისა და ენერგოეფექტური "
    "საზოგადოებრივი შენობების რეაბილიტაციის ერთობლივი რეგიონული პროგრამა ქალაქ რუსთავში"
)
LONG_TITLE_EN = (
    "Sample: joint regional programme for citizen engagement, stronger local government and the rehabilitation of "
    "energy-efficient public buildings in the city of Rustavi"
)
SUMMARY_KA = "ნიმუშის მოკლე აღწერა: ორი წინადადება, რომელიც ჩამონათვალშიც ჩანს. ნამდვილი პროექტი აქ არ არის აღწერილი."
SUMMARY_EN = "A sample summary: two sentences that stand in lists too. No real project is described here."


def organisation(number: int) -> Organisation:
    return Organisation(
        name_ka=f"ნიმუშის საერთაშორისო პარტნიორი ორგანიზაცია {number}",
        name_en=f"Sample international partner organisation {number}",
        acronym=f"SPO{number}" if number % 3 else "",
    )


def roles(**numbers: int) -> list[ProjectOrganisation]:
    """`roles(funder=2, partner=20)`."""
    return [
        ProjectOrganisation(organisation=organisation(number), role=Role(role))
        for role, how_many in numbers.items()
        for number in range(1, how_many + 1)
    ]


def project(slug: str = "sample", organisations: list[ProjectOrganisation] | None = None, **facts) -> ProjectPage:
    facts = {"title": f"ნიმუში: პროექტი ({slug})", "title_en": f"Sample: a project ({slug})"} | facts
    page = ProjectPage(slug=slug, **_place(ProjectIndexPage, slug), **facts)
    page.roles = organisations or []
    return page


def projects() -> dict[str, ProjectPage]:
    """One project for each thing that a card or a fact sheet must bear."""
    today = timezone.localdate()
    told = {"summary_ka": SUMMARY_KA, "summary_en": SUMMARY_EN}
    money = {"budget_amount": Decimal("1234567.80"), "budget_currency": "EUR"}
    contact = {
        "contact_name_ka": "ნიმუშის სამსახური",
        "contact_name_en": "Sample department",
        "contact_phone": "+995 000 00 00 00",
        "contact_email": "sample@example.org",
    }
    january = datetime.date(today.year, 1, 1)
    return {
        "going_on": project(
            "going-on",
            organisations=roles(funder=1, implementing=1, cooperation=1, partner=2, beneficiary=1),
            start_date=january - datetime.timedelta(days=365),
            end_date=datetime.date(today.year + 1, 6, 30),
            **told,
            **money,
            **contact,
        ),
        "twenty_partners": project(
            "twenty-partners",
            title=LONG_TITLE_KA,
            title_en=LONG_TITLE_EN,
            organisations=roles(funder=2, partner=20),
            start_date=datetime.date(today.year - 4, 9, 1),
            duration_months=120,
            **told,
            **money,
            **contact,
        ),
        "completed": project(
            "completed",
            organisations=roles(funder=1),
            start_date=datetime.date(2016, 3, 1),
            duration_months=24,
            **told,
            budget_amount=Decimal("416665.00"),
            budget_currency="USD",
        ),
        "planned": project("planned", start_date=datetime.date(today.year + 1, 2, 1), duration_months=9, **told),
        "suspended": project("suspended", status_by_hand="suspended", organisations=roles(partner=5), **told),
        "nothing_known": project("nothing-known", title="ხიდი", title_en="Bridge"),
        "georgian_only": project("georgian-only", title_en="", summary_ka=SUMMARY_KA, organisations=roles(funder=1)),
    }


def projects_of_all_lengths() -> list[ProjectPage]:
    """A day, and some years until the end of this one."""
    last = datetime.date(timezone.localdate().year + 1, 8, 31)
    days = [last, *(last.replace(year=last.year - years, month=9, day=1) for years in (1, 2, 3, 11, 12, 20, 30))]
    return [project("length", start_date=day, end_date=last) for day in days]


def announcements() -> dict[str, AnnouncementPage]:
    today = timezone.localdate()
    month = datetime.timedelta(days=30)
    told = {"summary_ka": SUMMARY_KA, "summary_en": SUMMARY_EN}
    pages = {
        "news": AnnouncementPage(kind="news", date=today - month, **told),
        "open_call": AnnouncementPage(
            kind="call", date=today, deadline=today + month, deadline_time=datetime.time(18), **told
        ),
        "closed_call": AnnouncementPage(kind="call", date=today - 2 * month, deadline=today - month, **told),
        "coming_event": AnnouncementPage(kind="event", date=today + month, deadline=today + month / 2, **told),
        "past_event": AnnouncementPage(kind="event", date=today - month, **told),
        "notice": AnnouncementPage(
            kind="notice",
            title=f"{LONG_TITLE_KA} (2)",
            title_en=f"{LONG_TITLE_EN} (2)",
            first_published_at=timezone.now(),
            **told,
        ),
    }
    for name, page in pages.items():
        page.title = page.title or f"ნიმუში: განცხადება ({name})"
        page.title_en = page.title_en or f"Sample: an announcement ({name})"
        for field, value in _place(AnnouncementIndexPage, name).items():
            setattr(page, field, value)
    return pages


def files() -> list[AttachedFile]:
    """Each language's file beside a page, one of them long in name and in pages."""
    page = projects()["twenty_partners"]
    documents = [
        PdfDocument(pk=1, page_count=2, file_size=188_416),
        PdfDocument(pk=2, page_count=148, file_size=9_437_184),
    ]
    row = Attachment(
        pk=0,
        page=page,
        document_ka=documents[0],
        document_en=documents[1],
        title_ka="ნიმუში: შუალედური ანგარიში მოქალაქეთა ჩართულობის შესახებ",
        title_en="Sample: interim report on citizen engagement",
    )
    return [
        AttachedFile(row, document, code, earlier=(earlier_version(),) * number)
        for number, (code, document) in enumerate(zip(languages.CODES, documents, strict=True))
    ]


def made_files() -> list[MadeFile]:
    """The brochure made from the text of a page, in each language."""
    page = projects()["twenty_partners"]
    page.pk = page.id = 0
    return [MadeFile(Attachment(page=page), file.document, file.language, page) for file in files()]


def earlier_version() -> FileVersion:
    """An earlier file with all that can be said of it."""
    now = timezone.now()
    return FileVersion(
        number=1,
        file_size=188_416,
        page_count=2,
        sha256="0123456789abcdef" * 4,
        file_changed_at=now - datetime.timedelta(days=90),
        replaced_at=now,
        note=SUMMARY_KA,
    )


def body(language: str):
    """A text with each kind of block that needs no file, in a language."""
    georgian = language == languages.GEORGIAN
    sentence = SUMMARY_KA if georgian else SUMMARY_EN
    word = "ნიმუში" if georgian else "Sample"
    columns = [f"{word} {number}" for number in range(1, 13)]
    value = [
        ("heading", {"text": f"{word}: UNDP-ის სათაური" if georgian else f"{word}: a heading", "level": "2"}),
        ("paragraph", f'<p>{sentence} <b>{word}</b>, <i>{word}</i>, <a href="https://example.org/">{word}</a>.</p>'),
        ("heading", {"text": f"{word}: ქვესათაური" if georgian else f"{word}: a subheading", "level": "3"}),
        ("listing", {"items": [sentence, word, word], "numbered": False}),
        ("listing", {"items": [word, sentence, word], "numbered": True}),
        ("quote", {"text": sentence, "source": word}),
        ("callout", {"title": word, "text": f"<p>{sentence}</p>"}),
        ("table", _table([["", *columns[1:]], *[[word, *["1 234 567,80"] * 11] for _row in range(3)]], caption=word)),
        ("table", _table([[word, word], [word, sentence]], caption="")),
    ]
    block = BodyBlock()
    return block.to_python([{"type": kind, "value": _raw(block, kind, content)} for kind, content in value])


def _raw(block: BodyBlock, kind: str, content):
    child = block.child_blocks[kind]
    return child.get_prep_value(child.normalize(content))


def _table(rows: list[list[str]], caption: str) -> dict:
    return {
        "data": rows,
        "table_header_choice": "both" if len(rows[0]) > 2 else "row",
        "first_row_is_table_header": True,
        "first_col_is_header": len(rows[0]) > 2,
        "table_caption": caption,
    }


def steps(language: str) -> list[Text]:
    return [_summary(language), _summary(languages.other(language))]


def results(language: str) -> list[Result]:
    """One that is expected, one that was achieved too, with figures."""
    sentence = _summary(language)
    nothing = Text("", language, language)
    return [
        Result(sentence, nothing, "", "", nothing),
        Result(sentence, sentence, "1", "2", nothing),
    ]


def milestones(language: str) -> list[Milestone]:
    """One in each state."""
    today = timezone.localdate()
    return [Milestone(today, _summary(language), state) for state in ProjectMilestone.State]


def filters(language: str) -> Filters:
    """Two questions to a list, both answered, one with a name known in Georgian only."""
    name = Text("ნიმუშის ფონდი", languages.GEORGIAN, language)
    found = Filters(ProjectPage.objects.none())
    for question, label in zip(PROJECT_FILTERS, (str(Status.COMPLETED.label), name), strict=False):
        found.fields.append(Field(question.name, question.label, [Option("1", label, 2, chosen=True)]))
        found.chips.append(Chip(label, ""))
    return found


def alert() -> AlertBanner:
    return AlertBanner(text_ka=SUMMARY_KA, text_en=SUMMARY_EN, link="https://example.org/")


def visibility(language: str) -> list[FunderVisibility]:
    """A funder that wants to be named with a statement and a disclaimer."""
    text, nothing = _summary(language), Text("", language, language)
    return [
        FunderVisibility(organisation(1), text, disclaimer=text, responsible=text, emblem=None, is_binding=False),
        FunderVisibility(organisation(2), nothing, disclaimer=text, responsible=nothing, emblem=None, is_binding=False),
    ]


def details() -> SiteDetails:
    return SiteDetails(
        address_ka="ნიმუშის ქუჩა 1\nქალაქი",
        address_en="1 Sample Street\nCity",
        phone="+995 000 00 00 00",
        hotline="000",
        email="sample@example.org",
    )


def published():
    """A page that was published twice, the second time with a note; and one whose English is older."""
    now = timezone.now()
    month = datetime.timedelta(days=30)
    note = SimpleNamespace(note_ka=SUMMARY_KA, note_en=SUMMARY_EN, changed_at=now)
    return SimpleNamespace(
        pk=1,
        live=True,
        heading=_summary(languages.active()),
        first_published_at=now - month,
        last_published_at=now,
        was_updated=True,
        told_changes=[note],
        english_is_older=True,
    )


def drafts() -> dict:
    """A page that nobody may read yet, one with changes and one without, and the link to them."""
    now = timezone.now()
    pages = [
        SimpleNamespace(
            live=live,
            has_unpublished_changes=changed,
            canonical_address="https://example.org/",
            latest_revision_created_at=now,
            last_published_at=None,
            draft_brochures=[(code, "https://example.org/") for code in languages.CODES],
        )
        for live, changed in ((False, True), (True, True), (True, False))
    ]
    return {"pages": pages, "link": SimpleNamespace(expires_at=now + datetime.timedelta(days=7))}


def found(language: str) -> list[SearchResult]:
    """Found in the reader's own language, and in the other one."""
    results = []
    for page, passage_language in zip(projects().values(), (language, languages.other(language)), strict=False):
        passage = format_html("<mark>{}</mark>", _summary(passage_language))
        results.append(SearchResult(page, page.heading, page.heading, passage, passage_language))
    return results


def parts_of_list() -> list:
    """The first, a middle and the last page of a list."""
    paginator = Paginator(range(60), 20)
    return [paginator.page(number) for number in paginator.page_range]


def _summary(language: str) -> Text:
    return Text(SUMMARY_KA if language == languages.GEORGIAN else SUMMARY_EN, language, language)


def _place(index_model, slug: str) -> dict:
    """The place of a page that is in no tree, as if it stood beside the live ones."""
    index = index_model.objects.first()
    if not index:
        return {}
    return {"path": f"{index.path}0000", "url_path": f"{index.url_path}{slug}/", "depth": index.depth + 1, "live": True}
