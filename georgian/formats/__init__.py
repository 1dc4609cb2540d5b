"""How Django writes and reads dates and numbers: `FORMAT_MODULE_PATH = ["georgian.formats"]`.

Both languages read 3.4.2016 as 3 April. Neither has a month-first input format, which Django's own `ka` and
`en` have. Keep `USE_THOUSAND_SEPARATOR` off: with it a year becomes `2 024`. Money goes through
`georgian.numbers`.
"""
