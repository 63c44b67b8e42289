"""What PostgreSQL keeps of a work's words fits into it, however odd or long the text."""

import pytest
from django.db import connection

from search.engines.database.postgresql import MAX_LEXEME, MAX_VECTOR, vector
from search.streams import Streams


def streams(title: str, body: str) -> Streams:
    found = Streams()
    found.add_title(title, "ru")
    found.add_body(body, "ru")
    return found


ENDLESS = " ".join(f"слово{number}б" for number in range(60_000))
ODD = {
    "apostrophe by itself": "Очередь ʼ и ʼʼ бюджет",
    "word without an end": "я" * MAX_LEXEME,
    "text without an end": ENDLESS,
}


def test_word_without_an_end_is_left_out_and_the_others_stay():
    long = "q" * (MAX_LEXEME + 1)
    assert vector(streams("queue", f"{long} end")) == "'queue':1A '~queue':1B 'end':4C '~end':4D"


def test_text_without_an_end_keeps_its_title_and_begins():
    found = vector(streams("Очередь", ENDLESS))
    assert found.startswith("'очередь':1A '~очеред':1B 'слово0б':3C 'слово1б':4C ")
    assert len(found.encode()) < 3 * MAX_VECTOR  # as a literal, with its quotation marks and places
    assert "'слово59999б'" not in found or "'~слово59999б'" not in found


@pytest.mark.django_db
@pytest.mark.parametrize("name", ODD)
def test_postgresql_takes_it(name):
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL only")
    literal = vector(streams("Очередь", ODD[name]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ 'очередь:A'::tsquery", [literal])
        assert cursor.fetchone() == (True,)
