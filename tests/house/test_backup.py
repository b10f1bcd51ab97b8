"""The commands of docs/backup.md, run on this machine's PostgreSQL: what is restored is what was dumped."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from django.db import connection

from config.embedded.postgres import programs
from elections.models import Election
from tests.house.checkout import ROOT

BACKUP = (ROOT / "docs" / "backup.md").read_text()
PREFIX = "docker compose exec -T database "
# PostgreSQL writes the casts of a condition anew each time it reads one.
CONDITION = re.compile(r" CHECK |^CREATE .*INDEX .* WHERE ")
REWRITTEN = re.compile(r"::character varying|::text|\[\]|[()]")


def lines_after(heading: str) -> list[str]:
    """The commands on the database that a chapter tells to type."""
    chapter = BACKUP.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(rf"^    {re.escape(PREFIX)}(.+)$", chapter, re.MULTILINE)


@pytest.fixture
def restored() -> Iterator[str]:
    """The name of the database to restore into; the stale-database broom knows it too."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def here(database: str) -> dict[str, str]:
    """An environment in which PostgreSQL's programs and the application find a database of the tests."""
    settings = connection.settings_dict
    return os.environ | {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "DATABASE_URL": f"postgresql://{settings['USER']}@/{database}",
    }


def typed(line: str, database: str, folder: Path) -> None:
    """Run a command of the document, with its database and its file replaced."""
    program, *words = shlex.split(line)
    arguments = [
        database if word == "huanjie" and before != "--username" else word
        for before, word in zip([program, *words], words, strict=False)
    ]
    streams: dict[str, BinaryIO] = {}
    for sign, stream, mode in ((">", "stdout", "wb"), ("<", "stdin", "rb")):
        if sign in arguments:
            streams[stream] = (folder / arguments[-1]).open(mode)
            arguments = arguments[: arguments.index(sign)]
    subprocess.run([programs() / program, *arguments], env=here(database), check=True, **streams)
    for file in streams.values():
        file.close()


def as_text(database: str) -> list[str]:
    """Everything in a database: tables, rows, keys, triggers. A condition comes without its casts and brackets."""
    dump = subprocess.run(
        [programs() / "pg_dump", "--username", "huanjie", database],
        env=here(database),
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        REWRITTEN.sub("", line) if CONDITION.search(line) else line
        for line in dump.stdout.splitlines()
        if "restrict " not in line
    ]


@pytest.mark.django_db(transaction=True)
def test_what_is_restored_is_what_was_dumped(election: Election, restored: str, tmp_path: Path) -> None:
    source = str(connection.settings_dict["NAME"])
    dump, *restore = [*lines_after("Dump")[:1], *lines_after("Restore")]
    assert [line.split()[0] for line in restore] == ["dropdb", "createdb", "pg_restore"]
    typed(dump, source, tmp_path)
    for line in restore:
        typed(line, restored, tmp_path)
    assert as_text(restored) == as_text(source)
    done = subprocess.run(
        [sys.executable, "manage.py", "verify_ledger"],
        cwd=ROOT,
        env=here(restored),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
