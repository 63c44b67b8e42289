"""By which clock a desk tells days."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from wagtail.users.models import UserProfile


def zone_of(user: Any) -> ZoneInfo:
    """That which the reader has chosen in the editor, where its lists are told by it too; for all
    others that of the Secretariat."""
    profiles = UserProfile.objects.filter(user=user.pk)
    chosen = profiles.values_list("current_time_zone", flat=True).first()
    return ZoneInfo(chosen or settings.HUB_TIME_ZONE)
