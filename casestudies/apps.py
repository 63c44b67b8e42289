"""What the hub publishes: case studies, trend reviews, memoranda."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = _("Case studies")

    def ready(self) -> None:
        from casestudies import indexing, receivers  # noqa: F401

        indexing.register()
