#!/usr/bin/env python3
"""Django's commands. One that needs a database starts the embedded PostgreSQL and leaves it as it was."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.core.management import execute_from_command_line

from config import embedded

WITHOUT_DATABASE = {
    "calendar",
    "check",
    "collectstatic",
    "compilemessages",
    "eligibility",
    "help",
    "makemessages",
    "rulebook",
    "sort_names",
    "spectacular",
    "tally",
    "version",
}


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    # Ended by a supervisor, leave by the same door as on Ctrl-C: the engine is given back.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with database_for(arguments):
            execute_from_command_line(["manage.py", *arguments])
    except embedded.EngineError as error:
        sys.exit(str(error))


def database_for(arguments: list[str]) -> AbstractContextManager[None]:
    """The embedded PostgreSQL for the length of a command, where the command needs it."""
    command = arguments[0] if arguments else "help"
    asks_for_help = command.startswith("-") or {"-h", "--help"} & set(arguments)
    if os.environ.get("DATABASE_URL") or asks_for_help:
        return nullcontext()
    if command in WITHOUT_DATABASE and "--database" not in arguments:
        return nullcontext()
    return ready(command)


@contextmanager
def ready(command: str) -> Iterator[None]:
    """The embedded PostgreSQL, with its tables: on a machine just set up any command finds them."""
    cluster = embedded.database()
    with embedded.borrowed(cluster):
        if command != "migrate" and not cluster.has_table("django_migrations"):
            execute_from_command_line(["manage.py", "migrate", "--no-input", "--verbosity", "0"])
        yield


if __name__ == "__main__":
    main(sys.argv[1:])
