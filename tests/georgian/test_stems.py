"""The forms of one word share a stem; other words have another."""

import pytest

from georgian.roots import english_root, root
from georgian.stems import is_verbal_noun, says_a_deed, stem, without_ending

FAMILIES = """
ბიუჯეტი ბიუჯეტის ბიუჯეტმა ბიუჯეტს ბიუჯეტად ბიუჯეტებში ბიუჯეტიდან ბიუჯეტირება ბიუჯეტირების ბიუჯეტირებისთვის
მოქალაქე მოქალაქის მოქალაქეს მოქალაქეები მოქალაქეთა მოქალაქეთათვის მოქალაქეებისთვის მოქალაქემ
მერია მერიის მერიაში მერიას მერიიდან მერიისგან
მერი მერის მერმა მერს
წყალი წყლის წყალს წყლით
სოფელი სოფლის სოფლები სოფელში
ხე ხეები ხეების ხის ხეებს
დღე დღის დღეები დღეების დღეს დღეში
ენა ენის ენას ენაზე ენები
ხმა ხმის ხმას ხმები
გზა გზის გზას გზაზე გზები
ნაგავი ნაგვის ნაგავს
წელი წლის წელს წლები
ქუჩა ქუჩის ქუჩების ქუჩაზე ქუჩას
გადაწყვეტილება გადაწყვეტილების გადაწყვეტილებები გადაწყვეტილებებში
საკრებულო საკრებულოს საკრებულოში საკრებულოებს
ველობილიკი ველობილიკის ველობილიკების
ახალგაზრდა ახალგაზრდული ახალგაზრდებისთვის ახალგაზრდების
დაბინძურება დაბინძურებული დაბინძურების
კულტურა კულტურის კულტურული
პროექტი პროექტების პროექტებისთვის პროექტთან პროექტისკენ
ავტობუსი ავტობუსების ავტობუსით ავტობუსს
სერვისი სერვისების სერვისს სერვისის
კონკურსი კონკურსის კონკურსებზე კონკურსს
ევროკავშირი ევროკავშირის ევროკავშირისგან ევროკავშირთან
რუსთავი რუსთავში რუსთავის რუსთავს რუსთავიდან რუსთავამდე
თბილისი თბილისის თბილისში
პირი პირები პირთა პირებს
დამფინანსებელი დამფინანსებლის დამფინანსებლები
ნომერი ნომრის ნომრები
თებერვალი თებერვლის თებერვალში
ისტორია ისტორიული ისტორიის
უსინათლო უსინათლოთა უსინათლოთათვის
შეზღუდვა შეზღუდვის შეიზღუდება
შეძენა შეძენის შეიძენს
მოედანი მოედნები მოედნის
ჩაბარება ჩავაბარო ჩავაბარებ ჩააბაროთ
გაგრძელება გაგრძელდა გაგრძელდება გააგრძელეს
ჩაკეტვა ჩაკეტილი ჩაკეტილია ჩაიკეტება
შემცირება შემცირდება შემცირდა
ბატარეა ბატარეის ბატარეები
მოხალისე მოხალისეებისთვის მოხალისეობა მოხალისეობის
მონაწილე მონაწილეები მონაწილეთა მონაწილეობა მონაწილეობითი
სახელი სახელის სახელები
სახლი სახლის სახლები
""".strip().splitlines()


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.split()[0])
def test_forms_of_a_word_have_one_stem(family):
    assert len({stem(form) for form in family.split()}) == 1


def test_no_two_words_of_these_share_a_stem():
    stems = [stem(family.split()[0]) for family in FAMILIES]
    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize("word", ["", "ა", "და", "undp", "2016", "łódź", "ბ", "ებებებ", "ისთვის", "ირები", "ში"])
def test_anything_else_comes_through(word):
    assert isinstance(stem(word), str)
    assert bool(stem(word)) == bool(word)
    assert bool(without_ending(word)) == bool(word)
    assert bool(root(word)) == bool(english_root(word)) == bool(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("სახელი", "დასახელება"),
        ("კანალიზაცია", "საკანალიზაციო"),
        ("ველოსიპედი", "ველოსიპედისტი"),
        ("საქმე", "დასაქმება"),
        ("მანქანა", "ავტომანქანა"),
        ("არქიტექტორი", "არქიტექტურა"),
    ],
)
def test_words_of_a_family_have_one_root(word, other):
    assert stem(word) != stem(other)
    assert root(stem(word)) == root(stem(other))


@pytest.mark.parametrize(
    "word",
    ["მივიტანო", "ჩავაბარო", "ვნახო", "დავრეგისტრირდე", "შევავსო", "შევიდე", "წაიყვანა", "გაუგზავნა", "მოვა", "მოდის"],
)
def test_what_somebody_does_is_told(word):
    assert says_a_deed(word)


@pytest.mark.parametrize(
    "word", ["ვადა", "გავლენა", "საავადმყოფო", "ბიუჯეტი", "ვიზიტი", "საკრებულო", "შეიარაღება", "მოედანი"]
)
def test_other_words_are_no_deeds(word):
    assert not says_a_deed(word)


@pytest.mark.parametrize("word", ["გადაყრა", "მოჭრა", "დაგვიანება", "ადიდება", "წარდგენა", "სიარული"])
def test_a_verbal_noun_is_told(word):
    assert is_verbal_noun(word)


@pytest.mark.parametrize("word", ["გადასახადი", "შემწეობა", "აგიტაცია", "პრივატიზაცია", "დარბაზი", "მისამართი", "გაზი"])
def test_other_nouns_are_no_verbal_nouns(word):
    assert not is_verbal_noun(word)
