"""What people fill in when they register, and what a focal point fills in for them."""

from events.forms.delegation import ReplacementForm, nominees, typed_rows
from events.forms.registration import CONSENTS, DetailsForm, RegistrationForm

__all__ = [
    "CONSENTS",
    "DetailsForm",
    "RegistrationForm",
    "ReplacementForm",
    "nominees",
    "typed_rows",
]
