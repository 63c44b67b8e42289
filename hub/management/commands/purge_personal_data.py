"""manage.py purge_personal_data"""

from typing import Any

from django.core.management.base import BaseCommand

from hub.privacy.services import purge


class Command(BaseCommand):
    help = "Erase personal data whose day has come. Housekeeping does so every night."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{purge()} rows")
