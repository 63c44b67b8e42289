"""The tests: fast hashing, files in memory, nothing sent, the database of DATABASE_URL."""

from .base import *

DEBUG = False
SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "templates")  # type: ignore[attr-defined]  # noqa: F405
HUB_PAGE_SECONDS = 0  # a test is one transaction: nothing that it changes is ever committed
HUB_LIMITS = dict.fromkeys(HUB_LIMITS, (10**9, 60))  # noqa: F405 - tests come from one address
