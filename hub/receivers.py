"""A work gets its code when it is first stored; its translations carry the same one."""

from django.db.models.signals import pre_save
from django.dispatch import receiver

from hub.codes import assign_code
from hub.models import Publication


@receiver(pre_save)
def give_code(sender: type, instance: object, **kwargs: object) -> None:
    if isinstance(instance, Publication) and not instance.code and not kwargs.get("raw"):
        assign_code(instance)
