"""Runs the whole application in one terminal: engines, web, worker and beat, and one Ctrl-C for all."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from types import FrameType

import psutil

from config import embedded
from config.embedded.places import ROOT, VAR

GRACE = 20  # seconds a process gets to finish what it does
SETTINGS = "config.settings.development"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked for the end."""


class Child:
    """A process in a group of its own; what it says is shown line by line behind its name."""

    def __init__(self, name: str, arguments: Sequence[str]) -> None:
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._echo = threading.Thread(target=self._show, daemon=True)
        self._echo.start()

    def _show(self) -> None:
        for line in self.process.stdout or ():
            say(line.rstrip("\n"), self.name)

    def ended(self) -> bool:
        return self.process.poll() is not None

    def ask_to_end(self) -> None:
        if not self.ended():
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until the deadline, then end the whole group by force."""
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{self.name} does not end: killed")
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._echo.join(timeout=2)


class Guard:
    """A process that ends the children, and the engines, when the supervisor itself was killed."""

    def __init__(self) -> None:
        reader, self._writer = os.pipe()
        if os.fork() == 0:
            os.close(self._writer)
            try:
                self._watch(reader)
            finally:
                os._exit(0)
        os.close(reader)

    def protect(self, child: Child) -> None:
        os.write(self._writer, f"{child.process.pid}\n".encode())

    @staticmethod
    def _watch(reader: int) -> None:
        """Read process groups until the other end of the pipe is gone, and the supervisor with it."""
        os.setsid()
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        with os.fdopen(reader) as lines:
            groups = [int(line) for line in lines]
        end_groups(groups)
        for engine in (embedded.database(), embedded.broker()):
            embedded.stop_if_unused(engine)


def main(arguments: Sequence[str] | None = None) -> int:
    options = read_options(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.environ["PYTHONUNBUFFERED"] = "1"
    tell_address(options)
    if not is_free(options.host, options.port):
        say(f"port {options.port} is busy. Run: script/server --port {options.port + 1}")
        return 1
    guard = Guard()
    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    try:
        with ExitStack() as engines:
            start_engines(engines)
            prepare(demo=options.demo)
            return run(guard, options)
    except Stopped:
        say("stopped")
        return 0
    except embedded.EngineError as error:
        say(str(error))
        return 1
    except subprocess.CalledProcessError as error:
        say(f"{' '.join(error.cmd[1:])} failed")
        return 1


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="leave an empty database empty")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port (8000)")
    return parser.parse_args(arguments)


def tell_address(options: argparse.Namespace) -> None:
    """Links on papers and screens lead where the demo is served; a real township says its own address."""
    if os.environ["DJANGO_SETTINGS_MODULE"] == SETTINGS:
        os.environ.setdefault("PUBLIC_URL", f"http://{options.host}:{options.port}")


def is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def start_engines(engines: ExitStack) -> None:
    """The embedded ones, where the environment names no others."""
    if not os.environ.get("DATABASE_URL"):
        say("starting PostgreSQL")
        engines.enter_context(embedded.borrowed(embedded.database()))
    if not os.environ.get("REDIS_URL"):
        say("starting Valkey")
        engines.enter_context(embedded.borrowed(embedded.broker()))


def prepare(*, demo: bool) -> None:
    """Migrate; build the demo in an empty database, but never under settings for a real township."""
    (ROOT / "staticfiles").mkdir(exist_ok=True)  # whitenoise wants to see it, even empty
    manage("migrate", "--no-input", "--verbosity", "0")
    if demo and os.environ["DJANGO_SETTINGS_MODULE"] == SETTINGS:
        manage("demo", "--if-empty")


def manage(*arguments: str) -> None:
    say(f"manage.py {' '.join(arguments)}")
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)


def run(guard: Guard, options: argparse.Namespace) -> int:
    """Until somebody asks for the end, or one process ends by itself: then 1."""
    children: list[Child] = []
    try:
        for name, command in commands(options).items():
            children.append(Child(name, command))
            guard.protect(children[-1])
        wait_while(children, lambda: not answers(options.host, options.port))
        if answers(options.host, options.port):
            say(f"http://{options.host}:{options.port}/ - Ctrl-C stops everything")
        wait_while(children, lambda: True)
        for child in filter(Child.ended, children):
            say(f"{child.name} ended with {child.process.returncode}: stopping the others")
        return 1
    finally:
        end_all(children)


def wait_while(children: list[Child], goes_on: Callable[[], bool]) -> None:
    """Returns as well when one of the children ends."""
    while goes_on() and not any(child.ended() for child in children):
        time.sleep(0.2)


def answers(host: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def commands(options: argparse.Namespace) -> dict[str, list[str]]:
    celery = ["celery", "--quiet", "--app", "config.celery"]
    return {
        "web": [
            *("gunicorn", "--config", "config/gunicorn.py", "--workers", "2"),
            *("--bind", f"{options.host}:{options.port}", "config.wsgi"),
        ],
        "worker": [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2", "--without-mingle"],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--schedule", str(VAR / "beat"), "--pidfile="],
    }


def end_all(children: list[Child]) -> None:
    for child in children:
        child.ask_to_end()
    deadline = time.monotonic() + GRACE
    for child in children:
        with suppress(Stopped):  # asked a second time: do not wait
            child.end(deadline)
            continue
        deadline = time.monotonic()
        child.end(deadline)


def end_groups(groups: list[int]) -> None:
    """Ask every process of the groups to end; after the grace, force them."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for group in groups:
            with suppress(ProcessLookupError):
                os.killpg(group, number)
        deadline = time.monotonic() + GRACE
        while any_lives(groups) and time.monotonic() < deadline:
            time.sleep(0.2)


def any_lives(groups: list[int]) -> bool:
    """Whether a group has a process that is more than an entry in the table."""
    for process in psutil.process_iter(["status"]):
        with suppress(ProcessLookupError):
            if os.getpgid(process.pid) in groups and process.info["status"] != psutil.STATUS_ZOMBIE:
                return True
    return False


def stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def say(text: str, name: str = "server") -> None:
    print(f"{name:>6} | {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
