"""The golden queries over the real cases, which are no part of the project, held by a floor."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from search.engine import get_embedded
from search.projector import run
from tests.search import floors
from tests.search.relevance import ask, golden, names

CASES = Path(__file__).parents[3] / "shared" / "data" / "ips-cases.csv"


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.skipif(not CASES.exists(), reason="the file of cases is not there")
def test_queries_over_real_cases_are_answered_as_well_as_they_were(tmp_path):
    call_command("load_demo", verbosity=0, stdout=StringIO())
    call_command("import_cases", CASES, report=tmp_path / "r.csv", verbosity=0, stdout=StringIO())
    run()
    outcomes = ask(golden("imported"), get_embedded(), names())
    assert floors.fallen(connection.vendor, floors.ALL, outcomes, floors.IMPORTED) == []
