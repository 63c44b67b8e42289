"""Lists of works that a person keeps with an account, and may show to others."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Collection(models.Model):
    """Works in an order of its owner's. Shared: whoever has the address with its token may read."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="collections"
    )
    title = models.CharField(_("title"), max_length=120)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    shared = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.title

    def codes(self) -> list[str]:
        return [item.code for item in self.items.all()]

    def notes(self) -> dict[str, str]:
        """Code of a work to what the owner says of it."""
        return {item.code: item.note for item in self.items.all()}


class CollectionItem(models.Model):
    """A work by its code, so that every kind can be in a list and its languages are one work."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    code = models.CharField(_("code"), max_length=12)
    note = models.CharField(_("note"), max_length=300, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "code"], name="a_work_once_in_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.collection_id})"
