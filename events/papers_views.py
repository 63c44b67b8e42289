"""Papers of an event: PDF for organisers and for one person, and the check of a certificate."""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events import entrance
from events.documents import PAPERS, certificates, invitation
from events.enums import HOLDING, RegistrationStatus
from events.mail import page_for
from events.models import Registration
from events.tickets import read_ticket
from hub.limits import allows, network_of

IN_MEMORY = 1024 * 1024  # bytes of a file that is not yet written to the disk


@never_cache
@login_required
@require_safe
def papers(request: HttpRequest, code: str, paper: str) -> FileResponse:
    """Of everybody who has a place, or for certificates of everybody who came."""
    event = entrance.event_by_code(code)
    if event is None or paper not in PAPERS or not entrance.may_organise(request.user, event):
        raise Http404
    rows = _people().filter(event=event, status__in=HOLDING, purged_at=None)
    return _file(lambda file: PAPERS[paper](event, rows, file), f"{event.code}-{paper}.pdf")


@never_cache
@require_safe
def own_paper(request: HttpRequest, token: str, paper: str) -> FileResponse:
    """With the ticket: the invitation before the event, the certificate after it."""
    found = _people().filter(public_id=read_ticket(token), purged_at=None).first()
    if found is None or not found.holds_place:
        raise Http404
    if paper == "invitation":
        if not found.event.takes_place(timezone.now()):
            raise Http404
        return _file(lambda file: invitation(found, file), "invitation.pdf")
    came = found.status == RegistrationStatus.ATTENDED and found.certificate_number
    if not came or found.event.ends_at > timezone.now():
        raise Http404
    return _file(lambda file: certificates(found.event, [found], file), "certificate.pdf")


@never_cache
@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Whether a certificate is real: whose, for what, when. Anybody may ask, not without end; no
    certificate is real before the event is over."""
    if not allows(certificates=network_of(request)):
        return render(request, "events/certificate.html", {"too_many": True}, status=429)
    rows = Registration.objects.select_related("event__locale")
    over = rows.filter(event__ends_at__lte=timezone.now())
    found = over.filter(certificate_number=number.upper()[:40]).first()
    context = {"number": number, "registration": found, "event": page_for(found) if found else None}
    return render(request, "events/certificate.html", context, status=200 if found else 404)


def _people() -> QuerySet[Registration]:
    return Registration.objects.select_related("country", "event__locale", "event__host_country")


def _file(write: Callable[[IO[bytes]], None], name: str) -> FileResponse:
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    write(file)
    file.seek(0)
    return FileResponse(file, filename=name, content_type="application/pdf", as_attachment=True)
