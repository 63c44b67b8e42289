"""A sheet for one person: a certificate of having been there, a letter of invitation."""

from collections.abc import Iterable
from typing import IO

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from events.mail import page_for
from events.models import Event, Registration
from hub.dates import hub_date, hub_date_range
from hub.identity import site_name
from hub.languages import LANGUAGES
from hub.pdf import BOLD, INK, PRESS, REGULAR, SOFT, fitted, lines, use_fonts, write


def write_certificates(event: Event, people: Iterable[Registration], file: IO[bytes]) -> None:
    """A page for each who came, in the language of the person."""
    use_fonts()
    canvas = Canvas(file, pagesize=landscape(A4), pageCompression=1)
    canvas.setTitle(event.title)
    pages = {code: _in_language(event, code) for code in LANGUAGES}
    for person in people:
        if not person.certificate_number:
            continue
        with translation.override(person.language):
            _certificate(canvas, person, pages[person.language])
        canvas.showPage()
    canvas.save()


def _in_language(event: Event, code: str) -> Event:
    """Asked once for a language, not once for a person."""
    rows = Event.objects.filter(translation_key=event.translation_key, live=True)
    return rows.filter(locale__language_code=code).first() or event


def _certificate(canvas: Canvas, person: Registration, event: Event) -> None:
    width, height = landscape(A4)
    canvas.setStrokeColor(PRESS)
    canvas.setLineWidth(1.2)
    canvas.rect(12 * mm, 12 * mm, width - 24 * mm, height - 24 * mm)
    _centred(canvas, site_name(), REGULAR, 12, height - 34 * mm, SOFT)
    _centred(canvas, _("Certificate of participation"), BOLD, 30, height - 56 * mm, PRESS)
    _centred(canvas, person.name, BOLD, 26, height - 86 * mm, INK)
    country = person.country.name if person.country else ""
    about = ", ".join(filter(None, [person.organisation, country]))
    _centred(canvas, about, REGULAR, 12, height - 96 * mm, SOFT)
    _centred(canvas, _("took part in the event"), REGULAR, 12, height - 112 * mm, SOFT)
    top = height - 124 * mm
    for line in lines(event.title, BOLD, 18, width - 60 * mm)[:3]:
        _centred(canvas, line, BOLD, 18, top, INK)
        top -= 8.5 * mm
    place = ", ".join(filter(None, [event.venue, event.city]))
    when = hub_date_range(event.local_start, event.local_end)
    _centred(canvas, " · ".join(filter(None, [when, place])), REGULAR, 12, top - 2 * mm, INK)
    number = person.certificate_number
    address = reverse("certificate", args=[number])
    said = _("No. %(number)s · to verify: %(address)s") % {
        "number": number,
        "address": f"{settings.HUB_BASE_URL.rstrip('/')}{address}",
    }
    _centred(canvas, said, REGULAR, 9, 18 * mm, SOFT)


def _centred(canvas: Canvas, text: str, font: str, size: float, y: float, colour: object) -> None:
    width = landscape(A4)[0]
    text, size = fitted(text, font, size, width - 50 * mm)
    canvas.setFillColor(colour)
    canvas.setFont(font, size)
    canvas.drawCentredString(width / 2, y, text)


def write_invitation(person: Registration, file: IO[bytes]) -> None:
    """In the language of the person; what a ministry or a consulate asks for."""
    use_fonts()
    canvas = Canvas(file, pagesize=A4, pageCompression=1)
    with translation.override(person.language):
        canvas.setTitle(_("Invitation"))
        _invitation(canvas, person, page_for(person))
    canvas.showPage()
    canvas.save()


def _invitation(canvas: Canvas, person: Registration, event: Event) -> None:
    left, width, top = 25 * mm, A4[0] - 50 * mm, A4[1] - 30 * mm
    for text, font, size, space in _paragraphs(person, event):
        for line in lines(text, font, size, width):
            write(canvas, line, (left, top), width, font=font, size=size)
            top -= size * 1.45
        top -= space * mm


def _paragraphs(person: Registration, event: Event) -> list[tuple[str, str, float, float]]:
    facts = {
        "name": person.name,
        "event": event.title,
        "when": hub_date_range(event.local_start, event.local_end),
        "place": ", ".join(filter(None, [event.venue, event.city, str(event.host_country or "")])),
    }
    country = person.country.name if person.country else ""
    role = person.get_role_display()
    about = ", ".join(filter(None, [person.post, person.organisation, country]))
    return [
        (site_name(), BOLD, 13, 2),
        (hub_date(timezone.localdate(timezone=event.zone)), REGULAR, 10.5, 12),
        (person.name, BOLD, 11.5, 0),
        (about, REGULAR, 11, 12),
        (_("Invitation"), BOLD, 20, 6),
        (_("Dear %(name)s,") % facts, REGULAR, 11.5, 3),
        (_("we are pleased to invite you to “%(event)s”.") % facts, REGULAR, 11.5, 3),
        (_("It takes place on these days: %(when)s. Place: %(place)s.") % facts, REGULAR, 11.5, 3),
        (_("You take part as: %s.") % role, REGULAR, 11.5, 3),
        (_("Your place is confirmed. We look forward to meeting you."), REGULAR, 11.5, 16),
        (_("The organisers"), REGULAR, 11.5, 10),
        (f"{settings.HUB_BASE_URL.rstrip('/')}/id/{event.code}", REGULAR, 9, 0),
    ]
