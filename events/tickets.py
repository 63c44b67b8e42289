"""A ticket: a signed token, the address that carries it, its QR code, and a code to type."""

import base64
from io import BytesIO
from uuid import UUID

import qrcode
from django.conf import settings
from django.core.signing import BadSignature, Signer
from qrcode.image.pil import PilImage
from qrcode.image.svg import SvgPathImage

from events.models import Registration

SALT = "events.ticket"
CODE_LENGTH = 8


def ticket_token(registration: Registration) -> str:
    """Short, for a QR code of few squares. It shows a ticket and changes nothing."""
    value = base64.urlsafe_b64encode(registration.public_id.bytes).decode().rstrip("=")
    return Signer(salt=SALT).sign(value)


def read_ticket(token: str) -> UUID | None:
    """The public id of a registration; None for a token that was not made here."""
    try:
        value = Signer(salt=SALT).unsign(token)
        return UUID(bytes=base64.urlsafe_b64decode(value + "=="))
    except (BadSignature, ValueError):
        return None


def ticket_code(registration: Registration) -> str:
    """What one reads out at the desk. It opens nothing: only who may check in can look it up."""
    code = registration.public_id.hex[:CODE_LENGTH].upper()
    return f"{code[:4]}-{code[4:]}"


def ticket_address(registration: Registration) -> str:
    path = f"{registration.language}/tickets/{ticket_token(registration)}/"
    return f"{settings.HUB_BASE_URL.rstrip('/')}/{path}"


def qr_png(registration: Registration) -> bytes:
    picture = BytesIO()
    _code(registration).make_image(image_factory=PilImage).save(picture, "PNG")
    return picture.getvalue()


def qr_svg(registration: Registration) -> str:
    """An SVG element, sharp at any size."""
    return _code(registration).make_image(image_factory=SvgPathImage).to_string().decode()


def qr_rows(registration: Registration) -> list[list[bool]]:
    """Squares without a border, for many codes at once: with a pattern that is fixed instead of the
    best of eight, which costs ten times as much and which readers do not need."""
    code = qrcode.QRCode(border=0, mask_pattern=0)
    code.add_data(ticket_address(registration))
    return code.get_matrix()


def _code(registration: Registration) -> qrcode.QRCode:
    code = qrcode.QRCode(border=3, box_size=8)
    code.add_data(ticket_address(registration))
    return code
