"""Cuts the endings of Georgian nouns, so that all forms of a word have one stem. For search, not for linguistics.

A stem is no word: what counts is that the forms of one word share it and other words do not. Neither Snowball nor any
package of Python has a stemmer for Georgian; a Hunspell dictionary exists, but PostgreSQL reads it only from its own
disk. So there are rules, in the order in which Georgian adds endings, last one first.
"""

import re

_VOWELS = "აეიოუ"
# Postpositions with what remains of the case before them, longest first.
_POSTPOSITIONS = sorted(
    [
        "თათვის", "თაგან", "თაკენ", "ისათვის", "ისაგან", "ისაკენ", "ისთვის", "ისგან", "ისკენ", "ისადმი", "სთვის",
        "სგან", "სკენ", "სადმი", "ისთანავე", "ითურთ", "სავით", "ივით", "იდან", "დან", "ამდე", "მდე", "ისებრ", "ისებური",
        "თანავე",
    ],
    key=len,
    reverse=True,
)  # fmt: skip
_CASES = ("ისაც", "ისა", "ითა", "ადა", "ითი", "ის", "ით")
# Whole words and stems whose last letters only look like an ending.
_WHOLE = frozenset(
    [
        "სერვის", "ოფის", "ბიზნეს", "პროცეს", "კონკურს", "რესურს", "ინტერეს", "კურს", "სტატუს", "კორპუს", "თბილის",
        "ადრეს", "თამაში", "ნუგეში", "რეფორმა", "ფორმა", "ფირმა", "ნორმა", "პლატფორმა", "სახელმწიფო", "ავტობუს", "კლას",
        "პრეს", "ბაზის", "ბალანს", "კომპლექს", "ვირუს", "კამპუს", "ანონს", "ავანს",
    ]
)  # fmt: skip
# Short forms that no rule can know.
_IRREGULAR = {
    "წელ": "წლ", "წელი": "წლ", "წელს": "წლ", "ხე": "ხე", "ხის": "ხე", "ხეს": "ხე", "ხედ": "ხე", "ხით": "ხე",
    "ხემ": "ხე", "დღ": "დღე", "აშენდ": "აშნ", "ნაგავ": "ნაგვ",
}  # fmt: skip
_PREVERBS = "გადა|გადმო|გამო|შემო|ჩამო|წამო|ამო|და|შე|გა|ჩა|მო|მი|წა"
# A vowel that falls out in some forms: სოფელი, სოფლის. Left out of every form, it parts none; save where another word
# would be met: სახელი is a name, სახლი a house.
_FALLING_VOWEL = re.compile(r"(?<=[^აეიოუ])[აე](?=[ლრნმ]$)")
_KEEPS_ITS_VOWEL = ("სახელ", "თვალ", "მხარ")
# What a verb has between its preverb and its root, and its noun has not: a vowel, before it ვ where I do it myself.
_VERSION = re.compile(f"^({_PREVERBS})(?:ვ?[აეიუ]|ვ)(?=[^აეიოუ].)")
# A verb of what happens by itself, გაგრძელდა, and what it has become, ჩაკეტილი; its noun has neither letter.
_PASSIVE = re.compile(f"^((?:{_PREVERBS}|გან)..+[^აეიოუ])(?:დ|ილი?)$")
# What I do or will do, or somebody did, does or will do: მივიტანო, შევიდე, დავრეგისტრირდე, დავაბამ, ვნახო, ვაკეთებ;
# წაიყვანა, გაუგზავნა, მითხრეს; კეთდება, დამთავრდება, იყრება, აწუხებს; მოვა.
_DEED = re.compile(
    f"^(?:(?:{_PREVERBS}|ა|გან|წარ)?ვ(?:[ა-ჰ]{{2,}}ო|[ა-ჰ]+დე|[ა-ჰ]{{2,}}(?:ებ|ავ|ამ|ობ|[^აეიოუ]დები))თ?"
    f"|(?:{_PREVERBS})[იუ][ა-ჰ]{{2,}}(?:[^ბვმ]ა|ოს)|(?:{_PREVERBS}|ა)(?:ვა|დის)"
    f"|(?:{_PREVERBS})[ა-ჰ]{{2,}}[^აეიოუ]ეს|[ა-ჰ]+[^აეიოუ]დებ(?:ა|იან)|(?:{_PREVERBS})?[აიუ][ა-ჰ]+(?:ებ|ავ)ს|[ა-ჰ]{{3,}}ობს|[იე][ა-ჰ]{{2,}}(?<!ირ)ება)$"
)
# The noun of a verb: გადაყრა, მოჭრა, დაგვიანება. Those in -ობა, -ცია and -ურა are matters: შემწეობა.
_VERBAL_NOUN = re.compile(f"^(?:{_PREVERBS}|ა|აღ|გან|წარ)[ა-ჰ]{{2,}}(?<!ობ)(?<!ცი)(?<!ურ)ა$|^(?:სიარული|ყოფნა)$")
# Nouns that end so are no adjectives: კულტურა, პროცედურა, ბროშურა, ფიგურა, ფორმულა.
_NO_ADJECTIVE = ("ტურ", "დურ", "შურ", "გურ", "მულ", "სულ", "ბურ")


def stem(word: str) -> str:
    """The stem of one word of `georgian.words` in Georgian letters; any other word comes back as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3 or not ("ა" <= word[0] <= "ჿ"):
        return word
    # A word of three letters has no ending to lose but the vowel: ენა, ენის.
    word = word if len(word) == 3 else _without_case(_without_particle(word))
    word = _without_plural(_without_last_vowel(word))
    return _settled(word)


def without_ending(word: str) -> str:
    """A word without its case alone, the rest as it is written: what a misspelt word is compared by."""
    if len(word) < 4 or not ("ა" <= word[0] <= "ჿ"):
        return word
    return _without_case(_without_particle(word))


def says_a_deed(word: str) -> bool:
    """Whether a word is a verb of what the asker will do or somebody did, as in „where do I hand in batteries“."""
    return len(word) > 3 and bool(_DEED.match(word))


def is_verbal_noun(word: str) -> bool:
    """Whether a word is the noun of what is done, as in „throwing away of syringes“, which texts say in other words."""
    return bool(_VERBAL_NOUN.match(word))


def _without_particle(word: str) -> str:
    """Without -ც, „too“, and -ვე, „the very“."""
    if len(word) > 5 and word.endswith("ც") and word[-2] in _VOWELS:
        return word[:-1]
    if len(word) > 5 and word.endswith("ვე") and word[-3] in "სთდ":
        return word[:-2]
    return word


def _without_case(word: str) -> str:
    if word in _WHOLE:
        return word
    for ending in _POSTPOSITIONS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            before = word[-len(ending) - 1]
            if ending[0] == "ს" and before not in "აეოუ":
                continue
            if ending in ("დან", "მდე") and before not in "ოუ":
                continue
            return word[: -len(ending)]
    if word.endswith("თან") and len(word) > 5:
        word = word[:-3]
        return word[:-1] if word[-1] == "ს" and word[-2] in "აეოუ" else word
    if word.endswith(("ში", "ზე")) and len(word) >= 5:
        return word[:-2]
    return _without_bare_case(word)


def _without_bare_case(word: str) -> str:
    for ending in _CASES:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)]
    last = word[-1]
    # The old plural of laws: მოქალაქეთა, პირთა.
    if word.endswith("თა") and (len(word) >= 6 or (len(word) == 5 and word[-3] not in _VOWELS)):
        return word[:-2]
    if len(word) > 4:
        if word.endswith(("ად", "სა")) or (word.endswith("მა") and word[-3] not in _VOWELS):
            return word[:-2]
        if (last == "დ" and word[-2] in "ოუ") or (last == "მ" and word[-2] in _VOWELS):
            return word[:-1]
    if last == "ს" or (last == "ო" and word.endswith("ებო")) or (len(word) > 5 and word.endswith("ედ")):
        return word[:-1]
    return word[:-1] if last == "ი" else word


def _without_last_vowel(word: str) -> str:
    """It falls out before -ის: მერია, მერიის."""
    if word in _WHOLE and word[-1] not in "აე":
        return word
    # ბატარეა, ბატარეის, ბატარეები
    if len(word) > 4 and word.endswith("ეა"):
        return word[:-2]
    if len(word) > 2 and word[-1] in "აე":
        return word[:-1]
    return word[:-1] if len(word) > 5 and word.endswith("ირები") else word


def _without_plural(word: str) -> str:
    """Without -ებ- of plurals and of nouns made from verbs, and without -ირ- before it: ბიუჯეტირება."""
    while word.endswith("ებ") and len(word) > 3:
        word = word[:-2]
        # პარკირება is of cars, პარკი of trees.
        if word.endswith("ირ") and len(word) > 5 and word != "პარკირ":
            word = word[:-2]
        elif len(word) > 3 and word[-1] in "აე":
            word = word[:-1]
    return word


def _settled(word: str) -> str:
    """Participles, adjectives, verbs and states go with their noun.

    დაბინძურებული – დაბინძურება, ახალგაზრდული – ახალგაზრდა, შეიზღუდება – შეზღუდვა, შეიძენს – შეძენა, ჩავაბარო –
    ჩაბარება, გაგრძელდა – გაგრძელება, მოხალისეობა – მოხალისე.
    """
    word, is_verb = _VERSION.subn(r"\1", word)
    if is_verb and len(word) > 5:
        word = word.removesuffix("თ").removesuffix("ო")
    if len(word) > 6:
        if (match := _PASSIVE.match(word)) and not word.endswith("მონაწილ"):
            word = match[1].removesuffix("ირ") if word.endswith("ირდ") else match[1]
        if word.endswith("ობ"):
            word = word[:-3] if word[-3] in "აე" and len(word) > 7 else word[:-2]
    if len(word) > 4 and word[-1] == "ვ" and word[-2] not in _VOWELS:
        word = word[:-1]
    if word.endswith("ული") and len(word) > 6:  # აკრძალულია
        word = word[:-1]
    if word.endswith("ებულ") and len(word) > 6:
        word = word[:-4]
    if word.endswith(("ულ", "ურ")) and len(word) > 6 and not word.endswith(_NO_ADJECTIVE):
        word = word[:-2]
    if len(word) >= 4 and not word.endswith(_KEEPS_ITS_VOWEL):
        word = _FALLING_VOWEL.sub("", word)
    return _IRREGULAR.get(word, word)
