"""Georgian typed in Latin letters meets the Georgian word."""

import pytest

from georgian.skeletons import beginning, skeleton, skeletons_of_latin
from georgian.stems import stem


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("biujeti", "ბიუჯეტი"),
        ("biujetis", "ბიუჯეტი"),
        ("biuJetze", "ბიუჯეტი"),
        ("moqalaqe", "მოქალაქე"),
        ("mokalake", "მოქალაქე"),
        ("mokalaketa", "მოქალაქე"),
        ("gadawyvetileba", "გადაწყვეტილება"),
        ("gadats'q'vet'ileba", "გადაწყვეტილება"),
        ("gadatsqvetilebebi", "გადაწყვეტილება"),
        ("wyali", "წყალი"),
        ("tsqlis", "წყალი"),
        ("narchenebi", "ნარჩენი"),
        ("narCenebi", "ნარჩენი"),
        ("axalgazrdebi", "ახალგაზრდა"),
        ("akhalgazrdebistvis", "ახალგაზრდა"),
        ("evrokavshiri", "ევროკავშირი"),
        ("evrokavSiri", "ევროკავშირი"),
        ("ganatleba", "განათლება"),
        ("dzaRli", "ძაღლი"),
        ("dzaghlebi", "ძაღლი"),
        ("finansuri", "ფინანსური"),
        ("pinansuri", "ფინანსური"),
        ("chiqa", "ჭიქა"),
        ("Wiqa", "ჭიქა"),
        ("jurnali", "ჟურნალი"),
        ("zhurnali", "ჟურნალი"),
        ("polonetshi", "პოლონეთი"),
        ("viziti", "ვიზიტი"),
        ("sportiT", "სპორტი"),
    ],
)
def test_a_typed_word_meets_the_one_that_was_meant(typed, meant):
    assert skeleton(stem(meant)) in skeletons_of_latin(typed)


def test_other_words_stay_apart():
    words = ["ბიუჯეტი", "მოქალაქე", "ქალაქი", "მერია", "მერი", "გრანტი", "პროექტი", "სახელი", "სახლი", "საკრებულო"]
    assert len({skeleton(stem(word)) for word in words}) == len(words)


def test_a_beginning_is_not_cut():
    assert skeleton("ბიუჯეტ").startswith(beginning("biuje"))
    assert skeleton("მოქალაქ").startswith(beginning("mokal"))


@pytest.mark.parametrize("typed", ["", "'", "123", "łódź", "x", "SSS", "tsh"])
def test_anything_is_answered(typed):
    assert isinstance(skeletons_of_latin(typed), list)
