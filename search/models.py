"""The index, and what editors see and say of the search."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .analysis import LONGEST_STEM
from .groups import parts_of, stems_of


class Kind(models.TextChoices):
    """What the results can be narrowed to."""

    PROJECTS = "projects", _("Projects")
    ANNOUNCEMENTS = "announcements", _("Announcements")
    INFORMATION = "information", _("Information")


# The index is derived from the pages, so nothing in it refers to them by a foreign key: a page must be saved and
# deleted whatever has become of the index. Postings are a plain table because then both databases give the same answers
# in the same order, which neither SQLite's nor PostgreSQL's full text does for Georgian.


class IndexedPage(models.Model):
    """A live page in the index, and the number under which its postings know it."""

    page_id = models.PositiveBigIntegerField(primary_key=True)
    reference = models.BigIntegerField(default=0)

    # Nobody is warned before a page is deleted that the search refers to it.
    wagtail_reference_index_ignore = True


class Posting(models.Model):
    """A word, or two side by side, that a page has. `weight` says how well it stands there.

    `reference` holds all that ranking needs of the page, so that nothing is joined: see search.references.
    """

    key = models.BigIntegerField()
    reference = models.BigIntegerField(db_index=True)
    weight = models.SmallIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        # Everything that a question asks for stands in the index itself.
        indexes = [models.Index(fields=["key", "reference", "weight"], name="search_posting_by_key")]


class StoredPassage(models.Model):
    """A passage to show, short enough to be read. `stems` has the stems of its words, each between two spaces."""

    page_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    weight = models.SmallIntegerField()
    text = models.TextField()
    stems = models.TextField()
    attachment_id = models.PositiveBigIntegerField(null=True)
    file_language = models.CharField(max_length=2, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["page_id", "weight", "number"], name="search_passage_by_page")]


class KnownWord(models.Model):
    """A word that the site has or had: for Latin typing, for beginnings, to offer instead of a misspelt one."""

    stem = models.CharField(max_length=LONGEST_STEM, unique=True)
    # As a page writes it, preferably in the nominative.
    written = models.CharField(max_length=100)
    # "" for words in Latin letters.
    skeleton = models.CharField(max_length=LONGEST_STEM * 2, blank=True, db_index=True)
    # Of the word's family; with "=" before it for words in Latin letters.
    root = models.CharField(max_length=LONGEST_STEM * 2, blank=True, db_index=True)

    wagtail_reference_index_ignore = True


INDEX = [IndexedPage, Posting, StoredPassage, KnownWord]


class WordGroup(models.Model):
    """Words that mean the same to whoever searches: a question for one of them finds all."""

    words = models.CharField(
        pgettext_lazy("search", "words"),
        max_length=300,
        help_text=_("Separated by commas: გრანტი, საგრანტო. One form of each is enough; a name may have two words."),
    )

    panels = [FieldPanel("words")]

    class Meta:
        verbose_name = _("group of words")
        verbose_name_plural = _("groups of words")
        ordering = ["words"]

    def __str__(self):
        return self.words

    def clean(self):
        super().clean()
        parts = parts_of(self.words)
        if len({stems_of(part) for part in parts} - {()}) < 2:
            raise ValidationError(
                {"words": gettext("A group needs at least two different words, separated by commas.")}
            )
        for part in parts:
            if len(stems_of(part)) > 2:
                raise ValidationError(
                    {"words": gettext("At most two words between commas: %(words)s") % {"words": part}}
                )


class UnfoundQuery(models.Model):
    """Words that somebody searched for in vain. Nothing about who."""

    words = models.CharField(pgettext_lazy("search", "words"), max_length=100, unique=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    last_day = models.DateField(_("last searched"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        indexes = [models.Index(fields=["-times", "words"], name="search_unfound_most_often")]
