"""Images that cannot be published without a text for those who do not see them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class HubImage(AbstractImage):
    """An image; `description` is its alternative text and is required (see hub.image_forms)."""

    credit = models.CharField(
        _("author and licence"),
        max_length=200,
        blank=True,
        help_text=_("For example “Photo: Civil Service Bureau, CC BY 4.0”."),
    )
    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(description=""), name="image_has_alternative_text"
            )
        ]


class HubRendition(AbstractRendition):
    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]
