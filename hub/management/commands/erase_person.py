"""manage.py erase_person"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.privacy.accounts import Indispensable
from hub.privacy.person import NoAddress
from hub.privacy.services import erase_person


class Command(BaseCommand):
    help = "Erase a person everywhere; what is only counted stays. There is no way back."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("address")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"]
        if not options["yes"] and input(f"Erase {address} for ever? Type yes: ") != "yes":
            raise CommandError("Nothing was erased.")
        try:
            erased = erase_person(address=address)
        except Indispensable as error:
            raise CommandError(
                "This account may do everything. Take that right away from it first."
            ) from error
        except NoAddress as error:
            raise CommandError("That is no address. Nothing was erased.") from error
        for name, number in erased.rows.items():
            self.stdout.write(f"{name:20} {number}")
        if erased.named:
            self.stdout.write("The name, this person's or a namesake's, stands in:")
        for column, number in erased.named.items():
            self.stdout.write(f"  {column:50} {number}")
