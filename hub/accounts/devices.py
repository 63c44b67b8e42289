"""What somebody is signed in on, in words that tell a phone from a computer."""

from collections.abc import Iterable

from allauth.usersessions.models import UserSession

# Of several that a browser names, the first here is its own.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "YaBrowser/": "Yandex Browser",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def device(user_agent: str) -> str:
    """Such as "Firefox, Windows"; what the browser says of itself when neither is known."""
    found = [
        next((name for sign, name in names.items() if sign in user_agent), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or user_agent


def this_first(sessions: Iterable[UserSession]) -> list[UserSession]:
    """The device from which one asks, then the others, the latest first."""
    latest = sorted(sessions, key=lambda one: one.created_at, reverse=True)
    return sorted(latest, key=lambda one: not one.is_current())
