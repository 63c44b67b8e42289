"""manage.py export_person"""

import json
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from hub.privacy.person import NoAddress
from hub.privacy.services import export_person, files_of_person


class Command(BaseCommand):
    help = "Everything that the site keeps of a person, by any of their addresses."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("address")
        parser.add_argument(
            "--zip", type=Path, help="write the data and the uploaded files into this archive"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        address, archive = options["address"], options["zip"]
        try:
            found = export_person(address=address)
        except NoAddress as error:
            raise CommandError("That is no address.") from error
        text = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        if archive is None:
            self.stdout.write(text)
            return
        with ZipFile(archive, "x", ZIP_DEFLATED) as written:
            written.writestr("data.json", text)
            for file in files_of_person(address=address):
                with file.open("rb") as opened:
                    written.writestr(file.name, opened.read())
        self.stdout.write(f"Written: {archive}")
