"""The shared cache may be away: then nothing is remembered, and nothing fails."""

from django.core.cache import caches

from hub.settings.base import cache


def test_cache_that_is_away_answers_like_an_empty_one(settings):
    settings.CACHES = {"default": cache("redis://127.0.0.1:1/0")}
    away = caches["default"]
    assert away.get("a") is None
    assert away.get("a", "b") == away.get("a", default="b") == "b"
    assert away.get_many(["a"]) == {}
    assert away.set("a", 1) is None
    assert away.add("a", 1) is True
    assert away.incr("a") == 1
    assert away.set_many({"a": 1}) == []
    assert (away.touch("a"), away.delete("a"), away.has_key("a")) == (False, False, False)
    assert away.get_or_set("a", 5) == 5
