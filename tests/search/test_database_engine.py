"""The embedded engine keeps the contract, on the database that the tests run on."""

import pytest

pytest.register_assert_rewrite(
    "tests.search.asking", "tests.search.engine_contract", "tests.search.facet_contract"
)

from search.engine import get_engine  # noqa: E402
from search.models import SearchState  # noqa: E402
from tests import factories  # noqa: E402
from tests.search.asking import ask, titles  # noqa: E402
from tests.search.engine_contract import CASES  # noqa: E402

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_contract(case, project):
    assert get_engine().name == "database"
    case(project)
