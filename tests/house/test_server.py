"""script/server: everything in one terminal, one signal ends it all, a crash leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from config.embedded import Postgres, Valkey
from config.supervisor import read_options, tell_address
from tests.house.checkout import copy_project, environment, free_port, open_folder

PATIENCE = 180  # seconds, on a machine that has other things to do


class Server:
    """A running copy of the project."""

    def __init__(self, copy: Path) -> None:
        self.port = free_port()
        self.postgres, self.valkey = Postgres(copy / "var" / "pg"), Valkey(copy / "var" / "valkey")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.supervisor", "--no-demo", "--port", str(self.port)],
            cwd=copy,
            env=environment(ALLOWED_HOSTS="127.0.0.1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.family: list[psutil.Process] = []

    def wait_until_well(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.answers("/readyz"):
            assert self.process.poll() is None, self.output()
            assert time.monotonic() < deadline
            time.sleep(0.2)
        self.family = psutil.Process(self.process.pid).children(recursive=True)

    def answers(self, path: str) -> bool:
        with (
            suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as page,
        ):
            return page.status == 200
        return False

    def output(self) -> str:
        return self.process.communicate(timeout=PATIENCE)[0]

    def is_gone(self) -> bool:
        """Every process of the family has ended, and so have the engines."""
        if self.postgres.pid() is not None or self.valkey.answers():
            return False
        alive = [process for process in self.family if process.is_running()]
        return all(process.status() == psutil.STATUS_ZOMBIE for process in alive)

    def wait_until_gone(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.is_gone():
            assert time.monotonic() < deadline, self.family
            time.sleep(0.2)


@pytest.fixture(scope="module")
def copy() -> Iterator[Path]:
    with open_folder() as folder:
        yield copy_project(folder)


@pytest.fixture
def server(copy: Path) -> Iterator[Server]:
    running = Server(copy)
    yield running
    with suppress(ProcessLookupError):
        os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()
    running.wait_until_gone()


def test_it_runs_everything_and_one_interrupt_ends_everything(server: Server) -> None:
    server.wait_until_well()
    assert server.answers("/healthz")
    commands = [" ".join(process.cmdline()) for process in server.family]
    for part in ("gunicorn", "worker --loglevel", "beat --loglevel"):
        assert any(part in command for command in commands), part
    os.kill(server.process.pid, signal.SIGINT)
    said = server.output()
    assert server.process.returncode == 0, said
    server.wait_until_gone()
    assert f"http://127.0.0.1:{server.port}/" in said


def test_after_a_crash_no_process_is_left_and_it_starts_again(server: Server, copy: Path) -> None:
    server.wait_until_well()
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    server.wait_until_gone()
    again = Server(copy)
    try:
        again.wait_until_well()
    finally:
        os.kill(again.process.pid, signal.SIGTERM)
        again.output()
    assert again.process.returncode == 0
    assert again.postgres.pid() is None


def test_when_one_process_ends_the_others_are_not_left_alone(server: Server) -> None:
    server.wait_until_well()
    beat = next(process for process in server.family if "beat" in process.cmdline())
    beat.kill()
    said = server.output()
    assert server.process.returncode == 1
    assert "beat ended" in said
    server.wait_until_gone()


def test_a_busy_port_is_said_before_anything_starts(copy: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "config.supervisor", "--port", str(port)],
            cwd=copy,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stdout.strip() == f"server | port {port} is busy. Run: script/server --port {port + 1}"


@pytest.mark.parametrize(
    ("settings", "said", "told"),
    [
        ("config.settings.development", None, "http://127.0.0.1:8123"),
        ("config.settings.development", "https://box.example", "https://box.example"),
        ("config.settings.production", None, None),
    ],
)
def test_links_lead_to_the_port_that_is_served(
    settings: str, said: str | None, told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", settings)
    monkeypatch.setenv("PUBLIC_URL", said or "")
    if said is None:
        monkeypatch.delenv("PUBLIC_URL")
    tell_address(read_options(["--port", "8123"]))
    assert os.environ.get("PUBLIC_URL") == told
