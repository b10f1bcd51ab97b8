from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elections.models import LedgerEntry
from elections.queries.ledger import breaks_in


class Command(BaseCommand):
    help = "Proves the ledger: recomputes every digest and hash and names every entry that does not fit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scope", default="", help="official code: only chains of places below it")

    def handle(self, *args: Any, scope: str, **options: Any) -> None:
        entries = LedgerEntry.objects.filter(chain__startswith=scope)
        broken = list(breaks_in(scope))
        for found in broken:
            self.stderr.write(f"{found.chain} #{found.seq}: {found.fault}")
        if broken:
            raise CommandError(f"The ledger does not prove itself: {len(broken)} breaks.", returncode=1)
        chains = entries.values("chain").distinct().count()
        self.stdout.write(f"{entries.count()} entries in {chains} chains: every hash fits.")
