import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from villages.models import Resident
from villages.sealing import blind_index
from villages.services.officer import link_officer


class Command(BaseCommand):
    help = (
        "Enters who an officer is in the registers, so that the officer cannot judge the own case or a relative's. "
        "The identity number is asked for, or read from standard input."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        number = getpass("Identity number: ") if sys.stdin.isatty() else sys.stdin.readline()
        user = User.objects.filter(username=username).first()
        index = blind_index(number.strip().upper())
        resident = Resident.objects.filter(id_index=index).order_by("left_on", "pk").first()
        if user is None or resident is None:
            raise CommandError("Not entered: no such officer, or no resident has this number.")
        link_officer(user=user, resident=resident)
        self.stdout.write(f"{username} is {resident.name} of {resident.village}.")
