from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from elections.models import Cycle
from overview.demo.township import CODE, LEAST, MOST, build_demo
from overview.rehearsal.timetable import SHANGHAI
from villages.services.register import listed_places

DEFAULT_MOMENT = "2021-01-20T15:00"
DEFAULT_SIZE = 40_000


class Command(BaseCommand):
    help = (
        "Builds the demo township in an empty database: people, officers, and a training cycle in its middle."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--size", type=int, default=DEFAULT_SIZE, help="residents of all places together")
        parser.add_argument(
            "--date", default=DEFAULT_MOMENT, help="where the training clock stands, e.g. 2020-12-29T14:52"
        )
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there is a cycle")

    def handle(self, *args: Any, seed: int, size: int, date: str, **options: Any) -> None:
        if not settings.DEMO_SIGN_IN:
            raise CommandError("The demo is not for production: its officers could not sign in.")
        places = len(listed_places(CODE))
        if not places * LEAST <= size <= places * MOST:
            raise CommandError(f"--size must lie between {places * LEAST} and {places * MOST}.")
        try:
            at = datetime.fromisoformat(date).replace(tzinfo=SHANGHAI)
        except ValueError as error:
            raise CommandError(f"{date} is no date like 2020-12-29 or 2020-12-29T14:52.") from error
        if Cycle.objects.filter(township=CODE).exists():
            if options["if_empty"]:
                return
            raise CommandError("There is a cycle in this township already. The demo needs an empty database.")
        build_demo(
            seed=seed,
            size=size,
            at=at,
            password=settings.DEMO_PASSWORD,
            now=timezone.now(),
            say=self.stdout.write if options["verbosity"] > 1 else lambda _line: None,
        )
        self.stdout.write(f"The demo township stands at {at:%Y-%m-%d %H:%M}.")
        self.stdout.write(f"Every demo officer's password: {settings.DEMO_PASSWORD}")
