"""Every kind of page that a visitor can meet: with results, with errors, with nothing."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import server_error


@dataclass(frozen=True, slots=True)
class Kind:
    """`path` follows the language; what stands in braces is told by tests.journeys.people. With
    `send`, it is the page that answers the form of that address, sent with nothing written."""

    path: str
    visitor: str = ""
    send: bool = False
    status: int = 200


KINDS = {
    "home": Kind(""),
    "search": Kind("search/"),
    "search, words and facets": Kind("search/?q={word}&outcome=failed&outcome=succeeded"),
    "search, second page": Kind("search/?page=2"),
    "search, nothing found": Kind("search/?q=zeppelin&country=ee"),
    "search, not understood": Kind("search/?colour=red"),
    "cases": Kind("cases/"),
    "reviews": Kind("reviews/"),
    "memoranda": Kind("memoranda/"),
    "events": Kind("events/"),
    "events by month": Kind("events/?view=month"),
    "month without events": Kind("events/?view=month&month=2031-02&country=kz"),
    "case": Kind("cases/full/"),
    "review": Kind("reviews/queues/"),
    "memorandum": Kind("memoranda/queues/"),
    "event": Kind("events/upcoming/"),
    "past event": Kind("events/past/"),
    "cancelled event": Kind("events/cancelled/"),
    "country": Kind("countries/kz/"),
    "country without works": Kind("countries/is/"),
    "theme": Kind("themes/service-quality/"),
    "countries": Kind("countries/"),
    "themes": Kind("themes/"),
    "figures": Kind("figures/"),
    "gap map": Kind("gaps/"),
    "comparison": Kind("compare/?id=CS-0001&id=CS-0002&id=CS-0003&id=XX"),
    "nothing to compare": Kind("compare/"),
    "reading list": Kind("list/"),
    "own lists": Kind("account/lists/", "focal"),
    "standard page": Kind("about/"),
    "not read": Kind("search/?q=%00", status=400),
    "not found": Kind("cases/there-is-none/", status=404),
    "not allowed": Kind("_util/login/", "focal", status=403),
    "broken": Kind("broken/", status=500),
    "registration form": Kind("events/{event}/register/"),
    "registration form, errors": Kind("events/{event}/register/", send=True, status=422),
    "own registration": Kind("registrations/{own}/"),
    "own registration, waiting": Kind("registrations/{waits}/"),
    "own registration, changing": Kind("registrations/{own}/change/"),
    "own registration, changing, errors": Kind(
        "registrations/{own}/change/", send=True, status=422
    ),
    "own registration, cancelling": Kind("registrations/{own}/cancel/"),
    "own registration, unknown": Kind("registrations/x/", status=404),
    "ticket": Kind("tickets/{ticket}/"),
    "certificate": Kind("certificates/{certificate}/"),
    "certificate, unknown": Kind("certificates/x/", status=404),
    "unsubscribing": Kind("mail/unsubscribe/{unsubscribe}/"),
    "check-in": Kind("events/{event}/check-in/", "secretary"),
    "check-in, kept": Kind("events/{event}/check-in/kept/{kept}/", "secretary"),
    "desk": Kind("desk/kz/", "focal"),
    "case proposal": Kind("desk/kz/cases/new/", "focal"),
    "event proposal": Kind("desk/kz/events/new/", "focal"),
    "proposal": Kind("desk/kz/proposals/{proposal}/", "focal"),
    "delegation": Kind("desk/kz/events/{sent}/delegation/", "focal"),
    "delegation, errors": Kind("desk/kz/events/{sent}/delegation/", "focal", send=True, status=422),
    "delegate, replacing": Kind("desk/kz/events/{sent}/delegation/{delegate}/replace/", "focal"),
    "delegate, withdrawing": Kind("desk/kz/events/{sent}/delegation/{delegate}/withdraw/", "focal"),
    "sign in": Kind("account/login/"),
    "sign in, errors": Kind("account/login/", send=True),
    "open an account": Kind("account/signup/"),
    "open an account, errors": Kind("account/signup/", send=True),
    "new password": Kind("account/password/reset/"),
    "new password, errors": Kind("account/password/reset/", send=True),
    "account": Kind("account/", "focal"),
    "addresses": Kind("account/email/", "focal"),
    "password": Kind("account/password/change/", "focal"),
    "password, errors": Kind("account/password/change/", "focal", send=True),
    "second step": Kind("account/second-step/", "focal"),
    "second step, key": Kind("account/second-step/totp/activate/", "focal"),
    "devices": Kind("account/sessions/", "focal"),
    "signing out": Kind("account/logout/", "focal"),
    "behind a password": Kind("cases/locked/"),
}
WORDS = {"en": "queue", "ru": "очередь", "kk": "кезек"}


def address(kind: Kind, language: str, told: dict[str, str]) -> str:
    own = {"word": WORDS[language], "kept": told[f"kept_{language}"]}
    return f"/{language}/{kind.path.format(**own, **told)}"


def answer(client: Client, kind: Kind, path: str, language: str) -> HttpResponse:
    """What is answered at an `address`, without a browser."""
    if kind.status == 500:
        with translation.override(language):
            return server_error(RequestFactory().get(path))
    return client.post(path) if kind.send else client.get(path)
