"""What the site is called and how it is recognised: settings of whoever runs it."""

from mimetypes import guess_type

from django.conf import settings
from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.utils.translation import gettext as _

from hub.languages import active_language


def site_name() -> str:
    """The name of the site in the reader's language; one that the catalogues know is translated."""
    return settings.HUB_NAMES.get(active_language()) or _(settings.WAGTAIL_SITE_NAME)


def site_mark() -> dict[str, str]:
    """The picture beside the name and in the browser's tab: its address and its kind."""
    path = settings.HUB_MARK.removeprefix("media:")
    url = static(path) if path == settings.HUB_MARK else default_storage.url(path)
    return {"url": url, "type": guess_type(path)[0] or ""}


def theme_colours() -> dict[str, str]:
    """Of the browser's own frame, by scheme."""
    return settings.HUB_THEME_COLOURS
