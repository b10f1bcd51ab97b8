import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from accounts.enums import Role
from accounts.services.officer import add_officer


class Command(BaseCommand):
    help = "Adds an officer: a person with a role at a place. The password is asked for, or read from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument(
            "--scope", required=True, help="official code: county 6 digits, township 9, village 12"
        )
        parser.add_argument(
            "--title", required=True, help="the office as papers and ledger name it, e.g. 镇换届办"
        )
        parser.add_argument(
            "--department",
            default="",
            help="for county_department: key of the department in the rulebook, e.g. public_security",
        )

    def handle(
        self,
        *args: Any,
        username: str,
        name: str,
        role: str,
        scope: str,
        title: str,
        department: str,
        **options: Any,
    ) -> None:
        password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password)
            add_officer(
                username=username,
                name=name,
                role=Role(role),
                scope=scope,
                title=title,
                department=department,
                encoded=make_password(password),
            )
        except ValidationError as error:
            raise CommandError("The password is too weak: " + " ".join(error.messages)) from error
        except IntegrityError as error:
            raise CommandError(
                "Not added: the user name is taken, the scope is no official code, or the department is missing "
                "(county_department has one, no other role has)."
            ) from error
        self.stdout.write(f"{username} can sign in as {title}.")
