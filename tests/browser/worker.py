"""A real Celery worker for a browser test: the server's own command, on the tests' queue and database."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from config import embedded, supervisor
from config.embedded.places import ROOT

GRACE = 20  # seconds the worker gets to finish


@contextmanager
def working(log: Path) -> Iterator[None]:
    """Run a worker for the length of the block; no sweeper runs beside it, so every job must ring by itself."""
    with embedded.borrowed(embedded.test_broker()), log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *supervisor.commands(supervisor.read_options([]))["worker"]],
            cwd=ROOT,
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield
        finally:
            end(process)
            print(log.read_text(errors="replace"))


def surroundings() -> dict[str, str]:
    """The environment in which the worker finds this test's database; a socket's path goes where libpq looks."""
    database = connection.settings_dict
    who = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"postgresql://{who}@/{database['NAME']}",
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"]),
        "REDIS_URL": settings.REDIS_URL,
    }


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask the worker to end, then end its whole group."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
