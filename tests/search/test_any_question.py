"""Whatever is typed or written into the address, the search answers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

WORDS = st.sampled_from(
    [
        "ბიუჯეტი",
        "biujeti",
        "UNDP-ის",
        "budget",
        "და",
        "the",
        "2016-ში",
        "20 000",
        "ბიუჯტი",
        "„ღია“",
        "ᲑᲘᲣᲯᲔᲢᲘ",
        "%_",
        "'",
    ]
)
QUESTIONS = st.one_of(
    st.text(max_size=300),
    st.text("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ -–'", max_size=60),
    st.text("abcdeghijklmnopqrstuvwxyz'WRTSCJZ ", max_size=40),
    st.lists(WORDS, max_size=12).map(" ".join),
)


@settings(
    max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    question=QUESTIONS,
    kind=st.one_of(st.sampled_from(["", "projects", "information", "x"]), st.text(max_size=5)),
    page=st.one_of(st.just(""), st.integers(-5, 99).map(str), st.text(max_size=5)),
)
def test_any_question_is_answered(client, question, kind, page):
    response = client.get("/ka/search/", {"q": question, "type": kind, "page": page})
    assert response.status_code == 200
