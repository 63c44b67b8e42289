"""The floor of the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = _("Hub")

    def ready(self) -> None:
        from hub import receivers  # noqa: F401
        from hub.page_cache import receivers as page_cache  # noqa: F401
        from hub.proposals import receivers as proposals  # noqa: F401
        from hub.translations import privacy
        from hub.translations import receivers as translations  # noqa: F401

        privacy.install()
