"""Who asks: read from a request without making a page of anonymous people vary with cookies."""

from typing import Any

from django.http import HttpRequest

from hub.accounts.middleware import has_session


def user_of(request: HttpRequest) -> Any:
    """Who has signed in; None for everybody else."""
    if not has_session(request) or not request.user.is_authenticated:
        return None
    return request.user
