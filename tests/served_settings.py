"""Settings of a server that tests start: its mail goes by SMTP, and all askers are one network."""

from hub.settings.test import *  # noqa: F403

HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
HUB_REGISTRATION_LIMITS = {"network": (100_000, 3600), "address": (1_000, 3600)}
