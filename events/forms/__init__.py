"""What people fill in when they register, and what a focal point fills in for them."""

from events.forms.delegation import ReplacementForm, nominees, typed_rows
from events.forms.registration import CONSENTS, CompletionForm, DetailsForm, RegistrationForm

__all__ = [
    "CONSENTS",
    "CompletionForm",
    "DetailsForm",
    "RegistrationForm",
    "ReplacementForm",
    "nominees",
    "typed_rows",
]
