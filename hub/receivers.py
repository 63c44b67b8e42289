"""A work gets its code when it is first stored; its translations carry the same one."""

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from hub.codes import assign_code
from hub.models import Publication


@receiver(pre_save)
def give_code(sender: type, instance: object, **kwargs: object) -> None:
    if isinstance(instance, Publication) and not instance.code and not kwargs.get("raw"):
        assign_code(instance)


@receiver(post_save)
def give_former_alias_a_code(sender: type, instance: object, **kwargs: object) -> None:
    """An alias shows the code of its work; turned into a page, it is a work of its own."""
    if isinstance(instance, Publication) and "alias_of_id" in (kwargs["update_fields"] or ()):
        assign_code(instance)
        sender.objects.filter(pk=instance.pk).update(code=instance.code)
