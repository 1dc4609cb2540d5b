"""What is read as one stands on one line: a number with what it counts, a date, a sum with its currency, a standard
with its number, a Latin word with its Georgian ending.

Only pages are treated so, when they are written and as a whole: base.html does it for every text that a reader sees.
What is stored, searched and given out as data keeps its ordinary spaces. A space becomes U+00A0; a hyphen stays as it
is, for whoever copies the word or looks for it on the page, and the class `nb` keeps both its sides together.
"""

import re
from collections.abc import Iterable, Iterator

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# Whoever copies code gets what stands there, options hold no markup, and a `<time>` is kept together as a box.
_LEFT_ALONE = "code|pre|script|style|template|textarea|select|svg|time"
_PIECES = re.compile(rf"[^<]+|<(?:({_LEFT_ALONE})\b.*?</\1\s*>|!--.*?-->|[^>]*>|)", re.DOTALL)
# A number may stand in one of these and what it counts beside it.
_WITHIN_A_LINE = re.compile(r"</?(?:a|abbr|b|cite|data|em|i|mark|q|small|span|strong|u)\b")

# A longer word would not fit beside a number where text is large, and would be broken itself.
_LONGEST_NOUN = 14
_LETTER = r"[^\W\d_]"
_YEAR = r"(?:19|20)\d\d\b"
_CURRENCY = r"(?:[€₾$£]|(?:EUR|GEL|GBP|USD)\b|ევრო|ლარ|დოლარ|ფუნტ|euro|lari\b|dollar|pound)"
_MULTIPLES = ["ათას", "ათასი", "მილიონ", "მილიონი", "მლნ", "მლნ.", "მილიარდი", "მლრდ", "thousand", "million", "billion"]
_MONTH_KA = "(?:იანვ|თებერვ|მარტ|აპრილ|მაის|ივნის|ივლის|აგვისტ|სექტემბ|ოქტომბ|ნოემბ|დეკემბ)"
_MONTHS_EN = [
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    *("December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
]
# Nothing that is counted.
_NO_NOUN = r"(?:და|ან|თუ|რომ|as|and|are|at|by|for|from|has|in|is|of|on|or|that|the|to|was|were|which|with)\b"
_NOUN = rf"(?!{_NO_NOUN}){_LETTER}{{1,{_LONGEST_NOUN}}}(?!{_LETTER})"
# Names of standards, not numbers of something: WCAG 2.2, ISO 4217, EN 301 549.
_NAMES = [r"\d", r"\d\d", r"\d{3}", r"\d{4}", r"\d\.\d", r"\d{3} \d{3}"]


def _after(words: Iterable[str]) -> str:
    # Python looks back over a fixed length alone.
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)} )" for word in words) + ")"


_AFTER_NUMBER = [
    rf"(?=\d|%|{_CURRENCY}|წ[ელ])",  # 416 665,00; 5 000 ₾; 2016 წელს
    rf"(?<!\b(?:19|20)\d\d ){''.join(f'(?<![A-Z] {name} )' for name in _NAMES)}(?={_NOUN})",  # 12 თანამშრომელს
]
_BEFORE_NUMBER = [
    r"(?<=[A-Z]{2} )",  # EN 301 549, GEL 5,000.00
    rf"{_after(['No.', 'p.', 'pp.', 'გვ.'])}|(?<=№ )",
    rf"(?=\d\d?[ \u00a0]{_MONTH_KA})(?<=წლის )",  # 2026 წლის 28 დეკემბერი
    rf"(?={_YEAR}|\d\d?, {_YEAR}){_after(_MONTHS_EN)}",  # 28 December 2026
    rf"(?={_YEAR})(?:(?<=[a-z] \d, )|(?<=[a-z] \d\d, ))",  # December 28, 2026
]
_TO_BIND = re.compile(
    rf" (?:(?<=\d )(?:{'|'.join(_AFTER_NUMBER)})|(?=\d)(?:{'|'.join(_BEFORE_NUMBER)})"
    rf"|(?={_CURRENCY}){_after(_MULTIPLES)}"  # 4 მილიონი ევრო
    rf"|(?={_MONTH_KA})(?<=წლის )"  # 2016 წლის მარტში
    r"|(?=Georgian\b|English\b)(?<=\bin )"  # in the line of a file
    r"|(?=[–—] ))"  # a dash may end a line, never begin one
)
_COUNTED = re.compile(f" {_NOUN}")
# UNDP-ის, 2016-ში, org-id.guide-ის, სსიპ-ის; not სოციალურ-ეკონომიკური.
_ENDING = re.compile(
    r"[A-Za-z0-9]+(?:[-.–][A-Za-z0-9]+){0,2}[-‑–][ა-ჺ]{1,10}(?![ა-ჺ])|(?<![ა-ჺ-])[ა-ჺ]{2,8}-[ა-ჺ]{1,3}(?![ა-ჺ-])"
)
_MAY_HAVE_ENDING = re.compile("[-‑–][ა-ჺ]")


def unbroken(html: str) -> str:
    """The same HTML, in which no line break parts what is read as one."""
    return "".join(_written(html))


def _written(html: str) -> Iterator[str]:
    # Whether a number stands just before, at the end of a text or within an element that ends with it.
    after_number = False
    for piece in _PIECES.finditer(html):
        text = piece.group()
        if text[0] == "<":
            after_number = after_number and bool(_WITHIN_A_LINE.match(text))
        else:
            if after_number and _COUNTED.match(text):
                text = NO_BREAK_SPACE + text[1:]
            after_number = text[-1].isdecimal()
            text = _TO_BIND.sub(NO_BREAK_SPACE, text)
            if _MAY_HAVE_ENDING.search(text):
                text = _ENDING.sub(r'<span class="nb">\g<0></span>', text)
        yield text
