"""Steps that belong to Django and its packages."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone

SIGN_INS_KEPT = timedelta(days=30)


def publish_scheduled() -> None:
    call_command("publish_scheduled", verbosity=0)


def clear_sessions() -> None:
    SessionStore.clear_expired()


def forget_sign_ins() -> int:
    """What was noted against guessing."""
    old = {"attempt_time__lt": timezone.now() - SIGN_INS_KEPT}
    models = (AccessAttempt, AccessFailureLog, AccessLog)
    return sum(model._default_manager.filter(**old).delete()[0] for model in models)
