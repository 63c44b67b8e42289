"""Settings of a benchmark: those of the tests, without what a server does not do either."""

from hub.settings.test import *  # noqa: F403

# A placeholder: benchmarks.databases puts a fresh database in its place before anything is read.
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
HUB_SEARCH_REMOTE = ""  # no network: the embedded engine answers
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
STATIC_ROOT = None  # type: ignore[assignment]
