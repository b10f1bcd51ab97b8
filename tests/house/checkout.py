"""A copy of the project in a folder of its own, so that starting it touches nobody's data."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("var", ".*cache", "__pycache__", ".git", ".venv", "staticfiles", "tests")


def copy_project(folder: Path) -> Path:
    """The working tree without data, tests and packages; the packages are this Python's own."""
    copy = folder / "huanjie"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    copy.chmod(0o755)
    return copy


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that root's unprivileged PostgreSQL can reach; pytest keeps its own ones closed."""
    folder = Path(tempfile.mkdtemp(prefix="huanjie-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def run_manage(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=copy,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


# What the tests themselves are run with, and a command of a user is not.
OF_THE_TESTS = {"DATABASE_URL", "REDIS_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"}


def environment(**more: str) -> dict[str, str]:
    """This process's, without what would lead to other servers."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
    return kept | {"DJANGO_SETTINGS_MODULE": "config.settings.development"} | more


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
