"""PostgreSQL and Valkey from wheels, run under ``var/``: the engines of production with nothing to install.

The first four functions start nothing: they only say where the engines listen. ``borrowed(engine)`` runs an
engine for the length of a block; whoever leaves last stops it.
"""

from typing import Any

from .lease import Engine, borrowed, stop_if_unused
from .places import VAR, EngineError
from .postgres import Postgres
from .valkey import Valkey

__all__ = [
    "Engine",
    "EngineError",
    "Postgres",
    "Valkey",
    "borrowed",
    "broker",
    "database",
    "database_settings",
    "redis_url",
    "stop_if_unused",
    "test_broker",
    "test_database",
]


def database() -> Postgres:
    """The server's own cluster, durable."""
    return Postgres(VAR / "pg")


def test_database() -> Postgres:
    """A cluster apart for tests: they never touch the server's data, and it trades safety for speed."""
    return Postgres(VAR / "pg-test", durable=False)


def broker() -> Valkey:
    """The queue's engine. It keeps nothing on disk: jobs are rows in the database."""
    return Valkey(VAR / "valkey")


def test_broker() -> Valkey:
    """A queue apart for tests: none of their messages reaches a worker of the running server."""
    return Valkey(VAR / "valkey-test")


def database_settings(cluster: Postgres | None = None) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for the embedded cluster. Starts nothing."""
    return {"default": (cluster or database()).settings()}


def redis_url(engine: Valkey | None = None) -> str:
    """Celery's broker address of the embedded Valkey. Starts nothing."""
    return (engine or broker()).url()
