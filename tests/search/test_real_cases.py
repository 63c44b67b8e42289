"""A whole file of real cases, which is no part of the project: it goes in once, and the golden
queries over it and the demonstration content are answered as well as they were."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from casestudies.importing import Result
from casestudies.models import CaseStudy
from search import services
from search.engine import get_embedded
from search.projector import run
from search.query import SearchQuery
from tests.casestudies import import_files
from tests.search import floors
from tests.search.relevance import ask, golden, names


@pytest.mark.slow
@pytest.mark.django_db
@import_files.needs_real_cases
def test_real_cases_go_in_once_and_are_found():
    none = dict.fromkeys(Result, 0)
    assert import_files.run(import_files.REAL_CASES).counts() == none | {"created": 853}
    assert import_files.run(import_files.REAL_CASES).counts() == none | {"unchanged": 853}
    run()
    found = services.search(SearchQuery(page_size=1))
    counts = {f.key: {v.value: v.count for v in f.values} for f in found.facets}
    assert found.count == counts["kind"]["case_study"] == 853
    some = (counts["country"]["nl"], counts["country"]["gb"], counts["stage"]["discontinued"])
    assert some == (153, 40, 25)
    assert CaseStudy.objects.filter(live=True, countries=None).count() == 12

    call_command("load_demo", verbosity=0, stdout=StringIO())
    run()
    outcomes = ask(golden("imported"), get_embedded(), names())
    assert floors.fallen(connection.vendor, floors.ALL, outcomes, floors.IMPORTED) == []
