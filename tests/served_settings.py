"""Settings of a server that tests start: its mail goes by SMTP."""

from hub.settings.test import *  # noqa: F403

HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
