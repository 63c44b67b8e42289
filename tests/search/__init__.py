import pytest

pytest.register_assert_rewrite(
    "tests.search.asking", "tests.search.engine_contract", "tests.search.facet_contract"
)
