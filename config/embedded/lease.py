"""Who uses an engine: counted by the kernel, so that a crash leaves no stale lock."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from .places import make_room


class Engine(Protocol):
    @property
    def folder(self) -> Path: ...

    def start(self) -> None:
        """Run the engine; returns when it answers. Harmless when it already runs."""

    def stop(self) -> None:
        """Stop the engine; returns when it is gone. Harmless when none runs."""


@contextmanager
def borrowed(engine: Engine) -> Iterator[None]:
    """Keep the engine running for the length of the block.

    Each borrower holds a shared lock; who can turn it into an exclusive one is alone and stops the engine.
    An engine whose users were all killed goes on running until the next borrower leaves (or stop_if_unused).
    """
    make_room(engine.folder.parent)
    with _lock_file(engine, "users") as users:
        with _doorway(engine):
            fcntl.flock(users, fcntl.LOCK_SH)
            engine.start()
        try:
            yield
        finally:
            with _doorway(engine):
                if _alone(users):
                    engine.stop()


def stop_if_unused(engine: Engine) -> None:
    """Stop an engine whose users were all killed."""
    if engine.folder.exists():
        with _lock_file(engine, "users") as users, _doorway(engine):
            if _alone(users):
                engine.stop()


@contextmanager
def _doorway(engine: Engine) -> Iterator[None]:
    """One process at a time starts or stops the engine."""
    with _lock_file(engine, "door") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


@contextmanager
def _lock_file(engine: Engine, name: str) -> Iterator[int]:
    path = engine.folder.with_name(f"{engine.folder.name}.{name}")
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _alone(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
