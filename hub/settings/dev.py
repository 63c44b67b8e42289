"""A developer's machine and `make demo`: no secret, no server beside it."""

from .base import *

DEBUG = env.bool("DEBUG", True)  # noqa: F405
SECRET_KEY = "development-only-not-a-secret"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
HUB_DEMONSTRATION = True
ACCOUNT_LOGIN_METHODS = {"email", "username"}  # the demonstration's editor has a short name

# Mail can be read in the admin, under Reports, and as files.
EMAIL_CONFIG = env.email_url("EMAIL_URL", f"filemail:///{VAR_DIR / 'mail'}")  # noqa: F405
HUB_MAIL_BACKEND = EMAIL_CONFIG.pop("EMAIL_BACKEND")
vars().update(EMAIL_CONFIG)
