import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from villages.names.strokes import School, has_unknown_strokes, sort_names


class Command(BaseCommand):
    help = "Read names from standard input, one a line, and print them in stroke order."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--school",
            choices=list(School),
            default=School.SURNAME,
            help="surname (姓氏笔画): a one-character given name first; name (姓名笔画): no empty place",
        )

    def handle(self, *, school: str, **options: Any) -> None:
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CommandError(_("The names are not in UTF-8.")) from error
        names = [line.strip() for line in text.splitlines() if line.strip()]
        for name in sort_names(names, school):
            self.stdout.write(name)
        for name in names:
            if has_unknown_strokes(name):
                self.stderr.write(_("%(name)s: no stroke data, check its place by hand") % {"name": name})
