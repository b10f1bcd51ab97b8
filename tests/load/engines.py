"""The application as its server runs it, in processes and on engines of its own, so that they can be killed."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

from config import embedded, supervisor
from config.embedded.places import ROOT
from tests.house.checkout import environment, free_port, open_folder

PATIENCE = 120  # seconds, on a machine that has other things to do


class Application:
    """Web and worker on a cluster and a queue of their own."""

    def __init__(self, folder: Path) -> None:
        self.postgres, self.valkey = embedded.Postgres(folder / "pg"), embedded.Valkey(folder / "valkey")
        self.port = free_port()
        self.log = folder / "log"
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def surroundings(self) -> dict[str, str]:
        database = self.postgres.settings()
        return environment(
            DJANGO_SETTINGS_MODULE="tests.load.settings",
            DATABASE_URL=f"postgresql://{quote(database['USER'])}@/{database['NAME']}",
            PGHOST=database["HOST"],
            PGPORT=database["PORT"],
            REDIS_URL=self.valkey.url(),
            PYTHONPATH=str(ROOT),
        )

    def manage(self, *arguments: object) -> Any:
        """What a command prints, read as JSON; None where it prints nothing."""
        command = [sys.executable, "manage.py", *map(str, arguments)]
        told = subprocess.run(command, cwd=ROOT, env=self.surroundings, capture_output=True, text=True)
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout) if told.stdout else None

    def start(self, name: str) -> None:
        """Start web or worker, by the server's own command."""
        command = supervisor.commands(supervisor.read_options(["--port", str(self.port)]))[name]
        with self.log.open("ab") as said:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=self.surroundings,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < deadline, self.log.read_text(errors="replace")
            time.sleep(0.2)

    def _answers(self) -> bool:
        address = f"http://127.0.0.1:{self.port}/readyz"
        with suppress(OSError), urllib.request.urlopen(address, timeout=5) as page:
            return bool(page.status == 200)
        return False

    def kill_one_of_web(self) -> None:
        """One of the web's processes is gone from one moment to the next; its master starts another."""
        psutil.Process(self.running["web"].pid).children()[0].kill()

    def kill_worker(self) -> None:
        self._kill(self.running.pop("worker"))

    def restart_postgres(self) -> None:
        self.postgres.stop()
        self.postgres.start()

    def end(self) -> None:
        for process in self.running.values():
            self._kill(process)

    @staticmethod
    def _kill(process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def application() -> Iterator[Application]:
    """An empty application that answers, with a worker; everything of it is gone afterwards."""
    with open_folder() as folder:
        made = Application(folder)
        with embedded.borrowed(made.postgres), embedded.borrowed(made.valkey):
            made.manage("migrate", "--no-input", "--verbosity", "0")
            try:
                made.start("web")
                made.start("worker")
                made.wait_until_it_answers()
                yield made
            finally:
                made.end()
