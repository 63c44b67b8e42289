"""Redis or Valkey as a cache that may be away: then nothing is remembered, and nothing fails."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis import RedisError

log = logging.getLogger(__name__)


def _tolerant(name: str, answer: Callable[[dict[str, Any]], Any]) -> Callable[..., Any]:
    plain = getattr(RedisCache, name)

    @wraps(plain)
    def call(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return plain(self, *args, **kwargs)
        except RedisError as error:
            log.warning("The cache is away: %s", type(error).__name__)
            return answer({**dict(zip(("key", "default"), args, strict=False)), **kwargs})

    return call


class TolerantRedisCache(RedisCache):
    """Each call answers what an empty cache that keeps nothing would."""

    get = _tolerant("get", lambda asked: asked.get("default"))
    get_many = _tolerant("get_many", lambda asked: {})
    has_key = _tolerant("has_key", lambda asked: False)
    set = _tolerant("set", lambda asked: None)
    set_many = _tolerant("set_many", lambda asked: [])
    add = _tolerant("add", lambda asked: True)
    touch = _tolerant("touch", lambda asked: False)
    incr = _tolerant("incr", lambda asked: 1)
    delete = _tolerant("delete", lambda asked: False)
    delete_many = _tolerant("delete_many", lambda asked: None)
    clear = _tolerant("clear", lambda asked: False)
