"""How often one may ask for a place: by network address and by e-mail address."""

import hashlib

from django.conf import settings
from django.core.cache import cache


def allows(**keys: str) -> bool:
    """Counts one more for each of HUB_REGISTRATION_LIMITS. False once any of them is over its
    number; it is free again when the time since its first one is over."""
    counted = [_counted(name, value) for name, value in keys.items()]
    return all(counted)


def _counted(name: str, value: str) -> bool:
    most, seconds = settings.HUB_REGISTRATION_LIMITS[name]
    digest = hashlib.sha256(value.strip().lower().encode()).hexdigest()[:32]
    key = f"registering:{name}:{digest}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        return True
