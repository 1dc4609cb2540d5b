"""The figures that a text names, so that a Georgian and an English text can be held against each other.

A figure is what a reader would put into a table: a number with its unit, a month, a time of day, a telephone number.
`416 665,00 ევრო` and `€416,665.00` are the same figure, and so are `2016 წლის 1 მარტი`, `1 March 2016` and
`01.03.2016`: a date is taken apart into day, month and year, because languages put them together differently.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from georgian.capitals import fold_capitals
from georgian.languages import check_language

_SPACES = "[ \u00a0\u2009\u202f]"

_MONTHS = {
    "ka": [
        "იანვა?რ", "თებერვა?ლ", "მარტ", "აპრილ", "მაის", "ივნის", "ივლის", "აგვისტ", "სექტემბე?რ", "ოქტომბე?რ",
        "ნოემბე?რ", "დეკემბე?რ",
    ],
    "en": [
        "Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?", "July?", "Aug(?:ust)?",
        "Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?", "Dec(?:ember)?",
    ],
}  # fmt: skip
# The endings that a month takes: მარტი, მარტს, მარტის, მარტში, მარტიდან, მარტამდე, მარტისთვის, აგვისტო.
_ENDINGS = "(?:ი|ს|ის|ში|ით|იდან|ამდე|ისთვის|ისა|სა|მა|ო|ოს|ოში|ოდან|ომდე|ოსთვის)?"
# “May” begins sentences, and a short form such as “Mar” may be a name: these are months only beside such words.
_TIME_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?,? (?:of )?|\b(?:in|by|since|until|till|from|to|of|late|early|mid|and|or)[ -])$"
)
_NUMBER_AFTER = re.compile(r"\.? ?\d")

_WORDS = {
    "ka": {
        "ერთ": 1, "ორ": 2, "სამ": 3, "ოთხ": 4, "ხუთ": 5, "ექვს": 6, "შვიდ": 7, "რვა": 8, "ცხრა": 9, "ათ": 10,
        "თერთმეტ": 11, "თორმეტ": 12, "ოც": 20, "პირველ": 1, "მეორე": 2, "მესამე": 3, "მეოთხე": 4, "მეხუთე": 5,
    },
    "en": {
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "twenty": 20, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    },
}  # fmt: skip

_UNITS = {
    "EUR": "€|EUR\\b|ევრო\\w*|euros?\\b",
    "GEL": "₾|GEL\\b|(?:ქართულ\\w* |ეროვნულ\\w* )?ლარ\\w*|(?:Georgian )?lari\\b",
    "USD": "(?:US ?)?\\$|USD\\b|(?:აშშ(?:-ის)? |ამერიკულ\\w* )?დოლარ\\w*|(?:US |U\\.S\\. )?dollars?\\b",
    "GBP": "£|GBP\\b|(?:ბრიტანულ\\w* )?ფუნტ\\w*|(?:British )?pounds?\\b",
    "%": "%|პროცენტ\\w*|per[ -]?cent(?:age)?\\b",
}
_UNIT = "|".join(f"(?P<{{place}}{name if name != '%' else 'PERCENT'}>{signs})" for name, signs in _UNITS.items())
_MULTIPLES = {
    "ათას": 1000, "thousand": 1000, "მილიონ": 10**6, "million": 10**6, "მლნ": 10**6, "mln": 10**6,
    "მილიარდ": 10**9, "billion": 10**9, "მლრდ": 10**9, "bn": 10**9,
}  # fmt: skip
# A sum is written out behind its figures: 100 (ასი) ლარი.
_IN_WORDS = f"(?:{_SPACES}?\\([^()\\d]{{1,120}}\\))?"
# Between figures that share one unit: GEL 100–200; 100-დან 200 ლარამდე; 10, 20 და 30 ლარი.
_IN_A_ROW = re.compile(r"(?=.*\S)(?:-?(?:იდან|დან|ლა))?[\s,;/–—−-]*(?:and|or|to|up to|და|ან)?[\s–—−-]*", re.IGNORECASE)

_PHONE = re.compile(rf"\+\d(?:{_SPACES}|[\d()/-])" + r"{6,}\d")
_NUMERIC_DATE = re.compile(
    r"(?<![\d.])(?:(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})|(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2}))(?![\d.]\d)"
)
_TIME = re.compile(r"(?<![\d:])(?P<h>\d{1,2})(?::(?P<min>\d{2}))(?!\d)(?:\s*(?P<half>[ap])\.?m\b\.?)?", re.IGNORECASE)
_HALF = re.compile(r"(?<![\d:.,])(?P<h>\d{1,2})\s*(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
# 18 საათზე is a time of day, 18 საათი is a length.
_HOUR = re.compile(r"(?<![\d:.,])(?P<h>\d{1,2})(?P<half>) საათ(?:ზე|იდან|ამდე|ისთვის)(?!\w)")
# N24 is Georgian for No. 24.
_NUMBER = re.compile(
    rf"(?:(?<![\w.,])|(?<=\bN))(?:(?:{_UNIT.format(place='before_')}){_SPACES}?)?"
    rf"(?P<number>\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    rf"(?:{_SPACES}?(?P<multiple>ათას|thousand\b|მილიონ|million\b|მლნ|mln\b|მილიარდ|billion\b|მლრდ|bn\b)\w*)?"
    rf"(?:(?(multiple)\.?){_IN_WORDS}[ \u00a0\u2009\u202f-]?(?:{_UNIT.format(place='after_')}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """One figure of a text.

    `kind` is "number", "month", "time" or "phone"; `values` are the readings that are possible, of which one must be
    the other language's: `416,665` in a Georgian text is 416.665 or, written the English way, 416665. `unit` is an ISO
    4217 code, "%" or "". `shown` is the figure as it stands in the text. `shares_unit` says that a figure without a
    unit stands in a row with one that has it, so that it may have the same: the first of 100–200 ლარი.
    """

    kind: str
    values: frozenset[Decimal | str]
    unit: str
    shown: str
    shares_unit: bool = False


def figures(text: str, language: str) -> list[Figure]:
    """The figures of a plain text, in their order. `language` is "ka" or "en"; raises ValueError on another."""
    check_language(language)
    text = fold_capitals(text)
    found: list[tuple[int, Figure]] = []

    def cut(pattern: re.Pattern, read) -> None:
        nonlocal text
        for match in pattern.finditer(text):
            found.extend((match.start(), figure) for figure in read(match))
        text = pattern.sub(lambda match: " " * len(match.group()), text)

    cut(_PHONE, lambda match: [_figure("phone", re.sub(r"\D", "", match.group()), match)])
    cut(_NUMERIC_DATE, _numeric_date)
    cut(_TIME, _time)
    cut(_HALF if language == "en" else _HOUR, _time)
    matches = list(_NUMBER.finditer(text))
    numbers = [_number(match, language) for match in matches]
    rows = _rows(matches, text)
    for number, (match, figure) in enumerate(zip(matches, numbers, strict=True)):
        shares = not figure.unit and any(numbers[other].unit for other in rows[number])
        found.append((match.start("number"), replace(figure, shares_unit=shares)))
    found += _months(text, language)
    return [figure for _place, figure in sorted(found, key=lambda pair: pair[0])]


def number_words(text: str, language: str) -> set[Decimal]:
    """The small numbers that a text writes as words: ორი პროექტი, two projects."""
    check_language(language)
    words = re.findall(r"\w+", fold_capitals(text).lower())
    known = _WORDS[language]
    if language == "en":
        return {Decimal(known[word]) for word in words if word in known}
    return {
        Decimal(number)
        for word in words
        for stem, number in known.items()
        if word.startswith(stem) and len(word) - len(stem) <= 2
    }


def months_named(text: str, language: str) -> set[Decimal]:
    """The months whose name a text holds at all, be it perhaps another word."""
    check_language(language)
    text = fold_capitals(text)
    return {
        Decimal(number)
        for number, name in enumerate(_MONTHS[language], 1)
        if re.search(rf"\b{name}" if language == "en" else name, text)
    }


def _rows(matches: list[re.Match], text: str) -> list[list[int]]:
    """Of each number: which numbers stand in one row with it, itself among them."""
    rows: list[list[int]] = []
    for number, match in enumerate(matches):
        if number and _IN_A_ROW.fullmatch(text, matches[number - 1].end(), match.start()):
            rows[-1].append(number)
        else:
            rows.append([number])
    return [row for row in rows for _number in row]


def _figure(kind: str, value: Decimal | str, match: re.Match) -> Figure:
    return Figure(kind, frozenset([value]), "", match.group().strip())


def _numeric_date(match: re.Match) -> Iterator[Figure]:
    day, month, year = (match["d"] or match["id"], match["m"] or match["im"], match["y"] or match["iy"])
    if 1 <= int(month) <= 12:
        yield _figure("number", Decimal(int(day)), match)
        yield _figure("month", Decimal(int(month)), match)
        yield _figure("number", Decimal(int(year)), match)
    else:
        for part in (day, month, year):
            yield _figure("number", Decimal(int(part)), match)


def _time(match: re.Match) -> list[Figure]:
    hour, half = int(match["h"]), (match["half"] or "").lower()
    minute = int(match.groupdict().get("min") or 0)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return [_figure("time", f"{hour:02}:{minute:02}", match)]


def _number(match: re.Match, language: str) -> Figure:
    written = re.sub(_SPACES, "", match["number"])
    values = _readings(written, language)
    if multiple := match["multiple"]:
        values = {value * _MULTIPLES[multiple.lower()] for value in values}
    units = [name.partition("_")[2] for name, sign in match.groupdict().items() if sign and "_" in name]
    unit = units[0].replace("PERCENT", "%") if units else ""
    return Figure("number", frozenset(value.normalize() for value in values), unit, match.group().strip())


def _readings(written: str, language: str) -> set[Decimal]:
    """What a number without spaces can mean in a language; most have one reading."""
    signs = re.findall("[.,]", written)
    whole = Decimal(re.sub("[.,]", "", written))
    if not signs:
        return {whole}
    if len(set(signs)) == 2:
        # Whatever the language: the sign that comes last separates the decimals.
        integer, fraction = written.rsplit(signs[-1], 1)
        return {Decimal(f"{re.sub('[.,]', '', integer)}.{fraction}")}
    if len(signs) > 1:
        return {whole}
    decimal = Decimal(written.replace(",", "."))
    if not re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", written):
        return {decimal}
    if language == "en":
        return {whole} if signs == [","] else {decimal}
    return {whole, decimal}


def _months(text: str, language: str) -> Iterator[tuple[int, Figure]]:
    for number, name in enumerate(_MONTHS[language], 1):
        pattern = rf"(?<!\w){name}{_ENDINGS}(?!\w)" if language == "ka" else rf"\b{name}\b"
        for match in re.finditer(pattern, text):
            if language == "en" and not _is_month(match, text):
                continue
            yield match.start(), _figure("month", Decimal(number), match)


def _is_month(match: re.Match, text: str) -> bool:
    name = match.group()
    if len(name) > 4:
        return True
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 4]
    return bool(_TIME_BEFORE.search(before) or _NUMBER_AFTER.match(after))
