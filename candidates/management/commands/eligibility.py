import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from candidates.eligibility.answer import Fault, NotAQuestion, answer, read_question

BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Ask a rulebook whether the person in a JSON file ('-' reads standard input) may stand, and print the "
        "findings. Exit status: 0 answered, 2 the file is no question; its faults, with code and path, are on "
        "standard error."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")

    def handle(self, *, file: str, **options: Any) -> None:
        try:
            told = answer(read_question(_read(file)))
        except NotAQuestion as error:
            self.stderr.write(_dumped({"faults": [fault.as_data() for fault in error.faults]}))
            raise CommandError(_("The file is no question on a person."), returncode=BAD_INPUT) from error
        self.stdout.write(_dumped(told))


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise NotAQuestion([Fault("not_readable", file, str(error))]) from error


def _dumped(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
