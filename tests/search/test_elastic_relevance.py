"""The golden queries asked of Elasticsearch, held by floors of its own."""

from io import StringIO

import pytest
from django.core.management import call_command

from hub.languages import LANGUAGES
from tests.casestudies import import_files
from tests.search import floors
from tests.search.relevance import KINDS, ask, golden, names


@pytest.mark.django_db
def test_golden_queries_are_answered_as_well_as_they_were(elastic):
    call_command("load_demo", verbosity=0, stdout=StringIO())
    elastic.settle()
    outcomes = ask(golden("demo"), elastic.remote, names())
    fallen = {part: floors.fallen("elasticsearch", part, outcomes) for part in (*LANGUAGES, *KINDS)}
    assert fallen == dict.fromkeys(fallen, [])


@pytest.mark.slow
@pytest.mark.django_db
@import_files.needs_real_cases
def test_golden_queries_over_real_cases_are_answered_as_well_as_they_were(elastic):
    import_files.run(import_files.REAL_CASES)
    call_command("load_demo", verbosity=0, stdout=StringIO())
    elastic.settle()
    outcomes = ask(golden("imported"), elastic.remote, names())
    assert floors.fallen("elasticsearch", floors.ALL, outcomes, floors.IMPORTED) == []
