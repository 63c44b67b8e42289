"""What goes with a letter; made when it is sent, in the language of the letter."""

from events import calendar, programme
from events.mail import page_for
from events.models import Registration
from events.tickets import qr_png
from hub.mail.message import Attachment


def ticket(*, registration: str) -> Attachment:
    """The QR code that the letter shows as cid:ticket."""
    found = Registration.objects.get(public_id=registration)
    return Attachment("ticket.png", qr_png(found), "image/png", cid="ticket")


def calendar_entry(*, registration: str) -> Attachment:
    """For the calendar of who has a place; who gave it up gets the same entry as cancelled."""
    found = Registration.objects.select_related("event__locale").get(public_id=registration)
    page = page_for(found)
    number = programme.calendar_numbers([page.code]).get(page.code, 0)
    content = calendar.personal_file(page, number, withdrawn=not found.holds_place)
    return Attachment(f"{page.code}.ics", content, "text/calendar")
