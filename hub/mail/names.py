"""What a letter is, by the name of its template; applications name theirs in HUB_LETTERS."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

NAMES = {
    "account": _("About an account"),
    "plain": _("Of the site itself"),
    "proposals/message": _("Message about a proposal"),
    "proposals/published": _("Proposal published"),
    "proposals/returned": _("Proposal returned with comments"),
}


def names() -> dict[str, Promise]:
    found: dict[str, Promise] = {}
    for source in settings.HUB_LETTERS:
        found |= import_string(source)
    return found
