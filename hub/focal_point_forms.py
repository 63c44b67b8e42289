"""The form in which the secretariat appoints a focal point."""

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.admin.forms import WagtailAdminModelForm


def named(user: Any) -> str:
    """As the secretariat knows people: by name and address, not by a name of the account."""
    name = user.get_full_name()
    return f"{name} <{user.email}>" if name and user.email else name or user.email or str(user)


class FocalPointForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["user"]
        people.queryset = get_user_model().objects.filter(is_active=True).order_by("email")
        people.label_from_instance = named
