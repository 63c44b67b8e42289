import pytest
from django.db import connection
from django.contrib.auth import get_user_model
from tests import factories
from tests.search.asking import *
from tests.search.test_index_faults import site_comes_back
from search.projector import run
KEEP = {}
def rows():
    out = []
    with connection.cursor() as c:
        for t in ("search_completion", "search_text", "search_word"):
            c.execute(f"SELECT count(*) FROM {t}"); out.append(c.fetchall())
    return out
def test_a(site_comes_back, transactional_db):
    KEEP["x"] = connection.creation.serialize_db_to_string(), rows()
    factories.case("Queue", countries="ge", themes="pay")
    assert titles("queue") == ["Queue"]
def test_b(transactional_db):
    y = connection.creation.serialize_db_to_string(), rows()
    assert y == KEEP["x"]
    get_user_model().objects.create_superuser("chief", "chief@example.org", "secret")
    factories.case("Queue", countries="ge", themes="pay"); factories.event(); run()
    assert titles("queue") == ["Queue"]
    assert suggested("geo") == [("Georgia","country")]
