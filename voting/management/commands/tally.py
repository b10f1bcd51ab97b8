import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from voting.counting import shipped_counting
from voting.tally import NotACount, tally
from voting.tally.parse import read_json

INCONSISTENT = 2
NOT_A_COUNT = 3


class Command(BaseCommand):
    help = (
        "Tally the count in a JSON file ('-' reads standard input) and print the outcome. "
        "Exit status: 0 computed, 2 the count does not add up, 3 the file is not a count."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")

    def handle(self, *, file: str, **options: Any) -> None:
        try:
            outcome = tally(read_json(self._read(file)), shipped_counting)
        except NotACount as error:
            for fault in error.faults:
                self.stderr.write(f"{fault.path or file}: {fault.zh} / {fault.en}")
            raise CommandError(_("The file is not a count."), returncode=NOT_A_COUNT) from error
        self.stdout.write(json.dumps(outcome, ensure_ascii=False, indent=2))
        if outcome["status"] == "inconsistent":
            raise CommandError(_("The count does not add up."), returncode=INCONSISTENT)

    def _read(self, file: str) -> bytes:
        try:
            return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            message = _("The file cannot be read: %(reason)s") % {"reason": error}
            raise CommandError(message, returncode=NOT_A_COUNT) from error
