"""Settings of a benchmark: those of the tests, without what a server does not do either."""

from hub.settings.test import *  # noqa: F403
from hub.settings.test import HUB_SEARCH_REMOTE, env

if not env.bool("BENCH_REMOTE", False):
    HUB_SEARCH_REMOTE = ""  # no network: the embedded engine answers
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
STATIC_ROOT = None  # type: ignore[assignment]
HUB_REGISTRATION_LIMITS = {"network": (10_000_000, 3600), "address": (1_000, 3600)}
