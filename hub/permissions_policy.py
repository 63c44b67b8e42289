"""The header Permissions-Policy: what of a device pages may use."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

HEADER = "Permissions-Policy"
NEVER = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


def _policy(camera: str) -> str:
    return ", ".join([f"camera={camera}", *(f"{name}=()" for name in NEVER)])


class PermissionsPolicyMiddleware:
    """Nothing, on every page that does not say otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, _policy("()"))
        return response


def allow_camera(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view whose page looks through the camera."""

    @wraps(view)
    def allowed(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        response = view(request, *arguments, **named)
        response.headers[HEADER] = _policy("(self)")
        return response

    return allowed
