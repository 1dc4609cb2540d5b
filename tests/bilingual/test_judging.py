"""What is said of a difference between the languages: in whole words, and of a link by what it leads to."""

import pytest
from django.utils.translation import override

from bilingual.judging import judge, sentence
from bilingual.parity import Difference, Kind, differences
from brochures.models import PdfDocument
from projects.models import ProjectPage
from tests.reading import MTAVRULI


def said(georgian, english, language: str = "ka") -> list[str]:
    with override(language):
        return [sentence(one) for one in differences(georgian, english)]


@pytest.mark.parametrize(
    ("georgian", "english", "wanted"),
    [
        ("25 %", "25", "ქართულ ტექსტში წერია „25 %“, ინგლისურში – „25“"),
        ("100 ლარი. 100 ლარი", "GEL 100", "რამდენჯერ წერია „100 ლარი“: ქართულში – 2, ინგლისურში – 1"),
        ("www.a.ge, აქ", "www.b.ge", "ბმული: ქართულში – „a.ge“, ინგლისურში – „b.ge“"),
        ("www.a.ge, აქ", "here", "ბმული: ქართულში – „a.ge“, ინგლისურში – არ არის"),
    ],
)
def test_both_values_are_named(georgian, english, wanted):
    assert said(georgian, english) == [wanted]


def test_empty_cells_are_named_by_their_place():
    with override("ka"):
        found = sentence(Difference(Kind.EMPTY_CELLS, "0", "2/1"))
    assert found == "ცხრილების ცარიელი უჯრები (სტრიქონი/სვეტი): ქართულში – 0, ინგლისურში – 2/1"


def link(kind: str, key: int) -> list:
    return [("paragraph", f'<p>ტექსტი <a linktype="{kind}" id="{key}">აქ</a></p>')]


@pytest.mark.django_db
def test_a_page_and_a_file_are_called_by_their_titles(projects):
    square = projects.add_child(instance=ProjectPage(title="სკვერი", title_en="Square"))
    (file,) = PdfDocument.objects.bulk_create([PdfDocument(title="გეგმა", file="missing.pdf", sha256="0" * 64)])
    page = ProjectPage(title="ორი ბმული", body_ka=link("page", square.pk), body_en=link("document", file.pk))
    (one,) = judge(page)["body"].differences
    with override("ka"):
        assert one.message == "ბმული: ქართულში – გვერდი „სკვერი“, ინგლისურში – ფაილი „გეგმა“"
        assert not MTAVRULI.search(one.message)
    with override("en"):
        assert "the page “Square”" in one.message
    key = one.key
    square.delete()
    PdfDocument.objects.filter(pk=file.pk).delete()
    (one,) = judge(page)["body"].differences
    with override("ka"):
        assert one.message == (
            "ბმული: ქართულში – გვერდი, რომელიც აღარ არსებობს, ინგლისურში – ფაილი, რომელიც აღარ არსებობს"
        )
    # What somebody said of it is remembered by where it leads, whatever that is called.
    assert one.key == key
