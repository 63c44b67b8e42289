"""manage.py load_demo"""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "The demonstration content, once; what is there already is left alone."

    def handle(self, *args: object, **options: object) -> None:
        call_command("setup_hub", stdout=self.stdout)
        for step in settings.HUB_DEMO_STEPS:
            made = import_string(step)()
            self.stdout.write(f"  {step.partition('.')[0]}: {made} works added")
