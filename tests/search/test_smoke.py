import pytest

from search import services
from search.query import SearchQuery
from tests import factories


@pytest.mark.django_db
def test_published_case_is_found_by_its_title(project):
    factories.case("Digital queue in Almaty")
    project()
    assert services.search(SearchQuery(text="digital queue")).count == 1
