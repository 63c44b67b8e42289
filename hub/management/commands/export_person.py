"""manage.py export_person"""

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from hub.privacy.services import export_person


class Command(BaseCommand):
    help = "Everything that the site keeps of a person, as JSON, by any of their addresses."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        found = export_person(address=options["address"])
        text = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        self.stdout.write(text)
