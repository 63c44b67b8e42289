"""No more of one subscription: signed links, which work without an account."""

from django.conf import settings
from django.core import signing

from hub.models import Unsubscribed

SALT = "hub.mail.unsubscribe"


def unsubscribe_url(address: str, subscription: str, language: str) -> str:
    """The page with the button, which is the address of the one-click request too (RFC 8058)."""
    if not subscription:
        return ""
    token = signing.dumps([address.lower(), subscription], salt=SALT)
    return f"{settings.HUB_BASE_URL.rstrip('/')}/{language}/mail/unsubscribe/{token}/"


def read_token(token: str) -> tuple[str, str]:
    """Address and subscription. Raises signing.BadSignature."""
    address, subscription = signing.loads(token, salt=SALT)
    return address, subscription


def unsubscribe(*, address: str, subscription: str) -> None:
    Unsubscribed.objects.get_or_create(address=address.lower(), subscription=subscription)


def subscribe_again(*, address: str, subscription: str) -> None:
    Unsubscribed.objects.filter(address=address.lower(), subscription=subscription).delete()


def is_unsubscribed(address: str, subscription: str) -> bool:
    rows = Unsubscribed.objects.filter(address=address.lower(), subscription=subscription)
    return bool(subscription) and rows.exists()
