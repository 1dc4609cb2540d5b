"""What a Georgian site must know about Georgian: dates, numbers, slugs, capitals, quotation marks.

Plain Python without models. It stands at the bottom of the house: it imports no other room of the project.
"""
