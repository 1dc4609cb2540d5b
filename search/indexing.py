"""Writes pages into the index, and takes them out again."""

import datetime
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.db import DatabaseError, connection, transaction
from wagtail.models import Page

from bilingual.passages import Passage, Weight
from georgian.skeletons import skeleton

from .analysis import LONGEST_STEM, Term, key_of, pair, root_of, terms
from .models import INDEX, IndexedPage, KnownWord, Posting, StoredPassage
from .references import kind_of_type, reference_of

logger = logging.getLogger(__name__)

# A word in a title outweighs any number of the same word below it, and so on down.
POINTS = {Weight.TITLE: 1000, Weight.SUMMARY: 400, Weight.BODY: 150, Weight.BROCHURE: 60}
# For each further time that the word stands on the page.
POINTS_AGAIN = 8
COUNTED_AGAIN = 5
# Letters of a passage to show.
PASSAGE_LENGTH = 400
# Above the home page stands nothing to be found, and the home page only announces what stands below it.
HOME_DEPTH = 2


def searchable_pages():
    return Page.objects.live().filter(depth__gt=HOME_DEPTH)


def is_empty() -> bool:
    """Whether nothing can be found, as after an upgrade that has made the index anew."""
    return not Posting.objects.exists()


def index_again(page_ids: Iterable[int]) -> None:
    """Brings these pages up to date in the index, or takes them out of it if readers do not see them.

    An index that is damaged or missing must hold nobody up, so what fails is written to the log.
    """
    for page in searchable_pages().filter(pk__in=(wanted := set(page_ids))).specific():
        wanted.discard(page.pk)
        _attempt(write, page)
    for page_id in wanted:
        _attempt(forget, page_id)


def _attempt(function, argument) -> None:
    try:
        with transaction.atomic():
            function(argument)
    except DatabaseError:
        logger.exception("The search index could not be changed; manage.py rebuild_search_index mends it")


def forget(page_id: int) -> None:
    """Takes a page out of the index."""
    references = IndexedPage.objects.filter(page_id=page_id).values_list("reference", flat=True)
    Posting.objects.filter(reference__in=list(references)).delete()
    for model in (StoredPassage, IndexedPage):
        model.objects.filter(page_id=page_id).delete()


@transaction.atomic
def write(page: Page) -> None:
    """Puts a live page, as its specific type, into the index, in place of what stands there of it."""
    forget(page.pk)
    best: dict[str, int] = {}
    times: Counter[str] = Counter()
    known: dict[str, Term] = {}
    shown: list[StoredPassage] = []
    for passage in page.index_passages():
        found = list(terms(passage.text))
        telling = [term for term in found if not term.is_stop_word]
        entries = [term.stem for term in telling] + [pair(a.stem, b.stem) for a, b in pairwise(telling)]
        times.update(entries)
        for entry in entries:
            best[entry] = max(best.get(entry, 0), POINTS[passage.weight])
        for term in telling:
            if term.script != "number" and (term.stem not in known or _reads_better(term, known[term.stem])):
                known[term.stem] = term
        if passage.weight != Weight.TITLE:
            shown += _shown(page.pk, passage, found, len(shown))
    reference = reference_of(page.pk, kind_of_type(page._meta.model_name), _day(page))
    IndexedPage.objects.create(page_id=page.pk, reference=reference)
    Posting.objects.bulk_create(
        (
            Posting(
                key=key_of(one), reference=reference, weight=points + POINTS_AGAIN * min(times[one] - 1, COUNTED_AGAIN)
            )
            for one, points in best.items()
        ),
        batch_size=1000,
    )
    StoredPassage.objects.bulk_create(shown, batch_size=200)
    _learn(known)


def _day(page: Page) -> int:
    day = getattr(page, "date", None) or getattr(page, "start_date", None)
    return day.toordinal() if isinstance(day, datetime.date) else 0


def _reads_better(term: Term, other: Term) -> bool:
    """Whether a form looks more like the nominative than another one: it ends in a vowel, and is short."""
    return (term.base[-1] not in "იაეოუ", len(term.base)) < (other.base[-1] not in "იაეოუ", len(other.base))


def _learn(known: dict[str, Term]) -> None:
    KnownWord.objects.bulk_create(
        (
            KnownWord(stem=stem, written=term.base[:100], **_family(stem))
            for stem, term in known.items()
            if len(stem) <= LONGEST_STEM
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )


def _family(stem: str) -> dict[str, str]:
    """The skeleton of a stem, "" of one in Latin letters, and its root."""
    script = "georgian" if "ა" <= stem[0] <= "ჿ" else "latin"
    return {"skeleton": skeleton(stem) if script == "georgian" else "", "root": root_of(stem, script)}


def _shown(page_id: int, passage: Passage, found: list[Term], number: int) -> Iterator[StoredPassage]:
    """The passage in pieces that end with a sentence where there is one."""
    start, collected = 0, []
    for place, term in enumerate(found):
        collected.append(term.stem)
        end = found[place + 1].start if place + 1 < len(found) else len(passage.text)
        between = passage.text[term.end : end]
        long_enough = end - start >= PASSAGE_LENGTH or (
            end - start >= PASSAGE_LENGTH // 2 and any(sign in between for sign in ".!?\n·")
        )
        if long_enough or place + 1 == len(found):
            # An opening quotation mark belongs to what follows.
            cut = end - len(between) + len(between.rstrip("„“«(\"'"))
            yield StoredPassage(
                page_id=page_id,
                number=number,
                language=passage.language,
                weight=passage.weight,
                text=" ".join(passage.text[start:cut].split()).removesuffix(" ·"),
                stems=f" {' '.join(collected)} ",
                attachment_id=passage.attachment_id,
                file_language=passage.file_language,
            )
            start, collected, number = cut, [], number + 1


# --- all of it -------------------------------------------------------------------------------------------------------


def mend_tables() -> None:
    """Makes the tables of the index that are missing."""
    there = set(connection.introspection.table_names())
    missing = [model for model in INDEX if model._meta.db_table not in there]
    # Not entered: SQLite's would refuse to work in a transaction because of foreign keys, of which there are none here.
    editor = connection.schema_editor(atomic=False)
    editor.deferred_sql = []
    for model in missing:
        editor.create_model(model)
    for statement in editor.deferred_sql:
        editor.execute(statement)


def know_words_anew() -> None:
    """Gives words that the index knew already the skeletons and roots of today's rules."""
    changed = []
    for word in KnownWord.objects.iterator(chunk_size=1000):
        family = _family(word.stem)
        if family != {"skeleton": word.skeleton, "root": word.root}:
            word.skeleton, word.root = family["skeleton"], family["root"]
            changed.append(word)
    KnownWord.objects.bulk_update(changed, ["skeleton", "root"], batch_size=200)


def drop_what_is_gone() -> None:
    """After a rebuild: pages that readers see no more, and words that stand on no page any more."""
    live = searchable_pages().order_by().values("pk")
    for model in (StoredPassage, IndexedPage):
        model.objects.exclude(page_id__in=live).delete()
    Posting.objects.exclude(reference__in=IndexedPage.objects.values("reference")).delete()
    gone = [
        word.pk
        for word in KnownWord.objects.only("stem").iterator(chunk_size=1000)
        if not Posting.objects.filter(key=key_of(word.stem)).exists()
    ]
    for start in range(0, len(gone), 500):
        KnownWord.objects.filter(pk__in=gone[start : start + 500]).delete()
