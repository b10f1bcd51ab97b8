"""Sets a county's polling day on its stage: every village with its boxes opened, every counting group signed in."""

import csv
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from accounts.services.officer import add_officer
from elections.models import Election
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.cast import COUNTY, ELECTION_DAY
from tests.voting.ballots import COUNTED, add_roll, prepared, publish
from tests.voting.papers import opened
from villages.services.register import DIVISIONS, add_village, listed_places, load_divisions


class Command(BaseCommand):
    help = (
        "Prints one object for each box, as JSON: its address, and the sessions of a teller and of the clerk."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("villages", type=int)
        parser.add_argument("papers", type=int, help="in each box")

    def handle(self, *args: Any, villages: int, papers: int, **options: Any) -> None:
        with transaction.atomic():
            self.stdout.write(json.dumps(list(boxes(villages, papers))))


def boxes(villages: int, papers: int) -> Iterator[dict[str, str]]:
    """The boxes of so many villages, opened, with so many papers in each."""
    for election in elections(villages):
        code = election.village_id
        clerk, teller = officer(Role.VILLAGE_CLERK, code), officer(Role.TELLER, code)
        add_roll(election)
        contest = publish(prepared(election, clerk), clerk)
        for box in contest.boxes.order_by("number"):
            opened(box, clerk, returned=papers, issued=papers)
            yield {
                "papers": f"/villages/{code}/votes/{contest.number}/boxes/{box.number}/papers/",
                "teller": session(teller),
                "clerk": session(clerk),
            }


def elections(villages: int) -> Iterator[Election]:
    """The elections of one township of the official list after the other, until there are enough."""
    with DIVISIONS.open(encoding="utf-8") as lines:
        townships = [row["code"] for row in csv.DictReader(lines) if row["parent"] == COUNTY]
    left = villages
    for code in townships:
        township = load_divisions(code)
        for place in listed_places(code)[:left]:
            add_village(place=place, township=township, population=1500, groups=3)
        cycle = open_cycle(
            by=officer(Role.TOWNSHIP_OFFICE, code),
            township=township,
            edition=shipped_edition("county-town-2020", COUNTED),
            name=township.name,
            training=True,
            now=COUNTED,
            clock=COUNTED,
        )
        cycle.elections.update(election_day=ELECTION_DAY)
        for election in cycle.elections.select_related("cycle__township", "village"):
            yield election
            left -= 1
        if left == 0:
            return
    raise LookupError(f"The official list lacks {left} villages.")


def officer(role: Role, scope: str) -> User:
    return add_officer(
        username=f"{role}-{scope}", name="刘桂花", role=role, scope=scope, title=role.label, encoded="!"
    )


def session(user: User) -> str:
    client = Client()
    client.force_login(user, backend="accounts.backends.OfficerBackend")
    return client.cookies["sessionid"].value
