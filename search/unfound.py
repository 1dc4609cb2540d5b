"""What readers search for in vain: the words and how often, nothing of the reader."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest

from brochures.downloads import is_robot, short_wait, today

from .analysis import terms
from .models import UnfoundQuery

logger = logging.getLogger(__name__)

# Rows; more are an attack, and editors read the first hundred.
MOST_KEPT = 5000
LONGEST = 100
# Digits: a longer number is somebody's telephone or identity number.
LONGEST_NUMBER = 4

# Django's own upsert can only write a new value, not add to the old one. Both databases know this statement.
ADD_ONE = """
    INSERT INTO site_search_unfoundquery (words, times, last_day)
    VALUES (%s, 1, %s)
    ON CONFLICT (words) DO UPDATE SET times = site_search_unfoundquery.times + 1, last_day = excluded.last_day
"""


def count_unfound(request: HttpRequest, question: str) -> None:
    """Counts a question that found nothing. Whatever fails is written to the log; the reader's page does not wait."""
    words = words_to_keep(question)
    if not words or is_robot(request.headers.get("User-Agent", "")):
        return
    try:
        with short_wait():
            if UnfoundQuery.objects.count() < MOST_KEPT or UnfoundQuery.objects.filter(words=words).exists():
                with connection.cursor() as cursor:
                    cursor.execute(ADD_ONE, [words, today().isoformat()])
    except DatabaseError as error:
        logger.warning("A search without result was not counted: %s", error)


def words_to_keep(question: str) -> str:
    """The words of a question in one spelling; "" where an address or a long number may say who somebody is."""
    found = [term.base for term in terms(question)]
    if "@" in question or any(word.isdigit() and len(word) > LONGEST_NUMBER for word in found):
        return ""
    words = " ".join(found)
    return words if len(words) <= LONGEST else ""
