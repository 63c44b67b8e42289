"""manage.py setup_hub"""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "Vocabulary, page trees, groups and workflow. May run again: it adds what is missing."

    def handle(self, *args: object, **options: object) -> None:
        for step in settings.HUB_SETUP_STEPS:
            import_string(step)()
            self.stdout.write(f"  {step.rpartition('.')[2].replace('_', ' ')}: done")
