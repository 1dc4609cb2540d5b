"""Georgian formats; Django's own have the weekday first, `a.m.`, a decimal point and month-first input."""

# The form of Georgian acts on matsne.gov.ge: 2016 წლის 1 მარტი.
DATE_FORMAT = "Y წლის j F"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y წლის j F, H:i"
YEAR_MONTH_FORMAT = "Y წლის F"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1

# The first of each list is also how Django fills a form field.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
TIME_INPUT_FORMATS = ["%H:%M:%S", "%H:%M:%S.%f", "%H:%M"]
DATETIME_INPUT_FORMATS = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
]

# CLDR: 416 665,00 with no-break spaces.
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
