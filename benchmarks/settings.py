"""Settings of a benchmark: those of the tests, without what a server does not do either."""

from hub.settings.test import *  # noqa: F403

HUB_SEARCH_REMOTE = ""  # benchmarks.elastic_bench alone asks it
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
STATIC_ROOT = None  # type: ignore[assignment]
