"""The form with which editors add an image."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class HubImageForm(BaseImageForm):
    """Asks for the alternative text."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            field = self.fields["description"]
            field.required = True
            field.label = _("Alternative text")
            field.help_text = _(
                "What the picture tells, for people who do not see it, such as “Citizens at the "
                "counters of the service hall in Tbilisi”."
            )
