"""The judgement set as pages of the site, and how well the search answers its queries."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml
from wagtail.models import Page

from announcements.models import AnnouncementIndexPage, AnnouncementPage
from brochures.models import Attachment, FileText, PdfDocument
from projects.models import ProjectIndexPage, ProjectPage
from rustavi_site.first_content import build
from search.engine import find
from search.suggestions import suggestions

HERE = Path(__file__).parent / "judgements"
FIRST_CONTENT = {
    "hub": "undp-innovation-hub",
    "budgeting": "participatory-budgeting",
    "announcement": "grant-funded-projects",
}


def read(name: str) -> list[dict]:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def make_pages() -> dict[str, int]:
    """Publishes the pages beside the first content; their ids by key."""
    parents = {True: ProjectIndexPage.objects.get(), False: AnnouncementIndexPage.objects.get()}
    ids = {}
    for entry in read("pages"):
        is_project = entry["kind"] == "project"
        page = (ProjectPage if is_project else AnnouncementPage)(slug=entry["key"])
        for code in ("ka", "en"):
            setattr(page, f"title_{code}", entry.get(f"title_{code}", ""))
            setattr(page, f"summary_{code}", entry.get(f"summary_{code}", ""))
            if text := entry.get(f"text_{code}"):
                setattr(page, f"body_{code}", build.body([{"paragraph": text}]))
        if not is_project:
            page.kind, page.date, page.deadline = entry["kind"], entry.get("date"), entry.get("deadline")
        parents[is_project].add_child(instance=page)
        texts = {code: entry[f"inside_{code}"] for code in ("ka", "en") if entry.get(f"inside_{code}")}
        if texts:
            documents = {code: document(f"{entry['key']}-{code}", text, code) for code, text in texts.items()}
            page.attachments = [Attachment(**{f"document_{code}": one for code, one in documents.items()})]
        page.save_revision().publish()
        ids[entry["key"]] = page.pk
    for key, slug in FIRST_CONTENT.items():
        ids[key] = Page.objects.get(slug=slug).pk
    home = parents[True].get_parent()
    ids |= {page.slug: page.pk for page in home.get_children() if page.slug not in ids}
    return ids


def document(name: str, text: str, language: str) -> PdfDocument:
    """A document as the inspection leaves it, without its file."""
    made = PdfDocument.objects.create(title=name, file=f"documents/{name}.pdf", file_size=1, text_language=language)
    FileText.objects.create(document=made, text=text)
    return made


@dataclass
class Answer:
    """What a reader gets for a query: results, or else words to search for instead."""

    entry: dict
    first: list[str] = field(default_factory=list)  # keys of the first five
    offered: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> list[str]:
        return self.entry.get("wanted", [])

    @property
    def recall(self) -> float:
        """The share of the wanted pages among the first five; of what is offered, among its first five."""
        return len(set(self.wanted) & set(self.first)) / len(self.wanted)


def ask(entry: dict, ids: dict[str, int]) -> Answer:
    keys = {pk: key for key, pk in ids.items()}
    found = find(entry["query"])
    answer = Answer(entry, _first(found, keys))
    if not found.pages:
        answer.offered = suggestions(entry["query"], found)
        if answer.offered:
            answer.first = _first(find(answer.offered[0]), keys)
    return answer


def _first(found, keys: dict[int, str]) -> list[str]:
    return [keys.get(pk, str(pk)) for pk in found.pages[:5]]


def order_of(name: str, ids: dict[str, int]) -> dict[str, list[str]]:
    """All results of each query, best first, by keys."""
    keys = {pk: key for key, pk in ids.items()}
    return {entry["query"]: [keys.get(pk, "another") for pk in find(entry["query"]).pages] for entry in read(name)}


@dataclass
class Verdict:
    """The figures over a set of queries."""

    answers: list[Answer]

    @property
    def recall(self) -> float:
        recalls = [answer.recall for answer in self.answers if answer.wanted]
        return sum(recalls) / len(recalls)

    @property
    def silence(self) -> float:
        """The share of the queries without an answer for which neither results nor other words are offered."""
        without = [answer for answer in self.answers if not answer.wanted]
        return sum(not answer.first for answer in without) / len(without)

    @property
    def failures(self) -> list[str]:
        return [
            f"{answer.entry['query']}: wanted {', '.join(answer.wanted) or 'nothing'}, got "
            f"{', '.join(answer.first) or 'nothing'}{f' for {answer.offered[0]}' if answer.offered else ''}"
            for answer in self.answers
            if (answer.recall < 1 if answer.wanted else answer.first)
        ]


def judge(name: str, ids: dict[str, int]) -> Verdict:
    return Verdict([ask(entry, ids) for entry in read(name)])
